import type { IntakeFile, IntakeProblem, Submission } from './submission.ts';

/**
 * Where a submission stands. `stored`: durable here, the source does not know yet · `accepted`: the source knows ·
 * `started`: its case runs · `refusing`: the sender is to be told why not · `refused`: the sender was told ·
 * `doubtful`: a person must look · `discarded`: a person has decided that nothing becomes of it.
 */
export type IntakeState = 'stored' | 'accepted' | 'started' | 'refusing' | 'refused' | 'doubtful' | 'discarded';

export interface IntakeEntry {
  readonly sourceId: string;
  readonly submissionId: string;
  readonly state: IntakeState;
  readonly service: string;
  readonly receivedAt: string;
  /** Why it is refused or doubtful; with a case: what of it could not be filed. */
  readonly problems: readonly IntakeProblem[];
  readonly acknowledgement: unknown;
  /** Null until the case runs. */
  readonly instanceId: string | null;
  /** The case number; null until it was given. */
  readonly number: string | null;
}

/** What is kept of something that could not be taken. */
export interface KeptProblems {
  readonly state: 'refusing' | 'doubtful';
  readonly problems: readonly IntakeProblem[];
  readonly acknowledgement: unknown;
  /** The bytes as they came, for the person who looks. */
  readonly received: readonly IntakeFile[];
}

/** The record of everything that ever arrived. Each method is one transaction. */
export interface IntakeStore {
  find(sourceId: string, submissionId: string): Promise<IntakeEntry | undefined>;
  /** Entries that are on their way: stored, accepted or refusing; oldest first. */
  unfinished(sourceId: string): Promise<readonly IntakeEntry[]>;
  /** Keeps a submission with all its bytes; false when it was there already (nothing is changed then). */
  keep(sourceId: string, submission: Submission): Promise<boolean>;
  /** Keeps the reason a submission was not taken; false when it was there already (nothing is changed then). */
  keepProblems(sourceId: string, submissionId: string, kept: KeptProblems): Promise<boolean>;
  /** Moves an entry on; true for exactly one caller. */
  advance(
    sourceId: string,
    submissionId: string,
    from: IntakeState,
    to: IntakeState,
    outcome?: { readonly instanceId: string; readonly problems?: readonly IntakeProblem[] },
  ): Promise<boolean>;
  /** Remembers the number of the case, before it runs. The first one stays. */
  number(sourceId: string, submissionId: string, number: string): Promise<void>;
  /**
   * Lays an entry aside for a person, who may let it go on from where it was, unless it was being refused. True for exactly
   * one caller.
   */
  hold(
    sourceId: string,
    submissionId: string,
    from: 'stored' | 'accepted' | 'refusing',
    problems: readonly IntakeProblem[],
  ): Promise<boolean>;
  /** Structured data of a kept submission; null when there is none. */
  data(sourceId: string, submissionId: string): Promise<unknown>;
  /** The original first, then the attachments in their order; of what was not taken: the bytes as they came. */
  files(sourceId: string, submissionId: string): Promise<readonly IntakeFile[]>;
}
