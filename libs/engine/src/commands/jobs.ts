import { engineFault, reportedFault } from '../behaviour/engine-faults.ts';
import { raiseIncident } from '../behaviour/incident.ts';
import { findCatch, type Thrown } from '../behaviour/throw-error.ts';
import { throwFrom } from '../behaviour/throw.ts';
import { setLocal, setWhereKnown } from '../behaviour/variables.ts';
import type { Run } from '../execution/run.ts';
import type { Item } from '../state/item.ts';
import { toVariables } from '../variables-record.ts';
import { type CommandHandler, findAnyWait, findWait, isRejection } from './command-handler.ts';

/** The worker, or the engine's own continuation, has done it. */
export const completeJob: CommandHandler<'CompleteJob'> = (run, command) => {
  const found = findWait(run, command.jobId, ['job'], 'JOB_NOT_FOUND');
  if (isRejection(found)) return found;
  const { item, wait } = found;
  resolveJobIncidents(run, item, wait.id);
  run.emit(item, { type: 'JobCompleted', jobId: wait.id, ...run.of(item, wait.nodeId) });
  if (wait.job === 'asyncBefore') run.push({ kind: 'activate', itemId: item.id, started: true });
  else if (wait.job === 'asyncAfter') run.push({ kind: 'leave', itemId: item.id });
  else {
    if (command.localVariables !== undefined) {
      const local = toVariables(command.localVariables);
      run.declarations.declare(local, command.localDeclared);
      setLocal(run, run.item(item.id), local);
      run.declarations.declare(command.variables, command.declared);
    }
    run.push({ kind: 'worked', itemId: item.id, variables: toVariables(command.variables) });
  }
  return undefined;
};

/** The worker reports a BPMN error or escalation. An error nobody catches is an incident: the job stays. */
export const throwFromJob: CommandHandler<'ThrowFromJob'> = (run, command) => {
  const found = findWait(run, command.jobId, ['job'], 'JOB_NOT_FOUND');
  if (isRejection(found)) return found;
  const { item, wait } = found;
  const thrown: Thrown = {
    kind: command.kind,
    code: command.code,
    variables: toVariables(command.variables),
    ...(command.message !== undefined && { message: command.message }),
  };
  if (findCatch(run, item, thrown) !== undefined) {
    resolveJobIncidents(run, item, wait.id);
    if (command.kind === 'error')
      run.emit(item, { type: 'JobCompleted', jobId: wait.id, ...run.of(item, wait.nodeId) });
    throwFrom(run, run.item(item.id), thrown);
  } else if (command.kind === 'error') {
    const message = `Expected somebody to catch error "${command.code}" of ${wait.nodeId}, but nobody does: ${command.message ?? 'no message'}`;
    const fault = engineFault('ERROR_NOT_CAUGHT', { error: command.code, reported: command.message ?? '' });
    raiseIncident(run, item, { kind: 'unhandledError', message, fault, jobId: wait.id });
  }
  return undefined;
};

/** The worker has failed. What it has found out is kept in the same step, so that the next try never sees half of it. */
export const failJob: CommandHandler<'FailJob'> = (run, command) => {
  const triedAgain = (command.retries ?? 0) > 0;
  const find = triedAgain ? findAnyWait : findWait;
  const found = find(run, command.jobId, ['job'], 'JOB_NOT_FOUND');
  if (isRejection(found)) return found;
  const { wait } = found;
  if (command.variables !== undefined) setWhereKnown(run, found.item, toVariables(command.variables));
  if (command.localVariables !== undefined) {
    const local = toVariables(command.localVariables);
    run.declarations.declare(local, command.localDeclared);
    setLocal(run, run.item(found.item.id), local);
  }
  if (triedAgain) return undefined;
  const item = run.item(found.item.id);
  if (item.incidents.some((incident) => incident.jobId === wait.id)) return undefined;
  const fault = engineFault('JOB_FAILED', {}, command.fault ?? reportedFault(command.message));
  raiseIncident(run, item, { kind: 'job', message: command.message, fault, jobId: wait.id });
  return undefined;
};

function resolveJobIncidents(run: Run, item: Item, jobId: string): void {
  for (const incident of item.incidents) {
    if (incident.jobId !== jobId) continue;
    run.emit(item, { type: 'IncidentResolved', incidentId: incident.id, ...run.of(item) });
  }
}
