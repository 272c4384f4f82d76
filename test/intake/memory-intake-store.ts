import type { IntakeEntry, IntakeState, IntakeStore } from '#intake';
import type { IntakeFile, IntakeProblem, Submission } from '#intake';

interface Kept {
  entry: IntakeEntry;
  readonly data: unknown;
  readonly files: readonly IntakeFile[];
}

/** Keeps entries in memory, for tests. */
export class MemoryIntakeStore implements IntakeStore {
  readonly #kept = new Map<string, Kept>();

  find(sourceId: string, submissionId: string): Promise<IntakeEntry | undefined> {
    return Promise.resolve(this.#kept.get(`${sourceId}/${submissionId}`)?.entry);
  }

  unfinished(sourceId: string): Promise<readonly IntakeEntry[]> {
    const open: readonly IntakeState[] = ['stored', 'accepted', 'refusing'];
    return Promise.resolve(
      [...this.#kept.values()]
        .map((one) => one.entry)
        .filter((one) => one.sourceId === sourceId && open.includes(one.state)),
    );
  }

  keep(sourceId: string, submission: Submission): Promise<boolean> {
    const key = `${sourceId}/${submission.id}`;
    if (this.#kept.has(key)) return Promise.resolve(false);
    const { id: submissionId, service, receivedAt, acknowledgement, data, original, attachments } = submission;
    const entry: IntakeEntry = {
      sourceId,
      submissionId,
      state: 'stored',
      service,
      receivedAt,
      problems: [],
      acknowledgement,
      instanceId: null,
    };
    this.#kept.set(key, { entry, data, files: [original, ...attachments] });
    return Promise.resolve(true);
  }

  keepProblems(
    sourceId: string,
    submissionId: string,
    state: 'refusing' | 'doubtful',
    problems: readonly IntakeProblem[],
    acknowledgement: unknown,
  ): Promise<void> {
    const key = `${sourceId}/${submissionId}`;
    const entry: IntakeEntry = {
      sourceId,
      submissionId,
      state,
      service: '',
      receivedAt: '',
      problems,
      acknowledgement,
      instanceId: null,
    };
    if (!this.#kept.has(key)) this.#kept.set(key, { entry, data: null, files: [] });
    return Promise.resolve();
  }

  advance(
    sourceId: string,
    submissionId: string,
    from: IntakeState,
    to: IntakeState,
    instanceId?: string,
  ): Promise<boolean> {
    const kept = this.#kept.get(`${sourceId}/${submissionId}`);
    if (kept?.entry.state !== from) return Promise.resolve(false);
    kept.entry = { ...kept.entry, state: to, instanceId: instanceId ?? kept.entry.instanceId };
    return Promise.resolve(true);
  }

  data(sourceId: string, submissionId: string): Promise<unknown> {
    return Promise.resolve(this.#kept.get(`${sourceId}/${submissionId}`)?.data);
  }

  files(sourceId: string, submissionId: string): Promise<readonly IntakeFile[]> {
    return Promise.resolve(this.#kept.get(`${sourceId}/${submissionId}`)?.files ?? []);
  }
}
