import type { EngineEvent, OfElement } from '#engine';
import type { ModificationEffect } from '../api/modifications.ts';
import type { CommandPreview } from '../execution/preview-command.ts';

type Uncounted = ModificationEffect extends infer One ? (One extends unknown ? Omit<One, 'count'> : never) : never;

/** What events would mean for a case, in their order. What comes and goes within the step is told as passed, or not at all. */
export function effectsOf(instanceId: string, { events, before }: CommandPreview): readonly ModificationEffect[] {
  const fate = new Fate(events);
  const bodies = new Set([...before].flatMap(([id, { multiInstanceBody }]) => (multiInstanceBody ? [id] : [])));
  for (const event of events)
    if (event.type === 'ElementEntered' && event.multiInstanceBody) bodies.add(event.elementInstanceId);
  const counted = new Map<string, ModificationEffect>();
  for (const event of events) {
    const effect = effectOf(event, instanceId, fate, bodies);
    if (effect === undefined) continue;
    const key = JSON.stringify(effect);
    counted.set(key, { ...effect, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  return [...counted.values()];
}

/** What begins and what ends within the step, by id. */
class Fate {
  readonly begun = new Set<string>();
  readonly completed = new Set<string>();
  readonly ended = new Set<string>();

  constructor(events: readonly EngineEvent[]) {
    for (const event of events) {
      const begun = idOfBegun(event);
      if (begun !== undefined) this.begun.add(begun);
      const ended = idOfEnded(event);
      if (ended !== undefined) this.ended.add(ended);
      if (event.type === 'ElementCompleted') this.completed.add(event.elementInstanceId);
    }
  }

  /** Begins in this step, and is still there when it is over. */
  comes(id: string): boolean {
    return this.begun.has(id) && !this.ended.has(id);
  }

  /** Was there before, and is not there any more. */
  goes(id: string): boolean {
    return this.ended.has(id) && !this.begun.has(id);
  }
}

function idOfBegun(event: EngineEvent): string | undefined {
  switch (event.type) {
    case 'ElementEntered':
      return event.elementInstanceId;
    case 'TaskCreated':
      return event.taskId;
    case 'JobCreated':
      return event.jobId;
    case 'TimerScheduled':
      return event.timerId;
    case 'SubscriptionOpened':
      return event.subscriptionId;
    case 'IncidentRaised':
      return event.incidentId;
    case 'InstanceStarted':
      return event.processInstanceId;
    default:
      return undefined;
  }
}

function idOfEnded(event: EngineEvent): string | undefined {
  switch (event.type) {
    case 'ElementCompleted':
    case 'ElementCanceled':
      return event.elementInstanceId;
    case 'TaskCompleted':
    case 'TaskCanceled':
      return event.taskId;
    case 'JobCompleted':
    case 'JobCanceled':
      return event.jobId;
    case 'TimerFired':
    case 'TimerCanceled':
      return event.timerId;
    case 'SubscriptionTriggered':
    case 'SubscriptionClosed':
      return event.subscriptionId;
    case 'IncidentResolved':
      return event.incidentId;
    case 'InstanceEnded':
      return event.processInstanceId;
    default:
      return undefined;
  }
}

function effectOf(
  event: EngineEvent,
  instanceId: string,
  fate: Fate,
  bodies: ReadonlySet<string>,
): Uncounted | undefined {
  const at = (of: OfElement) => ({
    instanceId: event.processInstanceId,
    definitionId: of.definitionId,
    nodeId: of.nodeId,
    nodeType: of.nodeType,
  });
  switch (event.type) {
    case 'ElementEntered': {
      const id = event.elementInstanceId;
      if (bodies.has(id)) return undefined;
      if (fate.comes(id)) return { kind: 'step-begun', ...at(event) };
      return fate.completed.has(id) ? { kind: 'step-passed', ...at(event) } : undefined;
    }
    case 'ElementCompleted':
    case 'ElementCanceled': {
      const id = event.elementInstanceId;
      if (bodies.has(id) || !fate.goes(id)) return undefined;
      return { kind: event.type === 'ElementCanceled' ? 'step-canceled' : 'step-completed', ...at(event) };
    }
    case 'TaskCreated': {
      if (!fate.comes(event.taskId)) return undefined;
      const { name, assignee, candidateGroups } = event.task;
      return { kind: 'task-created', name, assignee: assignee ?? null, candidateGroups, ...at(event) };
    }
    case 'TaskCanceled':
      return fate.goes(event.taskId) ? { kind: 'task-canceled', taskId: event.taskId, ...at(event) } : undefined;
    case 'TimerScheduled':
      return fate.comes(event.timerId) ? { kind: 'timer-scheduled', dueAt: event.dueAt, ...at(event) } : undefined;
    case 'TimerCanceled':
      return fate.goes(event.timerId) ? { kind: 'timer-canceled', ...at(event) } : undefined;
    case 'JobCreated':
      return fate.comes(event.jobId) ? { kind: 'job-created', topic: event.job.topic, ...at(event) } : undefined;
    case 'JobCanceled':
      return fate.goes(event.jobId) ? { kind: 'job-canceled', ...at(event) } : undefined;
    case 'SubscriptionOpened':
      return fate.comes(event.subscriptionId) ? { kind: 'event-awaited', name: event.name, ...at(event) } : undefined;
    case 'SubscriptionClosed':
      return fate.goes(event.subscriptionId) ? { kind: 'event-dropped', ...at(event) } : undefined;
    case 'MessageThrown':
      return { kind: 'message-sent', name: event.name, ...at(event) };
    case 'SignalThrown':
      return { kind: 'signal-sent', name: event.name, ...at(event) };
    case 'IncidentRaised':
      return fate.comes(event.incidentId)
        ? { kind: 'incident-raised', message: event.message, ...at(event) }
        : undefined;
    case 'IncidentResolved':
      return fate.goes(event.incidentId) ? { kind: 'incident-dropped', ...at(event) } : undefined;
    case 'InstanceStarted':
      return {
        kind: 'case-called',
        instanceId: event.processInstanceId,
        definitionId: event.definitionId,
        nodeId: null,
        nodeType: null,
      };
    case 'InstanceEnded': {
      const place = { instanceId: event.processInstanceId, definitionId: '', nodeId: null, nodeType: null };
      if (event.processInstanceId === instanceId) return { kind: 'case-ended', outcome: event.outcome, ...place };
      return fate.goes(event.processInstanceId) ? { kind: 'called-case-ended', ...place } : undefined;
    }
    default:
      return undefined;
  }
}
