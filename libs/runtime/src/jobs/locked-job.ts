import { restoreState, type Variables, visibleVariables } from '#engine';
import type { LockedJob } from '../api/jobs.ts';
import { toPartition } from '../execution/loaded-tree.ts';
import type { ClaimedJob } from '../ports/job-store.ts';

/** What a worker gets: the job with what its activity can see. */
export function lockedJob(claimed: ClaimedJob, only?: readonly string[]): LockedJob {
  const { job, businessKey, definitionKey } = claimed;
  return {
    ...job,
    definitionKey,
    businessKey,
    dueAt: null,
    lockToken: job.lockToken ?? '',
    idempotencyKey: job.id,
    variables: narrowed(variablesOf(claimed), only),
  };
}

function variablesOf({ job, path }: ClaimedJob): Variables {
  // Between claim and reading the activity may have been canceled; completing the job will say so.
  if (path.length === 0) return {};
  const state = restoreState(path.map(toPartition), { complete: false, rootId: job.rootId });
  return visibleVariables(state, job.elementInstanceId);
}

function narrowed(variables: Variables, only: readonly string[] | undefined): Variables {
  if (only === undefined) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => only.includes(name)));
}
