import type { Catalogue } from '../language/catalogue.ts';

type FormWords = Catalogue['form'];

/** The form library's messages, in English only, and what they are called here; the groups are their figures. */
const messages: readonly (readonly [pattern: RegExp, words: (form: FormWords, ...figures: string[]) => string])[] = [
  [/^Field is required\.$/, (form) => form.required],
  [/^Value is not a number\.$/, (form) => form.notANumber],
  [/^Value is expected to be an integer\.$/, (form) => form.integer],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, (form, digits = '') => form.decimals(digits)],
  [
    /^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/,
    (form, low = '', high = '') => form.step(low, high),
  ],
  [/^Field must have minimum value of (.+)\.$/, (form, least = '') => form.least(least)],
  [/^Field must have maximum value of (.+)\.$/, (form, most = '') => form.most(most)],
  [/^Field must have minimum length of (.+)\.$/, (form, least = '') => form.shortest(least)],
  [/^Field must have maximum length of (.+)\.$/, (form, most = '') => form.longest(most)],
  [/^Field must match pattern (.+)\.$/, (form, pattern = '') => form.pattern(pattern)],
  [/^Field must be a valid\s+international phone number\./, (form) => form.phone],
  [/^Field must be a valid email\.$/, (form) => form.email],
];

/** A message of the form library in the screen's language; a form author's own message stays as it was written. */
export function formMessage(message: string, form: FormWords): string {
  for (const [pattern, words] of messages) {
    const found = pattern.exec(message);
    if (found !== null) return words(form, ...found.slice(1));
  }
  return message;
}
