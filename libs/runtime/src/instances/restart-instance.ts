import type { InstanceView, RestartOptions, TypedVariables } from '../api/instances.ts';
import type { Fence } from '../execution/command-request.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { typedVariables } from '../variables.ts';
import { instanceOf } from './instance-of.ts';
import { beginInstance, checkedPlaces, startableDefinition } from './start-instance.ts';

/** See {@link Instances.restart}. Returns the id of the new instance. */
export async function restartInstance(
  parts: RuntimeParts,
  instanceId: string,
  options: RestartOptions & { readonly by?: string },
  fence?: Fence,
  log: (ended: InstanceView) => readonly OperationRow[] = () => [],
): Promise<string> {
  const ended = await instanceOf(parts, instanceId);
  assertRestartable(ended, options);
  const definition = await startableDefinition(parts, { id: ended.definitionId });
  const { variables, types } = await variablesOf(parts, ended, options.initialVariables ?? false);
  const { businessKey } = ended;
  const { startAt, by } = options;
  const outcome = await beginInstance(parts, definition, {
    instanceId: parts.ids.next(),
    variables,
    declared: { types },
    restartOf: instanceId,
    ...(businessKey === null || options.withoutBusinessKey === true ? {} : { businessKey }),
    ...(startAt === undefined || startAt.length === 0 ? {} : { startAt: checkedPlaces(startAt) }),
    ...(by === undefined ? {} : { by }),
    ...(fence === undefined ? {} : { fence }),
    log: log(ended),
  });
  return outcome.rootId;
}

function assertRestartable({ id, endedAt, definitionId }: InstanceView, options: RestartOptions): void {
  if (endedAt === null) {
    throw new RuntimeError('INSTANCE_STILL_RUNNING', `Expected an ended instance to restart, but ${id} still runs.`, {
      instanceId: id,
    });
  }
  if (options.definitionId !== undefined && options.definitionId !== definitionId) {
    throw new RuntimeError(
      'INPUT_INVALID',
      `Expected an instance of definition ${options.definitionId}, but ${id} was one of ${definitionId}.`,
      { instanceId: id, definitionId },
    );
  }
}

/** Variables of the instance's own scope: those it was started with, or those it ended with. */
async function variablesOf(
  parts: RuntimeParts,
  { id, rootId }: InstanceView,
  initial: boolean,
): Promise<TypedVariables> {
  if (initial) return parts.queries.instances.initialVariables(rootId, id);
  const last = await parts.queries.instances.latestVariables(id, id);
  return typedVariables(last);
}
