import { ExpressionSyntaxError } from '../../expression-syntax-error.ts';
import { parseDate, parseDateTime, parseTime } from '../temporal/date-time.ts';
import { parseDuration } from '../temporal/duration.ts';
import { type FeelNode } from '../syntax/node.ts';
import { parseFeel } from '../syntax/parser.ts';
import { compare } from '../values/comparison.ts';
import { parseTemporal } from '../interpreter/temporal-literal.ts';
import { negate } from '../interpreter/arithmetic.ts';
import { FeelRange } from '../values/range.ts';
import { type FeelValue } from '../values/value.ts';

const CONSTRUCTORS = new Map<string, (text: string) => FeelValue | undefined>([
  ['date', parseDate],
  ['time', parseTime],
  ['date and time', parseDateTime],
  ['duration', parseDuration],
]);

/**
 * Reads the text of a range literal whose ends are literals (`range(from)`, DMN 1.5, clause 10.3.4.1).
 *
 * @returns undefined for anything that would have to be computed, for open, mixed or descending ends
 */
export function parseRange(text: string): FeelRange | undefined {
  let node: FeelNode;
  try {
    node = parseFeel(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
  if (node.kind !== 'range' || node.start === undefined || node.end === undefined) return undefined;
  const start = literal(node.start);
  const end = literal(node.end);
  if (start === undefined || end === undefined) return undefined;
  const order = compare(start, end);
  return order === null || order > 0 ? undefined : new FeelRange(node.startIncluded, start, end, node.endIncluded);
}

function literal(node: FeelNode): FeelValue | undefined {
  if (node.kind === 'literal') return node.value;
  if (node.kind === 'temporal') return parseTemporal(node.text);
  if (node.kind === 'negation') return negate(literal(node.operand) ?? null);
  if (node.kind !== 'invocation' || node.callee.kind !== 'name') return undefined;
  const [only, ...others] = node.args;
  const text = only?.value.kind === 'literal' && others.length === 0 ? only.value.value : undefined;
  return typeof text === 'string' ? CONSTRUCTORS.get(node.callee.name)?.(text) : undefined;
}
