import { invalid } from '../http/camunda-error.ts';
import { fromCamundaDate } from './date.ts';

/** Readers of single values of a JSON body. All @throws CamundaError 400 naming the field */

/** A non-empty string. */
export function required(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw invalid(`Expected ${name} to be given, but it is missing.`);
  return value;
}

/** A whole number from 0. */
export function wholeNumber(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw invalid(`Expected ${name} to be a whole number from 0, but got ${JSON.stringify(value)}.`);
  return value;
}

/** A whole number from 1. */
export function positiveNumber(value: unknown, name: string): number {
  const checked = wholeNumber(value, name);
  if (checked === 0) throw invalid(`Expected ${name} to be greater than 0.`);
  return checked;
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
