import { CamundaError } from './camunda-error.ts';
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
  const type = welcome(accept);
  if (type === 'application/json') return json(rows);
  const lines = rows.map((row) => Object.values(columns).map((field) => cell(row[field])));
  const text = [Object.keys(columns), ...lines].map((line) => line.join(',')).join('\n');
  return bytes(new TextEncoder().encode(text), type, fileName);
}

/** By the Accept header (RFC 9110, clause 12.5.1); without one, JSON. */
function welcome(accept: string): (typeof OFFERED)[number] {
  const ranges = accept.split(',').map(rangeOf);
  const qualityOf = (type: string): number => {
    const [kind = ''] = type.split('/');
    const matching = [type, `${kind}/*`, '*/*'].map((name) => ranges.find((range) => range.name === name));
    return matching.find((range) => range !== undefined)?.quality ?? 0;
  };
  if (accept.trim() === '') return OFFERED[0];
  const best = Math.max(...OFFERED.map(qualityOf));
  const chosen = OFFERED.find((type) => qualityOf(type) === best);
  if (chosen === undefined || best === 0)
    throw new CamundaError(406, 'InvalidRequestException', `Expected to answer as one of ${OFFERED.join(', ')}.`);
  return chosen;
}

function rangeOf(text: string): { readonly name: string; readonly quality: number } {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { name, quality: Number.isFinite(quality) ? quality : 0 };
}

function cell(value: unknown): string {
  const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
