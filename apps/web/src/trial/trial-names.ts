import type { Trial } from '../api/contracts.ts';

/** What a step of a trial is called; its id where it has no name. */
export function stepName(trial: Trial, processKey: string, nodeId: string): string {
  return trial.processes.find(({ key }) => key === processKey)?.stepNames[nodeId] ?? nodeId;
}

export function processName(trial: Trial, processKey: string): string {
  return trial.processes.find(({ key }) => key === processKey)?.name ?? processKey;
}

/** Names of all steps by id, for lists over several processes. */
export function stepNames(trial: Trial): ReadonlyMap<string, string> {
  return new Map(trial.processes.flatMap((process) => Object.entries(process.stepNames)));
}
