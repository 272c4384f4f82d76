import type { EngineEvent, JobFacts, TaskFacts, Variables, Fault } from '#engine';
import { SimulationError } from './simulation-error.ts';

/** Something that waits, with the tree of instances it belongs to. */
interface Place {
  readonly rootId: string;
  readonly processInstanceId: string;
  readonly processId: string;
  readonly elementId: string;
  readonly elementInstanceId: string;
}
export interface OpenTask extends Place {
  readonly id: string;
  readonly facts: TaskFacts;
}
export interface OpenJob extends Place {
  readonly id: string;
  readonly facts: JobFacts;
}
export interface OpenTimer extends Place {
  readonly id: string;
  readonly dueAt: string;
}
export interface OpenSubscription extends Place {
  readonly id: string;
  readonly kind: 'message' | 'signal' | 'conditional';
  readonly name: string;
  readonly correlation: Variables;
  readonly conversation?: string;
}
export interface OpenIncident extends Place {
  readonly id: string;
  readonly message: string;
  readonly fault?: Fault;
}
export interface SimulatedInstance {
  readonly id: string;
  readonly rootId: string;
  readonly processId: string;
  readonly businessKey?: string;
  readonly outcome: 'active' | 'completed' | 'terminated' | 'canceled' | 'failed';
  /** Variables at the end of an ended instance. */
  readonly finalVariables: Variables;
}

/** What the events of a simulation leave open: instances, work, timers, subscriptions, incidents. */
export class TownRecord {
  readonly events: EngineEvent[] = [];
  readonly instances = new Map<string, SimulatedInstance>();
  readonly tasks = new Map<string, OpenTask>();
  readonly jobs = new Map<string, OpenJob>();
  readonly timers = new Map<string, OpenTimer>();
  readonly subscriptions = new Map<string, OpenSubscription>();
  readonly incidents = new Map<string, OpenIncident>();

  /** @throws SimulationError */
  instance(id: string): SimulatedInstance {
    const found = this.instances.get(id);
    if (found === undefined)
      throw new SimulationError(`Expected a case ${id}, but there is none.`, `Einen Vorgang ${id} gibt es nicht.`);
    return found;
  }

  /** Notes one event of the tree `rootId`. */
  hear(rootId: string, event: EngineEvent): void {
    this.events.push(event);
    const { processInstanceId } = event;
    switch (event.type) {
      case 'InstanceStarted':
        this.instances.set(processInstanceId, {
          id: processInstanceId,
          rootId,
          processId: event.processId,
          ...(event.businessKey === undefined ? {} : { businessKey: event.businessKey }),
          outcome: 'active',
          finalVariables: {},
        });
        return;
      case 'InstanceEnded':
        this.instances.set(processInstanceId, { ...this.instance(processInstanceId), outcome: event.outcome });
        return;
      case 'VariablesSet':
        this.#remember(event.scopeId, event.variables, event.removed ?? []);
        return;
      case 'TaskCreated':
        this.tasks.set(event.taskId, { id: event.taskId, facts: event.task, ...this.#place(rootId, event) });
        return;
      case 'TaskCompleted':
      case 'TaskCanceled':
        this.tasks.delete(event.taskId);
        return;
      case 'JobCreated':
        this.jobs.set(event.jobId, { id: event.jobId, facts: event.job, ...this.#place(rootId, event) });
        return;
      case 'JobCompleted':
      case 'JobCanceled':
        this.jobs.delete(event.jobId);
        return;
      case 'TimerScheduled':
        this.timers.set(event.timerId, { id: event.timerId, dueAt: event.dueAt, ...this.#place(rootId, event) });
        return;
      case 'TimerFired':
      case 'TimerCanceled':
        this.timers.delete(event.timerId);
        return;
      case 'SubscriptionOpened': {
        const { subscriptionId: id, kind, name, correlation, conversation } = event;
        const within = conversation === undefined ? {} : { conversation };
        this.subscriptions.set(id, { id, kind, name, correlation, ...within, ...this.#place(rootId, event) });
        return;
      }
      case 'SubscriptionTriggered':
        // A non-interrupting catcher stays open; the engine closes it when it is over.
        return;
      case 'SubscriptionClosed':
        this.subscriptions.delete(event.subscriptionId);
        return;
      case 'IncidentRaised':
        this.incidents.set(event.incidentId, {
          id: event.incidentId,
          message: event.message,
          ...(event.fault === undefined ? {} : { fault: event.fault }),
          ...this.#place(rootId, event),
        });
        return;
      case 'IncidentResolved':
        this.incidents.delete(event.incidentId);
        return;
      default:
        return;
    }
  }

  /** Variables of process instances outlive them here, for assertions at the end. */
  #remember(scopeId: string, variables: Variables, removed: readonly string[]): void {
    const instance = this.instances.get(scopeId);
    if (instance === undefined) return;
    const kept = Object.entries(instance.finalVariables).filter(([name]) => !removed.includes(name));
    this.instances.set(scopeId, {
      ...instance,
      finalVariables: Object.fromEntries([...kept, ...Object.entries(variables)]),
    });
  }

  #place(
    rootId: string,
    event: { readonly processInstanceId: string; readonly nodeId: string; readonly elementInstanceId: string },
  ): Place {
    const { processInstanceId, nodeId: elementId, elementInstanceId } = event;
    return {
      rootId,
      processInstanceId,
      processId: this.instance(processInstanceId).processId,
      elementId,
      elementInstanceId,
    };
  }
}
