import { expressionFault } from '../expression-faults.ts';
import { weekday } from '../feel/temporal/calendar.ts';
import { FeelDate, FeelDateTime, FeelTime, parseDate, parseDateTime } from '../feel/temporal/date-time.ts';
import { JuelEvaluationError } from './coercion.ts';

const SECOND = 1_000_000_000n;
const MILLISECOND = 1_000_000n;

type Change = (value: FeelDateTime, count: number) => FeelDateTime | undefined;

const SHIFTS = new Map<string, Change>([
  ['Millis', (value, count) => value.plusNanos(BigInt(count) * MILLISECOND)],
  ['Seconds', (value, count) => value.plusNanos(BigInt(count) * SECOND)],
  ['Minutes', (value, count) => value.plusNanos(BigInt(count) * 60n * SECOND)],
  ['Hours', (value, count) => value.plusNanos(BigInt(count) * 3_600n * SECOND)],
  ['Days', (value, count) => value.plusDays(count)],
  ['Weeks', (value, count) => value.plusDays(7 * count)],
  ['Months', (value, count) => value.plusMonths(count)],
  ['Years', (value, count) => value.plusMonths(12 * count)],
]);

const onDate =
  (change: (date: FeelDate, count: number) => FeelDate | undefined): Change =>
  (value, count) => {
    const date = change(value.date, count);
    return date === undefined ? undefined : new FeelDateTime(date, value.time);
  };

/** Sets one part of the clock; undefined if there is no such hour, minute or second. */
const onClock =
  (unit: number, size: number): Change =>
  ({ date, time }, count) => {
    if (count < 0 || count >= size) return undefined;
    const old = Math.floor(time.nanos / unit) % size;
    return new FeelDateTime(date, new FeelTime(time.nanos + (count - old) * unit, time.zone));
  };

const ofMonth = onDate((date, day) => FeelDate.of(date.year, date.month, day));
const ofYear = onDate((date, month) => (month >= 1 && month <= 12 ? date.plusMonths(month - date.month) : undefined));
const ofWeek: Change = (value, day) =>
  day >= 1 && day <= 7 ? value.plusDays(day - weekday(value.date.epochDay)) : undefined;
const hour = onClock(3_600_000_000_000, 24);
const minute = onClock(60_000_000_000, 60);
const second = onClock(1_000_000_000, 60);

/** Parts that can be set, under the names of Joda and of java.time. */
const SETTERS = new Map<string, Change>([
  ['withYear', onDate((date, year) => date.plusMonths(12 * (year - date.year)))],
  ['withMonthOfYear', ofYear],
  ['withMonth', ofYear],
  ['withDayOfMonth', ofMonth],
  ['withDayOfWeek', ofWeek],
  ['withHourOfDay', hour],
  ['withHour', hour],
  ['withMinuteOfHour', minute],
  ['withMinute', minute],
  ['withSecondOfMinute', second],
  ['withSecond', second],
  ['withMillisOfSecond', onClock(1_000_000, 1_000)],
]);

/** Parts that can be asked for. */
const GETTERS = new Map<string, (value: FeelDateTime) => number>([
  ['getTime', millisOf],
  ['getMillis', millisOf],
  ['getYear', ({ date }) => date.year],
  ['getMonthOfYear', ({ date }) => date.month],
  ['getMonthValue', ({ date }) => date.month],
  ['getDayOfMonth', ({ date }) => date.day],
  ['getDayOfWeek', ({ date }) => weekday(date.epochDay)],
  ['getHourOfDay', ({ time }) => time.hour],
  ['getHour', ({ time }) => time.hour],
  ['getMinuteOfHour', ({ time }) => time.minute],
  ['getMinute', ({ time }) => time.minute],
  ['getSecondOfMinute', ({ time }) => time.second],
  ['getSecond', ({ time }) => time.second],
]);

const RELATIONS = new Map<string, (order: number) => boolean>([
  ['isBefore', (order) => order < 0],
  ['before', (order) => order < 0],
  ['isAfter', (order) => order > 0],
  ['after', (order) => order > 0],
  ['isEqual', (order) => order === 0],
]);

const SHIFT = /^(plus|minus)([A-Z][a-z]+)$/;

/** Milliseconds since 1970, as the dates of Java count. */
function millisOf(value: FeelDateTime): number {
  return Number(value.instantNanos / MILLISECOND);
}

/** Whether a method moves, sets, asks for or compares parts of a date, as `dateTime().plusDays(3)` does. */
export function isDateMethod(name: string): boolean {
  const unit = SHIFT.exec(name)?.[2];
  if (unit !== undefined && SHIFTS.has(unit)) return true;
  return (
    name === 'toDate' ||
    name === 'withTimeAtStartOfDay' ||
    SETTERS.has(name) ||
    GETTERS.has(name) ||
    RELATIONS.has(name)
  );
}

/**
 * Calls a method of a Joda or java.time date on a date in ISO 8601, as due dates of Camunda 7 models do. A date that
 * comes out is a text of the same form; days, months and years move on the calendar, smaller units on the clock.
 *
 * @throws JuelEvaluationError if the text is no date or the date leaves the calendar
 */
export function callDateMethod(self: string, name: string, args: readonly unknown[], at: number): unknown {
  const value = readDate(self, name, at);
  const relation = RELATIONS.get(name);
  if (relation !== undefined) {
    const [other] = args;
    const right = readDate(typeof other === 'string' ? other : '', name, at);
    return relation(Number(value.instantNanos - right.instantNanos));
  }
  const getter = GETTERS.get(name);
  if (getter !== undefined) return getter(value);
  if (name === 'toDate') return self;
  if (name === 'withTimeAtStartOfDay') {
    return new FeelDateTime(value.date, new FeelTime(0, value.time.zone)).toString();
  }
  const [, direction, unit = ''] = SHIFT.exec(name) ?? [];
  const change = SHIFTS.get(unit) ?? SETTERS.get(name);
  if (change === undefined) return self;
  const [count] = args;
  if (typeof count !== 'number' || !Number.isSafeInteger(count)) {
    throw new JuelEvaluationError(
      `Expected a whole number for ${name}(), but found another value at ${at}.`,
      at,
      expressionFault('WHOLE_NUMBER_EXPECTED', { name }),
    );
  }
  const moved = change(value, direction === 'minus' ? -count : count);
  if (moved === undefined)
    throw new JuelEvaluationError(
      `Expected a date within the calendar, but ${name}(${count}) leaves it at ${at}.`,
      at,
      expressionFault('DATE_OUT_OF_RANGE', {}),
    );
  return parseDate(self) instanceof FeelDate && moved.time.nanos === 0 ? moved.date.toString() : moved.toString();
}

function readDate(text: string, name: string, at: number): FeelDateTime {
  const value = parseDateTime(text);
  if (value !== undefined) return value;
  throw new JuelEvaluationError(
    `Expected a date in ISO 8601 to call ${name}() on, but found "${text.slice(0, 40)}" at ${at}.`,
    at,
    expressionFault('DATE_NEEDED', { name, found: text.slice(0, 40) }),
  );
}
