import type { IntakeFile, IntakeProblem } from './submission.ts';

/** What a case is made of. */
export interface CaseRequest {
  readonly idempotencyKey: string;
  readonly sourceId: string;
  readonly channel: IntakeChannel;
  /** What it asks for, most specific first; the first one that is known decides. */
  readonly services: readonly string[];
  readonly submissionId: string;
  readonly data: unknown;
  readonly receivedAt: string;
  readonly files: readonly IntakeFile[];
}

/** How an application came, as the case remembers it. */
export type IntakeChannel = 'fit-connect' | 'ordner' | 'formular';

/** What becomes of a submission; implemented over the runtime and the documents room. */
export interface CaseStarter {
  /** The number of the case to be, the same one every time. @throws IntakeHoldError as in {@link start} */
  number(request: Pick<CaseRequest, 'idempotencyKey' | 'services'>): Promise<string>;
  /**
   * Starts the case of a submission, once: the same `idempotencyKey` again answers with the same case.
   * @throws IntakeHoldError when a person has to look: no process for the service, data that does not fit
   */
  start(request: CaseRequest): Promise<{ readonly instanceId: string }>;
  /**
   * Files the submission in the case's record, once for the same `idempotencyKey`, and tells the case its documents.
   * Answers with what the record refuses for good.
   */
  file(instanceId: string, request: CaseRequest): Promise<readonly IntakeProblem[]>;
}

/** The submission cannot become a case without a person: it is kept as doubtful with these problems. */
export class IntakeHoldError extends Error {
  readonly code = 'INTAKE_HELD';
  readonly problems: readonly IntakeProblem[];

  constructor(problems: readonly IntakeProblem[]) {
    super(problems.map(({ detail }) => detail).join(' '));
    this.name = 'IntakeHoldError';
    this.problems = problems;
  }
}

/** Decides by shape, because test runners load classes twice. */
export function isIntakeHoldError(error: unknown): error is IntakeHoldError {
  return error instanceof Error && 'code' in error && error.code === 'INTAKE_HELD';
}
