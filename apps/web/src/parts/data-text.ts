import type { JsonValue } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatDate, formatDateTime, formatMoney, formatNumber, type Language } from '../language/format.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** A value that fits into a line, as words; undefined for structures, which need a list of their own. */
export function dataText(value: JsonValue, language: Language, text: Catalogue): string | undefined {
  if (value === null || value === '') return text.general.none;
  if (typeof value === 'boolean') return value ? text.general.yes : text.general.no;
  if (typeof value === 'number') return formatNumber(value, language);
  if (typeof value === 'string') return dateText(value) ?? value;
  if (isList(value)) {
    const words = value.map((each) => dataText(each, language, text));
    return words.every((word) => word !== undefined) ? words.join(', ') || text.general.none : undefined;
  }
  return moneyText(value, language);
}

export const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

function dateText(value: string): string | undefined {
  const moment = DAY.test(value) ? new Date(`${value}T00:00`) : MOMENT.test(value) ? new Date(value) : undefined;
  if (moment === undefined || Number.isNaN(moment.getTime())) return undefined;
  return DAY.test(value) ? formatDate(moment) : formatDateTime(moment);
}

/** `{ amount, currency }` with nothing else in it is money. */
function moneyText(value: { readonly [name: string]: JsonValue }, language: Language): string | undefined {
  const { amount, currency, ...rest } = value as { amount?: JsonValue; currency?: JsonValue };
  if (Object.keys(rest).length > 0 || typeof amount !== 'number' || typeof currency !== 'string') return undefined;
  return /^[A-Z]{3}$/.test(currency) ? formatMoney(amount, currency, language) : undefined;
}
