import { leaveOver } from '../../behaviour/complete.ts';
import { createInstance } from '../../behaviour/enter.ts';
import { arrivalsOf, fire, gather, takeOne } from '../../behaviour/join.ts';
import { outgoingOf } from '../../behaviour/take-flows.ts';
import type { Run } from '../../execution/run.ts';
import type { ParallelGatewayModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import { own } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/**
 * Parallel gateway (clause 10.6.4, 13.4.1): waits for one token on each incoming flow and sends one over each outgoing
 * flow, whatever conditions they may carry. Tokens that come before their time stay for the next round.
 */
export const parallelGateway: ElementBehaviour<ParallelGatewayModel> = {
  arrive(run, entry, node, scope) {
    if (node.incoming.length <= 1) {
      pass(run, run.item(createInstance(run, entry, node, scope)), node);
      return;
    }
    const item = gather(run, entry, node, scope);
    const arrived = arrivalsOf(item);
    if (!node.incoming.every((id) => (own(arrived, id) ?? 0) > 0)) return;
    fire(run, item, node, outgoingOf(run, item, node), takeOne(arrived));
  },
  /** Only when a modification starts it: it passes its token on. */
  activate(run, item, node) {
    pass(run, item, node);
  },
};

function pass(run: Run, item: Item, node: ParallelGatewayModel): void {
  leaveOver(run, item, outgoingOf(run, item, node));
}
