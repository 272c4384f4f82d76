import { isIdentical } from '../values/comparison.ts';
import { AGGREGATE_FUNCTIONS } from './aggregates.ts';
import { CAMUNDA_FUNCTIONS } from './camunda.ts';
import { CONTEXT_FUNCTIONS } from './contexts.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { parseRange } from './range-parsing.ts';
import { RANGE_FUNCTIONS } from './ranges.ts';
import { type BuiltIn, signature } from './signature.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import { TEMPORAL_FUNCTIONS } from './temporals.ts';

const LOGIC_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  ['not', [signature('negand: boolean', ([negand]) => negand !== true)]],
  ['is', [signature('value1!: Any, value2!: Any', ([left, right]) => isIdentical(left ?? null, right ?? null))]],
  ['range', [signature('from: string', ([text]) => parseRange(text as string))]],
];

/** All functions every FEEL expression may call, with their signatures (DMN 1.5, clause 10.3.4). */
export const BUILT_INS: ReadonlyMap<string, readonly BuiltIn[]> = new Map([
  ...LOGIC_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...AGGREGATE_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...CONTEXT_FUNCTIONS,
  ...TEMPORAL_FUNCTIONS,
  ...RANGE_FUNCTIONS,
  ...CAMUNDA_FUNCTIONS,
]);
