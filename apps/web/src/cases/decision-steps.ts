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
      .map((row) => rowOf(row, step)),
    aggregation: textOf(step['aggregation']),
    result: isObject(outputs)
      ? labelled(ordered(outputs, step['outputNames']), step)
      : { [onlyLabel(step) ?? name]: outputs },
  };
}

function rowOf(row: JsonObject, step: JsonObject): MatchedRow {
  const { number } = row;
  return {
    number: typeof number === 'number' ? number : 0,
    annotations: listOf(row['annotations']).filter((text) => typeof text === 'string'),
    outputs: labelled(ordered(row['outputs'], step['outputNames']), step),
  };
}

/** Columns by what people call them, as far as the table says so; two of the same label keep their names. */
function labelled(outputs: JsonObject, step: JsonObject): JsonObject {
  const labels = Object.keys(outputs).map((name) => labelOf(step, name));
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => {
      const label = labelOf(step, name);
      const isOne = label !== undefined && labels.filter((other) => other === label).length === 1;
      return [isOne ? label : name, value];
    }),
  );
}

function labelOf(step: JsonObject, name: string): string | undefined {
  const labels = step['outputLabels'];
  return labels !== undefined && isObject(labels) && Object.hasOwn(labels, name) ? textOf(labels[name]) : undefined;
}

/** A table with one output column gives a single value: the label of that column names it. */
function onlyLabel(step: JsonObject): string | undefined {
  const [name, ...others] = listOf(step['outputNames']);
  return typeof name === 'string' && others.length === 0 ? labelOf(step, name) : undefined;
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
