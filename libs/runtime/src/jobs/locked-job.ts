import { localTypesOf, localVariablesOf, restoreState, visibleTypes, visibleVariables } from '#engine';
import type { TypedVariables } from '../api/instances.ts';
import type { FetchTopic, LockedJob } from '../api/jobs.ts';
import { toPartition } from '../execution/loaded-tree.ts';
import type { ClaimedJob } from '../ports/job-store.ts';

/** What a worker gets: the job with what its activity can see. */
export function lockedJob(
  claimed: ClaimedJob,
  asked: Pick<FetchTopic, 'variables' | 'localVariables'> = {},
): LockedJob {
  const { job, businessKey, definitionKey, definitionVersionTag, retriesGiven } = claimed;
  const { variables, types } = variablesOf(claimed, asked.localVariables ?? false);
  return {
    ...job,
    definitionKey,
    definitionVersionTag,
    retriesGiven,
    businessKey,
    dueAt: null,
    lockToken: job.lockToken ?? '',
    idempotencyKey: job.id,
    variables: narrowed(variables, asked.variables),
    types: narrowed(types, asked.variables),
  };
}

function variablesOf({ job, path }: ClaimedJob, local: boolean): TypedVariables {
  // Between claim and reading the activity may have been canceled; completing the job will say so.
  if (path.length === 0) return { variables: {}, types: {} };
  const state = restoreState(path.map(toPartition), { complete: false, rootId: job.rootId });
  const scopeId = job.elementInstanceId;
  return local
    ? { variables: localVariablesOf(state, scopeId) ?? {}, types: localTypesOf(state, scopeId) }
    : { variables: visibleVariables(state, scopeId), types: visibleTypes(state, scopeId) };
}

function narrowed<T>(
  byName: Readonly<Record<string, T>>,
  only: readonly string[] | undefined,
): Readonly<Record<string, T>> {
  if (only === undefined) return byName;
  return Object.fromEntries(Object.entries(byName).filter(([name]) => only.includes(name)));
}
