import type { Run } from '../execution/run.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { Item } from '../state/item.ts';
import { homeOf, localVariables } from '../state/visible-variables.ts';
import { emptyRecord, isEmptyRecord, mergeRecords, own, withPath } from '../variables-record.ts';

/** Sets variables of one scope and nowhere else. */
export function setLocal(run: Run, scope: Item, variables: Variables, removed: readonly string[] = []): void {
  const gone = removed.filter((name) => Object.hasOwn(scope.variables, name));
  if (isEmptyRecord(variables) && gone.length === 0) return;
  run.emit(scope, {
    type: 'VariablesSet',
    scopeId: scope.id,
    variables: mergeRecords(variables),
    ...(gone.length > 0 && { removed: gone }),
  });
  touch(run, scope.id, [...Object.keys(variables), ...gone]);
}

function touch(run: Run, scopeId: string, names: readonly string[]): void {
  const known = run.touched.get(scopeId);
  if (known !== 'all') run.touched.set(scopeId, new Set([...(known ?? []), ...names]));
}

/** Sets each variable in the nearest scope that has it, else in the process instance (as Camunda 7 and Zeebe do). */
export function setWhereKnown(run: Run, from: Item, variables: Variables): void {
  const byHome = new Map<string, Record<string, Value>>();
  for (const [name, value] of Object.entries(variables)) {
    const home = homeOf(run.state, from, name);
    const record = byHome.get(home.id) ?? emptyRecord<Value>();
    record[name] = value;
    byHome.set(home.id, record);
  }
  for (const [homeId, record] of byHome) setLocal(run, run.item(homeId), record);
}

/** Gives the values of mappings with paths such as `a.b` to a scope: other parts of `a` stay what they are. */
export function assignPaths(
  run: Run,
  scope: Item,
  assignments: readonly { readonly target: string; readonly value: Value }[],
  where: 'local' | 'known',
): void {
  let variables: Variables = emptyRecord<Value>();
  for (const { target, value } of assignments) {
    const [name] = target.split('.');
    if (name === undefined) continue;
    if (name !== target && !Object.hasOwn(variables, name)) {
      const home = where === 'local' ? scope : homeOf(run.state, scope, name);
      const before = own(localVariables(home), name);
      if (before !== undefined) variables = mergeRecords(variables, { [name]: before });
    }
    variables = withPath(variables, target, value);
  }
  if (where === 'local') setLocal(run, scope, variables);
  else setWhereKnown(run, scope, variables);
}
