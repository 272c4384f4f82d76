import type { CorrelateCommand, SubscriptionView } from '../api/events.ts';
import type { OutboxRow, SubscriptionRow } from './rows.ts';

/** What waits for news, and the news on their way. */
export interface EventStore {
  /** Waiting message subscriptions the message could be for, oldest first, at most `limit`. */
  matches(
    message: Pick<CorrelateCommand, 'messageName' | 'correlationKeys' | 'businessKey' | 'instanceId'>,
    limit: number,
  ): Promise<readonly SubscriptionRow[]>;
  /** Stores messages and signals sent through the API. */
  send(rows: readonly OutboxRow[]): Promise<void>;
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
