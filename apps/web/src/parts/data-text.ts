import type { DataField, JsonValue } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatDate, formatDateTime, formatMoney, formatNumber, type Language } from '../language/format.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A value that fits into a line, as words; undefined for structures, which need a list of their own. `field` says what the
 * form calls the choices and which unit a number has; whatever is in euros is written as money.
 */
export function dataText(
  value: JsonValue,
  language: Language,
  text: Catalogue,
  field?: Pick<DataField, 'unit' | 'choices'>,
): string | undefined {
  if (value === null || value === '') return text.general.none;
  if (typeof value === 'boolean') return value ? text.general.yes : text.general.no;
  const choice = typeof value === 'object' ? undefined : field?.choices?.find((one) => one.value === String(value));
  if (choice !== undefined) return choice.label;
  if (typeof value === 'number') return numberText(value, field?.unit, language);
  if (typeof value === 'string') return dateText(value) ?? value;
  if (isList(value)) {
    const words = value.map((each) => dataText(each, language, text, field));
    return words.every((word) => word !== undefined) ? words.join(', ') || text.general.none : undefined;
  }
  return moneyText(value, language);
}

function numberText(value: number, unit: string | undefined, language: Language): string {
  if (unit === '€' || unit === 'EUR') return formatMoney(value, 'EUR', language);
  return unit === undefined ? formatNumber(value, language) : `${formatNumber(value, language)} ${unit}`;
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
