import {
  ExpressionSyntaxError,
  type FeelNode,
  parseFeel,
  parseUnaryTests,
  type Scope,
  type UnaryTestsNode,
} from '#expressions';
import { type DecisionModel, type Reference } from '../model/decision-model.ts';
import { ItemTypes } from './item-types.ts';
import { ModelLibrary } from './model-library.ts';
import { namesOf } from './model-names.ts';

/** Models with their imports, parsed texts and types; built once and used for every evaluation. */
export class CompiledLibrary {
  readonly library: ModelLibrary;
  readonly #compiled = new Map<DecisionModel, CompiledModel>();

  constructor(model: DecisionModel, imports: readonly DecisionModel[]) {
    this.library = new ModelLibrary(model, imports);
  }

  of(model: DecisionModel): CompiledModel {
    const known = this.#compiled.get(model);
    if (known !== undefined) return known;
    const compiled = new CompiledModel(model, this);
    this.#compiled.set(model, compiled);
    return compiled;
  }
}

/** One model as the evaluation needs it. */
export class CompiledModel {
  readonly model: DecisionModel;
  readonly types: ItemTypes;
  readonly #owner: CompiledLibrary;
  readonly #names: readonly string[];
  readonly #expressions = new WeakMap<object, FeelNode>();
  readonly #tests = new WeakMap<object, UnaryTestsNode>();

  constructor(model: DecisionModel, owner: CompiledLibrary) {
    this.model = model;
    this.#owner = owner;
    this.types = new ItemTypes(model, owner.library, (other) => owner.of(other).types);
    const imported = model.imports
      .map(({ namespace }) => owner.library.model(namespace))
      .filter((candidate) => candidate !== undefined);
    this.#names = [...new Set([model, ...imported].flatMap((candidate) => [...namesOf(candidate)]))];
  }

  /**
   * The tree of a FEEL text. Which names are in scope decides how the text is read, and a text always stands in the same
   * scope, so that its tree is kept with its owner.
   *
   * @throws ExpressionSyntaxError
   */
  expression(owner: { readonly text: string }, scope: Scope): FeelNode {
    return remember(this.#expressions, owner, () =>
      lenient(
        () => parseFeel(owner.text, scope.names(), this.#names),
        () => parseFeel(owner.text, this.#names),
      ),
    );
  }

  /** @throws ExpressionSyntaxError */
  unaryTests(owner: { readonly text: string }, scope: Scope): UnaryTestsNode {
    return remember(this.#tests, owner, () =>
      lenient(
        () => parseUnaryTests(owner.text, scope.names(), this.#names),
        () => parseUnaryTests(owner.text, this.#names),
      ),
    );
  }

  /** Parses a text with every name of the model, as a check without data must. @throws ExpressionSyntaxError */
  checkSyntax(text: string, tests: boolean): void {
    if (tests) parseUnaryTests(text, this.#names);
    else parseFeel(text, this.#names);
  }

  /** The compiled model a reference leads to, and the name of its import here. */
  follow(reference: Reference): { compiled: CompiledModel; importName: string } | undefined {
    const target = this.#owner.library.target(reference, this.model);
    if (target === undefined) return undefined;
    const imported = this.model.imports.find(({ namespace }) => namespace === reference.namespace);
    return { compiled: this.#owner.of(target), importName: imported?.name ?? '' };
  }
}

function remember<T>(cache: WeakMap<object, T>, owner: object, compute: () => T): T {
  const known = cache.get(owner);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(owner, value);
  return value;
}

/** A text that only parses with names out of scope reads null there, which is better than no answer at all. */
function lenient<T>(parse: () => T, fallback: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return fallback();
    throw error;
  }
}

const libraries = new WeakMap<DecisionModel, { imports: readonly DecisionModel[]; compiled: CompiledLibrary }>();

/** The compiled form of an immutable model, remembered as long as the model lives. */
export function compile(model: DecisionModel, imports: readonly DecisionModel[]): CompiledLibrary {
  const known = libraries.get(model);
  if (known?.imports.length === imports.length && known.imports.every((imported, index) => imported === imports[index]))
    return known.compiled;
  const compiled = new CompiledLibrary(model, imports);
  libraries.set(model, { imports, compiled });
  return compiled;
}
