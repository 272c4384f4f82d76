import type { RenewedTask } from '../event.ts';
import type { Run } from '../execution/run.ts';
import type { NodeModel } from '../model/process-model.ts';
import type { PersonWork } from '../model/work.ts';
import type { Item, Wait } from '../state/item.ts';

type TaskWait = Extract<Wait, { readonly kind: 'task' }>;

/**
 * After a migration: open tasks get the name, the instruction, the form and the questions of the new definition, because its
 * answers decide the way from there on. Who has a task and until when is people's doing and stays.
 */
export function renewTasks(run: Run, itemId: string): void {
  const item = run.item(itemId);
  for (const wait of item.waits) {
    const renewed = wait.kind === 'task' ? factsOf(run, item, wait) : undefined;
    if (renewed === undefined) continue;
    run.emit(item, { type: 'TaskRenewed', taskId: wait.id, task: renewed, ...run.of(item, wait.nodeId) });
  }
}

function factsOf(run: Run, item: Item, wait: TaskWait): RenewedTask | undefined {
  const node = run.nodeOf(item, wait.nodeId);
  const asked = askedAt(node, wait);
  if (asked === undefined) return undefined;
  const { work, name = node.name ?? node.id } = asked;
  return {
    name,
    asks: work.asks,
    ...(work.instruction !== undefined && { instruction: work.instruction }),
    ...(work.differentFrom !== undefined && { differentFrom: work.differentFrom }),
    ...(work.formKey === undefined
      ? { formKey: null }
      : 'literal' in work.formKey && { formKey: work.formKey.literal }),
  };
}

/** What a person is asked at this node for this purpose, and under which name where that is not the node's. */
function askedAt(
  node: NodeModel,
  { purpose, definition = 0 }: TaskWait,
): { readonly work: PersonWork; readonly name?: string } | undefined {
  const only = (work: PersonWork | undefined) => (work === undefined ? undefined : { work });
  switch (purpose) {
    case 'decide':
      if (!('decision' in node)) return undefined;
      return { work: { ...node.decision.own, asks: [node.decision.question] } };
    case 'confirm':
      return 'confirmation' in node ? only(node.confirmation) : undefined;
    case 'date': {
      const timer = 'definitions' in node ? node.definitions[definition] : undefined;
      return timer?.kind === 'timer' && timer.form === 'ask' ? { work: timer.by, name: timer.words } : undefined;
    }
    case 'perform':
      if (node.type === 'callActivity') return only(node.otherwise);
      if (node.type === 'adHocSubProcess') return only(node.chooser);
      return 'work' in node && node.work.kind === 'person' ? { work: node.work } : undefined;
  }
}
