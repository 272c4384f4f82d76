import type { Run } from '../execution/run.ts';
import type { Value } from '../model/expression.ts';
import type { EventBasedGatewayModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { isRecord } from '../variables-record.ts';
import { openEvent, openMessage } from './subscribe.ts';

/** Opens the events (or receive tasks) behind an event-based gateway that are neither awaited nor have happened yet (clause 10.6.6). */
export function openBranches(run: Run, item: Item, node: EventBasedGatewayModel): void {
  const known = new Set([...item.waits.map((wait) => wait.nodeId), ...happenedIn(item)]);
  for (const targetId of branchesOf(run, item, node)) {
    if (known.has(targetId)) continue;
    const target = run.nodeOf(item, targetId);
    if (target.type === 'intermediateCatchEvent') openEvent(run, item, target, 'gateway');
    else if (target.type === 'receiveTask' && target.work.kind === 'message') {
      openMessage(run, item, target.id, target.work.message, 0);
    }
  }
}

/** Ids of the nodes behind the gateway, in the order of its flows. */
export function branchesOf(run: Run, item: Item, node: EventBasedGatewayModel): readonly string[] {
  const { flows } = run.index(item);
  return node.outgoing.flatMap((id) => flows.get(id)?.target ?? []);
}

/** Branches of a gateway in parallel mode that have been taken. */
export function happenedIn(item: Item): readonly string[] {
  const happened: Value | undefined = isRecord(item.state) ? item.state['taken'] : undefined;
  return Array.isArray(happened) ? (happened as readonly string[]) : [];
}
