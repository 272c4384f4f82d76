import { FeelDate } from '../temporal/date-time.ts';
import { Decimal } from '../values/decimal.ts';
import { FeelRange } from '../values/range.ts';
import { type FeelList, type FeelValue, isList, isNumber } from '../values/value.ts';

const MAX_ITEMS = 1_000_000;

/**
 * The values a domain of `for`, `some` or `every` yields: a list's items, or the whole numbers or days of a closed range
 * (DMN 1.5, clause 10.3.2.14). One single value is a list of one.
 *
 * @returns undefined if the domain cannot be walked through
 */
export function iterationDomain(domain: FeelValue): FeelList | undefined {
  if (domain === null) return undefined;
  if (isList(domain)) return domain;
  if (!(domain instanceof FeelRange)) return [domain];
  const { start, end } = domain;
  if (start === undefined || end === undefined) return undefined;
  const items = iterationRange(start, end);
  if (items === undefined) return undefined;
  return items.slice(domain.startIncluded ? 0 : 1, domain.endIncluded ? items.length : -1);
}

/** `a..b`, upwards or downwards, both ends included. */
export function iterationRange(start: FeelValue, end: FeelValue): FeelList | undefined {
  if (start instanceof FeelDate && end instanceof FeelDate) {
    return sequence(start.epochDay, end.epochDay, (day) => FeelDate.ofEpochDay(day) ?? null);
  }
  if (!isNumber(start) || !isNumber(end) || !start.isInteger() || !end.isInteger()) return undefined;
  return sequence(start.toNumber(), end.toNumber(), (value) => new Decimal(value));
}

function sequence(from: number, to: number, item: (value: number) => FeelValue): FeelList | undefined {
  const length = Math.abs(to - from) + 1;
  if (length > MAX_ITEMS) return undefined;
  const direction = to < from ? -1 : 1;
  return Array.from({ length }, (_, index) => item(from + direction * index));
}
