import { DataError } from './data-error.ts';
import { checkText, DataBudget, MAX_DEPTH } from './data-limits.ts';

/** Reads JSON (RFC 8259) within limits of depth and number of values. @throws DataError */
export function readJson(text: string): unknown {
  // Before parsing: a million brackets would exhaust the parser's own stack or memory.
  refuseDepth(text);
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
    throw new DataError('SYNTAX_INVALID', `Expected JSON, but it cannot be read: ${why}`);
  }
  check(value, 0, new DataBudget());
  return value;
}

function refuseDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (quoted) {
      if (char === 0x5c) i += 1;
      else if (char === 0x22) quoted = false;
    } else if (char === 0x22) quoted = true;
    else if (char === 0x5b || char === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH)
        throw new DataError('TOO_DEEP', `Expected at most ${MAX_DEPTH} levels, but there are more.`);
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
  }
}

function check(value: unknown, depth: number, budget: DataBudget, name?: string): void {
  budget.spend(depth, name);
  if (typeof value === 'string') checkText(value);
  else if (Array.isArray(value)) for (const one of value as readonly unknown[]) check(one, depth + 1, budget);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) check(one, depth + 1, budget, key);
}
