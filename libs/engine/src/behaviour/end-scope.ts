import type { Run } from '../execution/run.ts';
import type { Item } from '../state/item.ts';
import { isRecord, mergeRecords } from '../variables-record.ts';
import { cancelChildren } from './cancel.ts';
import { startCompensation } from './compensate.ts';
import { endInstance } from './end-instance.ts';
import { closeWaits, isForEventSubProcess } from './waits.ts';

/** A terminate end event ends its own scope at once, and nothing of what is around it (clause 10.5.3, 13.5.6). */
export function terminateScope(run: Run, scope: Item, endNodeId: string): void {
  cancelChildren(run, scope, 'terminate');
  if (scope.kind === 'instance') {
    endInstance(run, run.item(scope.id), { outcome: 'terminated', endNodeId });
    return;
  }
  markScope(run, scope, { over: true });
  run.unsettled.add(scope.id);
}

/** A cancel end event: all in the transaction ends, what was completed is compensated, then it is left by its cancel boundary event (clause 10.3.6, 13.5.1). */
export function cancelTransaction(run: Run, from: Item): void {
  let scope: Item | undefined = from;
  while (scope !== undefined && !(scope.kind === 'element' && !scope.body && run.node(scope).type === 'transaction')) {
    scope = scope.parentId === null || scope.kind === 'instance' ? undefined : run.find(scope.parentId);
  }
  if (scope === undefined) return;
  cancelChildren(run, scope, 'canceled');
  const transaction = run.item(scope.id);
  closeWaits(run, transaction.id, (wait) => isForEventSubProcess(run, transaction, wait));
  markScope(run, transaction, { canceling: true });
  startCompensation(run, run.item(transaction.id), undefined);
  run.unsettled.add(transaction.id);
}

/** Ends the whole tree because of an error nobody caught. */
export function failTree(run: Run, reason: string): void {
  const root = run.item(run.state.rootId);
  cancelChildren(run, root, 'error');
  endInstance(run, run.item(root.id), { outcome: 'failed', reason });
}

export function hasMark(scope: Item, mark: 'over' | 'canceling'): boolean {
  return isRecord(scope.state) && scope.state[mark] === true;
}

function markScope(run: Run, scope: Item, marks: { readonly over?: true; readonly canceling?: true }): void {
  const current = run.item(scope.id);
  run.emit(current, {
    type: 'ElementStateChanged',
    elementInstanceId: current.id,
    state: mergeRecords(isRecord(current.state) ? current.state : {}, { ...marks }),
  });
}
