import type { JsonObject, JsonValue } from './json.ts';

/**
 * What to show where data is entered.
 * `schema`: a form-js schema, deployed with the process or inside its file · `fields`: fields written in the model itself ·
 * `unknown`: the model names a form that was not deployed; show the case data and say so. No form at all is expressed
 * by the absence of the whole object.
 */
export type TaskForm =
  | { readonly kind: 'schema'; readonly key: string; readonly schema: JsonObject }
  | { readonly kind: 'fields'; readonly fields: readonly FormField[] }
  | { readonly kind: 'unknown'; readonly key: string };

/** One field of a form written in the model. Its value travels as the variable `id`. */
export interface FormField {
  readonly id: string;
  readonly label: string;
  /** `long` is a whole number, `double` any number, `date` an ISO 8601 date, `enum` the id of one of `choices`. */
  readonly type: 'string' | 'long' | 'double' | 'boolean' | 'date' | 'enum';
  /** Used while the case has no value of this name. */
  readonly defaultValue?: JsonValue;
  readonly choices?: readonly { readonly id: string; readonly label: string }[];
  readonly required: boolean;
  readonly readOnly: boolean;
  /** As written in the model, e.g. `{ "minlength": "3" }`. */
  readonly constraints: Readonly<Record<string, string>>;
}
