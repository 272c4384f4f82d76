import { cancelChildren } from '../behaviour/cancel.ts';
import { engineFault } from '../behaviour/engine-faults.ts';
import { raiseIncident, resolveIncidents } from '../behaviour/incident.ts';
import { closeWaits } from '../behaviour/waits.ts';
import type { Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import type { Item } from '../state/item.ts';
import { type CommandHandler, isRejection, reject } from './command-handler.ts';

/**
 * Ends a process instance from outside. Behind a called one its call activity stands still with an incident: retrying
 * it calls again, so that the caller neither loses its token nor goes on with results that do not exist.
 */
export const cancelInstance: CommandHandler<'CancelInstance'> = (run, command) => {
  const instance = findInstance(run, command.processInstanceId);
  if (isRejection(instance)) return instance;
  endFromOutside(run, instance, command.reason);
  return undefined;
};

/** See {@link cancelInstance}. */
export function endFromOutside(run: Run, instance: Item, reason: string): void {
  cancelChildren(run, instance, 'canceled');
  closeWaits(run, instance.id);
  resolveIncidents(run, instance.id);
  run.emit(run.item(instance.id), { type: 'InstanceEnded', outcome: 'canceled', reason });
  const caller = instance.parentId === null ? undefined : run.find(instance.parentId);
  if (caller !== undefined) {
    const message = `Expected the called process ${instance.nodeId} to complete, but it was cancelled: ${reason}`;
    const process = run.index(instance).model.name ?? instance.nodeId;
    const fault = engineFault('CALLED_PROCESS_CANCELED', { process, reason });
    const resume = { kind: 'activate', itemId: caller.id, started: true } as const;
    raiseIncident(run, caller, { kind: 'called', message, fault }, resume);
  }
}

export const suspendInstance: CommandHandler<'SuspendInstance'> = (run, command) => {
  const instance = findInstance(run, command.processInstanceId);
  if (isRejection(instance)) return instance;
  if (instance.instance?.suspended !== true) run.emit(instance, { type: 'InstanceSuspended' });
  return undefined;
};

export const resumeInstance: CommandHandler<'ResumeInstance'> = (run, command) => {
  const instance = findInstance(run, command.processInstanceId);
  if (isRejection(instance)) return instance;
  if (instance.instance?.suspended === true) run.emit(instance, { type: 'InstanceResumed' });
  return undefined;
};

export function findInstance(run: Run, id: string): Item | Rejection {
  const instance = run.find(id);
  if (instance?.kind === 'instance') return instance;
  return reject('INSTANCE_NOT_FOUND', `Expected a live process instance ${id}, but there is none`);
}
