import { consumeAnswer } from '../../behaviour/answers.ts';
import { chooseFlows } from '../../behaviour/choose-flows.ts';
import { leaveOver } from '../../behaviour/complete.ts';
import { createInstance, enterNode } from '../../behaviour/enter.ts';
import { holds } from '../../behaviour/evaluate.ts';
import { nothingIsComing } from '../../behaviour/inclusive-readiness.ts';
import { type Arrivals, arrivalsOf, fire, gather, takeOne, waitOn } from '../../behaviour/join.ts';
import { outgoingOf } from '../../behaviour/take-flows.ts';
import type { Run } from '../../execution/run.ts';
import type { Value, Variables } from '../../model/expression.ts';
import type { ComplexGatewayModel, FlowModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import { emptyRecord, isRecord, own } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/**
 * Complex gateway (clause 10.6.5, 13.4.5). Waiting for start, it fires as soon as the activation condition holds over
 * the tokens that have come; then, waiting for reset, it swallows one token of each flow that had none, until those are
 * there or, as with the inclusive join, cannot come any more. Without activation condition it joins like an inclusive
 * gateway. Conditions see `activationCount`, the number of waiting tokens by flow id, and `waitingForStart`.
 *
 * On reset the standard sends tokens again over flows whose condition holds with `waitingForStart` false. Only flows
 * whose condition looks at `waitingForStart` are taken then: a model that does not tell the phases apart means one token.
 */
export const complexGateway: ElementBehaviour<ComplexGatewayModel> = {
  arrive(run, entry, node, scope) {
    if (node.incoming.length <= 1) {
      enterNode(run, entry, node, scope);
      return;
    }
    const item = gather(run, entry, node, scope);
    // The reset, in contrast, depends on what else can come, and is looked at when nothing else can move.
    if (node.activationCondition !== undefined && flowsSeen(item) === undefined) {
      run.push({ kind: 'reconsider', itemId: item.id });
    }
  },
  activate(run, item, node) {
    split(run, item, node, { [node.incoming[0] ?? '']: 1 });
  },
  answered(run, item, node) {
    split(run, item, node, {});
  },
  reconsider(run, item, node) {
    const seen = flowsSeen(item);
    if (seen === undefined) considerStart(run, item, node);
    else considerReset(run, item, node, seen);
  },
};

function split(run: Run, item: Item, node: ComplexGatewayModel, arrived: Arrivals): void {
  const flows = chooseFlows(run, item, node, true, conditionVariables(node, arrived, true));
  if (flows !== undefined) leaveOver(run, consumeAnswer(run, item, node.id), flows);
}

function considerStart(run: Run, item: Item, node: ComplexGatewayModel): void {
  const arrived = arrivalsOf(item);
  const empty = node.incoming.filter((id) => (own(arrived, id) ?? 0) === 0);
  const variables = conditionVariables(node, arrived, true);
  const isReady =
    node.activationCondition === undefined
      ? nothingIsComing(run, item, node, arrived, empty)
      : holds(run, item, node.activationCondition, variables);
  if (!isReady) return;
  const scopeId = item.parentId ?? item.id;
  const flows = chooseFlows(run, item, node, true, variables);
  const current = consumeAnswer(run, item, node.id);
  if (flows === undefined) {
    run.emit(current, { type: 'ElementStateChanged', elementInstanceId: item.id, state: null, gathers: false });
  } else {
    fire(run, current, node, flows, {});
  }
  const rest = takeOne(arrived);
  // An inclusive join has taken all there is; nothing is left to wait for.
  if (node.activationCondition === undefined || empty.length === 0) waitOn(run, scopeId, node, rest);
  else waitForReset(run, scopeId, node, rest, Object.keys(arrived));
}

function waitForReset(
  run: Run,
  scopeId: string,
  node: ComplexGatewayModel,
  rest: Arrivals,
  seen: readonly string[],
): void {
  const entry = { kind: 'enter' as const, scopeId, nodeId: node.id };
  createInstance(run, entry, node, run.item(scopeId), { state: { arrived: rest as Value, seen } });
}

function considerReset(run: Run, item: Item, node: ComplexGatewayModel, seen: readonly string[]): void {
  const arrived = arrivalsOf(item);
  const awaited = node.incoming.filter((id) => !seen.includes(id));
  const empty = awaited.filter((id) => (own(arrived, id) ?? 0) === 0);
  if (!nothingIsComing(run, item, node, arrived, empty)) return;
  const flows = resetFlows(run, item, node, arrived);
  const scopeId = item.parentId ?? item.id;
  const rest = emptyRecord<number>();
  for (const [id, count] of Object.entries(arrived)) {
    const left = awaited.includes(id) ? count - 1 : count;
    if (left > 0) rest[id] = left;
  }
  if (flows.length > 0) fire(run, item, node, flows, {});
  else run.emit(item, { type: 'ElementCanceled', reason: 'gateway', ...run.of(item) });
  waitOn(run, scopeId, node, rest);
  const next = Object.hasOwn(run.item(scopeId).gathering, node.id) ? run.item(scopeId).gathering[node.id] : undefined;
  if (next !== undefined && node.activationCondition !== undefined) run.push({ kind: 'reconsider', itemId: next });
}

function resetFlows(run: Run, item: Item, node: ComplexGatewayModel, arrived: Arrivals): readonly FlowModel[] {
  const variables = conditionVariables(node, arrived, false);
  return outgoingOf(run, item, node).filter(
    ({ condition }) =>
      condition !== undefined && /\bwaitingForStart\b/.test(condition.text) && holds(run, item, condition, variables),
  );
}

function flowsSeen(item: Item): readonly string[] | undefined {
  const seen = isRecord(item.state) ? item.state['seen'] : undefined;
  return Array.isArray(seen) ? (seen as readonly string[]) : undefined;
}

function conditionVariables(node: ComplexGatewayModel, arrived: Arrivals, waitingForStart: boolean): Variables {
  const variables = emptyRecord<Value>();
  let activationCount = 0;
  for (const id of node.incoming) {
    variables[id] = own(arrived, id) ?? 0;
    activationCount += own(arrived, id) ?? 0;
  }
  variables['activationCount'] = activationCount;
  variables['waitingForStart'] = waitingForStart;
  return variables;
}
