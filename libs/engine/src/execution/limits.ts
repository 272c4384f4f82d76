import { raiseIncident } from '../behaviour/incident.ts';
import { createInstance } from '../behaviour/enter.ts';
import type { Entry } from '../elements/element-behaviour.ts';
import type { NodeModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { ElementFailure } from './element-failure.ts';
import type { Run } from './run.ts';

/**
 * How often one node may be passed in one scope instance within one step. A loop without any wait that goes round more
 * often is an endless loop: it stops as an incident at the node, and retrying allows as many rounds again.
 */
const MOST_PASSES = 10_000;

/**
 * How many elements one step may enter. What comes after that goes on in transactions of its own (asynchronous
 * continuation), so that one command neither blocks its instance nor fills the memory; nothing is lost or refused.
 */
export const MOST_ENTRIES = 100_000;

function isPassedTooOften(run: Run, scopeId: string, nodeId: string): boolean {
  const key = JSON.stringify([scopeId, nodeId]);
  const passes = (run.passes.get(key) ?? 0) + 1;
  run.passes.set(key, passes);
  return passes > MOST_PASSES;
}

function endless(nodeId: string): string {
  return (
    `Expected ${nodeId} to be passed at most ${MOST_PASSES} times without anything to wait for, but it goes on. ` +
    'Correct the data so that the loop ends and retry, or cancel the instance.'
  );
}

/**
 * The same for the rounds of an activity with a loop marker. Retrying allows as many rounds again.
 * @throws ElementFailure when there have been too many in this step
 */
export function refuseEndlessRounds(run: Run, body: Item): void {
  if (isPassedTooOften(run, body.id, body.nodeId)) throw new ElementFailure('limit', endless(body.nodeId));
}

/** @returns whether the token was stopped. */
export function refuseEndlessLoop(run: Run, entry: Entry, node: NodeModel, scope: Item): boolean {
  if (!isPassedTooOften(run, scope.id, node.id)) return false;
  const item = run.item(createInstance(run, entry, node, scope));
  raiseIncident(
    run,
    item,
    {
      kind: 'limit',
      message: endless(node.id),
    },
    { kind: 'activate', itemId: item.id },
  );
  return true;
}
