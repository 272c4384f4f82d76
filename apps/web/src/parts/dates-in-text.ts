import { formatDate, formatDateTime } from '../language/format.ts';

/** An ISO 8601 day or moment that stands alone: not inside an address, a file name or a number of a case. */
const ISO = /(?<![\w./:=-])(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w/-])/gu;

/**
 * Text with its dates as people write them: `20.11.2026`, `20.11.2026, 08:05`. Texts of forms take their dates from the data
 * of the case, where they are ISO 8601; what is no date of the calendar stays as it is.
 */
export function datesInText(text: string): string {
  return text.replace(ISO, (written: string, day: string, time: string | undefined) => {
    const moment = new Date(time === undefined ? `${day}T00:00` : written);
    const exists = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(moment.getTime()) || Number.isNaN(exists.getTime()) || !exists.toISOString().startsWith(day))
      return written;
    return time === undefined ? formatDate(moment) : formatDateTime(moment);
  });
}
