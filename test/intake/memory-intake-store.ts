import type {
  IntakeEntry,
  IntakeFile,
  IntakeProblem,
  IntakeState,
  IntakeStore,
  KeptProblems,
  Submission,
} from '#intake';

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
        .filter((one) => one.sourceId === sourceId && open.includes(one.state))
        .sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1)),
    );
  }

  keep(sourceId: string, submission: Submission): Promise<boolean> {
    const { id, service, receivedAt, acknowledgement, data, original, attachments } = submission;
    return this.#add({ ...this.#blank(sourceId, id), state: 'stored', service, receivedAt, acknowledgement }, data, [
      original,
      ...attachments,
    ]);
  }

  keepProblems(sourceId: string, submissionId: string, kept: KeptProblems): Promise<boolean> {
    const { state, problems, acknowledgement, received } = kept;
    return this.#add({ ...this.#blank(sourceId, submissionId), state, problems, acknowledgement }, null, received);
  }

  advance(
    sourceId: string,
    submissionId: string,
    from: IntakeState,
    to: IntakeState,
    outcome?: { readonly instanceId: string; readonly problems?: readonly IntakeProblem[] },
  ): Promise<boolean> {
    return this.#change(sourceId, submissionId, from, (entry) => ({ ...entry, ...outcome, state: to }));
  }

  number(sourceId: string, submissionId: string, number: string): Promise<void> {
    const kept = this.#kept.get(`${sourceId}/${submissionId}`);
    if (kept !== undefined) kept.entry = { ...kept.entry, number: kept.entry.number ?? number };
    return Promise.resolve();
  }

  hold(
    sourceId: string,
    submissionId: string,
    from: 'stored' | 'accepted' | 'refusing',
    problems: readonly IntakeProblem[],
  ): Promise<boolean> {
    return this.#change(sourceId, submissionId, from, (entry) => ({ ...entry, state: 'doubtful', problems }));
  }

  data(sourceId: string, submissionId: string): Promise<unknown> {
    return Promise.resolve(this.#kept.get(`${sourceId}/${submissionId}`)?.data ?? null);
  }

  files(sourceId: string, submissionId: string): Promise<readonly IntakeFile[]> {
    return Promise.resolve(this.#kept.get(`${sourceId}/${submissionId}`)?.files ?? []);
  }

  #blank(sourceId: string, submissionId: string): IntakeEntry {
    return {
      sourceId,
      submissionId,
      state: 'doubtful',
      service: '',
      receivedAt: new Date().toISOString(),
      problems: [],
      acknowledgement: null,
      instanceId: null,
      number: null,
    };
  }

  #add(entry: IntakeEntry, data: unknown, files: readonly IntakeFile[]): Promise<boolean> {
    const key = `${entry.sourceId}/${entry.submissionId}`;
    if (this.#kept.has(key)) return Promise.resolve(false);
    this.#kept.set(key, { entry, data, files });
    return Promise.resolve(true);
  }

  #change(
    sourceId: string,
    submissionId: string,
    from: IntakeState,
    change: (entry: IntakeEntry) => IntakeEntry,
  ): Promise<boolean> {
    const kept = this.#kept.get(`${sourceId}/${submissionId}`);
    if (kept?.entry.state !== from) return Promise.resolve(false);
    kept.entry = change(kept.entry);
    return Promise.resolve(true);
  }
}
