import type { IntakeSource } from '../port/intake-source.ts';
import { IntakeSourceError } from '../port/intake-source.ts';

/**
 * The town's own online form as a source: applications are kept by the request that brings them, so nothing ever waits
 * outside; its rounds only finish what a crash has left.
 */
export class OnlineFormSource implements IntakeSource {
  readonly id = 'formular';
  readonly channel = 'formular' as const;
  readonly fallbackServices: readonly string[] = [];

  waiting(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  fetch(submissionId: string): Promise<never> {
    return Promise.reject(
      new IntakeSourceError('SUBMISSION_GONE', `Expected nothing to wait, but ${submissionId} does.`),
    );
  }

  accept(): Promise<void> {
    return Promise.resolve();
  }

  reject(): Promise<void> {
    return Promise.resolve();
  }

  health(): Promise<{ readonly ok: boolean; readonly message: string }> {
    return Promise.resolve({ ok: true, message: 'always' });
  }
}
