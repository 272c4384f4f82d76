import { endLine } from './behaviour/start-line.ts';
import type { Command, Rejection } from './command.ts';
import { handle } from './commands/handler-table.ts';
import type { StepContext } from './context.ts';
import type { EngineEvent } from './event.ts';
import { ElementFailure } from './execution/element-failure.ts';
import { quiesce } from './execution/quiesce.ts';
import { Run } from './execution/run.ts';
import { findItem, type InstanceState } from './state/instance-state.ts';

export type StepResult =
  | { readonly ok: true; readonly events: readonly EngineEvent[]; readonly state: InstanceState }
  | { readonly ok: false; readonly rejection: Rejection };

/**
 * Decides what a command means for an instance, and runs until every token rests or is gone. Pure: neither argument is
 * changed, the same arguments give the same result, and the resulting state is the fold of the events over the given one.
 *
 * @param state undefined only for `StartInstance`.
 * @returns events and state after them, or a rejection, which means that nothing has happened.
 * @throws NeedsLoading when a model, decision or part of the state has not been loaded: load it and call again.
 */
export function step(state: InstanceState | undefined, command: Command, context: StepContext): StepResult {
  const misplaced = refuseMisplaced(state, command);
  if (misplaced !== undefined) return { ok: false, rejection: misplaced };
  const run = new Run(state, context);
  if ('variables' in command) run.declarations.declare(command.variables, command.declared);
  try {
    endLine(run, command);
    const rejection = handle(run, command);
    if (rejection !== undefined) return { ok: false, rejection };
  } catch (failure) {
    if (!(failure instanceof ElementFailure)) throw failure;
    return { ok: false, rejection: { code: 'EXPRESSION_FAILED', message: failure.message } };
  }
  quiesce(run);
  return { ok: true, events: run.events, state: lastingState(run.state) };
}

/** Transient variables end with the step. */
function lastingState(state: InstanceState): InstanceState {
  return state.transient === undefined ? state : { ...state, transient: undefined };
}

function refuseMisplaced(state: InstanceState | undefined, command: Command): Rejection | undefined {
  const isStart = command.type === 'StartInstance';
  if (isStart && state !== undefined) {
    return { code: 'START_NOT_POSSIBLE', message: `Expected no instance ${state.rootId} yet, but it has been started` };
  }
  if (!isStart && (state === undefined || findItem(state, state.rootId) === undefined)) {
    return { code: 'INSTANCE_NOT_FOUND', message: `Expected a live instance for ${command.type}, but there is none` };
  }
  return undefined;
}
