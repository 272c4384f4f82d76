import type { Run } from '../execution/run.ts';
import type { EventDefinition } from '../model/event-definition.ts';
import type { Value } from '../model/expression.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord } from '../variables-record.ts';
import { cancelTransaction, failTree, terminateScope } from './end-scope.ts';
import { compensationScope, startCompensation } from './compensate.ts';
import { computeOptionalText, computeText } from './evaluate.ts';
import { lineGoingOn } from './start-line.ts';
import { composeMessage, type Outgoing, type SignalPayload, throwInScope, throwSignal } from './throw.ts';

/** What an event is about to throw, computed before anything has happened, so that a failure leaves nothing half done. */
export type Prepared =
  | { readonly kind: 'message'; readonly outgoing: Outgoing }
  | { readonly kind: 'signal'; readonly name: string; readonly payload: SignalPayload }
  | { readonly kind: 'error' | 'escalation'; readonly code: string; readonly message?: string }
  | { readonly kind: 'compensate'; readonly activityId?: string }
  | { readonly kind: 'terminate' | 'cancel' | 'nothing' };

export function prepareThrow(run: Run, item: Item, definition: EventDefinition): Prepared {
  switch (definition.kind) {
    case 'message':
      return { kind: 'message', outgoing: composeMessage(run, item, definition) };
    case 'signal':
      return {
        kind: 'signal',
        name: computeText(run, item, definition.name),
        payload: {
          variables: item.variables,
          ...(item.types !== undefined && { types: item.types }),
          ...lineGoingOn(run, item),
        },
      };
    case 'error': {
      const message = definition.message === undefined ? undefined : computeOptionalText(run, item, definition.message);
      const code = definition.code === undefined ? '' : computeText(run, item, definition.code);
      return { kind: 'error', code, ...(message !== undefined && { message }) };
    }
    case 'escalation': {
      const code = definition.code === undefined ? '' : computeText(run, item, definition.code);
      return { kind: 'escalation', code };
    }
    case 'compensate':
      return {
        kind: 'compensate',
        ...(definition.activityId !== undefined && { activityId: definition.activityId }),
      };
    case 'terminate':
    case 'cancel':
      return { kind: definition.kind };
    default:
      return { kind: 'nothing' };
  }
}

/**
 * Throws. `thrower` has thrown; it may be over already. `scope` is where it was.
 * An error nobody catches ends the whole tree as failed: BPMN leaves it open and calls that the common way (10.5.6).
 */
export function performThrow(
  run: Run,
  scope: Item,
  thrower: Item,
  place: ReturnType<Run['of']>,
  prepared: Prepared,
): void {
  const current = run.find(scope.id);
  if (current === undefined) return;
  switch (prepared.kind) {
    case 'message':
      run.emit(current, { type: 'MessageThrown', ...prepared.outgoing, ...place });
      break;
    case 'signal':
      throwSignal(run, current, place, prepared.name, prepared.payload);
      break;
    case 'error':
    case 'escalation': {
      const { kind, code, message } = prepared;
      const thrown = { kind, code, variables: emptyRecord<Value>(), ...(message !== undefined && { message }) };
      const isCaught = throwInScope(run, current, place, thrown, thrower);
      if (!isCaught && kind === 'error')
        failTree(run, `Error "${code}" was thrown at ${place.nodeId}, but nobody catches it`);
      break;
    }
    case 'compensate': {
      const meant = compensationScope(run, current, prepared.activityId);
      if (meant !== undefined) startCompensation(run, meant, prepared.activityId);
      break;
    }
    case 'terminate':
      terminateScope(run, current, place.nodeId);
      break;
    case 'cancel':
      cancelTransaction(run, current);
      break;
    case 'nothing':
  }
}
