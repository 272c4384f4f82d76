import type { Instant, JsonObject } from './json.ts';
import type { InstanceState } from './instance.ts';

/**
 * One change by hand of where a case stands. `cancel` and `move` are about one token ({@link Token.elementInstanceId});
 * `cancelAll` takes away all tokens of an element. `ancestorId` names the live scope a step begins in where there are several
 * (see {@link CasePlace.ancestors}). `variables` are set for what begins.
 */
export type CaseChange =
  | { readonly kind: 'cancel'; readonly elementInstanceId: string }
  | { readonly kind: 'cancelAll'; readonly nodeId: string }
  | {
      readonly kind: 'startBefore' | 'startAfter';
      readonly nodeId: string;
      readonly ancestorId?: string;
      readonly variables?: JsonObject;
    }
  | {
      readonly kind: 'move';
      readonly elementInstanceId: string;
      readonly nodeId: string;
      readonly position: 'before' | 'after';
      readonly variables?: JsonObject;
    };

/** Body of `POST /api/instances/:id/modification/preview` → {@link ModificationPreview}. Nothing is changed. */
export interface PreviewModificationRequest {
  /**
   * Carried out together, in this order.
   * @minItems 1
   * @maxItems 100
   */
  readonly changes: readonly CaseChange[];
}

/** Body of `POST /api/instances/:id/modification` → 204. */
export interface ModifyInstanceRequest extends PreviewModificationRequest {
  /**
   * Why: kept in the operation log and shown in the case.
   * @minLength 1
   * @maxLength 2000
   */
  readonly reason: string;
}

export const MODIFICATION_EFFECTS = [
  'step-canceled',
  'step-begun',
  'step-passed',
  'step-completed',
  'task-canceled',
  'task-created',
  'timer-canceled',
  'timer-scheduled',
  'job-canceled',
  'job-created',
  'event-dropped',
  'event-awaited',
  'message-sent',
  'signal-sent',
  'incident-raised',
  'incident-dropped',
  'case-called',
  'called-case-ended',
  'case-ended',
] as const;
export type ModificationEffectKind = (typeof MODIFICATION_EFFECTS)[number];

/** What would happen, in this order. Between now and then the case may move on: carrying it out decides anew. */
export interface ModificationPreview {
  readonly effects: readonly ModificationEffect[];
}

/** One thing that would happen. `step-passed`: a step is begun and done at once, such as a gateway. */
export interface ModificationEffect {
  readonly kind: ModificationEffectKind;
  readonly nodeId?: string;
  /** BPMN element name, e.g. `userTask`. */
  readonly nodeType?: string;
  /** Name of the element; of a task, a message or a signal its own; of a called case that of its process. */
  readonly name?: string;
  /**
   * How many times.
   * @integer
   */
  readonly count: number;
  /** Log-in name of who has the task, or gets it. */
  readonly assignee?: string;
  readonly candidateGroups?: readonly string[];
  readonly dueAt?: Instant;
  /** Of a job: which connector or worker does it. */
  readonly topic?: string;
  /** Of an incident. */
  readonly message?: string;
  /** How the case would end. */
  readonly outcome?: InstanceState;
  /** The called case it happens in; absent for the case itself. */
  readonly calledInstanceId?: string;
}

/** Why nothing can be begun there by hand. */
export const START_OBSTACLES = ['compensation', 'boundaryEvent', 'eventSubProcess', 'noFlow', 'severalFlows'] as const;
export type StartObstacle = (typeof START_OBSTACLES)[number];

/** `GET /api/instances/:id/places`: what can be done by hand at each element of a running case. */
export interface CasePlaces {
  readonly places: readonly CasePlace[];
}

export interface CasePlace {
  readonly nodeId: string;
  readonly nodeType: string;
  readonly name?: string;
  /** The element it lies in; the key of the process at the top. */
  readonly scopeId: string;
  /** Why nothing can be begun before it; absent when it can. */
  readonly before?: StartObstacle;
  /** Why nothing can be begun after it; absent when it can. */
  readonly after?: StartObstacle;
  /** Live scopes ({@link Token.elementInstanceId}) it can be begun in, where one must be named. */
  readonly ancestors?: readonly string[];
}
