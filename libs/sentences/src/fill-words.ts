/** What fills the placeholders of a sentence. */
export type FillData = Readonly<Record<string, string | number | boolean | null>>;

/** How a language writes numbers, and its words for keys. */
interface Writing {
  readonly locale: string;
  readonly terms: Readonly<Record<string, string>>;
}

const PART = /\[([^\]{]*\{[^\]]*)\]/g;
const PLACEHOLDER = /\{(\w+)(?:\|(\w+))?\}/g;

/**
 * Fills `{name}` (numbers with the separators of the language), `{name|term}` (the language's word for a key; what is no key
 * stands for itself) and `{name|raw}` (as it is). A part in `[…]` is left out where one of its data is empty. What is filled
 * in is never read as a template itself.
 */
export function fillWords(template: string, data: FillData, writing: Writing): string {
  const whole = template.replace(PART, (_, part: string) => (isFilled(part, data) ? part : ''));
  return whole.replace(PLACEHOLDER, (_, name: string, how: string | undefined) => written(data, name, how, writing));
}

function isFilled(part: string, data: FillData): boolean {
  return [...part.matchAll(PLACEHOLDER)].every(([, name = '']) => (valueOf(data, name) ?? '') !== '');
}

function valueOf(data: FillData, name: string): string | number | boolean | null {
  return Object.hasOwn(data, name) ? (data[name] ?? null) : null;
}

function written(data: FillData, name: string, how: string | undefined, { locale, terms }: Writing): string {
  const value = valueOf(data, name);
  if (typeof value === 'number' && how !== 'raw') return new Intl.NumberFormat(locale).format(value);
  const text = String(value ?? '');
  if (how !== 'term') return text;
  return Object.hasOwn(terms, text) ? (terms[text] ?? text) : text;
}
