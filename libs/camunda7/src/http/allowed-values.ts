/** Criteria of one field narrow each other: what is found is allowed by each of them. */

/** One value and a list of them. An empty list allows nothing. */
export function both(one: string | undefined, many: readonly string[] | undefined): readonly string[] | undefined {
  if (one === undefined) return many;
  return many === undefined || many.includes(one) ? [one] : [];
}

/** What all of these lists allow; an absent or empty one allows everything. */
export function all(...lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const asked = lists.filter((list) => list !== undefined && list.length > 0);
  return asked.length === 0 ? undefined : asked.reduce((a, b) => a?.filter((one) => b?.includes(one)));
}
