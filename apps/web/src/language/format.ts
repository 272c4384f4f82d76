/** Languages of the screen; German comes first. */
export type Language = 'de' | 'en';

/** Locale whose number and date patterns a language uses; English follows the British order of day and month. */
const localeOf: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** `20.11.2026` in both languages: a town's letters and its screens must not disagree about day and month. */
export function formatDate(instant: Date): string {
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${pad(instant.getDate())}.${pad(instant.getMonth() + 1)}.${instant.getFullYear()}`;
}

/** `20.11.2026, 08:05` */
export function formatDateTime(instant: Date): string {
  return `${formatDate(instant)}, ${formatClock(instant)}`;
}

/** `20.11.2026` where only the `day` counts, else with the time of the `instant`. */
export function deadlineText(instant: string, day: string | undefined): string {
  return day === undefined ? formatDateTime(new Date(instant)) : formatDate(new Date(`${day}T00:00:00`));
}

/** `08:05`, 24 hours in both languages. */
function formatClock(instant: Date): string {
  return `${String(instant.getHours()).padStart(2, '0')}:${String(instant.getMinutes()).padStart(2, '0')}`;
}

/** `1.190,00 €` in German, `€1,190.00` in English. @throws RangeError when `currency` is no ISO 4217 code. */
export function formatMoney(amount: number, currency: string, language: Language): string {
  return new Intl.NumberFormat(localeOf[language], { style: 'currency', currency }).format(amount);
}

/** Plain number with the language's separators, at most 6 decimals. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 6 }).format(value);
}

const MEGABYTE = 1024 * 1024;

/** File sizes in kB and MB as the computer's own file dialog shows them (1 MB = 1024 × 1024 bytes). */
export function formatBytes(bytes: number, language: Language): string {
  return bytes < MEGABYTE
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1024)), language)} kB`
    : `${formatNumber(Math.round((bytes / MEGABYTE) * 10) / 10, language)} MB`;
}

const steps: readonly (readonly [limitSeconds: number, unitSeconds: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [30 * 86_400, 86_400, 'day'],
  [365 * 86_400, 30 * 86_400, 'month'],
  [Infinity, 365 * 86_400, 'year'],
];

/** "vor 3 Minuten", "in 2 Tagen", "gestern": always shown beside an absolute time, never instead of it. */
export function formatRelative(instant: Date, now: Date, language: Language): string {
  const seconds = (instant.getTime() - now.getTime()) / 1000;
  const distance = Math.abs(seconds);
  const words = new Intl.RelativeTimeFormat(localeOf[language], { numeric: 'auto' });
  if (distance < 60) return words.format(0, 'second');
  const [, unitSeconds, unit] = steps.find(([limit]) => distance < limit) ?? [Infinity, 31_536_000, 'year' as const];
  return words.format(Math.trunc(seconds / unitSeconds), unit);
}

/** Whole calendar days from `now` to `instant` in local time: 0 today, 1 tomorrow, -1 yesterday. */
export function daysUntil(instant: Date, now: Date): number {
  const midnight = (day: Date): number => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((midnight(instant) - midnight(now)) / 86_400_000);
}

/** "heute", "morgen", "in 3 Tagen", "vor 2 Tagen": due dates count in calendar days, not in hours. */
export function formatDay(instant: Date, now: Date, language: Language): string {
  return new Intl.RelativeTimeFormat(localeOf[language], { numeric: 'auto' }).format(daysUntil(instant, now), 'day');
}

/** Lengths of time, each shown down to a tenth of itself up to ten of them. */
const lengths: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** How long something took: "45 Sek.", "3,5 Std.", "12 Tage"; whole figures from ten of a unit on. */
export function formatDuration(seconds: number, language: Language): string {
  const [length, unit] = lengths.find(([least]) => seconds >= least) ?? ([1, 'second'] as const);
  const figure = seconds / length;
  return new Intl.NumberFormat(localeOf[language], {
    style: 'unit',
    unit,
    unitDisplay: unit === 'day' ? 'long' : 'short',
    maximumFractionDigits: figure < 10 && unit !== 'second' ? 1 : 0,
  }).format(figure);
}
