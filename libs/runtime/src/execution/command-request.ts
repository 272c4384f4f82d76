import type { Command, EngineEvent } from '#engine';
import type { Actor } from '../api/actor.ts';
import type { LocatedKind } from '../ports/instance-store.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import type { JobHistoryRow } from '../ports/rows.ts';

/** Where the instance of a command is found. */
type Target =
  | {
      readonly kind: 'start';
      readonly instanceId: string;
      readonly businessKey?: string;
      /** Whether the business key must be free; absent: as the process has it. */
      readonly unique?: boolean;
    }
  | { readonly kind: 'known'; readonly rootId: string; readonly itemId?: string }
  | { readonly kind: 'lookup'; readonly of: LocatedKind; readonly id: string };

/**
 * What must still be true when the instance is locked; checked and used up in the same transaction, so that a command
 * delivered twice works once.
 */
export type Fence =
  | { readonly kind: 'job'; readonly jobId: string; readonly lockToken: string }
  | { readonly kind: 'externalJob'; readonly jobId: string; readonly workerId: string }
  /** Without an actor a program acts: only the two-person rule is checked. */
  | { readonly kind: 'task'; readonly taskId: string; readonly actor?: Actor }
  | { readonly kind: 'outbox'; readonly outboxId: string }
  /** Not used up: it is for all instances of the definition. */
  | { readonly kind: 'plannedSuspension'; readonly planId: string }
  | { readonly kind: 'batchItem'; readonly batchId: string; readonly position: number }
  | {
      readonly kind: 'startTimer';
      readonly subscriptionId: string;
      readonly dueAt: string;
      readonly next: StartTimerNext;
    };

interface StartTimerNext {
  readonly dueAt: string | null;
  readonly repetitions: number | null;
}

/** One command with everything that belongs into its transaction. */
export interface CommandRequest {
  readonly target: Target;
  readonly command: Command;
  readonly fence?: Fence;
  /** A start with the same key answers the first one's instance. */
  readonly idempotencyKey?: string;
  /** Retries the job of a resolved incident gets. */
  readonly retries?: number;
  /** Whose doing it is, for the operation log; written only if the command is carried out. */
  readonly log?: readonly OperationRow[];
  /** What was entered in which field of a form, for history. */
  readonly formFields?: Readonly<Record<string, string>>;
  /** When a job that has failed with retries left may be tried again. */
  readonly wakeAt?: string;
  /** How the try of the fenced job went, for the job log. */
  readonly attempt?: Pick<JobHistoryRow, 'outcome' | 'message' | 'details'>;
}

export interface CommandOutcome {
  readonly rootId: string;
  /** Empty when an idempotency key answered. */
  readonly events: readonly EngineEvent[];
  /** The earlier instance of the same idempotency key. */
  readonly earlier?: string;
}
