import type { JsonValue } from '#contracts';
import { CliError } from './cli-error.ts';

/**
 * `--var name=value`, collected over several uses. A value that is JSON is taken as such (`1`, `true`, `"1"`, `{"a":1}`), anything
 * else as text.
 */
export function collectVariable(
  text: string,
  before: Readonly<Record<string, JsonValue>> = {},
): Readonly<Record<string, JsonValue>> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new CliError('USAGE', `Expected --var name=value, but it is ${JSON.stringify(text)}.`);
  return Object.fromEntries([
    ...Object.entries(before),
    [text.slice(0, equals).trim(), valueOf(text.slice(equals + 1))],
  ]);
}

function valueOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
