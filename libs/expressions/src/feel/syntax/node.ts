import { type Decimal } from '../values/decimal.ts';

/** A type as written after `instance of` or in a function's parameter list. */
export type TypeNode =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list' | 'range'; readonly item: TypeNode }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly type: TypeNode }[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypeNode[]; readonly result: TypeNode };

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export interface Iteration {
  readonly name: string;
  readonly domain: FeelNode;
  /** The far end of `a..b`; absent when the domain is one list or range. */
  readonly end: FeelNode | undefined;
}

export interface Argument {
  readonly name: string | undefined;
  readonly value: FeelNode;
}

/** One unary test: `< 5` or an expression whose value is compared with the input. */
export type TestNode =
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly operand: FeelNode }
  | { readonly kind: 'value'; readonly expression: FeelNode; readonly usesInput: boolean };

/** Syntax tree of FEEL (DMN 1.5, clause 10.3.1.2). `at` is the offset in the source text. */
export type FeelNode = { readonly at: number } & (
  | { readonly kind: 'literal'; readonly value: null | boolean | string | Decimal }
  | { readonly kind: 'temporal'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'path'; readonly base: FeelNode; readonly name: string }
  | { readonly kind: 'filter'; readonly list: FeelNode; readonly condition: FeelNode }
  | { readonly kind: 'invocation'; readonly callee: FeelNode; readonly args: readonly Argument[] }
  | { readonly kind: 'negation'; readonly operand: FeelNode }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: FeelNode;
      readonly right: FeelNode;
    }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: FeelNode;
      readonly right: FeelNode;
    }
  | { readonly kind: 'junction'; readonly operator: 'and' | 'or'; readonly left: FeelNode; readonly right: FeelNode }
  | { readonly kind: 'between'; readonly value: FeelNode; readonly low: FeelNode; readonly high: FeelNode }
  | { readonly kind: 'in'; readonly value: FeelNode; readonly tests: readonly TestNode[] }
  | { readonly kind: 'instanceOf'; readonly value: FeelNode; readonly type: TypeNode }
  | { readonly kind: 'if'; readonly condition: FeelNode; readonly then: FeelNode; readonly otherwise: FeelNode }
  | { readonly kind: 'for'; readonly iterations: readonly Iteration[]; readonly result: FeelNode }
  | {
      readonly kind: 'quantified';
      readonly quantifier: 'some' | 'every';
      readonly iterations: readonly Iteration[];
      readonly condition: FeelNode;
    }
  | { readonly kind: 'list'; readonly items: readonly FeelNode[] }
  | { readonly kind: 'context'; readonly entries: readonly { readonly key: string; readonly value: FeelNode }[] }
  | {
      readonly kind: 'range';
      readonly startIncluded: boolean;
      readonly start: FeelNode | undefined;
      readonly end: FeelNode | undefined;
      readonly endIncluded: boolean;
    }
  /** `(!= 10)` and similar in parentheses: a test over the input `?`. */
  | { readonly kind: 'test'; readonly test: TestNode }
  | {
      readonly kind: 'function';
      readonly parameters: readonly { readonly name: string; readonly type: TypeNode | undefined }[];
      readonly body: FeelNode;
    }
  | {
      readonly kind: 'external';
      readonly parameters: readonly { readonly name: string; readonly type: TypeNode | undefined }[];
      readonly mapping: FeelNode;
    }
);

/** Unary tests of a decision table cell (grammar rules 14 to 17). `tests` is undefined for `-`, which always holds. */
export interface UnaryTestsNode {
  readonly negated: boolean;
  readonly tests: readonly TestNode[] | undefined;
}
