import type { Comparison, VariableFilter } from '#runtime';
import type { Value } from '#engine';
import { invalid } from '../http/camunda-error.ts';
import type { Filter } from '../http/filter.ts';
import { ExactInteger } from '../http/exact-integer.ts';
import { objects } from '../value/body-value.ts';
import { isCamundaDate } from '../value/date.ts';

const OPERATORS = new Set<string>(['eq', 'neq', 'gt', 'gteq', 'lt', 'lteq', 'like', 'notLike']);

/** `variables=name_eq_value,…` of a query or `[{name, operator, value}]` of a body. @throws CamundaError 400 */
export function variableFilters(filter: Filter, name: string): readonly VariableFilter[] | undefined {
  const raw = filter.raw(name);
  const anyCase = {
    anyCaseOfName: filter.flag('variableNamesIgnoreCase') === true,
    anyCaseOfValue: filter.flag('variableValuesIgnoreCase') === true,
  };
  return conditionsOf(raw, name)?.map((condition) => ({ ...condition, ...anyCase }));
}

function conditionsOf(raw: unknown, name: string): readonly VariableFilter[] | undefined {
  if (raw === undefined) return undefined;
  if (typeof raw === 'string') return raw === '' ? [] : raw.split(',').map((text) => fromText(name, text));
  return objects(raw, name).map((condition) =>
    checked(String(condition['name']), String(condition['operator']), valueOf(condition['value'])),
  );
}

/** A number that is not exact as one stands for its text, as which it is kept. */
function valueOf(value: unknown): Value {
  return value instanceof ExactInteger ? value.text : ((value ?? null) as Value);
}

function fromText(parameter: string, text: string): VariableFilter {
  const found = /^(.+?)_(eq|neq|gteq|gt|lteq|lt|like|notLike)_(.*)$/s.exec(text);
  if (found === null)
    throw invalid(`variable query parameter has to have format KEY_OPERATOR_VALUE: ${parameter}=${text}`);
  const [, name = '', operator = '', value = ''] = found;
  // An address knows text only: it may stand for a number, too, or for true and false.
  const meant = guess(value);
  return { ...checked(name, operator, value), ...(meant === value ? {} : { readings: [meant] }) };
}

function checked(name: string, operator: string, value: Value): VariableFilter {
  if (!OPERATORS.has(operator)) throw invalid(`Invalid variable comparator specified: ${operator}`);
  const instant = typeof value === 'string' && isCamundaDate(value);
  return { name, operator: operator as Comparison, value, ...(instant ? { instant } : {}) };
}

/** What a text may mean: what reads as a boolean or number may be one. */
function guess(text: string): Value {
  if (text === 'true') return true;
  if (text === 'false') return false;
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}
