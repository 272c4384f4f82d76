import type { JsonObject, JsonValue } from '../api/contracts.ts';

/** More levels than any form has; deeper ones stay as they are. */
const DEEPEST = 20;

/** The form with all its times on 24 hours, as the rest of the screen: the library's own default is AM and PM. */
export function withTownClock(schema: JsonObject): JsonObject {
  return withClock(schema, 0);
}

function withClock(component: JsonObject, depth: number): JsonObject {
  const timed = component['type'] === 'datetime' ? { ...component, use24h: true } : component;
  const inner = timed['components'];
  if (!Array.isArray(inner) || depth === DEEPEST) return timed;
  const components = (inner as readonly JsonValue[]).map((each) =>
    isObject(each) ? withClock(each, depth + 1) : each,
  );
  return { ...timed, components };
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
