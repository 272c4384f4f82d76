const MOST_DAYS = 36_500;

/** What was typed as a period: null for ever, undefined when it is no number of days. */
export function daysOf(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const days = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return days <= MOST_DAYS ? days : undefined;
}
