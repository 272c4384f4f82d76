import { observeConditions } from '../behaviour/conditions.ts';
import { raiseIncident } from '../behaviour/incident.ts';
import { type Continuation, subjectOf } from './continuation.ts';
import { dispatch, hasChildEnded } from './dispatch.ts';
import { ElementFailure } from './element-failure.ts';
import type { Run } from './run.ts';

/**
 * Works until every token rests or is gone. A token runs on until it rests before the next one moves (as in Camunda 7);
 * joins that depend on what else can still come are looked at only when nothing else can move.
 */
export function quiesce(run: Run): void {
  settle(run);
  do {
    for (let next = run.pop(); next !== undefined; next = run.pop()) {
      attempt(run, next);
      settle(run);
    }
  } while (reconsiderJoins(run));
}

/** What fails is taken back as a whole and becomes an incident, which remembers what to try again. */
function attempt(run: Run, continuation: Continuation): void {
  const mark = run.mark();
  try {
    dispatch(run, continuation);
  } catch (failure) {
    if (!(failure instanceof ElementFailure)) throw failure;
    run.rollBack(mark);
    const item = run.find(subjectOf(continuation));
    if (item !== undefined) {
      raiseIncident(run, item, { kind: failure.kind, message: failure.message, fault: failure.fault }, continuation);
    }
  }
}

/** Conditions first, so that one that interrupts a scope does so before the scope ends; then scopes that lost a token. */
function settle(run: Run): void {
  if (run.touched.size > 0 && observeConditions(run)) return;
  for (const scopeId of run.unsettled) {
    run.unsettled.delete(scopeId);
    const scope = run.find(scopeId);
    if (scope === undefined || scope.incidents.length > 0) continue;
    if (scope.live === 0 && !run.hasOnTheWay(scopeId)) run.push({ kind: 'drained', itemId: scopeId });
    else if (hasChildEnded(run, scope)) run.push({ kind: 'drained', itemId: scopeId });
  }
}

/** Looks at the waiting joins of all scopes in which a token has moved. @returns whether one may have moved on. */
function reconsiderJoins(run: Run): boolean {
  for (const scopeId of run.stirred) {
    run.stirred.delete(scopeId);
    const scope = run.find(scopeId);
    if (scope === undefined) continue;
    const waiting = Object.values(scope.gathering).filter((id) => run.item(id).incidents.length === 0);
    run.push(...waiting.map((itemId) => ({ kind: 'reconsider' as const, itemId })));
    if (waiting.length > 0) return true;
  }
  return false;
}
