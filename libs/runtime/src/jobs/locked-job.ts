import { localVariablesOf, restoreState, type Variables, visibleVariables } from '#engine';
import type { FetchTopic, LockedJob } from '../api/jobs.ts';
import { toPartition } from '../execution/loaded-tree.ts';
import type { ClaimedJob } from '../ports/job-store.ts';

/** What a worker gets: the job with what its activity can see. */
export function lockedJob(
  claimed: ClaimedJob,
  asked: Pick<FetchTopic, 'variables' | 'localVariables'> = {},
): LockedJob {
  const { job, businessKey, definitionKey, definitionVersionTag, retriesGiven } = claimed;
  return {
    ...job,
    definitionKey,
    definitionVersionTag,
    retriesGiven,
    businessKey,
    dueAt: null,
    lockToken: job.lockToken ?? '',
    idempotencyKey: job.id,
    variables: narrowed(variablesOf(claimed, asked.localVariables ?? false), asked.variables),
  };
}

function variablesOf({ job, path }: ClaimedJob, local: boolean): Variables {
  // Between claim and reading the activity may have been canceled; completing the job will say so.
  if (path.length === 0) return {};
  const state = restoreState(path.map(toPartition), { complete: false, rootId: job.rootId });
  if (local) return localVariablesOf(state, job.elementInstanceId) ?? {};
  return visibleVariables(state, job.elementInstanceId);
}

function narrowed(variables: Variables, only: readonly string[] | undefined): Variables {
  if (only === undefined) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => only.includes(name)));
}
