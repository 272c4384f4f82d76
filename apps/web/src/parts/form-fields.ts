import type { FormField, JsonObject, JsonValue } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatNumber, type Language } from '../language/format.ts';
import { parseNumber } from '../language/parse-number.ts';

/** What stands in the fields, by field id: free text, a number as typed, `2026-11-20`, `true` or `false`, a choice's id. */
export type FieldTexts = Readonly<Record<string, string>>;

/** What the fields show at first: the case's value, otherwise the model's default. */
export function firstTexts(fields: readonly FormField[], data: JsonObject, language: Language): FieldTexts {
  return Object.fromEntries(
    fields.map((field) => {
      const value = Object.hasOwn(data, field.id) ? data[field.id] : field.defaultValue;
      return [field.id, textOf(field, value ?? null, language)];
    }),
  );
}

function textOf(field: FormField, value: JsonValue, language: Language): string {
  if (value === null) return field.type === 'boolean' ? 'false' : '';
  if (typeof value === 'number') return formatNumber(value, language);
  if (field.type === 'date' && typeof value === 'string') return value.slice(0, 10);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The variables the fields stand for, or by field id what is wrong. Empty optional fields become null. */
export function readFields(
  fields: readonly FormField[],
  texts: FieldTexts,
  language: Language,
  text: Catalogue,
): { variables: JsonObject; errors: Readonly<Record<string, string>> } {
  const variables: [string, JsonValue][] = [];
  const errors: [string, string][] = [];
  for (const field of fields) {
    if (field.readOnly) continue;
    const entered = (texts[field.id] ?? '').trim();
    const error = errorOf(field, entered, language, text);
    if (error !== undefined) errors.push([field.id, error]);
    else variables.push([field.id, valueOf(field, entered, language)]);
  }
  return { variables: Object.fromEntries(variables), errors: Object.fromEntries(errors) };
}

function valueOf(field: FormField, entered: string, language: Language): JsonValue {
  if (field.type === 'boolean') return entered === 'true';
  if (entered === '') return null;
  return field.type === 'long' || field.type === 'double' ? (parseNumber(entered, language) ?? null) : entered;
}

function errorOf(field: FormField, entered: string, language: Language, { form }: Catalogue): string | undefined {
  if (entered === '') return field.required ? form.required : undefined;
  const limit = (name: string): number | undefined => {
    const value = Number(field.constraints[name]);
    return field.constraints[name] === undefined || Number.isNaN(value) ? undefined : value;
  };
  if (field.type === 'long' || field.type === 'double') {
    const value = parseNumber(entered, language);
    if (value === undefined) return form.notANumber;
    if (field.type === 'long' && !Number.isInteger(value)) return form.integer;
    const [least, most] = [limit('min'), limit('max')];
    if (least !== undefined && value < least) return form.least(formatNumber(least, language));
    if (most !== undefined && value > most) return form.most(formatNumber(most, language));
    return undefined;
  }
  const [shortest, longest] = [limit('minlength'), limit('maxlength')];
  if (shortest !== undefined && entered.length < shortest) return form.shortest(String(shortest));
  if (longest !== undefined && entered.length > longest) return form.longest(String(longest));
  return undefined;
}
