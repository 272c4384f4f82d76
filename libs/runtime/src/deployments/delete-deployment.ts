import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { startSubscriptions } from './start-subscriptions.ts';

/** See {@link Deployments.delete}. */
export async function deleteDeployment(
  parts: RuntimeParts,
  deploymentId: string,
  options: { readonly cascade?: boolean; readonly by?: string },
): Promise<void> {
  const definitions = await parts.definitions.definitionsOf(deploymentId);
  const ids = definitions.map(({ id }) => id);
  const running = ids.length === 0 ? 0 : await parts.definitions.countRunning(ids);
  if (running > 0 && options.cascade !== true) {
    throw new RuntimeError(
      'DEFINITION_IN_USE',
      `Expected a deployment without running instances, but ${running} run. Delete with cascade, or end them first.`,
      { deploymentId, running },
    );
  }
  if (options.cascade === true) await deleteInstances(parts, ids, options.by);
  const deleted = await parts.definitions.deleteDeployment(
    deploymentId,
    (row, model) => startSubscriptions(model, row.id, parts).rows,
    operationLog(parts, { type: 'Delete', entity: 'Deployment', deploymentId }, [
      ['cascade', null, options.cascade ?? false],
    ]),
  );
  if (!deleted) {
    throw new RuntimeError('DEPLOYMENT_NOT_FOUND', `Expected deployment ${deploymentId}, but there is none.`, {
      deploymentId,
    });
  }
  parts.changes.publish([{ kind: 'deployment', verb: 'ended', id: deploymentId }]);
}

/** Ends the running instances of these definitions, and forgets all they have ever had. */
export async function deleteInstances(
  parts: RuntimeParts,
  definitionIds: readonly string[],
  by?: string,
): Promise<void> {
  for (const id of await parts.queries.instances.runningOf(definitionIds)) {
    const command = { type: 'CancelInstance', processInstanceId: id, reason: 'deployment deleted' } as const;
    await parts.executor
      .execute({
        target: { kind: 'lookup', of: 'instance', id },
        command: by === undefined ? command : { ...command, by },
      })
      .catch((error: unknown) => {
        // Ended in the meantime, perhaps together with the instance that called it.
        if (!(error instanceof RuntimeError && error.code === 'INSTANCE_NOT_FOUND')) throw error;
      });
  }
  await parts.queries.instances.deleteHistoryOf(definitionIds);
}
