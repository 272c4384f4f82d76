/**
 * What a fault says to a person. `{name}` is filled with its data, numbers with the separators of the language, and
 * `{name|term}` with the word the language has for it; a part in `[…]` is left out where one of its data is empty.
 */
export interface FaultWords {
  /** What went wrong: a whole sentence, or a place that ends in a colon before the sentence of the nearer cause. */
  readonly what: string;
  /** What to do; the nearest cause that knows something speaks. */
  readonly todo?: string;
}

export const says = (what: string, todo?: string): FaultWords => (todo === undefined ? { what } : { what, todo });
