import type { Value, Variables } from '../model/expression.ts';
import { emptyRecord, isRecord, mergeRecords } from '../variables-record.ts';
import { findItem, getItem, type InstanceState, scopesFrom } from './instance-state.ts';
import type { Item } from './item.ts';

/** Everything an expression at this scope can see: inner scopes hide outer ones, a called process sees nothing of its caller. */
export function visibleVariables(state: InstanceState, scopeId: string): Variables {
  const item = findItem(state, scopeId);
  return item === undefined ? emptyRecord<Value>() : visibleTo(state, item);
}

export function visibleTo(state: InstanceState, item: Item): Record<string, Value> {
  const scopes = [...scopesFrom(state, item)].reverse();
  return mergeRecords(...scopes.flatMap((scope) => [localVariables(scope), state.transient?.get(scope.id)]));
}

/** The variables of one scope, with the counters BPMN gives a loop (clause 10.3.8, table 10.30). */
export function localVariables(item: Item): Variables {
  const counters = loopVariables(item);
  return counters === undefined ? item.variables : mergeRecords(counters, item.variables);
}

/** The variables of one scope by its id; undefined when it does not exist. */
export function localVariablesOf(state: InstanceState, scopeId: string): Variables | undefined {
  const item = findItem(state, scopeId);
  return item === undefined ? undefined : localVariables(item);
}

function loopVariables(item: Item): Variables | undefined {
  if (item.body && isRecord(item.state)) {
    const counts = item.state['counts'];
    if (!isRecord(counts)) return undefined;
    const active = countOf(item.state['begun']) - countOf(counts['completed']);
    return {
      nrOfInstances: counts['total'] ?? 0,
      nrOfActiveInstances: active,
      nrOfCompletedInstances: counts['completed'] ?? 0,
      nrOfTerminatedInstances: counts['terminated'] ?? 0,
      numberOfInstances: counts['total'] ?? 0,
      numberOfActiveInstances: active,
      numberOfCompletedInstances: counts['completed'] ?? 0,
      numberOfTerminatedInstances: counts['terminated'] ?? 0,
    };
  }
  return undefined;
}

function countOf(value: Value | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** Where a variable that is set without saying where goes: the nearest scope that has it, else the process instance. */
export function homeOf(state: InstanceState, from: Item, name: string): Item {
  let scope = from;
  while (!Object.hasOwn(scope.variables, name) && scope.kind !== 'instance' && scope.parentId !== null) {
    scope = getItem(state, scope.parentId);
  }
  return scope;
}
