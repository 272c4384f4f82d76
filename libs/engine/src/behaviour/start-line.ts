import type { Command } from '../command.ts';
import { engineFault } from './engine-faults.ts';
import { ElementFailure } from '../execution/element-failure.ts';
import type { Run } from '../execution/run.ts';
import { findOwner, getItem } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { isRecord } from '../variables-record.ts';

/**
 * How many instances may start each other by messages and signals, one the next, without any of them ever waiting for a person,
 * a worker, a timer or news. A line of a hundred is a design (page after page), one of a thousand is a process that starts
 * itself without end; it takes a few seconds to come that far.
 */
const LONGEST_LINE = 1000;

/** How many instances have started each other up to this tree, see {@link LONGEST_LINE}; 0 when somebody else began it. */
function startedInLine(run: Run): number {
  const { state } = getItem(run.state, run.state.rootId);
  const count = isRecord(state) ? state['startedInLine'] : undefined;
  return typeof count === 'number' ? count : 0;
}

/** Something from outside moves the tree: what it throws from now on begins a new line. */
export function endLine(run: Run, command: Command): void {
  if (command.type === 'StartInstance' || startedInLine(run) === 0 || isOwnContinuation(run, command)) return;
  run.emit(getItem(run.state, run.state.rootId), {
    type: 'ElementStateChanged',
    elementInstanceId: run.state.rootId,
    state: null,
  });
}

/** The engine only goes on with what it has begun. */
function isOwnContinuation(run: Run, command: Command): boolean {
  if (command.type !== 'CompleteJob') return false;
  const wait = findOwner(run.state, command.jobId)?.waits.find(({ id }) => id === command.jobId);
  return wait?.kind === 'job' && wait.job !== 'work';
}

/**
 * What a thrown message or signal carries of the line of its thrower.
 * @throws ElementFailure when the line is too long: what would be thrown could only make it longer
 */
export function lineGoingOn(run: Run, item: Item): { readonly startedInLine?: number } {
  const count = startedInLine(run);
  if (count < LONGEST_LINE) return count === 0 ? {} : { startedInLine: count };
  throw new ElementFailure(
    'limit',
    `Expected at most ${LONGEST_LINE} instances to start each other without anything to wait for, but ${item.nodeId} would ` +
      'go on. Correct the model or its data, then retry or cancel the instance.',
    engineFault('STARTS_WITHOUT_END', { most: LONGEST_LINE }),
  );
}
