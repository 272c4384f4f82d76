import { finish } from '../../behaviour/complete.ts';
import { openEvent, openMessage } from '../../behaviour/subscribe.ts';
import { closeWaits } from '../../behaviour/waits.ts';
import type { Run } from '../../execution/run.ts';
import type { Value, Variables } from '../../model/expression.ts';
import type { EventBasedGatewayModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import { isRecord } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/**
 * Event-based gateway (clause 10.6.6, 13.4.4): waits for the events (or receive tasks) behind it; the first one that
 * happens is taken and the others are forgotten. An instantiating one in parallel mode takes each when it happens and
 * is done when all have.
 */
export const eventBasedGateway: ElementBehaviour<EventBasedGatewayModel> = {
  activate(run, item, node) {
    for (const targetId of targetsOf(run, item, node)) {
      const target = run.nodeOf(item, targetId);
      if (target.type === 'intermediateCatchEvent') openEvent(run, item, target, 'gateway');
      else if (target.type === 'receiveTask' && target.work.kind === 'message') {
        openMessage(run, item, target.id, target.work.message, 0);
      }
    }
  },
  proceed(run, item, node, payload) {
    const { nodeId, variables } = payload as { readonly nodeId: string; readonly variables: Variables };
    if (node.mode === 'exclusive') {
      finish(run, item);
      follow(run, item, node, nodeId, variables);
      return;
    }
    const happened = [...happenedIn(item), nodeId];
    closeWaits(run, item.id, (wait) => wait.nodeId === nodeId);
    const isLast = targetsOf(run, item, node).every((targetId) => happened.includes(targetId));
    if (isLast) finish(run, run.item(item.id));
    else run.emit(item, { type: 'ElementStateChanged', elementInstanceId: item.id, state: { taken: happened } });
    follow(run, item, node, nodeId, variables);
  },
};

function targetsOf(run: Run, item: Item, node: EventBasedGatewayModel): readonly string[] {
  const { flows } = run.index(item);
  return node.outgoing.flatMap((id) => flows.get(id)?.target ?? []);
}

function happenedIn(item: Item): readonly string[] {
  const happened: Value | undefined = isRecord(item.state) ? item.state['taken'] : undefined;
  return Array.isArray(happened) ? (happened as readonly string[]) : [];
}

function follow(run: Run, item: Item, node: EventBasedGatewayModel, targetId: string, variables: Variables): void {
  const { flows } = run.index(item);
  const flowId = node.outgoing.find((id) => flows.get(id)?.target === targetId);
  if (flowId === undefined || item.parentId === null) return;
  const answers = item.answers === undefined ? {} : { answers: item.answers };
  run.emit(item, { type: 'FlowTaken', flowId, scopeId: item.parentId, ...answers });
  run.push({
    kind: 'enter',
    scopeId: item.parentId,
    nodeId: targetId,
    viaFlowId: flowId,
    occurred: variables,
    ...answers,
  });
}
