import { type Fault, shownValue } from '#engine';
import { expressionFault } from '../expression-faults.ts';

/** Coercions of the Expression Language 2.2 (JSR 245, clause 1.18) on JSON-compatible data. */

export class JuelEvaluationError extends Error {
  readonly code = 'EXPRESSION_EVALUATION';
  readonly position: number;

  readonly fault: Fault;

  constructor(message: string, position: number, fault: Fault) {
    super(message);
    this.name = 'JuelEvaluationError';
    this.position = position;
    this.fault = { position: position + 1, ...fault };
  }
}

export function isContext(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as the message of an error shows it: short, never the whole document. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a context';
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${value}`;
  return `a ${typeof value}`;
}

export function toText(value: unknown, at: number): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return JSON.stringify(value);
  throw new JuelEvaluationError(
    `Expected a text, but found ${describe(value)} at ${at}.`,
    at,
    expressionFault('TEXT_EXPECTED', { found: shownValue(value) }),
  );
}

export function toNumber(value: unknown, at: number): number {
  if (value === null || value === undefined || value === '') return 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && value.trim() !== '') {
    const number = Number(value);
    if (Number.isFinite(number)) return number;
  }
  throw new JuelEvaluationError(
    `Expected a number, but found ${describe(value)} at ${at}.`,
    at,
    expressionFault('NUMBER_EXPECTED', { found: shownValue(value) }),
  );
}

export function toBoolean(value: unknown, at: number): boolean {
  if (value === null || value === undefined || value === '') return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.toLowerCase() === 'true';
  throw new JuelEvaluationError(
    `Expected true or false, but found ${describe(value)} at ${at}.`,
    at,
    expressionFault('TRUE_OR_FALSE_EXPECTED', { found: shownValue(value) }),
  );
}

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isContext(value) && Object.keys(value).length === 0;
}

/** Equality after coercion (clause 1.8.2); lists and contexts by content. */
export function isEqual(left: unknown, right: unknown, at: number): boolean {
  if (left === right) return true;
  if (left === null || left === undefined || right === null || right === undefined) {
    return (left ?? null) === (right ?? null);
  }
  if (typeof left === 'number' || typeof right === 'number') return toNumber(left, at) === toNumber(right, at);
  if (typeof left === 'boolean' || typeof right === 'boolean') return toBoolean(left, at) === toBoolean(right, at);
  return isSame(left, right);
}

/** Equality without coercion, as `equals` and `contains` of collections use it. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  if (isContext(left) && isContext(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]))
    );
  }
  return false;
}

/** Order after coercion (clause 1.8.1): numbers if one side is a number, otherwise texts. `undefined` if one is null. */
export function order(left: unknown, right: unknown, at: number): number | undefined {
  if (left === null || left === undefined || right === null || right === undefined) return undefined;
  if (typeof left === 'number' || typeof right === 'number') return toNumber(left, at) - toNumber(right, at);
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  throw new JuelEvaluationError(
    `Expected two numbers or two texts to compare, but found ${describe(left)} and ${describe(right)} at ${at}.`,
    at,
    expressionFault('COMPARISON_IMPOSSIBLE', { left: shownValue(left), right: shownValue(right) }),
  );
}
