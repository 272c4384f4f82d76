import type { JsonObject, JsonValue } from '../api/contracts.ts';
import { isList } from '../parts/data-text.ts';
import { isObject } from '../parts/group-data.ts';

/** A row of a decision table that applied. */
export interface MatchedRow {
  /** Counted from 1. */
  readonly number: number;
  /** What people wrote beside it. */
  readonly annotations: readonly string[];
  readonly outputs: JsonObject;
}

/** One decision on the way to the result. */
export interface DecisionStep {
  readonly name: string;
  readonly inputs: JsonObject;
  readonly rows: readonly MatchedRow[];
  /** How the rows' outputs became one value: `SUM`, `COUNT`, `MIN`, `MAX`. */
  readonly aggregation: string | undefined;
  /** The result by name, the decision's own where it is a single value. */
  readonly result: JsonObject;
}

/** Reads what the history tells of a decision, the required ones first; whatever is not of that form is left out. */
export function decisionSteps(data: JsonObject): readonly DecisionStep[] {
  return listOf(data['decisions']).filter(isObject).map(stepOf);
}

function stepOf(step: JsonObject): DecisionStep {
  const name = textOf(step['decisionName']) ?? textOf(step['decisionId']) ?? '';
  const outputs = step['outputs'] ?? null;
  return {
    name,
    inputs: ordered(step['inputs'], step['inputNames']),
    rows: listOf(step['matchedRules'])
      .filter(isObject)
      .map((row) => rowOf(row, step['outputNames'])),
    aggregation: textOf(step['aggregation']),
    result: isObject(outputs) ? ordered(outputs, step['outputNames']) : { [name]: outputs },
  };
}

function rowOf(row: JsonObject, outputNames: JsonValue | undefined): MatchedRow {
  const { number } = row;
  return {
    number: typeof number === 'number' ? number : 0,
    annotations: listOf(row['annotations']).filter((text) => typeof text === 'string'),
    outputs: ordered(row['outputs'], outputNames),
  };
}

const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  value !== undefined && isList(value) ? value : [];
/** Entries in the order of the names; those the names leave out come last. */
function ordered(value: JsonValue | undefined, names: JsonValue | undefined): JsonObject {
  const order = listOf(names);
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const entries = value !== undefined && isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.sort(([one], [other]) => place(one) - place(other)));
}

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
