import type { EngineEvent } from '#engine';
import type { Change } from '../api/changes.ts';
import type { ChangeSet } from './change-set.ts';

/** What a screen must ask for again after these events. An instance is named once per group, whatever happened to it. */
export function changesOf(events: readonly EngineEvent[], written: ChangeSet): readonly Change[] {
  const changes: Change[] = [];
  const instances = new Map<string, Change['verb']>();
  for (const event of events) {
    const instanceId = event.processInstanceId;
    const of = (kind: Change['kind'], verb: Change['verb'], id: string) => changes.push({ kind, verb, id, instanceId });
    switch (event.type) {
      case 'InstanceStarted':
        instances.set(instanceId, 'created');
        continue;
      case 'InstanceEnded':
        instances.set(instanceId, 'ended');
        continue;
      case 'TaskCreated':
        of('task', 'created', event.taskId);
        break;
      case 'TaskRenewed':
        of('task', 'changed', event.taskId);
        break;
      case 'TaskCompleted':
      case 'TaskCanceled':
        of('task', 'ended', event.taskId);
        break;
      case 'IncidentRaised':
        of('incident', 'created', event.incidentId);
        break;
      case 'IncidentResolved':
        of('incident', 'ended', event.incidentId);
        break;
      default:
    }
    if (!instances.has(instanceId)) instances.set(instanceId, 'changed');
  }
  for (const job of written.newJobs) {
    if (job.performer !== 'external') continue;
    changes.push({ kind: 'job', verb: 'created', id: job.id, instanceId: job.instanceId, topic: job.topic });
  }
  for (const [id, verb] of instances) changes.push({ kind: 'instance', verb, id, instanceId: id });
  return changes;
}
