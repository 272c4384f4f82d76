import type { Value, Variables } from '#engine';
import { invalid } from '../http/camunda-error.ts';
import { isCamundaDate } from './date.ts';
import { plainVariables } from './sent-variables.ts';

/** Types of FEEL a String may carry, which the types of Camunda 7 have no name for. */
const TEMPORALS = new Set(['date', 'time', 'dateTime', 'dayTimeDuration', 'yearMonthDuration']);

/**
 * Typed variables of a request as inputs of a decision. A Date is a date and time; a String whose
 * `valueInfo.feelType` names a type of FEEL is a value of that type. @throws CamundaError 400
 */
export function decisionInputs(variables: unknown): Variables {
  const plain = plainVariables(variables);
  const typed = (variables ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, inputOf(name, value, typed[name])]));
}

function inputOf(name: string, value: Value, typed: Readonly<Record<string, unknown>> | undefined): Value {
  const type = typeof typed?.['type'] === 'string' ? typed['type'].toLowerCase() : undefined;
  if (typeof value !== 'string') return value;
  if (type === 'date' && isCamundaDate(value))
    return { type: 'dateTime', value: value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') };
  const info = typed?.['valueInfo'] as { readonly feelType?: unknown } | null | undefined;
  const feelType = info?.feelType ?? undefined;
  if (feelType === undefined || (type !== undefined && type !== 'string')) return value;
  if (feelType === 'number') return numberOf(name, value);
  if (typeof feelType === 'string' && TEMPORALS.has(feelType)) return { type: feelType, value };
  throw invalid(
    `Expected variable '${name}' to have a feelType of ${[...TEMPORALS, 'number'].join(', ')}, but got ${JSON.stringify(feelType)}.`,
  );
}

function numberOf(name: string, text: string): number {
  const number = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(number))
    throw invalid(`Expected variable '${name}' to be a number, but got ${JSON.stringify(text.slice(0, 80))}.`);
  return number;
}
