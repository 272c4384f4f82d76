import { escaped } from '../http/page.ts';

/** A field of an object as HTML. What is kept as JSON is shown as names and values, lists as lists. */
export function fieldText(value: unknown): string {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return escaped(String(value));
  try {
    return structure(JSON.parse(value));
  } catch {
    return escaped(value);
  }
}

function structure(value: unknown): string {
  if (value === null) return '–';
  if (typeof value !== 'object') return escaped(typeof value === 'string' ? value : JSON.stringify(value));
  if (Array.isArray(value)) return `<ul>${value.map((each) => `<li>${line(each)}</li>`).join('')}</ul>`;
  const entries = Object.entries(value).map(([name, each]) => `<dt>${escaped(name)}</dt><dd>${structure(each)}</dd>`);
  return `<dl>${entries.join('')}</dl>`;
}

/** A list inside a list is one line. */
function line(value: unknown): string {
  return Array.isArray(value) ? value.map(structure).join(' · ') : structure(value);
}
