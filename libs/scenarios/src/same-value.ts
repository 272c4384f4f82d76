import type { Value, Variables } from '#engine';

/** Equal as data, whatever the order of names. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item: Value, at) => sameValue(item, b[at] as Value))
    );
  const [left, right] = [a as Variables, b as Variables];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameValue(left[name] ?? null, right[name] ?? null))
  );
}
