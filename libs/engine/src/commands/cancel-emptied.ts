import { cancel } from '../behaviour/cancel.ts';
import { loopStateOf } from '../behaviour/loop.ts';
import type { Run } from '../execution/run.ts';
import type { Item } from '../state/item.ts';
import { endFromOutside } from './lifecycle.ts';

const REASON = 'modification';

/**
 * A scope whose last token was taken away by hand is cancelled as well, up to the process instance: it has not completed,
 * so no token leaves it. A multi-instance body that has done, or still has to do, some of its work goes on without the one
 * that was taken away; so does an ad-hoc subprocess, whose steps are free to be left out.
 */
export function cancelEmptied(run: Run, scopeId: string): void {
  for (let scope = run.find(scopeId); scope !== undefined && isEmptied(run, scope);) {
    const { parentId } = scope;
    if (scope.kind === 'instance') {
      endFromOutside(run, scope, REASON);
      return;
    }
    cancel(run, scope.id, REASON);
    scope = parentId === null ? undefined : run.find(parentId);
  }
}

function isEmptied(run: Run, scope: Item): boolean {
  if (scope.live > 0 || run.hasOnTheWay(scope.id) || scope.waits.some(({ kind }) => kind === 'task')) return false;
  if (scope.kind === 'instance') return true;
  if (scope.kind !== 'element' || run.node(scope).type === 'adHocSubProcess') return false;
  if (!scope.body) return true;
  const { counts, begun } = loopStateOf(scope);
  return counts.completed === 0 && begun >= counts.total;
}
