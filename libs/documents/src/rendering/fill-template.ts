import { type ExpressionLanguage } from '#expressions';
import { DocumentError } from '../port/document-error.ts';
import { formatValue } from './format-value.ts';
import { germanText } from './german-typography.ts';
import { type Block, type Inline, type TableRow } from './template-syntax.ts';

/** Text with one look. */
export interface TextRun {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

/** A block with everything filled in. */
export type FilledBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly runs: readonly TextRun[] }
  | { readonly kind: 'paragraph'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly TextRun[])[] }
  | {
      readonly kind: 'table';
      readonly header: readonly (readonly TextRun[])[];
      readonly alignments: readonly ('left' | 'right' | 'center')[];
      readonly rows: readonly (readonly (readonly TextRun[])[])[];
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'page-break' };

export type TemplateData = Readonly<Record<string, unknown>>;

const MAX_BLOCKS = 20_000;

/** Fills templates with data. One instance may fill any number; `now` is what `now()` and `today()` answer. */
export class TemplateFiller {
  readonly #language: ExpressionLanguage;
  readonly #now: string;
  #blocks = 0;

  constructor(language: ExpressionLanguage, now: string) {
    this.#language = language;
    this.#now = now;
  }

  /**
   * Fills blocks in order; conditions choose, lists repeat.
   *
   * @throws DocumentError TEMPLATE_INVALID for an expression that fails, a condition that is not true or false, a list
   *   that is none, a missing value, more than 20,000 blocks
   */
  fill(blocks: readonly Block[], data: TemplateData): readonly FilledBlock[] {
    return blocks.flatMap((block) => this.#fillBlock(block, data));
  }

  /** One line with placeholders, as plain text. */
  line(inline: readonly Inline[], data: TemplateData): string {
    return this.#runs(inline, data)
      .map((run) => run.text)
      .join('');
  }

  #fillBlock(block: Block, data: TemplateData): readonly FilledBlock[] {
    this.#count();
    switch (block.kind) {
      case 'heading':
        return [{ kind: 'heading', level: block.level, runs: this.#runs(block.content, data) }];
      case 'paragraph': {
        const runs = this.#runs(block.content, data);
        // A paragraph of nothing but optional values that are missing leaves no gap.
        return runs.every((run) => run.text.trim() === '') ? [] : [{ kind: 'paragraph', runs }];
      }
      case 'list':
        return [{ kind: 'list', ordered: block.ordered, items: block.items.map((item) => this.#runs(item, data)) }];
      case 'table': {
        const header = block.header.map((cell) => this.#runs(cell, data));
        return [{ kind: 'table', header, alignments: block.alignments, rows: this.#rows(block.rows, data) }];
      }
      case 'if':
        return this.fill(this.#condition(block.expression, data) ? block.then : block.otherwise, data);
      case 'each':
        return this.#items(block.expression, data).flatMap((item) =>
          this.fill(block.body, { ...data, [block.name]: item }),
        );
      case 'rule':
      case 'page-break':
        return [block];
    }
  }

  #rows(rows: readonly TableRow[], data: TemplateData): readonly (readonly (readonly TextRun[])[])[] {
    return rows.flatMap((row) => {
      this.#count();
      if (row.kind === 'row') return [row.cells.map((cell) => this.#runs(cell, data))];
      return this.#items(row.expression, data).flatMap((item) => this.#rows(row.rows, { ...data, [row.name]: item }));
    });
  }

  /** Words are set the German way knowing what stands beside them; values stay as they are. */
  #runs(inline: readonly Inline[], data: TemplateData): readonly TextRun[] {
    const texts = inline.map((piece) => {
      if (piece.kind === 'text') return piece.text;
      if (piece.kind === 'break') return '\n';
      return formatValue(this.#evaluate(piece.expression, data), piece.formats, piece.expression);
    });
    return inline.map((piece, i) => {
      const text = texts[i] ?? '';
      if (piece.kind === 'break') return { text, bold: false, italic: false };
      const { bold, italic } = piece;
      return { text: piece.kind === 'value' ? text : setBetween(texts[i - 1], text, texts[i + 1]), bold, italic };
    });
  }

  #condition(expression: string, data: TemplateData): boolean {
    const value = this.#evaluate(expression, data);
    if (typeof value === 'boolean') return value;
    if (value === null || value === undefined) return false;
    throw new DocumentError(
      'TEMPLATE_INVALID',
      `Expected true or false for {{#if ${expression}}}, but got ${JSON.stringify(value)}.`,
    );
  }

  #items(expression: string, data: TemplateData): readonly unknown[] {
    const value = this.#evaluate(expression, data);
    if (Array.isArray(value)) return value;
    if (value === null || value === undefined) return [];
    throw new DocumentError(
      'TEMPLATE_INVALID',
      `Expected a list for {{#each ${expression}}}, but got ${JSON.stringify(value).slice(0, 60)}.`,
    );
  }

  #evaluate(expression: string, data: TemplateData): unknown {
    const answer = this.#language.evaluate({ language: 'feel', text: expression }, data, this.#now);
    if (answer.ok) return answer.value;
    throw new DocumentError('TEMPLATE_INVALID', `Expected {{ ${expression} }} to be evaluated, but ${answer.error}`, {
      details: { expression },
    });
  }

  #count(): void {
    this.#blocks += 1;
    if (this.#blocks > MAX_BLOCKS) {
      throw new DocumentError(
        'TEMPLATE_INVALID',
        `Expected at most ${MAX_BLOCKS} blocks in a document, but the template makes more.`,
      );
    }
  }
}

/** Sets words with a stand-in for their neighbours, so that a quotation mark after a value closes, and "3 %" holds. */
function setBetween(before: string | undefined, text: string, after: string | undefined): string {
  const first = neighbour(before?.at(-1));
  const last = neighbour(after?.at(0));
  return germanText(`${first}${text}${last}`).slice(first.length, last === '' ? undefined : -last.length);
}

function neighbour(sign: string | undefined): string {
  if (sign === undefined || /\s/.test(sign)) return '';
  return /\d/.test(sign) ? sign : 'x';
}
