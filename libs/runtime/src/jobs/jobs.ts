import type { Jobs, JobView } from '../api/jobs.ts';
import { retryIncident } from '../incidents/incidents.ts';
import { operationLog, type PropertyChange } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';

export function createJobs(parts: RuntimeParts): Jobs {
  const { queries, jobs } = parts;
  const get = async (jobId: string) => {
    const job = await queries.jobs.find(jobId);
    if (job === undefined) throw notFound(jobId);
    return job;
  };
  return {
    list: (filter) => queries.jobs.list(filter),
    count: (filter) => queries.jobs.count(filter),
    get,
    async setRetries(jobId, retries) {
      if (!Number.isInteger(retries) || retries < 0) {
        throw new RuntimeError('INPUT_INVALID', `Expected a number of retries from 0, but got ${retries}.`, {
          field: 'retries',
        });
      }
      const job = await get(jobId);
      const log = jobLog(parts, job, job.performer === 'external' ? 'SetExternalTaskRetries' : 'SetJobRetries', [
        ['retries', job.retries, retries],
        ['nrOfInstances', null, 1],
        ['async', null, false],
      ]);
      const { items } = await queries.incidents.list({ jobId, limit: 1 });
      const [incident] = items;
      if (retries > 0 && incident !== undefined) await retryIncident(parts, incident.id, { retries, log });
      else if (!(await jobs.setRetries(jobId, retries, log))) throw notFound(jobId);
    },
    async setPriority(jobId, priority) {
      const to = Math.trunc(priority);
      const job = await get(jobId);
      const log = jobLog(parts, job, 'SetPriority', [['priority', job.priority, to]]);
      if (!(await jobs.setPriority(jobId, to, log))) throw notFound(jobId);
    },
    async retryNow(jobId) {
      const job = await get(jobId);
      const log = jobLog(parts, job, 'Execute');
      const { items } = await queries.incidents.list({ jobId, limit: 1 });
      const [incident] = items;
      if (incident !== undefined) {
        await retryIncident(parts, incident.id, { log });
        return;
      }
      if (!(await jobs.unlock(jobId, isoNow(parts.clock), log))) throw notFound(jobId);
      const { rootId, attempts, priority, performer } = job;
      if (performer !== 'external') await parts.queue.ringJobs([{ jobId, rootId, attempt: attempts + 1, priority }]);
    },
    log: (filter) => queries.jobs.log(filter),
  };
}

/** Entries about a job of our own workers, or an external task. */
function jobLog(parts: RuntimeParts, job: JobView, type: string, changes: readonly PropertyChange[] = []) {
  const about =
    job.performer === 'external'
      ? { entity: 'ExternalTask', externalTaskId: job.id }
      : { entity: 'Job', jobId: job.id };
  return operationLog(parts, { type, ...about }, changes);
}

function notFound(jobId: string): RuntimeError {
  return new RuntimeError('JOB_NOT_FOUND', `Expected job ${jobId}, but it is over or never was.`, { jobId });
}
