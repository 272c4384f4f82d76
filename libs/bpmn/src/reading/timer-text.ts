/** The forms of a timer's text the engine can compute with. */
export type TimerForm = 'date' | 'duration' | 'cycle';

const duration =
  /^[-+]?P(?=\d|T\d)(\d+([.,]\d+)?Y)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?W)?(\d+([.,]\d+)?D)?(T(?=\d)(\d+([.,]\d+)?H)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?S)?)?$/;
const date = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?(\[[\w/+-]+\])?)?$/;
const cronField = String.raw`[\d*?,/LW#A-Za-z-]+`;
const cron = new RegExp(
  String.raw`^${cronField}( +${cronField}){4,6}$|^@(yearly|annually|monthly|weekly|daily|hourly)$`,
);

/** Is the text a timer of this form? ISO 8601 dates, durations, repeating intervals, and cron for cycles. */
export function isTimerText(form: TimerForm, text: string): boolean {
  if (form === 'date') return date.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)));
  if (form === 'duration') return duration.test(text);
  if (cron.test(text)) return true;
  const parts = text.split('/');
  if (!/^R\d*$/.test(parts[0] ?? '')) return false;
  const rest = parts.slice(1);
  if (rest.length === 1) return isTimerText('duration', rest[0] ?? '');
  return rest.length === 2 && rest.every((part) => isTimerText('duration', part) || isTimerText('date', part));
}

/** Which form a text has, whatever attribute it was written in. */
export function timerFormOf(text: string): TimerForm | undefined {
  const forms: readonly TimerForm[] = ['date', 'duration', 'cycle'];
  return forms.find((form) => isTimerText(form, text));
}

const numbers: ReadonlyMap<string, number> = new Map([
  ['ein', 1],
  ['eine', 1],
  ['einen', 1],
  ['einem', 1],
  ['einer', 1],
  ['zwei', 2],
  ['drei', 3],
  ['vier', 4],
  ['fünf', 5],
  ['sechs', 6],
  ['sieben', 7],
  ['acht', 8],
  ['neun', 9],
  ['zehn', 10],
  ['vierzehn', 14],
  ['a', 1],
  ['an', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
]);
const units: readonly (readonly [RegExp, string, string])[] = [
  [/^(sekunden?|sek|seconds?|secs?|s)$/, 'PT', 'S'],
  [/^(minuten?|min|minutes?|mins?)$/, 'PT', 'M'],
  [/^(stunden?|std|hours?|hrs?|h)$/, 'PT', 'H'],
  [/^(werk|arbeits)?(tage?n?|days?|d)$/, 'P', 'D'],
  [/^(wochen?|weeks?|w)$/, 'P', 'W'],
  [/^(monate?n?|months?)$/, 'P', 'M'],
  [/^(jahre?n?|years?)$/, 'P', 'Y'],
];

/**
 * The duration people mean by words such as "2 Wochen", "nach 14 Tagen", "two weeks"; undefined when the words say
 * nothing certain. Only offered as a fix, never taken by itself: "14 Tage" may well mean working days.
 */
export function durationOfWords(words: string): string | undefined {
  const found = [...words.toLowerCase().matchAll(/(\d+|[a-zäöüß]+)\.?[\s-]*([a-zäöüß]+)\b/g)];
  const read = found
    .map(([, count = '', unit = '']) => {
      const number = /^\d+$/.test(count) ? Number(count) : numbers.get(count);
      const known = units.find(([pattern]) => pattern.test(unit));
      return number === undefined || known === undefined ? undefined : `${known[1]}${number}${known[2]}`;
    })
    .filter((text) => text !== undefined);
  return read.length === 1 ? read[0] : undefined;
}
