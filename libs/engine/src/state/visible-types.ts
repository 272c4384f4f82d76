import type { VariableTypes } from '../model/declared.ts';
import { emptyRecord, mergeRecords, own } from '../variables-record.ts';
import { findItem, type InstanceState, scopesFrom } from './instance-state.ts';
import type { Item } from './item.ts';
import { localVariables } from './visible-variables.ts';

/** Declared types of the variables a scope can see (see `visibleVariables`); variables without one are missing. */
export function visibleTypes(state: InstanceState, scopeId: string): VariableTypes {
  const item = findItem(state, scopeId);
  return item === undefined ? emptyRecord<string>() : typesVisibleTo(state, item);
}

export function typesVisibleTo(state: InstanceState, item: Item): VariableTypes {
  const types = emptyRecord<string>();
  const seen = new Set<string>();
  for (const scope of scopesFrom(state, item)) {
    for (const name of Object.keys(localVariables(scope))) {
      if (seen.has(name)) continue;
      seen.add(name);
      const type = own(scope.types ?? {}, name);
      if (type !== undefined) types[name] = type;
    }
  }
  return types;
}

/** The declared type of one variable a scope can see. */
export function typeVisibleTo(state: InstanceState, item: Item, name: string): string | undefined {
  for (const scope of scopesFrom(state, item)) {
    if (Object.hasOwn(localVariables(scope), name)) return own(scope.types ?? {}, name);
  }
  return undefined;
}

/** Declared types of the variables of one scope alone. */
export function localTypesOf(state: InstanceState, scopeId: string): VariableTypes {
  return mergeRecords(findItem(state, scopeId)?.types);
}
