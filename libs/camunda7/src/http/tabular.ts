import { mostWelcome, notAcceptable } from './accept.ts';
import { bytes, json } from './reply.ts';
import type { FacadeResponse } from './request.ts';

/** What a report is offered as; of equally welcome ones the first is taken. */
const OFFERED = ['application/json', 'application/csv', 'text/csv'] as const;

/**
 * A report as JSON, or as CSV (RFC 4180, UTF-8) for who accepts that rather: spreadsheets. `columns` says which field of a row
 * stands under which heading, in order. @throws CamundaError 406 for who accepts neither
 */
export function tabular(
  accept: string,
  fileName: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): FacadeResponse {
  const type = mostWelcome(accept, OFFERED);
  if (type === undefined) throw notAcceptable(OFFERED);
  if (type === 'application/json') return json(rows);
  const lines = rows.map((row) => Object.values(columns).map((field) => cell(row[field])));
  const text = [Object.keys(columns), ...lines].map((line) => line.join(',')).join('\n');
  return bytes(new TextEncoder().encode(text), type, fileName);
}

function cell(value: unknown): string {
  const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
