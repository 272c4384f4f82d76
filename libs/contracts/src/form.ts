import type { JsonObject } from './json.ts';

/**
 * What to show where data is entered.
 * `schema`: a form-js schema deployed with the process · `unknown`: the model names a form that was not deployed; show the
 * case data and say so. No form at all is expressed by the absence of the whole object.
 */
export type TaskForm =
  | { readonly kind: 'schema'; readonly key: string; readonly schema: JsonObject }
  | { readonly kind: 'unknown'; readonly key: string };
