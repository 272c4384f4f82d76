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
    inputs: recordOf(step['inputs']),
    rows: listOf(step['matchedRules']).filter(isObject).map(rowOf),
    aggregation: textOf(step['aggregation']),
    result: isObject(outputs) ? outputs : { [name]: outputs },
  };
}

function rowOf(row: JsonObject): MatchedRow {
  const { number } = row;
  return {
    number: typeof number === 'number' ? number : 0,
    annotations: listOf(row['annotations']).filter((text) => typeof text === 'string'),
    outputs: recordOf(row['outputs']),
  };
}

const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  value !== undefined && isList(value) ? value : [];
const recordOf = (value: JsonValue | undefined): JsonObject => (value !== undefined && isObject(value) ? value : {});
const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
