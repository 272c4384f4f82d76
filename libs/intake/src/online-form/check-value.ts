import type { FormComponent } from './form-component.ts';

/** What is wrong with the value of a field; programs and screens decide by it. */
export type FieldFault =
  'REQUIRED' | 'TYPE' | 'TOO_SHORT' | 'TOO_LONG' | 'PATTERN' | 'TOO_SMALL' | 'TOO_LARGE' | 'CHOICE';

const MAX_TEXT = 20_000;
const MAX_CHOICES = 500;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@.]{2,63}$/;
const PHONE = /^\+?[0-9 ()/-]{4,30}$/;

/**
 * Checks the value of one field against its component, as form-js does in the browser, where nobody can be trusted.
 * Undefined: it fits. `null`, an empty text and an empty list count as not filled in.
 */
export function faultOf(component: FormComponent, value: unknown): FieldFault | undefined {
  const rules = component.validate ?? {};
  if (isEmpty(component, value)) return rules['required'] === true ? 'REQUIRED' : undefined;
  switch (component.type) {
    case 'textfield':
    case 'textarea':
      return textFault(rules, value);
    case 'number':
      return numberFault(component, rules, value);
    case 'checkbox':
      return typeof value === 'boolean' ? undefined : 'TYPE';
    case 'radio':
    case 'select':
      return isChoice(component, value) ? undefined : 'CHOICE';
    case 'checklist':
    case 'taglist':
      return Array.isArray(value) && value.length <= MAX_CHOICES && value.every((one) => isChoice(component, one))
        ? undefined
        : 'CHOICE';
    case 'datetime':
      return timeFault(component, value);
    default:
      return typeof value === 'string' && value.length > MAX_TEXT ? 'TOO_LONG' : undefined;
  }
}

function isEmpty(component: FormComponent, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  // A box that must be ticked is a consent.
  return component.type === 'checkbox' && value === false && component.validate?.['required'] === true;
}

function textFault(rules: Readonly<Record<string, unknown>>, value: unknown): FieldFault | undefined {
  if (typeof value !== 'string') return 'TYPE';
  const longest = typeof rules['maxLength'] === 'number' ? Math.min(rules['maxLength'], MAX_TEXT) : MAX_TEXT;
  if (value.length > longest) return 'TOO_LONG';
  if (typeof rules['minLength'] === 'number' && value.length < rules['minLength']) return 'TOO_SHORT';
  if (rules['validationType'] === 'email' && !EMAIL.test(value)) return 'PATTERN';
  if (rules['validationType'] === 'phone' && !PHONE.test(value)) return 'PATTERN';
  const { pattern } = rules;
  return typeof pattern === 'string' && !matches(pattern, value) ? 'PATTERN' : undefined;
}

/** A pattern that is none refuses nobody: whoever fills in the form could not mend it. */
function matches(pattern: string, value: string): boolean {
  try {
    return pattern === '' || new RegExp(pattern).test(value);
  } catch {
    return true;
  }
}

function numberFault(
  { serializeToString, decimalDigits }: FormComponent,
  rules: Readonly<Record<string, unknown>>,
  value: unknown,
): FieldFault | undefined {
  const text = typeof value === 'string' && serializeToString === true;
  const number = text && /^-?\d{1,30}(?:\.\d{1,30})?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return 'TYPE';
  if (typeof decimalDigits === 'number') {
    const digits = /\.(\d+)$/.exec(text ? value : String(number))?.[1]?.length ?? 0;
    if (digits > decimalDigits) return 'PATTERN';
  }
  if (typeof rules['min'] === 'number' && number < rules['min']) return 'TOO_SMALL';
  if (typeof rules['max'] === 'number' && number > rules['max']) return 'TOO_LARGE';
  return undefined;
}

/** Choices written in the form are checked; those that come from data the form was given are not known here. */
function isChoice({ values }: FormComponent, value: unknown): boolean {
  if (typeof value === 'object' || (typeof value === 'string' && value.length > 1000)) return false;
  if (!Array.isArray(values)) return true;
  return values.some((one: unknown) => (one as { value?: unknown } | null)?.value === value);
}

function timeFault({ subtype }: FormComponent, value: unknown): FieldFault | undefined {
  if (typeof value !== 'string') return 'TYPE';
  const day = '\\d{4}-\\d{2}-\\d{2}';
  const time = '\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:\\d{2})?';
  const wanted = subtype === 'time' ? time : subtype === 'datetime' ? `${day}T${time}` : day;
  if (!new RegExp(`^${wanted}$`).test(value)) return 'TYPE';
  return subtype !== 'time' && !isDay(value.slice(0, 10)) ? 'TYPE' : undefined;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
