import type { Run } from '../execution/run.ts';
import type { ErrorDefinition, EscalationDefinition } from '../model/event-definition.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { BoundaryEventModel, StartEventModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord, mergeRecords } from '../variables-record.ts';
import { computeText } from './evaluate.ts';
import { isInnerInstance } from './loop.ts';
import { isInterrupted, isLastToHappen, trigger } from './trigger.ts';

export interface Thrown {
  readonly kind: 'error' | 'escalation';
  readonly code: string;
  readonly message?: string;
  readonly variables: Variables;
}

/** Where something thrown was caught. */
export interface Catch {
  readonly owner: Item;
  readonly event: BoundaryEventModel | StartEventModel;
  readonly definition: number;
  readonly variables: Variables;
}

/**
 * Looks for who catches an error or escalation, from the thrower outwards, through calling processes, too (clause
 * 10.5.6, 13.5.3): at each level first the boundary events of the activity, then the event subprocesses of the scope
 * around. A catcher of just this code goes before one of all codes. BPMN is silent on that; every engine does it so,
 * because otherwise one of the two could never go off. A parallel multiple event catches an error only where everything
 * else it waits for has happened: what threw the error is over, and nothing can happen to it any more.
 */
export function findCatch(run: Run, thrower: Item, thrown: Thrown): Catch | undefined {
  const found = atBoundary(run, thrower, thrown);
  if (found !== undefined || thrower.parentId === null) return found;
  return findCatchInScope(run, run.item(thrower.parentId), thrown, thrower);
}

/** As {@link findCatch}, from a scope on: for an event that has thrown and is over already. */
export function findCatchInScope(run: Run, scope: Item, thrown: Thrown, thrower?: Item): Catch | undefined {
  let below = thrower;
  let current = scope;
  for (;;) {
    const found = inScope(run, current, below, thrown) ?? atBoundary(run, current, thrown);
    if (found !== undefined || current.parentId === null) return found;
    below = current;
    current = run.item(current.parentId);
  }
}

/** Lets the catcher go off. */
export function catchThrown(run: Run, found: Catch): void {
  trigger(run, found.owner, found.event.id, found.definition, found.variables);
}

function inScope(run: Run, scope: Item, below: Item | undefined, thrown: Thrown): Catch | undefined {
  if (scope.kind === 'compensation' || scope.body || isInterrupted(scope)) return undefined;
  const index = run.index(scope);
  const starts = index
    .eventSubProcessesOf(scope.nodeId)
    // What an event subprocess throws itself is never its own to catch.
    .filter((eventSubProcess) => below?.nodeId !== eventSubProcess.id)
    .flatMap((eventSubProcess) => index.triggersOf(eventSubProcess.id));
  return choose(run, scope, starts, thrown);
}

function atBoundary(run: Run, item: Item, thrown: Thrown): Catch | undefined {
  if (item.kind !== 'element' || (!item.body && isInnerInstance(run, item))) return undefined;
  return choose(run, item, run.index(item).boundariesOf(item.nodeId), thrown);
}

function choose(
  run: Run,
  owner: Item,
  events: readonly (BoundaryEventModel | StartEventModel)[],
  thrown: Thrown,
): Catch | undefined {
  let catchAll: Catch | undefined;
  for (const event of events) {
    for (const [index, definition] of event.definitions.entries()) {
      if (definition.kind !== thrown.kind) continue;
      if (thrown.kind === 'error' && !isLastToHappen(owner, event, index)) continue;
      const caught = { owner, event, definition: index, variables: caughtVariables(definition, thrown) };
      if (definition.code === undefined) catchAll ??= caught;
      else if (computeText(run, owner, definition.code) === thrown.code) return caught;
    }
  }
  return catchAll;
}

function caughtVariables(definition: ErrorDefinition | EscalationDefinition, thrown: Thrown): Variables {
  const variables = emptyRecord<Value>();
  if (definition.codeVariable !== undefined) variables[definition.codeVariable] = thrown.code;
  if (definition.kind === 'error' && definition.messageVariable !== undefined) {
    variables[definition.messageVariable] = thrown.message ?? null;
  }
  return mergeRecords(thrown.variables, variables);
}
