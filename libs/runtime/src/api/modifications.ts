import type { StartObstacle } from '#engine';

/** One thing that would happen in a modified case; equal ones are told once with their number. */
export type ModificationEffect = EffectPlace & {
  /** How many times it would happen, at least 1. */
  readonly count: number;
} & (
    | {
        /** `step-passed`: begun and done at once, such as a gateway; `step-completed`: what waits there now would be done. */
        readonly kind: 'step-canceled' | 'step-begun' | 'step-passed' | 'step-completed';
      }
    | { readonly kind: 'task-canceled'; readonly taskId: string }
    | {
        readonly kind: 'task-created';
        readonly name: string;
        readonly assignee: string | null;
        readonly candidateGroups: readonly string[];
      }
    | { readonly kind: 'timer-canceled' }
    | { readonly kind: 'timer-scheduled'; readonly dueAt: string }
    | { readonly kind: 'job-canceled' }
    | { readonly kind: 'job-created'; readonly topic: string }
    /** A message, a signal or a condition. */
    | { readonly kind: 'event-dropped' }
    | { readonly kind: 'event-awaited'; readonly name: string }
    | { readonly kind: 'message-sent' | 'signal-sent'; readonly name: string }
    | { readonly kind: 'incident-raised'; readonly message: string }
    | { readonly kind: 'incident-dropped' }
    | { readonly kind: 'case-called' }
    | { readonly kind: 'called-case-ended' }
    | { readonly kind: 'case-ended'; readonly outcome: 'completed' | 'terminated' | 'canceled' | 'failed' }
  );

/** Where it would happen. */
interface EffectPlace {
  /** The case or, of a called one, that case. */
  readonly instanceId: string;
  readonly definitionId: string;
  /** Null for what is about the whole case. */
  readonly nodeId: string | null;
  readonly nodeType: string | null;
}

/** What can be done by hand at an element of a running case. */
export interface ModificationPlace {
  readonly nodeId: string;
  readonly nodeName: string | null;
  readonly nodeType: string;
  /** The element it lies in; the id of the process at the top. */
  readonly scopeId: string;
  /** Why no token can be put before it; null when one can. */
  readonly before: StartObstacle | null;
  readonly after: StartObstacle | null;
  /** Live scopes it could be begun in, where there are several and one must be named. */
  readonly ancestors: readonly string[];
}

/** What a person has changed, for the operation log: elements by their ids. */
export interface ModifiedStep {
  readonly change: 'move' | 'cancel' | 'startBefore' | 'startAfter';
  readonly from: string | null;
  readonly to: string | null;
}
