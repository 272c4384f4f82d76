import type { Answers } from '../event.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { Wait } from '../state/item.ts';

/**
 * A piece of work inside a step. Plain data, so that an incident can keep the one that failed and try it again later.
 * They are worked off last in, first out: a token runs until it rests before the next one moves.
 */
export type Continuation =
  /** A token reaches a node of a scope. `occurred`: the event of the node has already happened, with this payload. */
  | {
      readonly kind: 'enter';
      readonly scopeId: string;
      readonly nodeId: string;
      readonly viaFlowId?: string;
      readonly answers?: Answers;
      readonly occurred?: Variables;
      /** Local variables the element begins with. */
      readonly variables?: Variables;
      /** Of an event subprocess: the start event that has occurred. */
      readonly startNodeId?: string;
    }
  /** An inner instance of a multi-instance or looping activity begins. */
  | {
      readonly kind: 'enterInner';
      readonly bodyId: string;
      readonly loopCounter: number;
      readonly variables: Variables;
    }
  /**
   * The element of an item begins. `started`: its asynchronous continuation has been done. `endless`: it is tried again after
   * a loop without end was stopped here.
   */
  | {
      readonly kind: 'activate';
      readonly itemId: string;
      readonly occurred?: Variables;
      readonly started?: true;
      readonly endless?: true;
    }
  /** The element of an item is done: output mappings, then it leaves. */
  | {
      readonly kind: 'complete';
      readonly itemId: string;
      readonly variables: Variables;
    }
  /** The item ends and its token takes the outgoing flows. */
  | { readonly kind: 'leave'; readonly itemId: string }
  /** Nothing lives in a scope any more. */
  | { readonly kind: 'drained'; readonly itemId: string }
  /** Something an item waited for has happened. */
  | {
      readonly kind: 'trigger';
      readonly ownerId: string;
      readonly nodeId: string;
      /** Which of the event's definitions; -1 when a person has confirmed the event as a whole. */
      readonly definition: number;
      readonly variables: Variables;
      /** Local variables of what the event begins: an event subprocess, or the event itself. */
      readonly scopeVariables?: Variables;
    }
  /** What only the behaviour of the item's own element understands. */
  | { readonly kind: 'proceed'; readonly itemId: string; readonly payload: Value }
  /** A person has answered a task of the item. */
  | {
      readonly kind: 'answered';
      readonly itemId: string;
      readonly task: Extract<Wait, { readonly kind: 'task' }>;
      readonly variables: Variables;
      readonly answers: Answers;
    }
  /** A worker has done the job of the item. */
  | { readonly kind: 'worked'; readonly itemId: string; readonly variables: Variables }
  /** A waiting join is looked at again. */
  | { readonly kind: 'reconsider'; readonly itemId: string }
  /** A timer drawn with words has got its date. */
  | {
      readonly kind: 'schedule';
      readonly ownerId: string;
      readonly nodeId: string;
      readonly definition: number;
      readonly date: string;
    };

/** The item a piece of work is about. */
export function subjectOf(continuation: Continuation): string {
  switch (continuation.kind) {
    case 'enter':
      return continuation.scopeId;
    case 'enterInner':
      return continuation.bodyId;
    case 'trigger':
    case 'schedule':
      return continuation.ownerId;
    default:
      return continuation.itemId;
  }
}
