import { finish } from '../../behaviour/complete.ts';
import { branchesOf, happenedIn, openBranches } from '../../behaviour/open-branches.ts';
import { closeWaits } from '../../behaviour/waits.ts';
import type { Run } from '../../execution/run.ts';
import type { Variables } from '../../model/expression.ts';
import type { EventBasedGatewayModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/**
 * Event-based gateway (clause 10.6.6, 13.4.4): waits for the events (or receive tasks) behind it; the first one that
 * happens is taken and the others are forgotten. An instantiating one in parallel mode takes each when it happens and
 * is done when all have.
 */
export const eventBasedGateway: ElementBehaviour<EventBasedGatewayModel> = {
  activate(run, item, node) {
    openBranches(run, item, node);
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
    const isLast = branchesOf(run, item, node).every((targetId) => happened.includes(targetId));
    if (isLast) finish(run, run.item(item.id));
    else run.emit(item, { type: 'ElementStateChanged', elementInstanceId: item.id, state: { taken: happened } });
    follow(run, item, node, nodeId, variables);
  },
};

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
