import type { Run } from '../execution/run.ts';
import type { Item } from '../state/item.ts';
import { openEvent } from './subscribe.ts';

/** Opens the boundary events of an activity: they are active as long as it is (clause 10.5.4). */
export function openBoundaryEvents(run: Run, host: Item): void {
  for (const boundary of run.index(host).boundariesOf(host.nodeId)) {
    // Still open when an activity is begun again after an incident.
    if (!host.waits.some((wait) => wait.nodeId === boundary.id)) openEvent(run, host, boundary, 'boundary');
  }
}

/** Opens the start events of the event subprocesses of a scope: they are active as long as it is (clause 10.3.5). */
export function openEventSubProcesses(run: Run, scope: Item): void {
  const index = run.index(scope);
  for (const eventSubProcess of index.eventSubProcessesOf(scope.nodeId)) {
    for (const start of index.triggersOf(eventSubProcess.id)) openEvent(run, scope, start, 'eventSubProcess');
  }
}
