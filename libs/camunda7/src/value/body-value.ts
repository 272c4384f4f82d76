import { invalid } from '../http/camunda-error.ts';
import { fromCamundaDate } from './date.ts';
import { truthValue } from './truth-value.ts';
import { INTEGER_RANGE } from './value-type.ts';

/** Readers of single values of a JSON body. All @throws CamundaError 400 naming the field */

/**
 * A text; numbers and truth values count as their text, for clients send them (`"errorCode": 404`) and Camunda 7 takes them.
 * Undefined where nothing is given.
 */
export function textOf(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalid(`Expected ${name} to be a text, but got ${JSON.stringify(value).slice(0, 80)}.`);
}

/** A text that is not empty. */
export function required(value: unknown, name: string): string {
  const text = textOf(value, name);
  if (text === undefined || text === '') throw invalid(`Expected ${name} to be given, but it is missing.`);
  return text;
}

/** True or false, also as text; undefined where nothing is given. */
export function flagOf(value: unknown, name: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  const truth = truthValue(value);
  if (truth !== undefined) return truth;
  throw invalid(`Expected ${name} to be true or false, but got ${JSON.stringify(value).slice(0, 80)}.`);
}

/** A whole number of 32 bits, also as text. */
export function integerOf(value: unknown, name: string): number {
  const number = numberOf(value);
  if (!Number.isInteger(number) || number < INTEGER_RANGE[0] || number > INTEGER_RANGE[1])
    throw invalid(`Expected ${name} to be a whole number of 32 bits, but got ${JSON.stringify(value)}.`);
  return number;
}

/** A whole number from 0, of 32 bits. */
export function wholeNumber(value: unknown, name: string): number {
  const number = numberOf(value);
  if (!Number.isInteger(number) || number < 0 || number > INTEGER_RANGE[1])
    throw invalid(`Expected ${name} to be a whole number from 0, but got ${JSON.stringify(value)}.`);
  return number;
}

/** No lock and no wait lasts longer: 100 years, in milliseconds. */
const LONGEST_MS = 100 * 365.25 * 86_400_000;

/** A time from 0 ms. */
export function milliseconds(value: unknown, name: string): number {
  const number = numberOf(value);
  if (!Number.isInteger(number) || number < 0 || number > LONGEST_MS)
    throw invalid(
      `Expected ${name} in whole milliseconds from 0, at most 100 years, but got ${JSON.stringify(value)}.`,
    );
  return number;
}

/** A time above 0 ms. */
export function duration(value: unknown, name: string): number {
  const checked = milliseconds(value, name);
  if (checked === 0) throw invalid(`Expected ${name} to be greater than 0.`);
  return checked;
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
}

/** A list of strings; undefined where nothing is given. */
export function names(value: unknown, name: string): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw invalid(`Expected ${name} to be a list of strings, but got ${JSON.stringify(value)}.`);
}

/** A list of objects. */
export function objects(value: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  const isObject = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item);
  if (Array.isArray(value) && value.every(isObject)) return value as Record<string, unknown>[];
  throw invalid(`Expected ${name} to be a list of objects, but got another kind of value.`);
}

/** An instant as ISO 8601 in UTC; undefined where nothing is given. */
export function dateOf(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  const instant = typeof value === 'string' ? fromCamundaDate(value) : undefined;
  if (instant === undefined) throw invalid(`Expected ${name} to be a date, but got ${JSON.stringify(value)}.`);
  return instant;
}
