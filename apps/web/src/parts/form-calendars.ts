import { formatDate, type Language } from '../language/format.ts';
import { parseDay } from '../language/parse-day.ts';

/** The calendar behind a date field of the form library, as far as it is used here. */
interface Calendar {
  readonly config: {
    formatDate: (date: Date) => string;
    parseDate: (typed: string) => Date | undefined;
  };
  readonly selectedDates: readonly Date[];
  set(option: string, value: unknown): void;
  setDate(dates: readonly Date[], tell: boolean): void;
}

/**
 * Keeps the calendars of a form in the language of the screen, and days as the town writes them, whatever the browser's own
 * language is: `24.12.2026` is understood and shown everywhere. Calendars come and go with their fields. Answers how to stop.
 */
export function keepFormCalendars(holder: HTMLElement, language: Language): () => void {
  const known = new WeakSet<Calendar>();
  const apply = (): void => {
    const fields = holder.querySelectorAll<HTMLInputElement & { _flatpickr?: Calendar }>('.fjs-datepicker input');
    for (const { _flatpickr: calendar } of fields) {
      if (calendar === undefined || known.has(calendar)) continue;
      known.add(calendar);
      speak(calendar, language);
    }
  };
  const observer = new MutationObserver(apply);
  observer.observe(holder, { childList: true, subtree: true });
  apply();
  return () => {
    observer.disconnect();
  };
}

/** Week from Monday, names by the browser's own dictionary. */
function speak(calendar: Calendar, language: Language): void {
  const names = (options: Intl.DateTimeFormatOptions, days: readonly Date[]): readonly string[] =>
    days.map((day) => new Intl.DateTimeFormat(language, options).format(day));
  // 1 February 2026 is a Sunday.
  const week = Array.from({ length: 7 }, (_, day) => new Date(2026, 1, day + 1));
  const year = Array.from({ length: 12 }, (_, month) => new Date(2026, month, 1));
  const fields = new Intl.DisplayNames(language, { type: 'dateTimeField' });
  calendar.config.parseDate = parseDay;
  calendar.config.formatDate = formatDate;
  calendar.set('locale', {
    firstDayOfWeek: 1,
    yearAriaLabel: fields.of('year'),
    monthAriaLabel: fields.of('month'),
    weekdays: { shorthand: names({ weekday: 'short' }, week), longhand: names({ weekday: 'long' }, week) },
    months: { shorthand: names({ month: 'short' }, year), longhand: names({ month: 'long' }, year) },
  });
  // Draws the list of months anew.
  calendar.set('showMonths', 1);
  if (calendar.selectedDates.length > 0) calendar.setDate(calendar.selectedDates, false);
}
