import type { Run } from '../execution/run.ts';
import type { Item, Wait } from '../state/item.ts';

/** Ends waits of an item that have not been answered: tasks, jobs and timers are cancelled, subscriptions closed. */
export function closeWaits(run: Run, itemId: string, isMeant: (wait: Wait) => boolean = () => true): void {
  const item = run.item(itemId);
  for (const wait of item.waits) if (isMeant(wait)) closeWait(run, item, wait);
}

export function closeWait(run: Run, item: Item, wait: Wait): void {
  const of = run.of(item, wait.nodeId);
  switch (wait.kind) {
    case 'task':
      run.emit(item, { type: 'TaskCanceled', taskId: wait.id, ...of });
      break;
    case 'job':
      run.emit(item, { type: 'JobCanceled', jobId: wait.id, ...of });
      break;
    case 'timer':
      run.emit(item, { type: 'TimerCanceled', timerId: wait.id, ...of });
      break;
    default:
      run.emit(item, { type: 'SubscriptionClosed', subscriptionId: wait.id, ...of });
  }
}

/** Is the wait for an event subprocess of this scope (and not for a boundary event of it)? */
export function isForEventSubProcess(run: Run, item: Item, wait: Wait): boolean {
  return run.nodeOf(item, wait.nodeId).type === 'startEvent';
}
