import { Decimal } from './decimal.ts';
import { countText, countVisited } from './evaluation-limit.ts';
import { FeelFunction } from './function.ts';
import { FeelRange } from './range.ts';
import { type FeelValue, isContext, isList } from './value.ts';

/** `string(value)`: a text as it is, anything else as FEEL writes it; null has no text (DMN 1.5, clause 10.3.4.1). */
export function formatFeel(value: FeelValue): string | null {
  return value === null ? null : typeof value === 'string' ? value : formatInner(value);
}

/** Inside a list, context or range texts carry their quotes. */
function formatInner(value: FeelValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') {
    countText(value);
    return JSON.stringify(value);
  }
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Decimal) return value.toFixed();
  if (isList(value)) {
    countVisited(value.length);
    return `[${value.map(formatInner).join(', ')}]`;
  }
  if (isContext(value)) {
    countVisited(value.size);
    return `{${[...value].map(([key, item]) => `${formatKey(key)}: ${formatInner(item)}`).join(', ')}}`;
  }
  if (value instanceof FeelFunction) return `function(${value.parameters.map(({ name }) => name).join(', ')})`;
  return value instanceof FeelRange ? formatRange(value) : value.toString();
}

function formatKey(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : JSON.stringify(key);
}

function formatRange({ start, end, startIncluded, endIncluded }: FeelRange): string {
  if (start === undefined) return `${endIncluded ? '<=' : '<'}${formatInner(end ?? null)}`;
  if (end === undefined) return `${startIncluded ? '>=' : '>'}${formatInner(start)}`;
  return `${startIncluded ? '[' : '('}${formatInner(start)}..${formatInner(end)}${endIncluded ? ']' : ')'}`;
}
