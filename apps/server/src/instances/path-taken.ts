import type { InstanceDetail } from '#contracts';
import type { ProcessModel } from '#engine';
import type { ActivityView } from '#runtime';

/**
 * Which flows were taken and which elements finished, with how often. History keeps elements, not flows; but a token
 * crosses a flow within one step, and one step has one time, so that a flow was taken exactly when its source finished at
 * the instant its target was entered. A join is entered with its first token and waits for the others: what has no other
 * way than into it was taken whenever its source finished while it waited.
 */
export function pathTaken(model: ProcessModel, activities: readonly ActivityView[]): InstanceDetail['path'] {
  const entered = new Map<string, number>();
  const left = new Map<string, number>();
  const finished: Record<string, number> = {};
  for (const { nodeId, startedAt, endedAt, canceled } of activities) {
    count(entered, `${nodeId}\n${startedAt}`);
    if (endedAt === null || canceled) continue;
    count(left, `${nodeId}\n${endedAt}`);
    finished[nodeId] = (finished[nodeId] ?? 0) + 1;
  }
  const joins = waitingJoins(model, activities);
  const flows = model.flows.map(({ id, source, target }) => {
    const waits = joins.get(target);
    if (waits !== undefined && model.nodes.find((node) => node.id === source)?.outgoing.length === 1) {
      const ends = activities.filter(
        ({ nodeId, endedAt, canceled }) => nodeId === source && endedAt !== null && !canceled,
      );
      return [id, ends.filter(({ endedAt }) => waits.some((wait) => wait(endedAt ?? ''))).length] as const;
    }
    const times = [...left]
      .filter(([key]) => key.startsWith(`${source}\n`))
      .map(([key, number]) => {
        const at = key.slice(source.length + 1);
        return Math.min(number, entered.get(`${target}\n${at}`) ?? 0);
      });
    return [id, times.reduce((sum, number) => sum + number, 0)] as const;
  });
  return { flows: Object.fromEntries(flows.filter(([, number]) => number > 0)), elements: finished };
}

/** Joins by node id, each with the spans in which one of them waited. */
function waitingJoins(
  model: ProcessModel,
  activities: readonly ActivityView[],
): ReadonlyMap<string, ((at: string) => boolean)[]> {
  const joins = model.nodes.filter(
    ({ type, incoming }) => /^(parallel|inclusive|complex)Gateway$/.test(type) && incoming.length > 1,
  );
  return new Map(
    joins.map(({ id }) => [
      id,
      activities
        .filter(({ nodeId }) => nodeId === id)
        .map(
          ({ startedAt, endedAt }) =>
            (at: string) =>
              at >= startedAt && (endedAt === null || at <= endedAt),
        ),
    ]),
  );
}

function count(numbers: Map<string, number>, key: string): void {
  numbers.set(key, (numbers.get(key) ?? 0) + 1);
}
