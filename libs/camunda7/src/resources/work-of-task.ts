import type { PersonWork } from '#engine';
import type { Runtime, TaskView } from '#runtime';

/** What the model says of the work a task is. */
export async function workOf(runtime: Runtime, task: TaskView): Promise<PersonWork | undefined> {
  const model = await runtime.definitions.model({ id: task.definitionId });
  const node = model.nodes.find((one) => one.id === task.nodeId);
  return node !== undefined && 'work' in node && node.work.kind === 'person' ? node.work : undefined;
}
