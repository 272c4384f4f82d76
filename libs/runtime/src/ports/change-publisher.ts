import type { Change, ChangeFeed } from '../api/changes.ts';

/** The sending half of the {@link ChangeFeed}: told after commit, collected for a few milliseconds, may be lost. */
export interface ChangePublisher extends ChangeFeed {
  publish(changes: readonly Change[]): void;
  /** Tells the relays of all programs that there is news in the outbox. */
  ringOutbox(): void;
  onOutbox(listener: () => void): () => void;
}
