import type { IntakeFile, IntakeProblem, Submission } from './submission.ts';

/**
 * Where a submission stands. `stored`: durable here, the source does not know yet · `accepted`: the source knows ·
 * `started`: its case runs · `refused`: the sender was told why not · `doubtful`: a person must look.
 */
export type IntakeState = 'stored' | 'accepted' | 'started' | 'refusing' | 'refused' | 'doubtful';

export interface IntakeEntry {
  readonly sourceId: string;
  readonly submissionId: string;
  readonly state: IntakeState;
  readonly service: string;
  readonly receivedAt: string;
  readonly problems: readonly IntakeProblem[];
  readonly acknowledgement: unknown;
  readonly instanceId: string | null;
}

/** The record of everything that ever arrived. Each method is one transaction. */
export interface IntakeStore {
  find(sourceId: string, submissionId: string): Promise<IntakeEntry | undefined>;
  /** Entries that are on their way: stored, accepted or refusing. */
  unfinished(sourceId: string): Promise<readonly IntakeEntry[]>;
  /** Keeps a submission with all its bytes; false when it was there already (nothing is changed then). */
  keep(sourceId: string, submission: Submission): Promise<boolean>;
  /** Keeps the reason a submission was not taken. */
  keepProblems(
    sourceId: string,
    submissionId: string,
    state: 'refusing' | 'doubtful',
    problems: readonly IntakeProblem[],
    acknowledgement: unknown,
  ): Promise<void>;
  /** Moves an entry on; true for exactly one caller. */
  advance(
    sourceId: string,
    submissionId: string,
    from: IntakeState,
    to: IntakeState,
    instanceId?: string,
  ): Promise<boolean>;
  data(sourceId: string, submissionId: string): Promise<unknown>;
  files(sourceId: string, submissionId: string): Promise<readonly IntakeFile[]>;
}
