import { randomUUID } from 'node:crypto';
import { KeptState } from './kept-state.ts';

export interface StoredSubmission {
  readonly submissionId: string;
  readonly caseId: string;
  readonly destinationId: string;
  readonly publicService: { readonly identifier: string; readonly name: string };
  readonly announced: readonly string[];
  readonly attachments: Map<string, string>;
  metadata: string | null;
  data: string | null;
  state: 'announced' | 'submitted' | 'accepted' | 'rejected';
}

/** A submission as it is kept, with the log of its case. */
interface KeptSubmission extends Omit<StoredSubmission, 'attachments'> {
  readonly attachments: readonly (readonly [string, string])[];
  readonly events: readonly string[];
}

/** Submissions and the event logs of their cases, in memory and, where it is given a folder, there, too. */
export class SubmissionBook {
  readonly #submissions = new Map<string, StoredSubmission>();
  readonly #events = new Map<string, readonly string[]>();
  readonly #kept: KeptState<KeptSubmission> | undefined;

  constructor(directory?: string) {
    if (directory === undefined) return;
    this.#kept = new KeptState(directory);
    for (const { events, attachments, ...rest } of this.#kept.all().values()) {
      this.#submissions.set(rest.submissionId, { ...rest, attachments: new Map(attachments) });
      this.#events.set(rest.caseId, events);
    }
  }

  all(): readonly StoredSubmission[] {
    return [...this.#submissions.values()];
  }

  find(submissionId: string): StoredSubmission | undefined {
    return this.#submissions.get(submissionId);
  }

  events(caseId: string): readonly string[] {
    return this.#events.get(caseId) ?? [];
  }

  announce(wanted: Pick<StoredSubmission, 'destinationId' | 'publicService' | 'announced'>): StoredSubmission {
    const submission: StoredSubmission = {
      ...wanted,
      submissionId: randomUUID(),
      caseId: randomUUID(),
      attachments: new Map(),
      metadata: null,
      data: null,
      state: 'announced',
    };
    this.#submissions.set(submission.submissionId, submission);
    this.keep(submission);
    return submission;
  }

  addEvent(caseId: string, token: string): void {
    this.#events.set(caseId, [...this.events(caseId), token]);
    for (const submission of this.all()) if (submission.caseId === caseId) this.keep(submission);
  }

  /** Must follow every change of a submission. */
  keep({ attachments, ...rest }: StoredSubmission): void {
    this.#kept?.keep(rest.submissionId, { ...rest, attachments: [...attachments], events: this.events(rest.caseId) });
  }
}
