import { weekday } from '../temporal/calendar.ts';
import { FeelDate, FeelDateTime, FeelTime } from '../temporal/date-time.ts';
import { DaysDuration, MonthsDuration } from '../temporal/duration.ts';
import { Decimal } from '../values/decimal.ts';
import { FeelRange } from '../values/range.ts';
import { type FeelValue, isContext } from '../values/value.ts';

/**
 * A property of a value that is neither null nor a list (DMN 1.5, clause 10.3.2.15, table 65).
 *
 * @returns undefined if values of this kind have no such property
 */
export function propertyOf(value: FeelValue, name: string): FeelValue | undefined {
  if (isContext(value)) return value.get(name);
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelTime) return timeProperty(value, value.offset, name);
  if (value instanceof FeelDateTime)
    return dateProperty(value.date, name) ?? timeProperty(value.time, value.offset, name);
  if (value instanceof DaysDuration) {
    return name === 'days' || name === 'hours' || name === 'minutes' || name === 'seconds'
      ? value.component(name)
      : undefined;
  }
  if (value instanceof MonthsDuration) {
    if (name === 'years') return new Decimal(value.years);
    return name === 'months' ? new Decimal(value.monthsOfYear) : undefined;
  }
  return value instanceof FeelRange ? rangeProperty(value, name) : undefined;
}

function dateProperty(date: FeelDate, name: string): FeelValue | undefined {
  if (name === 'year' || name === 'month' || name === 'day') return new Decimal(date[name]);
  return name === 'weekday' ? new Decimal(weekday(date.epochDay)) : undefined;
}

function timeProperty(time: FeelTime, offset: number | null, name: string): FeelValue | undefined {
  if (name === 'hour' || name === 'minute' || name === 'second') return new Decimal(time[name]);
  if (name === 'time offset') return offset === null ? null : DaysDuration.ofSeconds(offset);
  if (name === 'timezone') return time.zone?.kind === 'region' ? time.zone.id : null;
  return undefined;
}

function rangeProperty(range: FeelRange, name: string): FeelValue | undefined {
  if (name === 'start') return range.start ?? null;
  if (name === 'end') return range.end ?? null;
  if (name === 'start included') return range.startIncluded;
  return name === 'end included' ? range.endIncluded : undefined;
}
