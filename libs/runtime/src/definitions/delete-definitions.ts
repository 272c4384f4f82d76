import { deleteInstances } from '../deployments/delete-deployment.ts';
import { startSubscriptions } from '../deployments/start-subscriptions.ts';
import { operationLog } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

/** See {@link Definitions.delete}. */
export async function deleteDefinitions(
  parts: RuntimeParts,
  definitionIds: readonly string[],
  options: { readonly cascade?: boolean; readonly by?: string },
): Promise<void> {
  const definitions = (await parts.definitions.byIds(definitionIds)).filter(({ kind }) => kind === 'process');
  const missing = definitionIds.find((id) => definitions.every((row) => row.id !== id));
  if (missing !== undefined) {
    throw new RuntimeError(
      'DEFINITION_NOT_FOUND',
      `Expected a deployed process with id ${missing}, but there is none.`,
      {
        id: missing,
      },
    );
  }
  const running = await parts.definitions.countRunning(definitionIds);
  if (running > 0 && options.cascade !== true) {
    throw new RuntimeError(
      'DEFINITION_IN_USE',
      `Expected a definition without running instances, but ${running} run. Delete with cascade, or end them first.`,
      { definitionIds, running },
    );
  }
  if (options.cascade === true) await deleteInstances(parts, definitionIds, options.by);
  await parts.definitions.deleteDefinitions(
    definitionIds,
    (row, model) => startSubscriptions(model, row.id, parts).rows,
    definitions.flatMap(({ id, key, deploymentId }) =>
      operationLog(
        parts,
        { type: 'Delete', entity: 'ProcessDefinition', definitionId: id, definitionKey: key, deploymentId },
        [['cascade', null, options.cascade ?? false]],
      ),
    ),
  );
  parts.changes.publish(
    definitions.map(({ id, key }) => ({ kind: 'definition' as const, verb: 'ended' as const, id, definitionKey: key })),
  );
}
