import { DateTime, Duration } from 'luxon';
import { DocumentError } from '../port/document-error.ts';
import { type CalendarDay } from '../port/document-store.ts';
import { checkDay } from '../port/retention.ts';

/**
 * The last day of a retention: a day as it is (`2036-12-31`), or a period (`P10Y`) counted from `from`: from the day of
 * closing, or, as German retention periods usually run, from the end of its calendar year (`year-end`).
 *
 * @throws DocumentError INVALID_REQUEST for anything else
 */
export function retentionDay(text: string, from: string, today: CalendarDay): CalendarDay {
  if (!text.startsWith('P')) return checkDay(text);
  const period = Duration.fromISO(text);
  if (!period.isValid || period.toMillis() <= 0)
    throw new DocumentError('INVALID_REQUEST', `Expected a retention as P10Y or 2036-12-31, but got "${text}".`);
  if (from !== 'closing' && from !== 'year-end') {
    throw new DocumentError(
      'INVALID_REQUEST',
      `Expected a retention from "closing" or from "year-end", but got "${from}".`,
    );
  }
  const day = DateTime.fromISO(today, { zone: 'utc' });
  const start = from === 'year-end' ? day.endOf('year') : day;
  const end = start.plus(period);
  // A period that begins on the last day of a year ends on the last day of one.
  return (
    (from === 'year-end' && period.shiftTo('years', 'days').days === 0 ? end.endOf('year') : end).toISODate() ?? ''
  );
}
