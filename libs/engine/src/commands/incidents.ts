import { reportedFault } from '../behaviour/engine-faults.ts';
import { placeOf, raiseIncident as raise } from '../behaviour/incident.ts';
import type { Continuation } from '../execution/continuation.ts';
import { findOwner } from '../state/instance-state.ts';
import { type CommandHandler, refuseSuspended, reject } from './command-handler.ts';

/** Somebody outside reports trouble at an element. */
export const raiseIncident: CommandHandler<'RaiseIncident'> = (run, command) => {
  const item = run.find(command.elementInstanceId);
  if (item === undefined) {
    return reject(
      'SCOPE_NOT_FOUND',
      `Expected a live element instance ${command.elementInstanceId}, but there is none`,
    );
  }
  const { kind, message, configuration } = command;
  const fault = reportedFault(message === '' ? kind : message);
  raise(run, item, { kind, message, fault, ...(configuration !== undefined && { configuration }) });
  return undefined;
};

/** The cause is gone: what failed is done again. For a job, its retries are the runtime's business. */
export const resolveIncident: CommandHandler<'ResolveIncident'> = (run, command) => {
  const item = findOwner(run.state, command.incidentId);
  const incident = item?.incidents.find((known) => known.id === command.incidentId);
  if (item === undefined || incident === undefined) {
    return reject('INCIDENT_NOT_FOUND', `Expected an open incident ${command.incidentId}, but there is none`);
  }
  const suspended = refuseSuspended(run, item);
  if (suspended !== undefined) return suspended;
  run.emit(item, { type: 'IncidentResolved', incidentId: incident.id, ...placeOf(run, item) });
  // Kept by this engine itself when the incident was raised, see raiseIncident.
  if (incident.resume !== undefined) {
    const resume = incident.resume as unknown as Continuation;
    if ('variables' in resume && incident.types !== undefined)
      run.declarations.declare(resume.variables, { types: incident.types });
    run.push(resume);
  }
  return undefined;
};
