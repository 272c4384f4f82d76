const WORDS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  [false, false],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

/** A truth value as clients send it: of JSON, or as text the way their languages write it (`True` of Python); undefined for none. */
export function truthValue(value: unknown): boolean | undefined {
  return WORDS.get(value);
}
