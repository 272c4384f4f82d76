/**
 * Does what a query of tasks has answered (a task, a page of tasks, or several pages) show a task of one of these cases? A
 * case that is halted or whose data change makes no change of its tasks known.
 */
export function showsTaskOf(answer: unknown, instanceIds: ReadonlySet<string>): boolean {
  if (instanceIds.size === 0 || typeof answer !== 'object' || answer === null) return false;
  const { instance, items, pages } = answer as { instance?: { id?: unknown }; items?: unknown; pages?: unknown };
  if (typeof instance?.id === 'string') return instanceIds.has(instance.id);
  const inside: unknown = items ?? pages;
  return Array.isArray(inside) && inside.some((one) => showsTaskOf(one, instanceIds));
}
