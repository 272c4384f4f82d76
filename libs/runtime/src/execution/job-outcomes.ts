import type { EngineEvent } from '#engine';
import type { JobPatch } from '../ports/instance-store.ts';
import type { IncidentRow } from '../ports/rows.ts';
import type { CommandRequest } from './command-request.ts';
import { retriesOf } from './retry-cycle.ts';

/**
 * What a step means for job rows that stay: a job whose try has failed waits for the next one, or rests until its incident is
 * resolved, then it is ready again with fresh retries. What the step itself has taken away is not brought back by a patch
 * (see {@link ChangeSet.patchJob}).
 */
export function patchesOfJobs(
  request: CommandRequest,
  events: readonly EngineEvent[],
  incidents: readonly IncidentRow[],
  now: string,
): readonly JobPatch[] {
  const patches: JobPatch[] = [];
  const { command, attempt, wakeAt } = request;
  if (command.type === 'FailJob' && wakeAt !== undefined) {
    patches.push({
      id: command.jobId,
      state: wakeAt <= now ? 'ready' : 'waiting',
      retries: command.retries ?? 0,
      wakeAt,
      errorMessage: command.message,
      errorDetails: attempt?.details ?? null,
      keepsWorker: true,
    });
  }
  for (const event of events) {
    if (event.type === 'IncidentRaised' && event.jobId !== undefined) {
      patches.push({
        id: event.jobId,
        state: 'failed',
        retries: 0,
        wakeAt: null,
        errorMessage: event.message,
        errorDetails: request.attempt?.details ?? null,
        keepsWorker: true,
      });
    }
    if (event.type === 'IncidentResolved') {
      const jobId = incidents.find(({ id }) => id === event.incidentId)?.jobId;
      const over = events.some(
        (other) => (other.type === 'JobCanceled' || other.type === 'JobCompleted') && other.jobId === jobId,
      );
      if (jobId == null || over) continue;
      patches.push({
        id: jobId,
        state: 'ready',
        retries: request.retries ?? retriesOf(undefined),
        wakeAt: now,
        errorMessage: null,
        errorDetails: null,
        keepsWorker: false,
      });
    }
  }
  return patches;
}
