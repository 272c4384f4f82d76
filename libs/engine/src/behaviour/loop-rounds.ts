import type { LoopRound } from '../event.ts';
import type { Run } from '../execution/run.ts';
import { isActivity } from '../model/model-index.ts';
import type { Item } from '../state/item.ts';
import { isInnerInstance, loopStateOf } from './loop.ts';
import { subjectOf } from './subject-of.ts';

/**
 * Which instances of multi-instance and looping activities (clause 10.3.8) an element stands in, the outermost first; those
 * around the call activity that has called its process belong to it, too. Costs one look at each scope above the element.
 */
export function roundsOf(run: Run, item: Item): readonly LoopRound[] {
  const rounds: LoopRound[] = [];
  for (let scope: Item | undefined = item; scope !== undefined;) {
    const round = roundOf(run, scope);
    if (round !== undefined) rounds.unshift(round);
    scope = scope.parentId === null ? undefined : run.find(scope.parentId);
  }
  return rounds;
}

function roundOf(run: Run, inner: Item): LoopRound | undefined {
  if (inner.parentId === null || inner.loopCounter === undefined || !isInnerInstance(run, inner)) return undefined;
  const node = run.node(inner);
  if (!isActivity(node) || node.loop === undefined) return undefined;
  const round = { index: inner.loopCounter };
  if (node.loop.kind === 'standard') return round;
  const body = run.item(inner.parentId);
  // Of a body that has ended, inside of which something is compensated, nothing but its order is remembered.
  const total = body.status === 'kept' ? undefined : loopStateOf(body).counts.total;
  const { elementVariable } = node.loop;
  const element =
    elementVariable !== undefined && Object.hasOwn(inner.variables, elementVariable)
      ? inner.variables[elementVariable]
      : undefined;
  const subject = subjectOf(element);
  return { ...round, ...(total !== undefined && { total }), ...(subject.length > 0 && { subject }) };
}
