import type { IntakeFile } from './submission.ts';

/** What becomes of a submission; implemented by an app over the runtime and the documents room. */
export interface CaseStarter {
  /**
   * Starts the case of a submission, once: the same `idempotencyKey` again answers with the same case.
   * @throws an error with code NO_PROCESS_FOR_SERVICE when the configuration names none; it is kept for a person then
   */
  start(request: {
    readonly idempotencyKey: string;
    readonly service: string;
    readonly submissionId: string;
    readonly data: unknown;
    readonly receivedAt: string;
  }): Promise<{ readonly instanceId: string }>;
  /** Files an attachment in the case's record, once for the same `documentKey`. */
  file(instanceId: string, documentKey: string, file: IntakeFile): Promise<void>;
}
