import type { CancelReason } from '../event.ts';
import type { Run } from '../execution/run.ts';
import type { VariableTypes } from '../model/declared.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { BoundaryEventModel, EventModel, NodeModel, StartEventModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord, isEmptyRecord, isRecord, mergeRecords, own, without } from '../variables-record.ts';
import { cancel, cancelChildren } from './cancel.ts';
import { openEvent } from './subscribe.ts';
import { setLocal } from './variables.ts';
import { closeWait, closeWaits, isForEventSubProcess } from './waits.ts';

/**
 * One definition of an event has happened for `owner` (see `openEvent` for who owns what). A parallel multiple event
 * waits until all its definitions have happened (clause 10.5.1); any other goes off at once.
 */
export function trigger(
  run: Run,
  owner: Item,
  nodeId: string,
  definition: number,
  variables: Variables,
  scopeVariables?: Variables,
): void {
  const node = run.nodeOf(owner, nodeId);
  if (definition >= 0 && isEvent(node) && node.parallelMultiple && node.definitions.length > 1) {
    const happened = noteDefinition(run, owner, node, definition, variables);
    if (happened !== undefined) goOff(run, run.item(owner.id), node, happened, scopeVariables);
    return;
  }
  goOff(run, owner, node, variables, scopeVariables);
}

function goOff(
  run: Run,
  owner: Item,
  node: NodeModel,
  variables: Variables,
  scopeVariables: Variables | undefined,
): void {
  const begun = scopeVariables === undefined ? {} : { variables: scopeVariables };
  switch (node.type) {
    case 'boundaryEvent':
      triggerBoundary(run, owner, node, variables, 'boundary', begun);
      break;
    case 'startEvent':
      triggerEventSubProcess(run, owner, node, variables, begun);
      break;
    default:
      if (scopeVariables !== undefined) setLocal(run, owner, scopeVariables);
      if (owner.nodeId === node.id) {
        closeWaits(run, owner.id, (wait) => wait.nodeId === node.id);
        run.push({ kind: 'complete', itemId: owner.id, variables });
      } else {
        run.push({ kind: 'proceed', itemId: owner.id, payload: { nodeId: node.id, variables } });
      }
  }
}

/** A boundary event goes off: an interrupting one ends its activity (clause 10.5.4, 13.4.3 "Handling Events"). */
export function triggerBoundary(
  run: Run,
  host: Item,
  event: BoundaryEventModel,
  variables: Variables,
  reason: CancelReason = 'boundary',
  begun: { readonly variables?: Variables } = {},
): void {
  if (host.parentId === null) return;
  run.push({
    kind: 'enter',
    scopeId: host.parentId,
    nodeId: event.id,
    occurred: variables,
    ...begun,
    ...(host.answers !== undefined && { answers: host.answers }),
  });
  run.stirred.add(host.parentId);
  if (event.interrupting) cancel(run, host.id, reason);
}

/** The start event of an event subprocess goes off: an interrupting one ends all else in its scope (clause 13.5.4). */
function triggerEventSubProcess(
  run: Run,
  scope: Item,
  start: StartEventModel,
  variables: Variables,
  begun: { readonly variables?: Variables },
): void {
  // What happened at the same time as the trigger of the one that has taken over comes too late.
  if (isInterrupted(scope)) return;
  if (start.interrupting) {
    cancelChildren(run, scope, 'eventSubProcess');
    closeWaits(run, scope.id, (wait) => isForEventSubProcess(run, scope, wait));
    run.emit(scope, {
      type: 'ElementStateChanged',
      elementInstanceId: scope.id,
      state: mergeRecords(stateRecord(scope), { interrupted: true }),
    });
  }
  run.push({
    kind: 'enter',
    scopeId: scope.id,
    nodeId: start.scopeId,
    startNodeId: start.id,
    occurred: variables,
    ...begun,
  });
  run.stirred.add(scope.id);
}

/** Does an event go off when this definition of it happens? Of a parallel multiple event all others must have happened. */
export function isLastToHappen(owner: Item, event: EventModel, definition: number): boolean {
  if (!event.parallelMultiple) return true;
  const { definitions } = happenedSoFar(owner, event.id);
  return event.definitions.every((_, index) => index === definition || definitions.includes(index));
}

/** Has an interrupting event subprocess taken over? Then no other one of the scope can start any more. */
export function isInterrupted(scope: Item): boolean {
  return own(stateRecord(scope), 'interrupted') === true;
}

function stateRecord(item: Item): Readonly<Record<string, Value>> {
  return isRecord(item.state) ? item.state : emptyRecord<Value>();
}

/** What of a parallel multiple event has happened, with the variables it brought. */
function happenedSoFar(
  owner: Item,
  eventId: string,
): { readonly definitions: readonly Value[]; readonly variables: Variables; readonly types: VariableTypes } {
  const all = own(stateRecord(owner), 'happened');
  const found = isRecord(all) ? own(all, eventId) : undefined;
  const definitions = isRecord(found) ? found['definitions'] : undefined;
  const variables = isRecord(found) ? found['variables'] : undefined;
  const types = isRecord(found) ? found['types'] : undefined;
  return {
    definitions: Array.isArray(definitions) ? (definitions as readonly Value[]) : [],
    variables: isRecord(variables) ? variables : {},
    types: isRecord(types) ? (types as VariableTypes) : {},
  };
}

/** Notes a definition of a parallel multiple event. Gives the variables of all of them once all have happened. */
function noteDefinition(
  run: Run,
  owner: Item,
  event: EventModel,
  definition: number,
  variables: Variables,
): Variables | undefined {
  const state = stateRecord(owner);
  const all = own(state, 'happened');
  const { definitions, variables: known, types: knownTypes } = happenedSoFar(owner, event.id);
  if (definitions.includes(definition)) return undefined;
  const merged = mergeRecords(known, variables);
  const types = mergeRecords(without(knownTypes, Object.keys(variables)), run.declarations.typesOf(variables));
  const complete = definitions.length + 1 === event.definitions.length;
  if (complete) run.declarations.declare(merged, { types });
  const entry = complete
    ? null
    : {
        definitions: [...definitions, definition],
        variables: run.declarations.lasting(merged),
        ...(!isEmptyRecord(types) && { types }),
      };
  run.emit(owner, {
    type: 'ElementStateChanged',
    elementInstanceId: owner.id,
    state: mergeRecords(state, { happened: mergeRecords(isRecord(all) ? all : {}, { [event.id]: entry }) }),
  });
  for (const wait of run.item(owner.id).waits) {
    if (wait.nodeId === event.id && 'definition' in wait && wait.definition === definition) {
      closeWait(run, run.item(owner.id), wait);
    }
  }
  if (!complete) return undefined;
  if (isRepeatable(event)) openEvent(run, run.item(owner.id), event, purposeOf(event));
  return merged;
}

function isRepeatable(event: EventModel): event is BoundaryEventModel | StartEventModel {
  return (event.type === 'boundaryEvent' || event.type === 'startEvent') && !event.interrupting;
}

function purposeOf(event: EventModel): 'boundary' | 'eventSubProcess' {
  return event.type === 'boundaryEvent' ? 'boundary' : 'eventSubProcess';
}

function isEvent(node: NodeModel): node is EventModel {
  return 'definitions' in node;
}
