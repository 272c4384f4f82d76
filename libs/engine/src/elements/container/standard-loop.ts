import { finish } from '../../behaviour/complete.ts';
import { computeNumber, holds } from '../../behaviour/evaluate.ts';
import { type LoopState, loopOf, loopStateOf, setLoopState } from '../../behaviour/loop.ts';
import { isRoundForLater, refuseEndlessRounds } from '../../execution/limits.ts';
import type { Run } from '../../execution/run.ts';
import type { NodeModel } from '../../model/process-model.ts';
import type { Item } from '../../state/item.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/**
 * The body of a looping activity (clause 10.3.8, 13.3.6): one inner instance after the other, as long as the condition
 * holds (looked at before or after each) and the maximum is not reached. The condition sees `loopCounter`, the number
 * of instances so far.
 */
export const standardLoop: ElementBehaviour<NodeModel> = {
  activate(run, item) {
    const state: LoopState = { counts: { total: 0, completed: 0 }, begun: 0, done: false };
    setLoopState(run, item, state);
    const loop = loopOf(run, item);
    const isTestedFirst = loop.kind === 'standard' && loop.testBefore;
    if (mayBegin(run, run.item(item.id), state, isTestedFirst)) begin(run, run.item(item.id), state);
    else run.push({ kind: 'complete', itemId: item.id, variables: {} });
  },
  proceed(run, item, _node, payload) {
    const inner = run.find((payload as { readonly innerId: string }).innerId);
    if (inner === undefined) return;
    finish(run, inner);
    const state = loopStateOf(item);
    setLoopState(run, run.item(item.id), {
      ...state,
      counts: { ...state.counts, completed: state.counts.completed + 1 },
    });
  },
  drained(run, item) {
    const state = loopStateOf(item);
    if (mayBegin(run, item, state, true)) begin(run, item, state);
    else run.push({ kind: 'complete', itemId: item.id, variables: {} });
  },
};

function mayBegin(run: Run, item: Item, state: LoopState, isTested: boolean): boolean {
  const loop = loopOf(run, item);
  if (loop.kind !== 'standard' || state.done) return false;
  if (loop.maximum !== undefined && state.begun >= computeNumber(run, item, loop.maximum)) return false;
  if (!isTested || loop.condition === undefined) return true;
  return holds(run, item, loop.condition, { loopCounter: state.begun });
}

function begin(run: Run, item: Item, state: LoopState): void {
  const { roundsBefore = 0, ...rest } = state;
  const before = run.continuedLoops.has(item.id) ? roundsBefore : 0;
  const rounds = refuseEndlessRounds(run, item, before);
  const kept = isRoundForLater(run, item) ? rounds : before;
  const loopCounter = state.begun + 1;
  setLoopState(run, item, {
    ...rest,
    ...(kept > 0 && { roundsBefore: kept }),
    begun: loopCounter,
    counts: { ...state.counts, total: loopCounter },
  });
  run.push({ kind: 'enterInner', bodyId: item.id, loopCounter, variables: { loopCounter } });
}
