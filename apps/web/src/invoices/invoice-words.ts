import {
  OPEN_INVOICE_STATES,
  type CodedText,
  type InvoiceState,
  type InvoiceSummary,
  type Money,
} from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatDate, type Language } from '../language/format.ts';
import type { Tone } from '../parts/badge.tsx';

const localeOf: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** An amount exactly as it came: formatted from the decimal text, never through a float that could round it. */
export function moneyText({ value, currency }: Money, language: Language): string {
  return amountText(value, language, { style: 'currency', currency, minimumFractionDigits: 2 });
}

/** A decimal of the invoice with the separators of the language; what is no decimal stays as it came. */
export function amountText(value: string, language: Language, options: Intl.NumberFormatOptions = {}): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
  const format = new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 20, ...options });
  return format.format(value as Intl.StringNumericLiteral);
}

/** `2026-11-20` as people write it. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return year === undefined || month === undefined || date === undefined
    ? day
    : formatDate(new Date(year, month - 1, date));
}

export function invoiceTone(state: InvoiceState): Tone {
  if (state === 'archived' || state === 'settled') return 'success';
  if (state === 'rejected') return 'neutral';
  return state === 'formalReview' ? 'danger' : 'info';
}

/** When it is due, in words; undefined where the invoice does not say or nobody waits any more. */
export function dueWords({ dueInDays, state }: InvoiceSummary, text: Catalogue): string | undefined {
  if (dueInDays === undefined || !isOpen(state)) return undefined;
  if (dueInDays < 0) return text.invoices.overdueDays(-dueInDays);
  return dueInDays === 0 ? text.invoices.dueToday : text.invoices.dueIn(dueInDays);
}

export function isOpen(state: InvoiceState): boolean {
  return OPEN_INVOICE_STATES.some((open) => open === state);
}

/** The invoice as people speak of it: `4711 · Müller GmbH`, or its file where nothing could be read. */
export function invoiceName({ invoiceNumber, supplier, fileName }: InvoiceSummary): string {
  const parts = [invoiceNumber, supplier].filter((part) => part !== undefined);
  return parts.length === 0 ? fileName : parts.join(' · ');
}

/** A code of the invoice in words; empty when it is not given. */
export function codedText(text: CodedText | undefined, language: Language): string {
  return text?.[language] ?? '';
}
