import type { StartCollection } from '#engine';
import type { CorrelateCommand, SubscriptionView } from '../api/events.ts';
import type { OperationRow } from './operation-store.ts';
import type { OutboxRow, SubscriptionRow } from './rows.ts';

/** What must still be there when something is collected, and is used up by it. */
export type CollectingFence =
  | { readonly kind: 'outbox'; readonly outboxId: string }
  | {
      readonly kind: 'startTimer';
      readonly subscriptionId: string;
      readonly dueAt: string;
      readonly next: { readonly dueAt: string | null; readonly repetitions: number | null };
    };

/** What collecting comes to: collections to keep in place of those given, and the starts of the complete ones. */
export interface CollectingPlan {
  readonly kept: readonly StartCollection[];
  readonly starts: readonly OutboxRow[];
}

/** What waits for news, and the news on their way. */
export interface EventStore {
  /** Waiting message subscriptions the message could be for, oldest first, at most `limit`. */
  matches(
    message: Pick<
      CorrelateCommand,
      'messageName' | 'correlationKeys' | 'businessKey' | 'instanceId' | 'elementInstanceId'
    > & {
      /** Of a message another process has thrown: receivers that wait within a conversation must be of this one. */
      readonly conversation?: string | null;
    },
    limit: number,
  ): Promise<readonly SubscriptionRow[]>;
  /** Stores messages and signals sent through the API, with entries of the operation log. */
  send(rows: readonly OutboxRow[], log: readonly OperationRow[]): Promise<void>;
  /** Takes outbox rows that are due, and postpones them until `nextLookAt` in case this program dies. SKIP LOCKED. */
  due(request: {
    readonly now: string;
    readonly nextLookAt: string;
    readonly limit: number;
  }): Promise<readonly OutboxRow[]>;
  /**
   * Replaces a signal by one delivery per waiting subscription (not in the tree it comes from) and one start per start
   * event, in one transaction: each receiver exactly once. Answers the new rows, nothing when the signal is gone.
   */
  fanOut(signalId: string, makeId: () => string, now: string): Promise<readonly OutboxRow[]>;
  /**
   * Adds an occurrence to what a parallel multiple start event has collected: in one transaction, under a lock of the start
   * event. `plan` gets the collections of this business key and those without one, oldest first; null changes nothing.
   * The starts of a plan become outbox rows. Nothing happens either (`plan` is not asked) when the fence is used up, or the
   * start event does not listen any more; then the fence is used up for good.
   */
  collect(
    place: { readonly definitionId: string; readonly nodeId: string; readonly businessKey: string | null },
    fence: CollectingFence | null,
    now: string,
    plan: (collections: readonly StartCollection[]) => CollectingPlan | null,
  ): Promise<void>;
  /** Replaces a row by another one (a message that has found its receiver). False when the row is gone. */
  replace(id: string, by: OutboxRow | null): Promise<boolean>;
  postpone(id: string, wakeAt: string, attempts: number): Promise<void>;
  /** When the next news is due; undefined when there is none. */
  nextWake(): Promise<string | undefined>;
  subscriptions(filter: {
    readonly instanceId?: string;
    readonly kind?: 'message' | 'signal' | 'conditional';
    readonly name?: string;
  }): Promise<readonly SubscriptionView[]>;
}
