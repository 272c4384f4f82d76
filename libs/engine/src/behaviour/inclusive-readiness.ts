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
 * loop). `empty` are the flows waited for. What is waited for may come over a boundary event, too; but that a boundary
 * event may go off is no reason not to wait for the activity, as it is no path of sequence flows.
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
  const reach = (nodeId: string, flowIds: readonly string[], exceptions: boolean) =>
    flowIds.some((flowId) => nodesBefore(index, node.id, flowId, { exceptions }).has(nodeId));
  for (const token of liveChildrenOf(run.state, scope)) {
    if (token.id === join.id || token.kind !== 'element') continue;
    if (reach(token.nodeId, empty, true) && !reach(token.nodeId, occupied, false)) return false;
  }
  return true;
}
