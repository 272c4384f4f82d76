import type { Run } from '../execution/run.ts';
import type { NodeModel } from '../model/process-model.ts';
import { liveChildrenOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { own } from '../variables-record.ts';
import type { Arrivals } from './join.ts';
import { nodesBefore } from './reachability.ts';

/**
 * Whether a join need not wait any longer (clause 13.4.3): no token elsewhere in the scope can still reach an empty
 * incoming flow without also being able to reach one that has its token already (which then is what it would do in a
 * loop). `empty` are the flows waited for.
 */
export function nothingIsComing(
  run: Run,
  join: Item,
  node: NodeModel,
  arrived: Arrivals,
  empty: readonly string[],
): boolean {
  if (empty.length === 0 || join.parentId === null) return true;
  const scope = run.item(join.parentId);
  // The usual case at the end of a block, and the reason why a long process stays linear: nobody else is left.
  if (scope.live === 1) return true;
  const index = run.index(join);
  const occupied = node.incoming.filter((id) => (own(arrived, id) ?? 0) > 0);
  for (const token of liveChildrenOf(run.state, scope)) {
    if (token.id === join.id || token.kind !== 'element') continue;
    const canReachEmpty = empty.some((flowId) => nodesBefore(index, node.id, flowId).has(token.nodeId));
    if (!canReachEmpty) continue;
    const canReachOccupied = occupied.some((flowId) => nodesBefore(index, node.id, flowId).has(token.nodeId));
    if (!canReachOccupied) return false;
  }
  return true;
}
