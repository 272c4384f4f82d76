import { type FeelValue } from '../values/value.ts';

/** Names visible to an expression: a layer of values in front of the layers around it. */
export interface Scope {
  /** The value of a name, or undefined if the name is not in scope. */
  lookup(name: string): FeelValue | undefined;
  /** All names in scope, inner ones first. */
  names(): Iterable<string>;
}

export const EMPTY_SCOPE: Scope = { lookup: () => undefined, names: () => [] };

/** A layer of known values. The map may grow while it is in use, as the entries of a context do. */
export class LayeredScope implements Scope {
  readonly #values: ReadonlyMap<string, FeelValue>;
  readonly #parent: Scope;

  constructor(values: ReadonlyMap<string, FeelValue>, parent: Scope) {
    this.#values = values;
    this.#parent = parent;
  }

  lookup(name: string): FeelValue | undefined {
    const value = this.#values.get(name);
    return value !== undefined ? value : this.#parent.lookup(name);
  }

  *names(): Iterable<string> {
    yield* this.#values.keys();
    yield* this.#parent.names();
  }
}
