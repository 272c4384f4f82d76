import type { Run } from '../execution/run.ts';
import type { VariableTypes } from '../model/declared.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { Item } from '../state/item.ts';
import { homeOf, localVariables } from '../state/visible-variables.ts';
import { emptyRecord, isEmptyRecord, isSameValue, mergeRecords, own, without, withPath } from '../variables-record.ts';

/** Sets variables of one scope and nowhere else. */
export function setLocal(
  run: Run,
  scope: Item,
  variables: Variables,
  removed: readonly string[] = [],
  sourceId: string = scope.id,
): void {
  const gone = removed.filter((name) => Object.hasOwn(scope.variables, name));
  if (isEmptyRecord(variables) && gone.length === 0) return;
  const lasting = run.declarations.lasting(variables);
  if (lasting !== variables) showTransient(run, scope, variables, lasting);
  if (!isEmptyRecord(lasting) || gone.length > 0) {
    const types = typesFor(run, scope, lasting);
    run.emit(scope, {
      type: 'VariablesSet',
      scopeId: scope.id,
      variables: mergeRecords(lasting),
      ...(types !== undefined && { types }),
      ...(gone.length > 0 && { removed: gone }),
      ...(sourceId !== scope.id && { sourceId }),
    });
  }
  touch(run, scope.id, [...Object.keys(variables), ...gone]);
}

/** Transient variables hide what the scope holds under their names, for the rest of the step. */
function showTransient(run: Run, scope: Item, variables: Variables, lasting: Variables): void {
  const shown = without(variables, Object.keys(lasting));
  if (!isEmptyRecord(shown)) run.show(scope.id, shown);
}

/** Declared types of values that are being set. A value nobody says anything of keeps the type it has there already. */
function typesFor(run: Run, scope: Item, variables: Variables): VariableTypes | undefined {
  if (scope.types === undefined) return run.declarations.typesOf(variables);
  const types = emptyRecord<string>();
  for (const [name, value] of Object.entries(variables)) {
    const kept = isSameValue(own(scope.variables, name), value) ? own(scope.types, name) : undefined;
    const type = run.declarations.typeOf(name, value) ?? kept;
    if (type !== undefined && type !== '') types[name] = type;
  }
  return isEmptyRecord(types) ? undefined : types;
}

function touch(run: Run, scopeId: string, names: readonly string[]): void {
  const known = run.touched.get(scopeId);
  if (known !== 'all') run.touched.set(scopeId, new Set([...(known ?? []), ...names]));
}

/** Sets each variable in the nearest scope that has it, else in the process instance (as Camunda 7 and Zeebe do). */
export function setWhereKnown(run: Run, from: Item, variables: Variables, sourceId: string = from.id): void {
  const byHome = new Map<string, Record<string, Value>>();
  for (const [name, value] of Object.entries(variables)) {
    const home = homeOf(run.state, from, name);
    const record = byHome.get(home.id) ?? emptyRecord<Value>();
    record[name] = value;
    byHome.set(home.id, record);
  }
  for (const [homeId, record] of byHome) setLocal(run, run.item(homeId), record, [], sourceId);
}

/** Removes each variable from the nearest scope that has it. */
export function removeWhereKnown(run: Run, from: Item, names: readonly string[]): void {
  for (const name of names) setLocal(run, homeOf(run.state, run.item(from.id), name), {}, [name], from.id);
}

/** Gives the values of mappings with paths such as `a.b` to a scope: other parts of `a` stay what they are. */
export function assignPaths(
  run: Run,
  scope: Item,
  assignments: readonly { readonly target: string; readonly value: Value }[],
  where: 'local' | 'known',
  sourceId: string = scope.id,
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
  else setWhereKnown(run, scope, variables, sourceId);
}
