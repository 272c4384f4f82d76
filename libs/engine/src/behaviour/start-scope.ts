import type { Run } from '../execution/run.ts';
import type { Value } from '../model/expression.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord } from '../variables-record.ts';
import { compute } from './evaluate.ts';
import { openEventSubProcesses } from './open-events.ts';
import { setLocal } from './variables.ts';

/** A scope begins: its data objects and properties get their initial values, its event subprocesses listen. */
export function openScope(run: Run, scopeId: string): void {
  initializeData(run, run.item(scopeId));
  openEventSubProcesses(run, run.item(scopeId));
}

/** Tokens at all nodes the scope starts with; without any it is over at once. */
export function startEntries(run: Run, scope: Item): void {
  const entries = run.index(scope).entriesOf(scope.nodeId);
  if (entries.length === 0) {
    run.push({ kind: 'drained', itemId: scope.id });
    return;
  }
  run.push(
    ...entries.map((node) => ({
      kind: 'enter' as const,
      scopeId: scope.id,
      nodeId: node.id,
      ...(scope.answers !== undefined && { answers: scope.answers }),
    })),
  );
}

function initializeData(run: Run, scope: Item): void {
  const values = emptyRecord<Value>();
  for (const data of run.index(scope).model.data) {
    if (data.scopeId !== scope.nodeId || data.initial === undefined || Object.hasOwn(scope.variables, data.name))
      continue;
    values[data.name] = compute(run, scope, data.initial);
  }
  setLocal(run, scope, values);
}
