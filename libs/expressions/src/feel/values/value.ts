import { FeelDate, FeelDateTime, FeelTime } from '../temporal/date-time.ts';
import { DaysDuration, MonthsDuration } from '../temporal/duration.ts';
import { Decimal } from './decimal.ts';
import { type FeelFunction } from './function.ts';
import { FeelRange } from './range.ts';

/** A context: a map, so that a key such as `__proto__` is only a key. */
export type FeelContext = ReadonlyMap<string, FeelValue>;
export type FeelList = readonly FeelValue[];
type FeelTemporal = FeelDate | FeelTime | FeelDateTime;
type FeelDuration = DaysDuration | MonthsDuration;

/** Every value FEEL knows (DMN 1.5, clause 10.3.2.3). All are immutable. */
export type FeelValue =
  null | boolean | string | Decimal | FeelTemporal | FeelDuration | FeelRange | FeelFunction | FeelList | FeelContext;

export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

/** The name of the value's type as FEEL writes it. */
export function kindOf(value: FeelValue): Kind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (value instanceof Decimal) return 'number';
  if (isList(value)) return 'list';
  if (value instanceof Map) return 'context';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof DaysDuration) return 'days and time duration';
  if (value instanceof MonthsDuration) return 'years and months duration';
  return value instanceof FeelRange ? 'range' : 'function';
}

export function isList(value: FeelValue): value is FeelList {
  return Array.isArray(value);
}

export function isContext(value: FeelValue): value is FeelContext {
  return value instanceof Map;
}

export function isNumber(value: FeelValue): value is Decimal {
  return value instanceof Decimal;
}
