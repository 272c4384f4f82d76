import type { CaseStarter } from './port/case-starter.ts';
import { IntakeSourceError, type IntakeSource } from './port/intake-source.ts';
import type { IntakeEntry, IntakeStore } from './port/intake-store.ts';

/** What one round has done. */
export interface IntakeRound {
  readonly taken: number;
  readonly refused: number;
  readonly doubtful: number;
  /** Submissions that stay where they are and are tried again in the next round. */
  readonly failures: readonly { readonly submissionId: string; readonly message: string }[];
}

/**
 * Takes everything that waits at a source, and finishes what an earlier round has left: store durably, then accept at
 * the source, then start the case, then file the attachments. Every step may be repeated, so a crash between any two of
 * them loses nothing and does nothing twice: one submission is exactly one case.
 * Rounds of one source may run at the same time (callback and polling); they meet in the store.
 */
export async function takeIn(source: IntakeSource, store: IntakeStore, cases: CaseStarter): Promise<IntakeRound> {
  const round = { taken: 0, refused: 0, doubtful: 0, failures: [] as { submissionId: string; message: string }[] };
  const attempt = async (submissionId: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      round.failures.push({ submissionId, message: error instanceof Error ? error.message : 'Unknown failure' });
    }
  };
  for (const submissionId of await source.waiting())
    await attempt(submissionId, async () => {
      if ((await store.find(source.id, submissionId)) !== undefined) return;
      const outcome = await receive(source, store, submissionId);
      if (outcome === 'doubtful') round.doubtful += 1;
    });
  for (const entry of await store.unfinished(source.id))
    await attempt(entry.submissionId, async () => {
      if (entry.state === 'refusing') {
        await source.reject(entry.submissionId, entry.problems, entry.acknowledgement);
        if (await store.advance(source.id, entry.submissionId, 'refusing', 'refused')) round.refused += 1;
      } else if (await finish(source, store, cases, entry)) round.taken += 1;
    });
  return round;
}

async function receive(source: IntakeSource, store: IntakeStore, submissionId: string) {
  const fetched = await source.fetch(submissionId).catch((error: unknown) => {
    // Between listing and fetching another round may have finished it.
    if (error instanceof IntakeSourceError && error.code === 'SUBMISSION_GONE') return undefined;
    throw error;
  });
  if (fetched === undefined) return 'gone';
  if (fetched.kind === 'submission') await store.keep(source.id, fetched.submission);
  else {
    const [state, acknowledgement] =
      fetched.kind === 'refused' ? (['refusing', fetched.acknowledgement] as const) : (['doubtful', null] as const);
    await store.keepProblems(source.id, submissionId, state, fetched.problems, acknowledgement);
  }
  return fetched.kind;
}

async function finish(
  source: IntakeSource,
  store: IntakeStore,
  cases: CaseStarter,
  entry: IntakeEntry,
): Promise<boolean> {
  const { submissionId } = entry;
  if (entry.state === 'stored') {
    await source.accept(submissionId, entry.acknowledgement);
    await store.advance(source.id, submissionId, 'stored', 'accepted');
  }
  const key = `intake:${source.id}:${submissionId}`;
  const { instanceId } = await cases.start({
    idempotencyKey: key,
    service: entry.service,
    submissionId,
    data: await store.data(source.id, submissionId),
    receivedAt: entry.receivedAt,
  });
  for (const file of await store.files(source.id, submissionId))
    await cases.file(instanceId, `${key}:${file.id}`, file);
  return store.advance(source.id, submissionId, 'accepted', 'started', instanceId);
}
