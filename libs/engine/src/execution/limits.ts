import { engineFault } from '../behaviour/engine-faults.ts';
import { raiseIncident } from '../behaviour/incident.ts';
import { createInstance } from '../behaviour/enter.ts';
import type { Entry } from '../elements/element-behaviour.ts';
import type { NodeModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { ElementFailure } from './element-failure.ts';
import type { Run } from './run.ts';

/**
 * How often one node may be passed in one scope instance within one step. A loop without any wait that goes round more
 * often is an endless loop.
 */
const MOST_PASSES = 10_000;

/**
 * How many elements one step may enter. What comes after that goes on in transactions of its own (asynchronous
 * continuation), so that one command neither blocks its instance nor fills the memory; nothing is lost or refused.
 */
export const MOST_ENTRIES = 100_000;

/** How often a node may be passed in a step that has entered that many elements: a loop of many nodes is endless, too. */
const MOST_PASSES_OF_A_LONG_STEP = 1000;

const ENDLESS = engineFault('ENDLESS_LOOP', { most: MOST_PASSES });

function isTooOften(run: Run, passes: number): boolean {
  return passes > (run.entries >= MOST_ENTRIES ? MOST_PASSES_OF_A_LONG_STEP : MOST_PASSES);
}

function keyOf(scopeId: string, nodeId: string): string {
  return JSON.stringify([scopeId, nodeId]);
}

function endless(nodeId: string): string {
  return (
    `Expected ${nodeId} to be passed at most ${MOST_PASSES} times without anything to wait for, but it goes on. ` +
    'Correct the data so that the loop ends and retry, or cancel the instance.'
  );
}

/**
 * How many rounds of a loop or sequential multi-instance one step does. The next one goes on in a transaction of its own, so that
 * many rounds without anything to wait for neither block the instance nor are lost together.
 */
const ROUNDS_OF_A_STEP = 1000;

/** Counts a round that is about to begin. @returns how many of this body have begun in this step */
export function countRound(run: Run, body: Item): number {
  return run.passes.count(keyOf(body.id, body.nodeId));
}

/** Is the round that has just begun one too many for this step? */
export function isRoundForLater(run: Run, body: Item): boolean {
  return run.passes.timesOf(keyOf(body.id, body.nodeId)) > ROUNDS_OF_A_STEP;
}

/**
 * {@link MOST_PASSES} for the rounds of an activity with a loop marker; the rounds so far have happened. Retrying allows as many
 * again, and so does everything a round has to wait for.
 * @param before the rounds of earlier steps that this one only goes on with
 * @returns all rounds without anything to wait for, this one included
 * @throws ElementFailure when there have been too many
 */
export function refuseEndlessRounds(run: Run, body: Item, before: number): number {
  const rounds = before + countRound(run, body);
  if (isTooOften(run, rounds)) throw new ElementFailure('limit', endless(body.nodeId), ENDLESS);
  return rounds;
}

/**
 * Stops a token that goes round without end, and all that have come of it where the flows of the loop fork: the step goes back
 * to where it first came to the node, and one incident stands there. What other tokens do in the same step stays as it is.
 * @returns whether the token was stopped.
 */
export function refuseEndlessLoop(run: Run, entry: Entry, node: NodeModel, scope: Item): boolean {
  const stop = (): void => {
    const itemId = createInstance(run, entry, node, scope);
    standStill(run, itemId);
  };
  if (run.passes.isEndless(keyOf(scope.id, node.id))) {
    stop();
    return true;
  }
  return isStoppedAsEndless(run, scope.id, node.id, stop);
}

/** An element that had been stopped as endless is tried again: what comes of it is taken back to here. */
export function refuseEndlessRetry(run: Run, item: Item): boolean {
  return item.parentId !== null && isStoppedAsEndless(run, item.parentId, item.nodeId, () => standStill(run, item.id));
}

function isStoppedAsEndless(run: Run, scopeId: string, nodeId: string, stop: () => void): boolean {
  const key = keyOf(scopeId, nodeId);
  const passes = run.passes.count(key, () => {
    const mark = run.mark();
    return {
      stop: () => {
        run.returnTo(mark);
        stop();
      },
    };
  });
  if (!isTooOften(run, passes)) return false;
  const first = run.passes.beginningOf(key) ?? { stop };
  run.passes.takeBack(key);
  first.stop();
  return true;
}

function standStill(run: Run, itemId: string): void {
  const item = run.item(itemId);
  raiseIncident(
    run,
    item,
    { kind: 'limit', message: endless(item.nodeId), fault: ENDLESS },
    { kind: 'activate', itemId, endless: true },
  );
}
