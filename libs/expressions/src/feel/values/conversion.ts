import { parseDate, parseDateTime, parseTime } from '../temporal/date-time.ts';
import { DaysDuration, MonthsDuration, parseDuration } from '../temporal/duration.ts';
import { Decimal } from './decimal.ts';
import { countText, countVisited } from './evaluation-limit.ts';
import { formatFeel } from './format.ts';
import { type FeelValue, isContext, isList, type Kind, kindOf } from './value.ts';

const MAX_DEPTH = 200;

/** The JSON form of a FEEL value of time: its type and its ISO 8601 text. */
export interface TaggedTemporal {
  readonly type: 'date' | 'time' | 'dateTime' | 'dayTimeDuration' | 'yearMonthDuration';
  readonly value: string;
}

const READERS = new Map<string, (text: string) => FeelValue | undefined>([
  ['date', parseDate],
  ['time', parseTime],
  ['dateTime', parseDateTime],
  ['dayTimeDuration', (text) => parseDurationOf(text, DaysDuration)],
  ['yearMonthDuration', (text) => parseDurationOf(text, MonthsDuration)],
]);

const TAGS = new Map<Kind, TaggedTemporal['type']>([
  ['date', 'date'],
  ['time', 'time'],
  ['date and time', 'dateTime'],
  ['days and time duration', 'dayTimeDuration'],
  ['years and months duration', 'yearMonthDuration'],
]);

function parseDurationOf(text: string, kind: typeof DaysDuration | typeof MonthsDuration): FeelValue | undefined {
  const duration = parseDuration(text);
  return duration instanceof kind ? duration : undefined;
}

/**
 * Makes a FEEL value of plain data. Own enumerable entries of objects become contexts; `{type, value}` with one of the
 * temporal tags becomes that value when `tagged`, else it stays a context. What JSON does not know is null.
 */
export function fromPlain(value: unknown, tagged = false, depth = 0): FeelValue {
  if (value === null || value === undefined || depth > MAX_DEPTH) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? new Decimal(value) : null;
  if (typeof value === 'bigint') return new Decimal(value.toString());
  if (Array.isArray(value)) return value.map((item) => fromPlain(item, tagged, depth + 1));
  if (value instanceof Date) return parseDateTime(value.toISOString()) ?? null;
  if (typeof value !== 'object') return null;
  const temporal = tagged ? untag(value) : undefined;
  if (temporal !== undefined) return temporal;
  return new Map(Object.entries(value).map(([key, item]) => [key, fromPlain(item, tagged, depth + 1)]));
}

function untag(value: object): FeelValue | undefined {
  if (Object.keys(value).length !== 2 || !('type' in value) || !('value' in value)) return undefined;
  if (typeof value.type !== 'string' || typeof value.value !== 'string') return undefined;
  return READERS.get(value.type)?.(value.value);
}

/**
 * Makes plain data of a FEEL value: numbers become host numbers, contexts objects without inherited names, temporal
 * values their ISO 8601 text or, when `tagged`, `{type, value}`; ranges and functions their FEEL text.
 */
export function toPlain(value: FeelValue, tagged = false): unknown {
  if (typeof value === 'string') countText(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Decimal) return value.toNumber();
  if (isList(value)) {
    countVisited(value.length);
    return value.map((item) => toPlain(item, tagged));
  }
  if (isContext(value)) return plainObject(value, tagged);
  const tag = tagged ? TAGS.get(kindOf(value)) : undefined;
  return tag === undefined ? formatFeel(value) : { type: tag, value: formatFeel(value) };
}

/** Defines each entry, so that a key such as `__proto__` becomes data and never a prototype. */
function plainObject(context: ReadonlyMap<string, FeelValue>, tagged: boolean): Record<string, unknown> {
  countVisited(context.size);
  const result: Record<string, unknown> = {};
  for (const [key, item] of context) {
    Object.defineProperty(result, key, {
      value: toPlain(item, tagged),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}
