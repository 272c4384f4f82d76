import type { InstanceDetail } from '#contracts';
import type { ProcessModel } from '#engine';
import type { ActivityView } from '#runtime';

/**
 * Which flows were taken and which elements finished, with how often. History keeps elements, not flows; but a token
 * crosses a flow within one step, and one step has one time, so that a flow was taken exactly when its source finished at
 * the instant its target was entered. Boundary events count from their activity.
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
  const flows = model.flows.map(({ id, source, target }) => {
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

function count(numbers: Map<string, number>, key: string): void {
  numbers.set(key, (numbers.get(key) ?? 0) + 1);
}
