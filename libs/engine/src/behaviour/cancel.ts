import type { CancelReason } from '../event.ts';
import type { Run } from '../execution/run.ts';
import { liveChildrenOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { releaseRecords } from './compensate.ts';
import { resolveIncidents } from './incident.ts';
import { closeWaits } from './waits.ts';

/** Ends an item and everything that lives below it, innermost first; none of it completes (clause 13.5.4, 13.5.6). */
export function cancel(run: Run, itemId: string, reason: CancelReason): void {
  const item = run.item(itemId);
  cancelChildren(run, item, reason);
  closeWaits(run, itemId);
  resolveIncidents(run, itemId);
  switch (item.kind) {
    case 'instance':
      run.emit(item, { type: 'InstanceEnded', outcome: 'canceled', reason });
      break;
    case 'compensation':
      releaseRecords(run, item);
      run.emit(item, { type: 'CompensationEnded', compensationId: item.id });
      break;
    default:
      run.emit(item, { type: 'ElementCanceled', reason, ...run.of(item) });
  }
}

/** Ends what lives in a scope, but not the scope. Tokens on their way to its nodes never arrive. */
export function cancelChildren(run: Run, scope: Item, reason: CancelReason): void {
  run.dropEntries(scope.id);
  for (const child of liveChildrenOf(run.state, scope)) cancel(run, child.id, reason);
  // What was compensated inside a completed subprocess goes on nowhere, either.
  if (scope.kind === 'compensation') cancelCurrentRecord(run, scope, reason);
}

function cancelCurrentRecord(run: Run, compensation: Item, reason: CancelReason): void {
  const progress = compensation.state as { readonly records: readonly string[]; readonly next: number };
  const recordId = progress.records[progress.next];
  const record = recordId === undefined ? undefined : run.find(recordId);
  if (record !== undefined && record.status === 'kept' && record.live > 0) cancelChildren(run, record, reason);
}
