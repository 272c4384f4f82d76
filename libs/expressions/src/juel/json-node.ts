import { expressionFault } from '../expression-faults.ts';
import { isContext, JuelEvaluationError } from './coercion.ts';

const MAX_JSON = 1_000_000;
const MAX_SEGMENTS = 50;
const SEGMENT = /\.([\p{L}_$][\p{L}\p{Nd}_$-]*)|\[(\d{1,6})\]|\['([^']*)'\]|\["([^"]*)"\]/uy;

/**
 * What `S(…)` and `JSON(…)` make of their argument: a text in JSON is read, anything else is the same data already.
 *
 * @throws JuelEvaluationError when the text is no JSON
 */
export function toJsonNode(value: unknown, at: number): unknown {
  if (typeof value !== 'string') return value ?? null;
  if (value.length > MAX_JSON) {
    throw new JuelEvaluationError(
      `Expected JSON of at most ${MAX_JSON} characters, but found ${value.length} at ${at}.`,
      at,
      expressionFault('EXPRESSION_TOO_LONG', { most: MAX_JSON, found: value.length }),
    );
  }
  if (value.trimStart().startsWith('<')) {
    throw new JuelEvaluationError(
      `Expected JSON, but found XML at ${at}; read the document in a task before and keep what is needed as variables.`,
      at,
      expressionFault('JSON_NEEDED', { reason: '<' }),
    );
  }
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new JuelEvaluationError(
      `Expected JSON, but ${error.message} at ${at}.`,
      at,
      expressionFault('JSON_NEEDED', { reason: value.slice(0, 40) }),
    );
  }
}

/**
 * Follows a path such as `$.customer.names[0]` or `$['first name']` from a node; null where it leads nowhere.
 *
 * @throws JuelEvaluationError for filters, wildcards and other parts of JSONPath
 */
export function followPath(node: unknown, path: string, at: number): unknown {
  const trimmed = path.trim();
  let current = node;
  let index = trimmed.startsWith('$') ? 1 : 0;
  for (let count = 0; index < trimmed.length; count++) {
    SEGMENT.lastIndex = index;
    const match = SEGMENT.exec(trimmed);
    if (match === null || count >= MAX_SEGMENTS) {
      throw new JuelEvaluationError(
        `Expected a path of names and positions such as $.customer.names[0], but found "${path.slice(0, 80)}" at ${at}; write filters in FEEL.`,
        at,
        expressionFault('JSON_PATH_UNREADABLE', { path: path.slice(0, 80) }),
      );
    }
    const [, name, position, single, double] = match;
    current = position === undefined ? entry(current, name ?? single ?? double ?? '') : item(current, Number(position));
    index = SEGMENT.lastIndex;
  }
  return current;
}

function entry(node: unknown, key: string): unknown {
  return isContext(node) && Object.hasOwn(node, key) ? (node[key] ?? null) : null;
}

function item(node: unknown, position: number): unknown {
  return Array.isArray(node) ? ((node[position] as unknown) ?? null) : null;
}
