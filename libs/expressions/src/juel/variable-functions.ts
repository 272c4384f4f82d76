import { expressionFault } from '../expression-faults.ts';
import { isContext, isEmpty, isSame, JuelEvaluationError, toText } from './coercion.ts';

type Variables = Readonly<Record<string, unknown>>;
type VariableFunction = (value: unknown, args: readonly unknown[]) => unknown;

const PREFIXES = new Set(['variables', 'vars', 'var']);

const equals: VariableFunction = (value, [other]) => isLikely(value, other);
const differs: VariableFunction = (value, [other]) => !isLikely(value, other);
const compares =
  (holds: (order: number) => boolean): VariableFunction =>
  (value, [other]) => {
    const order = orderOf(value, other);
    return order !== undefined && holds(order);
  };
const below = compares((order) => order < 0);
const upTo = compares((order) => order <= 0);
const above = compares((order) => order > 0);
const from = compares((order) => order >= 0);

/** The functions Flowable reads variables with, by their name behind the prefix; a missing variable is null. */
const FUNCTIONS = new Map<string, VariableFunction>([
  ['get', (value) => value],
  ['getOrDefault', (value, [fallback]) => value ?? fallback ?? null],
  ['exists', (value) => value !== null],
  ['exist', (value) => value !== null],
  ['isEmpty', (value) => isEmpty(value)],
  ['empty', (value) => isEmpty(value)],
  ['isNotEmpty', (value) => !isEmpty(value)],
  ['notEmpty', (value) => !isEmpty(value)],
  ['equals', equals],
  ['eq', equals],
  ['notEquals', differs],
  ['ne', differs],
  ['contains', (value, items) => items.every((item) => holds(value, item))],
  ['containsAny', (value, items) => items.some((item) => holds(value, item))],
  ['lowerThan', below],
  ['lessThan', below],
  ['lt', below],
  ['lowerThanOrEquals', upTo],
  ['lessThanOrEquals', upTo],
  ['lte', upTo],
  ['greaterThan', above],
  ['gt', above],
  ['greaterThanOrEquals', from],
  ['gte', from],
]);

/** Whether `variables:get` and the like is a function that reads a variable by its name. */
export function isVariableFunction(name: string): boolean {
  const [prefix = '', local = ''] = name.split(':');
  return PREFIXES.has(prefix) && FUNCTIONS.has(local);
}

/**
 * Calls `variables:get(name)` and its like, which Flowable also knows under `vars:` and `var:`. A missing variable counts
 * as null there and is no error.
 *
 * @param variable the variable's name, which stands first, in quotes or without
 * @throws JuelEvaluationError when the function is not known
 */
export function callVariableFunction(
  name: string,
  variable: string,
  args: readonly unknown[],
  variables: Variables,
  at: number,
): unknown {
  const call = isVariableFunction(name) ? FUNCTIONS.get(name.slice(name.indexOf(':') + 1)) : undefined;
  if (call === undefined)
    throw new JuelEvaluationError(
      `Expected a known function, but found ${name}() at ${at}.`,
      at,
      expressionFault('FUNCTION_UNKNOWN', { name }),
    );
  return call(Object.hasOwn(variables, variable) ? (variables[variable] ?? null) : null, args);
}

/** Equal by value; a number and the text that holds it are equal, as forms and attributes write numbers as text. */
function isLikely(left: unknown, right: unknown): boolean {
  if (isSame(left ?? null, right ?? null)) return true;
  if (left === null || right === null || left === undefined || right === undefined) return false;
  if (typeof left === 'object' || typeof right === 'object') return false;
  return toText(left, 0) === toText(right, 0) || orderOf(left, right) === 0;
}

function holds(value: unknown, item: unknown): boolean {
  if (typeof value === 'string') return typeof item === 'string' && value.includes(item);
  if (Array.isArray(value)) return value.some((other) => isLikely(other, item));
  return isContext(value) && typeof item === 'string' && Object.hasOwn(value, item);
}

/** Order of two numbers, or of two texts; undefined if there is none. */
function orderOf(left: unknown, right: unknown): number | undefined {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return a - b;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
