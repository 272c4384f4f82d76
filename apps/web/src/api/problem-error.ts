import type { FieldError, Finding, MessageReceiver, ProblemDetails } from './contracts.ts';

/**
 * The server said no, or could not be reached. `code` is the problem's code; the app adds two of its own:
 * `SERVER_UNREACHABLE` (no answer at all, status 0) and `ANSWER_UNREADABLE` (an answer that is no problem details).
 */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly findings: readonly Finding[];
  readonly errors: readonly FieldError[];
  /** Who waits for a message of this name, where one found no receiver or several. */
  readonly receivers: readonly MessageReceiver[] | undefined;
  readonly requestId: string | undefined;
  readonly elementId: string | undefined;

  constructor(problem: Pick<ProblemDetails, 'code' | 'status' | 'detail'> & Partial<ProblemDetails>) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.findings = problem.findings ?? [];
    this.errors = problem.errors ?? [];
    this.receivers = problem.receivers;
    this.requestId = problem.requestId;
    this.elementId = problem.elementId;
  }
}
