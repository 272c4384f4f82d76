import type { IntakeChannel } from './case-starter.ts';
import type { IntakeFile, IntakeProblem, Submission } from './submission.ts';

/** What fetching gave: a submission, or the reason it must be refused or looked at by a person. */
export type Fetched =
  | { readonly kind: 'submission'; readonly submission: Submission }
  /** The sender is told; `acknowledgement` as in {@link Submission}. */
  | (Untaken & { readonly kind: 'refused'; readonly acknowledgement: unknown })
  /** Nothing is told to the sender; a person has to look. */
  | (Untaken & { readonly kind: 'doubtful' });

interface Untaken {
  readonly problems: readonly IntakeProblem[];
  /** The bytes as they came, kept for the person who looks. */
  readonly received: readonly IntakeFile[];
}

/**
 * Where applications come from. Every call may be repeated after a crash at any place: listing and fetching change
 * nothing, accepting and rejecting twice is the same as once. Failures of transport are {@link IntakeSourceError}s and
 * mean "later".
 */
export interface IntakeSource {
  /** Name of this connection in the configuration, e.g. `fit-connect-buergeramt`. */
  readonly id: string;
  readonly channel: IntakeChannel;
  /** What every submission of this source asks for when its own service is not known, e.g. `destination:<id>`. */
  readonly fallbackServices: readonly string[];
  /** Ids of submissions that wait to be taken. */
  waiting(): Promise<readonly string[]>;
  fetch(submissionId: string): Promise<Fetched>;
  /** Called only after the submission is stored durably: the source may delete it now. */
  accept(submissionId: string, acknowledgement: unknown): Promise<void>;
  reject(submissionId: string, problems: readonly IntakeProblem[], acknowledgement: unknown): Promise<void>;
  health(): Promise<{ readonly ok: boolean; readonly message: string }>;
}

/**
 * The source cannot be reached or answers nonsense; nothing was changed, try again later. `SOURCE_REFUSED_ANSWER`: it does
 * not take what we tell it, and saying it again changes nothing.
 */
export class IntakeSourceError extends Error {
  readonly code:
    | 'SOURCE_UNREACHABLE'
    | 'SOURCE_REFUSED_LOGIN'
    | 'SOURCE_ANSWER_INVALID'
    | 'SUBMISSION_GONE'
    | 'SOURCE_REFUSED_ANSWER';
  readonly status: number | null;

  constructor(code: IntakeSourceError['code'], message: string, status: number | null = null) {
    super(message);
    this.name = 'IntakeSourceError';
    this.code = code;
    this.status = status;
  }
}
