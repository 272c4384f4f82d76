import { type CharacterTest } from './character-test.ts';

export type Assertion = 'start' | 'end' | 'line start' | 'line end';

/** Syntax tree of a regular expression (XPath Functions and Operators, clause 5.6.1). */
export type PatternNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  /** Captures what its body matches; 0 captures nothing. */
  | { readonly kind: 'group'; readonly number: number; readonly body: PatternNode }
  | {
      readonly kind: 'repetition';
      readonly body: PatternNode;
      readonly least: number;
      readonly most: number;
      readonly greedy: boolean;
    }
  | { readonly kind: 'reference'; readonly group: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion };

/** A parsed pattern and what its program must know of it. */
export interface Pattern {
  readonly root: PatternNode;
  readonly groups: number;
  readonly hasReferences: boolean;
  readonly caseless: boolean;
}
