import type { CreateBatchRequest, RestartRequest } from '#contracts';
import { ProblemError } from '#platform';
import type { BatchCommand, BatchOperation, JobView, RestartOptions, Runtime } from '#runtime';
import { present } from '../http/present.ts';
import { gather } from '../instances/instance-history.ts';
import { mappingOf } from '../migrations/migration-views.ts';

type Filter = NonNullable<BatchCommand['instances']>;

/** What a request means for the runtime. @throws ProblemError 400 when it names no target */
export async function batchCommand(runtime: Runtime, request: CreateBatchRequest, by: string): Promise<BatchCommand> {
  const { operation, instanceIds, filter } = request;
  if (instanceIds === undefined && filter === undefined) {
    throw new ProblemError(400, 'REQUEST_INVALID', 'Expected instanceIds or a filter, but there is neither.', {
      errors: [{ pointer: '/instanceIds', detail: 'Expected at least one case.' }],
    });
  }
  const instances = filter === undefined ? undefined : instanceFilter(filter);
  if (operation.kind === 'setRetries') {
    const targets = await stoppedJobs(runtime, instanceIds ?? [], instances);
    return { operation: { kind: 'setRetries', retries: operation.retries }, targets, by };
  }
  return {
    operation: await batchOperation(runtime, operation),
    by,
    ...present({ targets: instanceIds, instances }),
  };
}

/** Options of a restart. */
export function restartOptions({ startBefore, startAfter, ...rest }: RestartRequest): RestartOptions {
  const startAt = [
    ...(startBefore ?? []).map((nodeId) => ({ nodeId, after: false })),
    ...(startAfter ?? []).map((nodeId) => ({ nodeId, after: true })),
  ];
  return { ...rest, startAt };
}

async function batchOperation(
  runtime: Runtime,
  operation: Exclude<CreateBatchRequest['operation'], { kind: 'setRetries' }>,
): Promise<BatchOperation> {
  switch (operation.kind) {
    case 'modify':
      return {
        kind: 'modify',
        modifications: [
          // First what begins: a case whose last token is taken away would be over.
          ...(operation.startBefore ?? []).map((nodeId) => ({ kind: 'startBefore' as const, nodeId, variables: {} })),
          ...(operation.startAfter ?? []).map((nodeId) => ({ kind: 'startAfter' as const, nodeId, variables: {} })),
          ...(operation.cancel ?? []).map((nodeId) => ({ kind: 'cancelAll' as const, nodeId })),
        ],
      };
    case 'migrate': {
      const { sourceDefinitionId, targetDefinitionId, mapping } = operation;
      const plan =
        mapping === undefined
          ? await runtime.instances.proposeMigration(sourceDefinitionId, targetDefinitionId)
          : { sourceDefinitionId, targetDefinitionId, mapping: mappingOf(mapping) };
      return { kind: 'migrate', plan };
    }
    case 'restart':
      return { kind: 'restart', restart: restartOptions(operation.restart ?? {}) };
    case 'setVariables':
    case 'deleteInstances':
      return operation;
    default:
      return { kind: operation.kind };
  }
}

function instanceFilter({ state, ...rest }: NonNullable<CreateBatchRequest['filter']>): Filter {
  return present({ ...rest, states: state?.map((one) => (one === 'running' ? ('active' as const) : one)) });
}

/** Jobs that have stopped in these cases. */
async function stoppedJobs(
  runtime: Runtime,
  instanceIds: readonly string[],
  filter: Filter | undefined,
): Promise<readonly string[]> {
  const matching =
    filter === undefined ? [] : await gather((window) => runtime.instances.list({ ...filter, ...window }));
  const ids = [...new Set([...instanceIds, ...matching.map(({ id }) => id)])];
  const jobs: readonly JobView[] = await gather((window) =>
    runtime.jobs.list({ instanceIds: ids, noRetriesLeft: true, ...window }),
  );
  return jobs.map(({ id }) => id);
}
