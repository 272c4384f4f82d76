import { parseDate, parseDateTime, parseTime } from '../temporal/date-time.ts';
import { parseDuration } from '../temporal/duration.ts';
import { type FeelValue } from '../values/value.ts';

/** Reads the text of an `@"…"` literal: a date, time, date and time or duration; undefined for anything else. */
export function parseTemporal(text: string): FeelValue | undefined {
  return (
    parseDate(text) ?? parseTime(text) ?? (text.includes('T') ? parseDateTime(text) : undefined) ?? parseDuration(text)
  );
}
