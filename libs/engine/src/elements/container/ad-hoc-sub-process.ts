import { shownValue } from '../../model/fault.ts';
import { engineFault } from '../../behaviour/engine-faults.ts';
import { cancelChildren } from '../../behaviour/cancel.ts';
import { hasMark } from '../../behaviour/end-scope.ts';
import { evaluate, holds } from '../../behaviour/evaluate.ts';
import { createTask } from '../../behaviour/person-work.ts';
import { openScope } from '../../behaviour/start-scope.ts';
import { setLocal, setWhereKnown } from '../../behaviour/variables.ts';
import { closeWaits } from '../../behaviour/waits.ts';
import { about, ElementFailure } from '../../execution/element-failure.ts';
import type { Run } from '../../execution/run.ts';
import type { Variables } from '../../model/expression.ts';
import { startsByItself } from '../../model/model-index.ts';
import type { AdHocSubProcessModel } from '../../model/process-model.ts';
import { findItem, type InstanceState } from '../../state/instance-state.ts';
import type { Item } from '../../state/item.ts';
import { localVariables } from '../../state/visible-variables.ts';
import { isRecord, mergeRecords, own } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

interface Queue {
  /** Chosen activities whose turn has not come (sequential ordering). */
  readonly waiting: readonly string[];
}

/**
 * Ad-hoc subprocess (clause 10.3.5, 13.3.5): its activities run in the order somebody chooses: the data (a list of
 * activity ids), a person, or, where the model gives neither, all of them once. After each, the completion condition is
 * looked at.
 */
export const adHocSubProcess: ElementBehaviour<AdHocSubProcessModel> = {
  activate(run, item, node) {
    openScope(run, item.id);
    if (node.output !== undefined) setLocal(run, run.item(item.id), { [node.output.collection]: [] });
    if (node.chooser !== undefined) createTask(run, run.item(item.id), node.chooser);
    const chosen = chosenAtEntry(run, run.item(item.id), node);
    if (chosen.length > 0) startActivities(run, item.id, chosen);
    else if (node.chooser === undefined) run.push({ kind: 'drained', itemId: item.id });
  },
  /** The person who chooses says that it is enough. */
  answered(run, item, node, { variables }) {
    endAdHoc(run, item, node, variables);
  },
  /** An activity inside has ended, and nothing follows it. */
  childEnded(run, item, node) {
    settleAdHoc(run, item, node);
  },
  drained(run, item, node) {
    settleAdHoc(run, item, node);
  },
};

/** Starts activities somebody has chosen; with sequential ordering one at a time. */
export function startActivities(run: Run, itemId: string, activityIds: readonly string[]): void {
  const item = run.item(itemId);
  const node = run.node(item);
  if (node.type !== 'adHocSubProcess') return;
  const isBusy = item.live > 0 || run.hasOnTheWay(itemId);
  const queue = [...queueOf(item).waiting, ...activityIds];
  const now = node.ordering === 'parallel' ? queue : isBusy ? [] : queue.slice(0, 1);
  const waiting = queue.slice(now.length);
  if (waiting.length !== queueOf(item).waiting.length) {
    run.emit(item, {
      type: 'ElementStateChanged',
      elementInstanceId: itemId,
      state: mergeRecords(isRecord(item.state) ? item.state : {}, { waiting }),
    });
  }
  run.push(...now.map((nodeId) => ({ kind: 'enter' as const, scopeId: itemId, nodeId })));
}

function settleAdHoc(run: Run, item: Item, node: AdHocSubProcessModel): void {
  const isIdle = item.live === 0 && !run.hasOnTheWay(item.id);
  const isMet =
    hasMark(item, 'over') || (node.completionCondition !== undefined && holds(run, item, node.completionCondition));
  if (isMet && (isIdle || node.cancelRemaining)) {
    endAdHoc(run, item, node, {});
    return;
  }
  if (!isIdle) return;
  if (!isMet && queueOf(item).waiting.length > 0) {
    startActivities(run, item.id, []);
    return;
  }
  // Nobody can choose any more: waiting for a condition that nothing can change would be for ever.
  const isLeftAlone =
    node.chooser === undefined && !(node.activeElements !== undefined && node.completionCondition !== undefined);
  if (isMet || isLeftAlone) {
    closeWaits(run, item.id, (wait) => wait.kind === 'task' && wait.nodeId === item.nodeId);
    handOutCollection(run, item, node);
    run.push({ kind: 'complete', itemId: item.id, variables: {} });
  }
}

/** The collected outputs belong to the scope around, as those of a multi-instance do. */
function handOutCollection(run: Run, item: Item, node: AdHocSubProcessModel): void {
  if (node.output === undefined || item.parentId === null) return;
  const { collection } = node.output;
  const list = own(localVariables(run.item(item.id)), collection) ?? [];
  setWhereKnown(run, run.item(item.parentId), { [collection]: list }, item.id);
}

/** What still lives inside is cancelled; that it has, is no news for the subprocess itself. */
function endAdHoc(run: Run, item: Item, node: AdHocSubProcessModel, variables: Variables): void {
  cancelChildren(run, item, 'completionCondition');
  handOutCollection(run, item, node);
  run.unsettled.delete(item.id);
  run.push({ kind: 'complete', itemId: item.id, variables });
}

function chosenAtEntry(run: Run, item: Item, node: AdHocSubProcessModel): readonly string[] {
  const entries = run
    .index(item)
    .nodesIn(node.id)
    .filter((inner) => inner.incoming.length === 0 && (inner.type === 'startEvent' || startsByItself(inner)))
    .map((inner) => inner.id);
  if (node.activeElements === undefined) return node.startsAll ? entries : [];
  const { activeElements } = node;
  const chosen = about('activities', undefined, () => evaluate(run, item, activeElements));
  const list = Array.isArray(chosen) ? (chosen as readonly unknown[]) : undefined;
  const unknown = list?.find((id) => typeof id !== 'string' || !entries.includes(id));
  if (list === undefined || unknown !== undefined) {
    throw new ElementFailure(
      'expression',
      `Expected a list of activities of ${node.id} (${entries.join(', ')}), but got ${JSON.stringify(chosen)}`,
      engineFault('ACTIVITIES_NOT_LISTED', { activities: entries.join(', '), found: shownValue(chosen) }),
    );
  }
  return list as readonly string[];
}

/** Activities that were chosen in a live ad-hoc subprocess and whose turn has not come (sequential ordering), the next one first. */
export function waitingActivities(state: InstanceState, elementInstanceId: string): readonly string[] {
  const item = findItem(state, elementInstanceId);
  return item === undefined ? [] : queueOf(item).waiting;
}

function queueOf(item: Item): Queue {
  const waiting = isRecord(item.state) ? item.state['waiting'] : undefined;
  return { waiting: Array.isArray(waiting) ? (waiting as readonly string[]) : [] };
}
