/** Before, two digits mean this century; from it on, the last one: nobody types a day fifty years ahead with two digits. */
const CENTURY_TURNS = 70;

/**
 * A day as people type it: `24.12.2026`, `24.12.26`, `24. 12. 2026`, `24/12/2026`, and `2026-12-24`. Day before month, as on
 * the town's letters. Midnight of local time; undefined when there is no such day.
 */
export function parseDay(typed: string): Date | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim());
  const local = /^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})$/.exec(typed.trim());
  const [year = '', month = '', day = ''] = iso?.slice(1) ?? local?.slice(1).reverse() ?? [];
  if (year === '') return undefined;
  const full = year.length === 2 ? Number(year) + (Number(year) < CENTURY_TURNS ? 2000 : 1900) : Number(year);
  const date = new Date(full, Number(month) - 1, Number(day));
  return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? date : undefined;
}
