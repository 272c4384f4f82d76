import type { Answers } from '../event.ts';
import { about, ElementFailure } from '../execution/element-failure.ts';
import type { Run } from '../execution/run.ts';
import type { Variables } from '../model/expression.ts';
import type { FlowModel, NodeModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { engineFault } from './engine-faults.ts';
import { holds } from './evaluate.ts';

/** The outgoing flows of a node, in the order of the file. */
export function outgoingOf(run: Run, item: Item, node: NodeModel): readonly FlowModel[] {
  const { flows } = run.index(item);
  return node.outgoing.flatMap((id) => flows.get(id) ?? []);
}

/**
 * Which flows a token takes that leaves a node without gateway (clause 13.3.1, 8.4.13): all without condition and all
 * whose condition holds; the default flow if no condition held.
 * @throws ElementFailure 'noFlow' when there are flows, but none can be taken.
 */
export function selectFlows(run: Run, item: Item, node: NodeModel): readonly FlowModel[] {
  const outgoing = outgoingOf(run, item, node);
  const defaultFlow = 'defaultFlow' in node ? node.defaultFlow : undefined;
  if (outgoing.every((flow) => flow.condition === undefined && flow.id !== defaultFlow)) return outgoing;
  const unconditional = outgoing.filter((flow) => flow.condition === undefined && flow.id !== defaultFlow);
  const conditional = outgoing.filter(
    (flow) => flow.id !== defaultFlow && flow.condition !== undefined && isOpen(run, item, flow),
  );
  const chosen = outgoing.filter((flow) => unconditional.includes(flow) || conditional.includes(flow));
  if (conditional.length > 0) return chosen;
  const fallback = outgoing.find((flow) => flow.id === defaultFlow);
  if (fallback !== undefined) return [...chosen, fallback];
  if (chosen.length === 0) throw noFlow(node);
  return chosen;
}

export function noFlow(node: NodeModel): ElementFailure {
  return new ElementFailure(
    'noFlow',
    `Expected a condition of a flow out of ${node.id} to hold, or a default flow, but none can be taken. ` +
      'Correct the data and retry, or add a default flow to the model.',
    engineFault('NO_FLOW_TAKEN', {}),
  );
}

/** A flow without condition is always open; `extra` hides what the scopes hold. */
export function isOpen(run: Run, item: Item, flow: FlowModel, extra?: Variables): boolean {
  const { condition } = flow;
  return condition === undefined || about('condition', flow.name, () => holds(run, item, condition, extra));
}

/** Sends tokens over flows of a scope; each carries the answers people gave. */
export function takeFlows(
  run: Run,
  scope: Item,
  flows: readonly FlowModel[],
  answers: Answers | undefined,
  quantity = 1,
): void {
  const carried = answers === undefined ? {} : { answers };
  const tokens = flows.flatMap((flow) => Array.from({ length: quantity }, () => flow));
  for (const flow of tokens) {
    run.emit(scope, { type: 'FlowTaken', flowId: flow.id, scopeId: scope.id, ...carried });
  }
  run.push(
    ...tokens.map((flow) => ({
      kind: 'enter' as const,
      scopeId: scope.id,
      nodeId: flow.target,
      viaFlowId: flow.id,
      ...carried,
    })),
  );
  run.stirred.add(scope.id);
}
