import { FeelDate, type FeelDateTime, parseDate, parseDateTime } from '../feel/temporal/date-time.ts';
import { JuelEvaluationError } from './coercion.ts';

const SECOND = 1_000_000_000n;
const UNITS = new Map<string, (value: FeelDateTime, count: number) => FeelDateTime | undefined>([
  ['Seconds', (value, count) => value.plusNanos(BigInt(count) * SECOND)],
  ['Minutes', (value, count) => value.plusNanos(BigInt(count) * 60n * SECOND)],
  ['Hours', (value, count) => value.plusNanos(BigInt(count) * 3_600n * SECOND)],
  ['Days', (value, count) => value.plusDays(count)],
  ['Weeks', (value, count) => value.plusDays(7 * count)],
  ['Months', (value, count) => value.plusMonths(count)],
  ['Years', (value, count) => value.plusMonths(12 * count)],
]);
const SHIFT = /^(plus|minus)([A-Z][a-z]+)$/;

/** Whether a method moves a date, as `dateTime().plusDays(3)` does. */
export function isDateMethod(name: string): boolean {
  const unit = SHIFT.exec(name)?.[2];
  return name === 'toDate' || (unit !== undefined && UNITS.has(unit));
}

/**
 * Calls a method of a Joda or java.time date on a date in ISO 8601, as due dates of Camunda 7 models do. The result is a
 * text of the same form; days, months and years move on the calendar, smaller units on the clock.
 *
 * @throws JuelEvaluationError if the text is no date or the date leaves the calendar
 */
export function callDateMethod(self: string, name: string, args: readonly unknown[], at: number): string {
  const [, direction, unit = ''] = SHIFT.exec(name) ?? [];
  const value = parseDateTime(self);
  if (value === undefined)
    throw new JuelEvaluationError(
      `Expected a date in ISO 8601 to call ${name}() on, but found "${self.slice(0, 40)}" at ${at}.`,
      at,
    );
  const shift = UNITS.get(unit);
  if (shift === undefined) return self;
  const [count] = args;
  if (typeof count !== 'number' || !Number.isSafeInteger(count)) {
    throw new JuelEvaluationError(`Expected a whole number for ${name}(), but found another value at ${at}.`, at);
  }
  const moved = shift(value, direction === 'minus' ? -count : count);
  if (moved === undefined)
    throw new JuelEvaluationError(`Expected a date within the calendar, but ${name}(${count}) leaves it at ${at}.`, at);
  return parseDate(self) instanceof FeelDate && moved.time.nanos === 0 ? moved.date.toString() : moved.toString();
}
