import { FeelDate, FeelDateTime, FeelTime } from '../temporal/date-time.ts';
import { DaysDuration, MonthsDuration } from '../temporal/duration.ts';
import { isSameZone } from '../temporal/zone.ts';
import { countVisited } from './evaluation-limit.ts';
import { FeelRange } from './range.ts';
import { type FeelValue, isContext, isList, isNumber, kindOf } from './value.ts';

/** Times are equal and ordered to the millisecond, the resolution every implementation of the standard shares. */
const MILLISECOND = 1_000_000n;

/**
 * Equality (DMN 1.5, clause 10.3.2.13, table 54): null only equals null; values of different kinds have no answer, which
 * is null; dates and times are compared as instants.
 */
export function equals(left: FeelValue, right: FeelValue): boolean | null {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string' || typeof left === 'boolean')
    return typeof left === typeof right ? left === right : null;
  if (isList(left)) return isList(right) ? equalLists(left, right) : null;
  if (isContext(left)) return isContext(right) ? equalContexts(left, right) : null;
  if (left instanceof FeelRange) return right instanceof FeelRange ? equalRanges(left, right) : null;
  if (kindOf(left) !== kindOf(right)) return null;
  if (kindOf(left) === 'function') return left === right;
  const order = compare(left, right);
  return order === null ? false : order === 0;
}

function equalLists(left: readonly FeelValue[], right: readonly FeelValue[]): boolean {
  countVisited(left.length);
  return left.length === right.length && left.every((item, index) => equals(item, right[index] ?? null) === true);
}

function equalContexts(left: ReadonlyMap<string, FeelValue>, right: ReadonlyMap<string, FeelValue>): boolean {
  countVisited(left.size);
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && equals(value, right.get(key) ?? null) === true)
  );
}

function equalRanges(left: FeelRange, right: FeelRange): boolean {
  return (
    left.startIncluded === right.startIncluded &&
    left.endIncluded === right.endIncluded &&
    equalEnds(left.start, right.start) &&
    equalEnds(left.end, right.end)
  );
}

function equalEnds(left: FeelValue | undefined, right: FeelValue | undefined): boolean {
  return left === undefined || right === undefined ? left === right : equals(left, right) === true;
}

/** Order of two values of one comparable kind: below, at or above zero; null when they have none. */
export function compare(left: FeelValue, right: FeelValue): number | null {
  if (isNumber(left)) return isNumber(right) ? left.comparedTo(right) : null;
  if (typeof left === 'string') return typeof right === 'string' ? (left < right ? -1 : left > right ? 1 : 0) : null;
  if (left instanceof FeelDate) return right instanceof FeelDate ? left.epochDay - right.epochDay : null;
  if (left instanceof FeelDateTime) return right instanceof FeelDateTime ? compareDateTimes(left, right) : null;
  if (left instanceof FeelTime) return right instanceof FeelTime ? compareTimes(left, right) : null;
  if (left instanceof DaysDuration) return right instanceof DaysDuration ? sign(left.nanos - right.nanos) : null;
  if (left instanceof MonthsDuration) return right instanceof MonthsDuration ? left.months - right.months : null;
  return null;
}

function sign(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

function floorToMillis(nanos: bigint): bigint {
  const rest = ((nanos % MILLISECOND) + MILLISECOND) % MILLISECOND;
  return nanos - rest;
}

/** A value with zone and one without cannot be compared: the local one names no instant. */
function compareDateTimes(left: FeelDateTime, right: FeelDateTime): number | null {
  if ((left.time.zone === null) !== (right.time.zone === null)) return null;
  return sign(floorToMillis(left.instantNanos) - floorToMillis(right.instantNanos));
}

function compareTimes(left: FeelTime, right: FeelTime): number | null {
  if ((left.zone === null) !== (right.zone === null)) return null;
  const utc = (time: FeelTime): bigint => floorToMillis(BigInt(time.nanos) - BigInt(time.offset ?? 0) * 1_000_000_000n);
  return sign(utc(left) - utc(right));
}

/** `is(value1, value2)`: the same element of the semantic domain, time zones included (clause 10.3.4.11). */
export function isIdentical(left: FeelValue, right: FeelValue): boolean {
  if (kindOf(left) !== kindOf(right)) return false;
  if (left instanceof FeelTime && right instanceof FeelTime)
    return left.nanos === right.nanos && isSameZone(left.zone, right.zone);
  if (left instanceof FeelDateTime && right instanceof FeelDateTime) {
    return left.localNanos === right.localNanos && isSameZone(left.time.zone, right.time.zone);
  }
  if (isList(left) && isList(right)) {
    countVisited(left.length);
    return left.length === right.length && left.every((item, index) => isIdentical(item, right[index] ?? null));
  }
  if (isContext(left) && isContext(right)) {
    countVisited(left.size);
    return (
      left.size === right.size &&
      [...left].every(([key, value]) => right.has(key) && isIdentical(value, right.get(key) ?? null))
    );
  }
  return equals(left, right) === true;
}

/** Whether a range holds a value; null when value and ends cannot be compared. */
export function includes(range: FeelRange, value: FeelValue): boolean | null {
  const above = range.start === undefined ? true : holds(compare(value, range.start), range.startIncluded, 1);
  const below = range.end === undefined ? true : holds(compare(value, range.end), range.endIncluded, -1);
  if (above === null || below === null) return null;
  return above && below;
}

function holds(order: number | null, included: boolean, direction: 1 | -1): boolean | null {
  if (order === null) return null;
  return order === 0 ? included : order * direction > 0;
}
