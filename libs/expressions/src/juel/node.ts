/** Syntax tree of a `${…}` expression. `at` is the offset in the source text. */
export type JuelNode =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly at: number }
  | { readonly kind: 'template'; readonly parts: readonly JuelNode[]; readonly at: number }
  | { readonly kind: 'variable'; readonly name: string; readonly at: number }
  | { readonly kind: 'index'; readonly base: JuelNode; readonly key: JuelNode; readonly at: number }
  | {
      readonly kind: 'call';
      readonly base: JuelNode | undefined;
      readonly name: string;
      readonly args: readonly JuelNode[];
      readonly at: number;
    }
  | {
      readonly kind: 'unary';
      readonly operator: 'not' | 'negate' | 'empty';
      readonly operand: JuelNode;
      readonly at: number;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: JuelNode;
      readonly right: JuelNode;
      readonly at: number;
    }
  | {
      readonly kind: 'choice';
      readonly test: JuelNode;
      readonly then: JuelNode;
      readonly otherwise: JuelNode;
      readonly at: number;
    };

export type BinaryOperator =
  'or' | 'and' | 'eq' | 'ne' | 'lt' | 'gt' | 'le' | 'ge' | 'add' | 'subtract' | 'multiply' | 'divide' | 'remainder';
