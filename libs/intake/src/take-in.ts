import { type CaseRequest, type CaseStarter, isIntakeHoldError } from './port/case-starter.ts';
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
      const known = await store.find(source.id, submissionId);
      if (known !== undefined) await tellAgain(source, known);
      else if ((await receive(source, store, submissionId)) === 'doubtful') round.doubtful += 1;
    });
  for (const entry of await store.unfinished(source.id))
    await attempt(entry.submissionId, async () => {
      if (entry.state === 'refusing') {
        const { submissionId: id, problems, acknowledgement } = entry;
        if (await heldBecauseRefused(store, entry, 'refusing', () => source.reject(id, problems, acknowledgement))) {
          round.doubtful += 1;
          return;
        }
        if (await store.advance(source.id, entry.submissionId, 'refusing', 'refused')) round.refused += 1;
        return;
      }
      const outcome = await finish(source, store, cases, entry);
      if (outcome === 'taken') round.taken += 1;
      if (outcome === 'held') round.doubtful += 1;
    });
  return round;
}

/** Whatever is over here but still waits there was sent again, or has not heard of it. */
async function tellAgain(source: IntakeSource, { state, submissionId, problems, acknowledgement }: IntakeEntry) {
  if (state === 'started') await source.accept(submissionId, acknowledgement);
  if (state === 'refused') await source.reject(submissionId, problems, acknowledgement);
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
    const { problems, received } = fetched;
    const [state, acknowledgement] =
      fetched.kind === 'refused' ? (['refusing', fetched.acknowledgement] as const) : (['doubtful', null] as const);
    await store.keepProblems(source.id, submissionId, { state, problems, acknowledgement, received });
  }
  return fetched.kind;
}

/**
 * Brings one kept submission to its case: `taken` for the caller who did, `held` when a person must look, `other` when
 * another round was faster.
 */
export async function finish(
  source: IntakeSource,
  store: IntakeStore,
  cases: CaseStarter,
  entry: IntakeEntry,
): Promise<'taken' | 'held' | 'other'> {
  const { submissionId } = entry;
  if (entry.state === 'stored') {
    const accept = () => source.accept(submissionId, entry.acknowledgement);
    if (await heldBecauseRefused(store, entry, 'stored', accept)) return 'held';
    await store.advance(source.id, submissionId, 'stored', 'accepted');
  }
  const request: CaseRequest = {
    idempotencyKey: caseKey(source.id, submissionId),
    sourceId: source.id,
    channel: source.channel,
    services: [entry.service, ...source.fallbackServices],
    submissionId,
    data: await store.data(source.id, submissionId),
    receivedAt: entry.receivedAt,
    files: await store.files(source.id, submissionId),
  };
  try {
    await store.number(source.id, submissionId, await cases.number(request));
    const { instanceId } = await cases.start(request);
    const problems = await cases.file(instanceId, request);
    const first = await store.advance(source.id, submissionId, 'accepted', 'started', { instanceId, problems });
    return first ? 'taken' : 'other';
  } catch (error) {
    if (!isIntakeHoldError(error)) throw error;
    return (await store.hold(source.id, submissionId, 'accepted', error.problems)) ? 'held' : 'other';
  }
}

/** Tells the source; where it takes no such answer, now or ever, a person must look. */
async function heldBecauseRefused(
  store: IntakeStore,
  { sourceId, submissionId, problems }: IntakeEntry,
  from: 'stored' | 'refusing',
  tell: () => Promise<void>,
): Promise<boolean> {
  try {
    await tell();
    return false;
  } catch (error) {
    if (!(error instanceof IntakeSourceError) || error.code !== 'SOURCE_REFUSED_ANSWER') throw error;
    const refusal = { code: error.code, detail: error.message, part: 'acknowledgement' };
    return store.hold(sourceId, submissionId, from, [...problems, refusal]);
  }
}

/** Names the case of a submission for ever: whoever starts it by this key starts it once. */
export function caseKey(sourceId: string, submissionId: string): string {
  return `intake:${sourceId}:${submissionId}`;
}
