import type { IntakeEntry, IntakeState } from './intake-store.ts';

/** How the last visit to a source went. */
export interface SourceContact {
  readonly sourceId: string;
  /** The last visit without a failure; null: never. */
  readonly succeededAt: string | null;
  /** The last visit that failed, and why; null when a later one succeeded. */
  readonly failedAt: string | null;
  readonly failure: string | null;
}

/** A decision of a person about an arrival. */
export interface IntakeDecision {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** An entry as people look at it. */
export interface RegisteredEntry extends IntakeEntry {
  readonly changedAt: string;
  /** Has it data to go on with? False: it could not even be read. */
  readonly readable: boolean;
  readonly decision: IntakeDecision | null;
  /** When its bytes and data were erased; null while they are kept. */
  readonly erasedAt: string | null;
}

/** What people see of the arrivals, and decide. Each method is one transaction. */
export interface IntakeRegister {
  /** Newest first. */
  list(filter: {
    readonly sourceId?: string;
    readonly states?: readonly IntakeState[];
    /** Part of the number, the service or the id. */
    readonly text?: string;
    readonly limit: number;
    readonly offset: number;
  }): Promise<{ readonly entries: readonly RegisteredEntry[]; readonly total: number }>;
  registered(sourceId: string, submissionId: string): Promise<RegisteredEntry | undefined>;
  findByNumber(number: string): Promise<IntakeEntry | undefined>;
  /**
   * Lets a doubtful entry go on from where it was laid aside, with the service given. False when it is not doubtful or
   * has nothing to go on with.
   */
  release(
    sourceId: string,
    submissionId: string,
    decision: IntakeDecision & { readonly service: string },
  ): Promise<boolean>;
  /** Nothing becomes of a doubtful entry; it is kept. False when it is not doubtful. */
  discard(sourceId: string, submissionId: string, decision: IntakeDecision): Promise<boolean>;
  /** Forgets a doubtful entry that could not be read, so that the next round fetches it again. False when it is none. */
  forget(sourceId: string, submissionId: string): Promise<boolean>;
  /** Notes how a visit went. */
  visited(sourceId: string, at: string, failure: string | null): Promise<void>;
  contacts(): Promise<readonly SourceContact[]>;
}
