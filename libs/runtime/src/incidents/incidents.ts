import type { Incidents } from '../api/incidents.ts';
import type { Fence } from '../execution/command-request.ts';
import { retriesOf } from '../execution/retry-cycle.ts';
import { operationLog } from '../operations/operation-log.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

const LONGEST_KIND = 255;

export function createIncidents(parts: RuntimeParts): Incidents {
  const { queries } = parts;
  const get = async (incidentId: string) => {
    const incident = await queries.incidents.find(incidentId);
    if (incident === undefined) throw notFound(incidentId);
    return incident;
  };
  return {
    list: (filter) => queries.incidents.list(filter),
    count: (filter) => queries.incidents.count(filter),
    get,
    async raise({ elementInstanceId, kind, message, configuration }) {
      if (kind === '' || kind.length > LONGEST_KIND) {
        throw new RuntimeError('INPUT_INVALID', `Expected a kind of incident of 1 to ${LONGEST_KIND} characters.`, {
          field: 'kind',
        });
      }
      const about = { type: 'CreateIncident', entity: 'ProcessInstance', executionId: elementInstanceId } as const;
      const { events } = await parts.executor.execute({
        target: { kind: 'lookup', of: 'item', id: elementInstanceId },
        command: {
          type: 'RaiseIncident',
          elementInstanceId,
          kind,
          message,
          ...(configuration === undefined ? {} : { configuration }),
        },
        log: operationLog(parts, about, [
          ['incidentType', null, kind],
          ['configuration', null, configuration ?? null],
        ]),
      });
      const raised = events.find((event) => event.type === 'IncidentRaised');
      return get(raised?.incidentId ?? '');
    },
    async retry(incidentId) {
      const { instanceId } = await get(incidentId);
      const log = operationLog(parts, { type: 'Resolve', entity: 'ProcessInstance', instanceId }, [
        ['incidentId', null, incidentId],
      ]);
      await retryIncident(parts, incidentId, { log });
    },
    async annotate(incidentId, annotation) {
      const { instanceId } = await get(incidentId);
      const type = annotation === null ? 'ClearAnnotation' : 'SetAnnotation';
      const log = operationLog(parts, { type, entity: 'Incident', instanceId }, [['incidentId', null, incidentId]]);
      if (!(await queries.incidents.annotate(incidentId, annotation, log))) throw notFound(incidentId);
      parts.changes.publish([{ kind: 'incident', verb: 'changed', id: incidentId, instanceId }]);
    },
  };
}

/**
 * Resolves an incident, which repeats what failed. A job is rung for again.
 * @param options.retries what the job gets; as many as its model says when absent
 * @throws INCIDENT_NOT_FOUND
 */
export async function retryIncident(
  parts: RuntimeParts,
  incidentId: string,
  options: {
    readonly retries?: number;
    readonly fence?: Fence;
    readonly log?: readonly OperationRow[];
  } = {},
): Promise<void> {
  const { retries, fence, log } = options;
  const incident = await parts.queries.incidents.find(incidentId);
  if (incident === undefined || incident.endedAt !== null) throw notFound(incidentId);
  const job = incident.jobId === null ? undefined : await parts.jobs.find(incident.jobId);
  await parts.executor.execute({
    target: { kind: 'lookup', of: 'incident', id: incidentId },
    command: { type: 'ResolveIncident', incidentId },
    retries: retries ?? retriesOf(job?.retryCycle),
    ...(fence === undefined ? {} : { fence }),
    ...(log === undefined ? {} : { log }),
  });
  if (job === undefined || job.performer === 'external') return;
  const { id: jobId, rootId, attempts, priority } = job;
  await parts.queue.ringJobs([{ jobId, rootId, attempt: attempts + 1, priority }]).catch((error: unknown) => {
    parts.log.warn('doorbell did not ring, the relay will', { jobId, error: String(error) });
  });
}

function notFound(incidentId: string): RuntimeError {
  return new RuntimeError('INCIDENT_NOT_FOUND', `Expected an open incident ${incidentId}, but there is none.`, {
    incidentId,
  });
}
