import { BoundedCache } from '../bounded-cache.ts';
import { type ExpressionLanguage } from '../expression.ts';
import { ExpressionSyntaxError } from '../expression-syntax-error.ts';
import { Environment } from './interpreter/environment.ts';
import { Interpreter } from './interpreter/interpreter.ts';
import { type Scope } from './interpreter/scope.ts';
import { freeNames } from './syntax/inspection.ts';
import { isComplexName } from './syntax/name.ts';
import { type FeelNode } from './syntax/node.ts';
import { parseFeel, parseFeelGuessingNames } from './syntax/parser.ts';
import { parseDateTime } from './temporal/date-time.ts';
import { fromPlain, toPlain } from './values/conversion.ts';
import { FeelLimitError, withinMemory } from './values/evaluation-limit.ts';
import { type FeelValue } from './values/value.ts';

const CACHED_EXPRESSIONS = 2_000;
const MAX_NAMES_VISITED = 2_000;

type Variables = Readonly<Record<string, unknown>>;

/**
 * FEEL behind the common interface. A missing variable or property is null, and so is a comparison with it. Two values an
 * operator cannot join, and a function that does not exist or does not fit, are errors even where FEEL would go on with
 * null: a process should stop there and not take a wrong path.
 */
export function createFeelLanguage(): ExpressionLanguage {
  const trees = new BoundedCache<FeelNode>(CACHED_EXPRESSIONS);
  const parse = (text: string, names: readonly string[]): FeelNode =>
    trees.get(JSON.stringify([text, ...names]), () => parseFeel(text, names));
  return {
    evaluate(expression, variables, now) {
      const place = `Expression: ${expression.text.slice(0, 200)}`;
      try {
        const tree = parse(expression.text, complexNames(variables));
        const environment = new Environment(parseDateTime(now) ?? null);
        const value = withinMemory(() =>
          toPlain(new Interpreter(environment).evaluate(tree, new PlainScope(variables))),
        );
        const problem = environment.problems.find(({ severity }) => severity === 'error');
        if (problem !== undefined) return { ok: false, error: `${problem.message} ${place}`, fault: problem.fault };
        return { ok: true, value };
      } catch (error) {
        if (error instanceof ExpressionSyntaxError || error instanceof FeelLimitError) {
          return { ok: false, error: `${error.message} ${place}`, fault: error.fault };
        }
        throw error;
      }
    },
    check(expression) {
      try {
        parseFeelGuessingNames(expression.text);
        return [];
      } catch (error) {
        if (error instanceof ExpressionSyntaxError)
          return [{ message: error.message, position: error.position, fault: error.fault }];
        throw error;
      }
    },
    references(expression) {
      try {
        return freeNames(parseFeelGuessingNames(expression.text));
      } catch (error) {
        if (error instanceof ExpressionSyntaxError) return [];
        throw error;
      }
    },
  };
}

/** Plain variables as a scope; each is converted only when it is read, and once. */
class PlainScope implements Scope {
  readonly #variables: Variables;
  readonly #converted = new Map<string, FeelValue>();

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  lookup(name: string): FeelValue | undefined {
    const known = this.#converted.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.#variables, name)) return undefined;
    const value = fromPlain(this.#variables[name]);
    this.#converted.set(name, value);
    return value;
  }

  names(): Iterable<string> {
    return Object.keys(this.#variables);
  }
}

/** What has been found in values that were looked at before: a collection of thousands is handed to every evaluation. */
const namesInside = new WeakMap<object, readonly string[]>();

/** Names with spaces or operator signs among the variables and, as far as the search goes, inside each of them. */
function complexNames(variables: Variables): readonly string[] {
  const names = new Set<string>();
  for (const [name, value] of Object.entries(variables)) {
    if (isComplexName(name)) names.add(name);
    if (typeof value !== 'object' || value === null) continue;
    let inside = namesInside.get(value);
    if (inside === undefined) {
      inside = complexNamesInside(value);
      namesInside.set(value, inside);
    }
    for (const found of inside) names.add(found);
  }
  return [...names].sort();
}

function complexNamesInside(value: object): readonly string[] {
  const names = new Set<string>();
  const open: object[] = [value];
  let visited = 0;
  for (let next = open.pop(); next !== undefined && visited < MAX_NAMES_VISITED; next = open.pop()) {
    const isList = Array.isArray(next);
    // Not by entries: of a long list only the beginning is looked at.
    for (const key in next) {
      if (++visited > MAX_NAMES_VISITED) break;
      if (!isList && isComplexName(key)) names.add(key);
      const inner = (next as Variables)[key];
      if (typeof inner === 'object' && inner !== null) open.push(inner);
    }
  }
  return [...names];
}
