import type { JsonObject } from '#contracts';
import { DataError, readJson } from '#intake';
import { ProblemError } from '#platform';

/**
 * The JSON object in a part of a form of somebody without log-in, read within the limits applications have: depth, number
 * of values, names, and texts every database stores.
 * @throws ProblemError 400
 */
export function readOutsideJson(part: string, text: string | undefined): JsonObject {
  const value = read(part, text ?? '');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw invalid(part, 'it is something else.');
}

function read(part: string, text: string): unknown {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof DataError) throw invalid(part, error.message);
    throw error;
  }
}

function invalid(part: string, why: string): ProblemError {
  return new ProblemError(400, 'REQUEST_INVALID', `Expected a part "${part}" with a JSON object, but: ${why}`);
}
