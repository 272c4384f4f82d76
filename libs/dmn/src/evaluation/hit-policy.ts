import { compare, Decimal, equals, type FeelValue, isContext } from '#expressions';
import type { Fault } from '#engine';
import { type DecisionTable } from '../model/boxed-expression.ts';

import { decisionFault } from './decision-faults.ts';

/** What one matched rule says: a value for each output column, and the value of the whole row. */
export interface RuleResult {
  readonly number: number;
  readonly columns: readonly FeelValue[];
  readonly value: FeelValue;
}

export type HitResult =
  | { readonly ok: true; readonly value: FeelValue }
  | { readonly ok: false; readonly message: string; readonly fault: Fault };

const answer = (value: FeelValue): HitResult => ({ ok: true, value });

/**
 * Makes the result of a table of its matched rules (DMN 1.5, clause 8.2.10 and 8.2.11).
 *
 * @param matched in the order of the rules, at least one
 * @param priorities for each output column the values of its list, best first
 */
export function applyHitPolicy(
  table: DecisionTable,
  matched: readonly RuleResult[],
  priorities: readonly (readonly FeelValue[])[],
): HitResult {
  const values = matched.map(({ value }) => value);
  const [first] = values;
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return matched.length === 1 ? answer(first ?? null) : overlap(matched);
    case 'ANY':
      return values.every((value) => equals(value, first ?? null) === true) ? answer(first ?? null) : overlap(matched);
    case 'FIRST':
      return answer(first ?? null);
    case 'PRIORITY':
      return answer(byPriority(matched, priorities)[0]?.value ?? null);
    case 'RULE ORDER':
      return answer(values);
    case 'OUTPUT ORDER':
      return answer(byPriority(matched, priorities).map(({ value }) => value));
    case 'COLLECT':
      return aggregate(table, values);
  }
}

/** What a table without a matching rule and without default says: a count of nothing is 0, a collection of nothing empty. */
export function emptyResult(table: DecisionTable): FeelValue {
  if (table.hitPolicy !== 'COLLECT') return null;
  if (table.aggregation === 'COUNT') return new Decimal(0);
  return table.aggregation === null ? [] : null;
}

function overlap(matched: readonly RuleResult[]): HitResult {
  const numbers = matched.map(({ number }) => number).join(', ');
  return {
    ok: false,
    message: `Expected one answer, but the rules ${numbers} match with different ones`,
    fault: decisionFault('RULES_OVERLAP', { rules: numbers }),
  };
}

/** Orders by the position of each output in its list of values, first column first; ties keep the rule order. */
function byPriority(
  matched: readonly RuleResult[],
  priorities: readonly (readonly FeelValue[])[],
): readonly RuleResult[] {
  const rank = (value: FeelValue, column: number): number => {
    const index = (priorities[column] ?? []).findIndex((candidate) => equals(candidate, value) === true);
    return index < 0 ? Number.MAX_SAFE_INTEGER : index;
  };
  return [...matched].sort((left, right) => {
    for (const [column, value] of left.columns.entries()) {
      const difference = rank(value, column) - rank(right.columns[column] ?? null, column);
      if (difference !== 0) return difference;
    }
    return left.number - right.number;
  });
}

function aggregate(table: DecisionTable, values: readonly FeelValue[]): HitResult {
  if (table.aggregation === null) return answer(values);
  if (table.aggregation === 'COUNT') return answer(new Decimal(values.length));
  if (values.some(isContext)) return columnwise(table, values);
  const result = fold(table.aggregation, values);
  return result === undefined
    ? {
        ok: false,
        message: `Expected values to take the ${table.aggregation} of, but found others`,
        fault: decisionFault('OUTPUTS_NOT_AGGREGATED', { aggregation: table.aggregation, column: '' }),
      }
    : answer(result);
}

/** With several outputs each column is aggregated by itself. */
function columnwise(table: DecisionTable, values: readonly FeelValue[]): HitResult {
  const result = new Map<string, FeelValue>();
  for (const { name } of table.outputs) {
    const column = values.map((value) => (isContext(value) ? (value.get(name ?? '') ?? null) : null));
    const folded =
      table.aggregation === null || table.aggregation === 'COUNT' ? undefined : fold(table.aggregation, column);
    if (folded === undefined)
      return {
        ok: false,
        message: `Expected values to aggregate in "${name ?? ''}", but found others`,
        fault: decisionFault('OUTPUTS_NOT_AGGREGATED', { aggregation: table.aggregation ?? '', column: name ?? '' }),
      };
    result.set(name ?? '', folded);
  }
  return answer(result);
}

function fold(aggregation: 'SUM' | 'MIN' | 'MAX', values: readonly FeelValue[]): FeelValue | undefined {
  if (aggregation === 'SUM') {
    const numbers = values.filter((value) => value instanceof Decimal);
    return numbers.length < values.length ? undefined : numbers.reduce((sum, value) => sum.plus(value), new Decimal(0));
  }
  const direction = aggregation === 'MIN' ? -1 : 1;
  let best = values[0] ?? null;
  for (const value of values) {
    const order = compare(value, best);
    if (order === null) return undefined;
    if (order * direction > 0) best = value;
  }
  return best;
}
