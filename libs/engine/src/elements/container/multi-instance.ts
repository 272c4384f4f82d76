import { shownValue } from '../../model/fault.ts';
import { engineFault } from '../../behaviour/engine-faults.ts';
import { cancelChildren } from '../../behaviour/cancel.ts';
import { finish } from '../../behaviour/complete.ts';
import { computeNumber, evaluate, holds } from '../../behaviour/evaluate.ts';
import { type LoopState, loopOf, loopStateOf, setLoopState } from '../../behaviour/loop.ts';
import { elementAt, inputsAt, layAside } from '../../behaviour/loop-inputs.ts';
import { performThrow, prepareThrow } from '../../behaviour/throw-definition.ts';
import { setWhereKnown } from '../../behaviour/variables.ts';
import { about, ElementFailure } from '../../execution/element-failure.ts';
import { countRound } from '../../execution/limits.ts';
import type { Run } from '../../execution/run.ts';
import type { Value, Variables } from '../../model/expression.ts';
import type { LoopModel, NodeModel } from '../../model/process-model.ts';
import { keptChildrenOf } from '../../state/instance-state.ts';
import type { Item } from '../../state/item.ts';
import { localVariables } from '../../state/visible-variables.ts';
import { emptyRecord, isRecord, mergeRecords, toValue } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

type MultiInstance = Extract<LoopModel, { readonly kind: 'multiInstance' }>;

/** More instances than this are surely a mistake in the data. */
const MOST_INSTANCES = 100_000;

/**
 * The body of a multi-instance activity (clause 10.3.8, 13.3.7): makes one inner instance for each element or number,
 * all at once or one after the other; boundary events are its own. It ends when all inner instances have, or when the
 * completion condition holds after one of them; the rest is then cancelled.
 */
export const multiInstance: ElementBehaviour<NodeModel> = {
  activate(run, item) {
    const loop = multiInstanceOf(run, item);
    const elements = loop.collection === undefined ? undefined : collectionOf(run, item, loop.collection);
    const total = elements?.length ?? instanceCount(run, item, loop);
    const begun = loop.sequential ? Math.min(1, total) : total;
    setLoopState(run, item, {
      counts: { total, completed: 0 },
      begun,
      done: false,
      ...(loop.sequential && elements !== undefined && { inputs: layAside(run, item, elements) }),
    });
    if (begun === 0) run.push({ kind: 'drained', itemId: item.id });
    // One by one, the last first: as many arguments of one call would not fit on the stack.
    for (let index = begun - 1; index >= 0; index -= 1) {
      run.push({
        kind: 'enterInner',
        bodyId: item.id,
        loopCounter: index + 1,
        variables: innerVariables(loop, index + 1, elements?.[index]),
      });
    }
  },
  /** An inner instance has done its work. */
  proceed(run, item, _node, payload) {
    const report = payload as { readonly innerId: string; readonly results: Variables; readonly output?: Value };
    const inner = run.find(report.innerId);
    if (inner === undefined) return;
    const loop = multiInstanceOf(run, item);
    const seen = mergeRecords(localVariables(inner), report.results);
    finish(run, inner, loop.outputCollection === undefined ? undefined : (report.output ?? null));
    const state = loopStateOf(item);
    const counts = { ...state.counts, completed: state.counts.completed + 1 };
    setLoopState(run, item, { ...state, counts });
    throwBehaviour(run, run.item(item.id), loop, counts.completed, seen);
    const body = run.find(item.id);
    if (body === undefined || loop.completionCondition === undefined) return;
    if (holds(run, body, loop.completionCondition, seen)) {
      setLoopState(run, body, { ...loopStateOf(body), done: true });
      cancelChildren(run, run.item(body.id), 'completionCondition');
    }
  },
  drained(run, item) {
    const loop = multiInstanceOf(run, item);
    const state = loopStateOf(item);
    if (loop.sequential && !state.done && state.begun < state.counts.total) {
      beginNext(run, item, loop, state);
      return;
    }
    if (loop.outputCollection !== undefined) {
      setWhereKnown(run, outerOf(run, item), { [loop.outputCollection]: outputsOf(run, item, state.counts.total) });
    }
    run.push({ kind: 'complete', itemId: item.id, variables: {} });
  },
};

function multiInstanceOf(run: Run, item: Item): MultiInstance {
  const loop = loopOf(run, item);
  if (loop.kind !== 'multiInstance') throw new Error(`Expected a multi-instance at ${item.nodeId}, but it is a loop`);
  return loop;
}

function instanceCount(run: Run, item: Item, loop: MultiInstance): number {
  if (loop.cardinality === undefined) {
    throw new ElementFailure(
      'expression',
      `Expected a collection or a number of instances at ${item.nodeId}, but there is neither`,
      engineFault('INSTANCES_NOT_GIVEN', {}),
    );
  }
  const { cardinality } = loop;
  const count = about('instances', undefined, () => computeNumber(run, item, cardinality));
  if (Number.isInteger(count) && count >= 0 && count <= MOST_INSTANCES) return count;
  throw new ElementFailure(
    'expression',
    `Expected a whole number of instances from 0 to ${MOST_INSTANCES} at ${item.nodeId}, but got ${count}`,
    engineFault('INSTANCES_OUT_OF_RANGE', { most: MOST_INSTANCES, found: count }),
  );
}

function collectionOf(run: Run, item: Item, expression: NonNullable<MultiInstance['collection']>): readonly Value[] {
  const value = about('collection', undefined, () => toValue(evaluate(run, item, expression)));
  if (Array.isArray(value) && value.length <= MOST_INSTANCES) return value as readonly Value[];
  throw new ElementFailure(
    'expression',
    `Expected "${expression.text}" at ${item.nodeId} to be a list of at most ${MOST_INSTANCES} elements, but got ${
      Array.isArray(value) ? `${value.length} elements` : JSON.stringify(value)
    }`,
    Array.isArray(value)
      ? engineFault('COLLECTION_TOO_LONG', { expression: expression.text, most: MOST_INSTANCES, found: value.length })
      : engineFault('COLLECTION_NOT_A_LIST', { expression: expression.text, found: shownValue(value) }),
  );
}

function innerVariables(loop: MultiInstance, loopCounter: number, element: Value | undefined): Variables {
  const variables = emptyRecord<Value>();
  variables['loopCounter'] = loopCounter - 1 + (loop.firstLoopCounter ?? 1);
  if (loop.elementVariable !== undefined && element !== undefined) variables[loop.elementVariable] = element;
  return variables;
}

function beginNext(run: Run, item: Item, loop: MultiInstance, state: LoopState): void {
  countRound(run, item);
  const index = state.begun;
  const inputs = state.inputs === undefined ? undefined : inputsAt(run, state.inputs, index);
  setLoopState(run, item, { ...state, begun: index + 1, ...(inputs !== undefined && { inputs }) });
  run.push({
    kind: 'enterInner',
    bodyId: item.id,
    loopCounter: index + 1,
    variables: innerVariables(loop, index + 1, inputs && elementAt(run, inputs, index)),
  });
}

/** Outputs in the order of the instances; null for one that has not completed. */
function outputsOf(run: Run, body: Item, total: number): readonly Value[] {
  const outputs: Value[] = Array.from({ length: total }, () => null);
  for (const child of keptChildrenOf(run.state, body)) {
    if (child.loopCounter !== undefined && isRecord(child.state))
      outputs[child.loopCounter - 1] = child.state['output'] ?? null;
  }
  return outputs;
}

function outerOf(run: Run, body: Item): Item {
  return body.parentId === null ? body : run.item(body.parentId);
}

/** Which completions throw the behaviour's event (table 10.26). */
function throwBehaviour(run: Run, body: Item, loop: MultiInstance, completed: number, seen: Variables): void {
  const events =
    loop.behaviour === 'none'
      ? [loop.noneEvent]
      : loop.behaviour === 'one'
        ? [completed === 1 ? loop.oneEvent : undefined]
        : loop.behaviour === 'complex'
          ? (loop.complex ?? []).map(({ condition, event }) => (holds(run, body, condition, seen) ? event : undefined))
          : [];
  for (const event of events) {
    const current = run.find(body.id);
    if (event === undefined || current === undefined) continue;
    performThrow(run, current, current, run.of(current), prepareThrow(run, current, event));
  }
}
