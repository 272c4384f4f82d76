/** Space that does not break a line. */
const NBSP = '\u00a0';
/** The narrow one, within abbreviations and before units. */
const NARROW = '\u202f';

const MONTHS = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
] as const;

/** Abbreviations of several parts, set with a narrow space that does not break. */
const ABBREVIATIONS = [
  'i.d.R.',
  'i.d.F.',
  'z.B.',
  'd.h.',
  'u.a.',
  'i.V.',
  'i.A.',
  's.o.',
  's.u.',
  'o.g.',
  'o.ä.',
  'e.V.',
  'v.H.',
  'u.U.',
  'z.T.',
  'i.S.',
  'a.F.',
  'n.F.',
];
const SPACED_ABBREVIATIONS = ABBREVIATIONS.map(
  (short) =>
    [
      new RegExp(`(?<![\\p{L}.])${short.replace(/\.(?=.)/g, '\\. ?').replace(/\.$/, '\\.')}`, 'gu'),
      short.replace(/\.(?=.)/g, `.${NARROW}`),
    ] as const,
);

/**
 * Sets a German text as a typesetter would: „double“ and ‚single‘ quotation marks, dashes, ellipsis, and spaces that do
 * not break where a line must not end (after §, Abs., Nr., between number and unit, within abbreviations and dates).
 * Meant for the words of a template, not for data.
 */
export function germanText(text: string): string {
  const dashed = text
    .replaceAll('...', '…')
    .replace(/(\d) --? (?=\d)/g, '$1–')
    .replace(/(^|\s)--?(?=\s|$)/g, '$1–');
  return germanSpaces(germanQuotes(dashed));
}

/** Opening marks stand after a space, a bracket or another opening mark; an apostrophe is what opens and closes nothing. */
function germanQuotes(text: string): string {
  let result = '';
  let openSingle = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const opens = result === '' || /[\s([{–—„‚]$/.test(result);
    if (sign === '"') result += opens ? '„' : '“';
    else if (sign !== "'") result += sign;
    else if (opens && /\S/.test(text.charAt(at + 1))) {
      result += '‚';
      openSingle += 1;
    } else if (openSingle > 0) {
      result += '‘';
      openSingle -= 1;
    } else result += '’';
  }
  return result;
}

const BEFORE_ANYTHING = /(§§?|\b(?:Dr|Prof|Az|Tel|Hrn|Fr)\.) (?=\S)/g;
const BEFORE_NUMBER =
  /\b((?:Abs|Nr|Nrn|Art|S|Bd|Ziff|Buchst|Kap|Anl)\.|Absatz|Nummer|Artikel|Satz|Ziffer|Seite|Anlage) (?=\d|[a-z]\))/g;
const UNITS =
  '€|EUR|Euro|Cent|%|‰|°C|km|m²|m³|m|cm|mm|kg|g|l|kWh|Uhr|Prozent|Tage?n?|Wochen?|Monat(?:en?|s)?|Jahr(?:en?|s)?';
const BEFORE_UNIT = new RegExp(`(\\d) (?=(?:${UNITS})(?![\\p{L}\\d]))`, 'gu');
const BEFORE_MONTH = new RegExp(`(\\d{1,2}\\.) (?=(?:${MONTHS.join('|')})\\b)`, 'g');

function germanSpaces(text: string): string {
  const shortened = SPACED_ABBREVIATIONS.reduce((result, [pattern, spaced]) => result.replace(pattern, spaced), text);
  return shortened
    .replace(BEFORE_ANYTHING, `$1${NBSP}`)
    .replace(BEFORE_NUMBER, `$1${NBSP}`)
    .replace(BEFORE_UNIT, `$1${NBSP}`)
    .replace(BEFORE_MONTH, `$1${NBSP}`);
}

/** A number the German way: 1.234.567,89. Digits after the comma as given, or as the number has (at most 10). */
export function germanNumber(value: number, fractionDigits?: number): string {
  return new Intl.NumberFormat('de-DE', {
    minimumFractionDigits: fractionDigits ?? 0,
    maximumFractionDigits: fractionDigits ?? 10,
    // The grouping of four digits is left to the locale by default; sums in notices are always grouped.
    useGrouping: 'always',
  }).format(value);
}

/** An amount of money: 1.234,50 € with a space that does not break. Takes a number or a decimal text (exact). */
export function germanMoney(value: number | string, currency = 'EUR'): string {
  const exact = typeof value === 'string' ? checkedDecimal(value) : value;
  if (typeof exact === 'number' && !Number.isFinite(exact))
    throw new RangeError(`Expected an amount, but got ${value}.`);
  const format = new Intl.NumberFormat('de-DE', { style: 'currency', currency, useGrouping: 'always' });
  // Intl formats decimal texts exactly (ECMA-402, StringNumericLiteral); its type declaration knows only numbers.
  const text = (format.format as (amount: number | string) => string)(exact);
  return text.replaceAll(' ', NBSP);
}

function checkedDecimal(text: string): string {
  if (/^-?\d{1,15}(?:\.\d{1,10})?$/.test(text)) return text;
  throw new RangeError(`Expected an amount as decimal number, but got ${JSON.stringify(text.slice(0, 40))}.`);
}

/** The parts of an ISO 8601 date or date and time; the day is the one where the office is. */
function dayOf(iso: string, timeZone: string): { readonly year: number; readonly month: number; readonly day: number } {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const date = new Date(plain === null ? iso : `${iso}T12:00:00Z`);
  if (Number.isNaN(date.getTime()) || (plain !== null && !date.toISOString().startsWith(iso))) {
    throw new RangeError(`Expected a date as YYYY-MM-DD, but got ${JSON.stringify(iso.slice(0, 40))}.`);
  }
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: plain === null ? timeZone : 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(date);
  const [year = 0, month = 0, day = 0] = parts.split('-').map(Number);
  return { year, month, day };
}

/** 21.11.2026 (DIN 5008, numeric). @throws RangeError for what is no date */
export function germanDate(iso: string, timeZone = 'Europe/Berlin'): string {
  const { year, month, day } = dayOf(iso, timeZone);
  return `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year}`;
}

/** 21. November 2026 (DIN 5008, alphanumeric), with a space that does not break after the day. @throws RangeError */
export function germanLongDate(iso: string, timeZone = 'Europe/Berlin'): string {
  const { year, month, day } = dayOf(iso, timeZone);
  return `${day}.${NBSP}${MONTHS[month - 1] ?? ''} ${year}`;
}

/** 14:05 Uhr. @throws RangeError for what is no instant */
export function germanTime(iso: string, timeZone = 'Europe/Berlin'): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime()))
    throw new RangeError(`Expected a date and time, but got ${JSON.stringify(iso.slice(0, 40))}.`);
  const text = new Intl.DateTimeFormat('de-DE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(date);
  return `${text}${NBSP}Uhr`;
}

/** An IBAN in groups of four (DIN 5008). */
export function groupedIban(iban: string): string {
  return iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, `$1${NBSP}`);
}
