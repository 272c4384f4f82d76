/** A piece of a line: words of the template, or a placeholder to be filled. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean; readonly italic: boolean }
  | {
      readonly kind: 'value';
      readonly expression: string;
      readonly formats: readonly string[];
      readonly bold: boolean;
      readonly italic: boolean;
    }
  | { readonly kind: 'break' };

/** A row of a table, or rows repeated for every item. */
export type TableRow =
  | { readonly kind: 'row'; readonly cells: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'each';
      readonly expression: string;
      readonly name: string;
      readonly rows: readonly TableRow[];
      readonly line: number;
    };

/** A block of a template. `line` counts from 1, for messages. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      readonly header: readonly (readonly Inline[])[];
      readonly alignments: readonly ('left' | 'right' | 'center')[];
      readonly rows: readonly TableRow[];
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'page-break' }
  | {
      readonly kind: 'if';
      readonly expression: string;
      readonly then: readonly Block[];
      readonly otherwise: readonly Block[];
      readonly line: number;
    }
  | {
      readonly kind: 'each';
      readonly expression: string;
      readonly name: string;
      readonly body: readonly Block[];
      readonly line: number;
    };
