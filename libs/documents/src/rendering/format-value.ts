import { DocumentError } from '../port/document-error.ts';
import { germanDate, germanLongDate, germanMoney, germanNumber, germanTime, groupedIban } from './german-typography.ts';

type Format = (value: unknown) => string;

const FORMATS: Readonly<Record<string, Format>> = {
  euro: (value) => germanMoney(numeric(value)),
  number: (value) => germanNumber(Number(numeric(value))),
  date: (value) => germanDate(text(value)),
  longDate: (value) => germanLongDate(text(value)),
  time: (value) => germanTime(text(value)),
  iban: (value) => groupedIban(text(value)),
  yesNo: (value) => (value === true ? 'ja' : 'nein'),
  text: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/**
 * A value as it stands in a German letter. Without a format numbers, truth values and ISO dates are set the German way,
 * lists with commas. A missing value is an error, because a notice with a hole in it must not go out; `optional` allows
 * it where the template says so.
 *
 * @throws DocumentError TEMPLATE_INVALID naming the placeholder
 */
export function formatValue(value: unknown, formats: readonly string[], expression: string): string {
  const missing = value === null || value === undefined || value === '';
  const named = formats.filter((format) => format !== 'optional');
  if (missing && formats.includes('optional')) return '';
  if (missing) throw invalid(expression, 'a value', 'it is missing; add "| optional" where it may be');
  try {
    const [name] = named;
    if (name === undefined) return plain(value);
    const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
    if (format === undefined || named.length > 1) {
      throw invalid(
        expression,
        `one of the formats ${Object.keys(FORMATS).join(', ')}`,
        `found "${named.join(' | ')}"`,
      );
    }
    return format(value);
  } catch (error) {
    if (error instanceof RangeError) throw invalid(expression, 'a fitting value', error.message);
    throw error;
  }
}

function plain(value: unknown): string {
  if (typeof value === 'number') return germanNumber(value);
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item)).join(', ');
  if (typeof value !== 'string')
    throw new RangeError(`Expected a text, number, date or list, but got ${JSON.stringify(value).slice(0, 60)}.`);
  if (DATE.test(value)) return germanDate(value);
  return INSTANT.test(value) && !Number.isNaN(Date.parse(value)) ? `${germanDate(value)}, ${germanTime(value)}` : value;
}

function numeric(value: unknown): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value;
  throw new RangeError(`Expected a number, but got ${JSON.stringify(value)}.`);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new RangeError(`Expected a text, but got ${JSON.stringify(value)}.`);
}

function invalid(expression: string, expected: string, found: string): DocumentError {
  return new DocumentError('TEMPLATE_INVALID', `Expected ${expected} for {{ ${expression} }}, but ${found}.`, {
    details: { expression },
  });
}
