import {
  ANY,
  builtInType,
  EMPTY_SCOPE,
  Environment,
  ExpressionSyntaxError,
  type FeelType,
  type FeelValue,
  Interpreter,
  parseUnaryTests,
  type UnaryTestsNode,
} from '#expressions';
import { type FeelText } from '../model/boxed-expression.ts';
import { type DecisionModel, type ItemDefinition } from '../model/decision-model.ts';
import { type ModelLibrary } from './model-library.ts';

/** Type names Camunda 7 uses for numbers; there a text that holds a number is one, too. */
const CAMUNDA_NUMBERS = new Set(['integer', 'long', 'short', 'double']);

/** Whether a type reference is one of the number types only Camunda 7 has. */
export function isCamundaNumber(name: string | null): boolean {
  return name !== null && CAMUNDA_NUMBERS.has(name);
}

/** Item definitions of a model as FEEL types (DMN 1.5, clause 7.3.2). Types are built when first asked for. */
export class ItemTypes {
  readonly #model: DecisionModel;
  readonly #library: ModelLibrary;
  readonly #of: (model: DecisionModel) => ItemTypes;
  readonly #built = new Map<string, FeelType | null>();

  /** @param of the types of another model of the library */
  constructor(model: DecisionModel, library: ModelLibrary, of: (model: DecisionModel) => ItemTypes) {
    this.#model = model;
    this.#library = library;
    this.#of = of;
  }

  /** The type of this name: an item definition, an imported one (`import.name`), or a built-in type. */
  named(name: string): FeelType | undefined {
    const known = this.#built.get(name);
    if (known !== undefined) return known ?? undefined;
    const found = this.#own(name) ?? this.#imported(name) ?? builtInType(CAMUNDA_NUMBERS.has(name) ? 'number' : name);
    this.#built.set(name, found ?? null);
    return found;
  }

  /** The declared type, or Any where there is none or it is unknown. */
  declared(name: string | null): FeelType {
    return name === null ? ANY : (this.named(name) ?? ANY);
  }

  #own(name: string): FeelType | undefined {
    const definition = this.#model.itemDefinitions.find((candidate) => candidate.name === name);
    if (definition === undefined) return undefined;
    // Looked up by name only when a value is checked, so that a definition may hold itself.
    let type: FeelType | undefined;
    return { kind: 'named', name, resolve: () => (type ??= this.#build(definition)) };
  }

  #imported(name: string): FeelType | undefined {
    for (const imported of this.#model.imports) {
      const model = this.#library.model(imported.namespace);
      if (model === undefined) continue;
      const local =
        imported.name === ''
          ? name
          : name.startsWith(`${imported.name}.`)
            ? name.slice(imported.name.length + 1)
            : undefined;
      const found = local === undefined ? undefined : (this.#of(model).#own(local) ?? this.#of(model).#imported(local));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #build(definition: ItemDefinition): FeelType {
    const item = constrained(this.#structure(definition), definition.allowedValues);
    return constrained(definition.isCollection ? { kind: 'list', item } : item, definition.typeConstraint);
  }

  #structure(definition: ItemDefinition): FeelType {
    if (definition.components.length > 0) {
      return {
        kind: 'context',
        entries: new Map(definition.components.map((component) => [component.name, this.#build(component)])),
      };
    }
    const { functionItem } = definition;
    if (functionItem !== null) {
      const parameters = functionItem.parameters.map(({ typeRef }) => this.declared(typeRef));
      return { kind: 'function', parameters, result: this.declared(functionItem.outputTypeRef) };
    }
    return definition.typeRef === definition.name
      ? (builtInType(definition.name) ?? ANY)
      : this.declared(definition.typeRef);
  }
}

/** Narrows a type to the values the unary tests allow. Tests that do not parse are findings and allow everything. */
function constrained(base: FeelType, tests: FeelText | null): FeelType {
  if (tests === null) return base;
  const allows = allowedBy(tests);
  return { kind: 'constrained', base, allows, text: tests.text };
}

/** A predicate for the allowed values of an item, an input or an output. */
export function allowedBy(tests: FeelText): (value: FeelValue) => boolean {
  const known = predicates.get(tests);
  if (known !== undefined) return known;
  const parsed = parseTests(tests.text);
  const predicate = parsed === undefined ? () => true : accepting(parsed);
  predicates.set(tests, predicate);
  return predicate;
}

const predicates = new WeakMap<FeelText, (value: FeelValue) => boolean>();

function accepting(parsed: UnaryTestsNode): (value: FeelValue) => boolean {
  return (value) => new Interpreter(new Environment(null)).unaryTests(parsed, value, EMPTY_SCOPE) === true;
}

function parseTests(text: string): UnaryTestsNode | undefined {
  try {
    return parseUnaryTests(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}
