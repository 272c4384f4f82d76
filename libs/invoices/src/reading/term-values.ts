import { ExactDecimal } from '../exact-decimal.ts';
import type { Group, TermId } from '../model/business-term.ts';

/** No value of an invoice that is shown is longer; what is beyond is in the original. */
const longestText = 10_000;

/** A term's text, or undefined where it is missing or blank. */
export function textOf(group: Group, id: TermId): string | undefined {
  const text = group.value(id);
  return text === undefined || text === '' ? undefined : text.slice(0, longestText);
}

/** An amount in plain notation with at least two places; undefined where it is missing or no number. */
export function amountOf(group: Group, id: TermId): string | undefined {
  const number = ExactDecimal.parse(group.value(id) ?? '');
  if (number === undefined) return undefined;
  return number.scale >= 2 ? number.toString() : number.plus(cents).toString();
}

/** Adding it widens a number to two places without changing it. */
const cents = ExactDecimal.parse('0.00') ?? ExactDecimal.zero;

/**
 * A calendar date as `YYYY-MM-DD`: as UBL writes it (a time zone behind it is dropped) or as CII does (format 102).
 * Undefined for what is no date of the calendar.
 */
export function plainDate(text: string): string | undefined {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const date = `${match[1]}-${match[2]}-${match[3]}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? undefined : date;
}

/** The same fields without those that are undefined. */
export function given<T extends object>(fields: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
