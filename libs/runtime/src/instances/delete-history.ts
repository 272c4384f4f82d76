import type { OperationRow } from '../ports/operation-store.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { instanceOf } from './instance-of.ts';

/** See {@link Instances.deleteHistory}. */
export async function deleteInstanceHistory(
  parts: RuntimeParts,
  instanceId: string,
  log: readonly OperationRow[] = [],
): Promise<void> {
  const { rootId } = await instanceOf(parts, instanceId);
  const root = await instanceOf(parts, rootId);
  if (root.endedAt === null) {
    throw new RuntimeError(
      'INSTANCE_STILL_RUNNING',
      `Expected an ended instance, but ${rootId} runs. Cancel it first.`,
      { instanceId: rootId },
    );
  }
  await parts.queries.instances.deleteHistory(rootId, log);
  parts.changes.publish([{ kind: 'instance', verb: 'ended', id: rootId, instanceId: rootId }]);
}
