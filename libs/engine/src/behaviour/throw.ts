import type { Run } from '../execution/run.ts';
import type { MessageDefinition } from '../model/event-definition.ts';
import type { VariableTypes } from '../model/declared.ts';
import type { Value, Variables } from '../model/expression.ts';
import { childrenOf, getItem } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { typeVisibleTo } from '../state/visible-types.ts';
import { emptyRecord, isEmptyRecord, mergeRecords, toValue } from '../variables-record.ts';
import { computeText, evaluate, nameIn } from './evaluate.ts';
import { conversationOf, correlationOf } from './subscribe.ts';
import { lineGoingOn } from './start-line.ts';
import { catchThrown, findCatch, findCatchInScope, type Thrown } from './throw-error.ts';
import { trigger } from './trigger.ts';

type Place = ReturnType<Run['of']>;

/**
 * Throws an error or escalation from an element. Says whether anybody caught it: an error nobody catches is the
 * caller's business, an escalation nobody catches is of no consequence (clause 10.5.6).
 */
export function throwFrom(run: Run, thrower: Item, thrown: Thrown): boolean {
  return announce(run, thrower, run.of(thrower), thrown, findCatch(run, thrower, thrown));
}

/** The same for an event that is over already; `place` is where it was. */
export function throwInScope(run: Run, scope: Item, place: Place, thrown: Thrown, thrower: Item): boolean {
  return announce(run, scope, place, thrown, findCatchInScope(run, scope, thrown, thrower));
}

function announce(run: Run, at: Item, place: Place, thrown: Thrown, found: ReturnType<typeof findCatch>): boolean {
  const caughtBy = found === undefined ? {} : { caughtBy: found.event.id };
  if (thrown.kind === 'escalation') {
    run.emit(at, { type: 'EscalationThrown', code: thrown.code, ...caughtBy, ...place });
  } else {
    const message = thrown.message === undefined ? {} : { message: thrown.message };
    run.emit(at, { type: 'ErrorThrown', code: thrown.code, ...message, ...caughtBy, ...place });
  }
  if (found === undefined) return false;
  catchThrown(run, found);
  return true;
}

/** A message as it leaves, computed before anything has happened. */
export interface Outgoing {
  readonly name: string;
  readonly correlation: Variables;
  readonly variables: Variables;
  readonly types?: VariableTypes;
  readonly conversation?: string;
  readonly startedInLine?: number;
}

export function composeMessage(run: Run, item: Item, message: MessageDefinition): Outgoing {
  const line = lineGoingOn(run, item);
  const variables = emptyRecord<Value>();
  const picked = emptyRecord<string>();
  for (const { source, target } of message.payload ?? []) {
    variables[target] = toValue(evaluate(run, item, source));
    const name = nameIn(source);
    const type = name === undefined ? undefined : typeVisibleTo(run.state, item, name);
    if (type !== undefined) picked[target] = type;
  }
  const types = message.payload === undefined ? (item.types ?? {}) : picked;
  return {
    name: computeText(run, item, message.name),
    correlation: correlationOf(run, item, message),
    variables: message.payload === undefined ? mergeRecords(item.variables) : variables,
    ...(!isEmptyRecord(types) && { types }),
    ...(message.byConversation === true && { conversation: conversationOf(run, item) }),
    ...line,
  };
}

/** What goes with a signal. */
export type SignalPayload = Pick<Item, 'variables' | 'types'> & { readonly startedInLine?: number };

/**
 * Broadcasts a signal (clause 10.5.1): whoever waits for it in this tree is triggered at once, all others by the
 * runtime, which learns of it by `SignalThrown`.
 */
export function throwSignal(
  run: Run,
  at: Item,
  place: Place,
  name: string,
  { variables, types, startedInLine }: SignalPayload,
): void {
  const carried = {
    variables,
    ...(types !== undefined && { types }),
    ...(startedInLine !== undefined && { startedInLine }),
  };
  run.emit(at, { type: 'SignalThrown', name, ...carried, ...place });
  run.declarations.declare(variables, { types: types ?? {} });
  for (const ownerId of listenersOf(run)) {
    const owner = run.find(ownerId);
    for (const wait of owner?.waits ?? []) {
      if (wait.kind !== 'signal' || wait.name !== name) continue;
      // An earlier catcher may have ended this one.
      const current = run.find(ownerId);
      if (current?.waits.some((known) => known.id === wait.id) !== true) continue;
      run.emit(current, { type: 'SubscriptionTriggered', subscriptionId: wait.id, ...run.of(current, wait.nodeId) });
      trigger(run, current, wait.nodeId, wait.definition, variables);
    }
  }
}

/** Items of the tree that wait for signals or conditions. Where not all are loaded, the tree is walked. */
export function listenersOf(run: Run): readonly string[] {
  const root = getItem(run.state, run.state.rootId);
  if (root.listeners === 0) return [];
  if (run.state.loadedListeners < root.listeners) loadAll(run, root);
  return run.state.listeners.keys();
}

function loadAll(run: Run, item: Item): void {
  for (const child of childrenOf(run.state, item)) loadAll(run, child);
}
