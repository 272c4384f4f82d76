import { type Pool } from 'pg';
import { type BuiltInArchive } from '../archive/built-in-archive.ts';
import { type LoggedEntry } from '../archive/archive-log.ts';
import { type DeliveryTarget } from '../port/delivery-target.ts';
import { DocumentError, isDocumentError } from '../port/document-error.ts';
import { type DocumentId } from '../port/document-id.ts';
import { type DocumentState, type DocumentStore, type StoreHealth } from '../port/document-store.ts';
import { isDmsError } from '../port/dms-error.ts';
import { recordKeyOf, recordLabel, type RecordReference, recordReferenceOf } from '../port/record-reference.ts';
import { createDatabaseMutex } from './database-mutex.ts';
import { type DueDelivery, type DueRecheck, DeliveryOutbox } from './delivery-outbox.ts';
import { DEFAULT_DELIVERY_POLICY, delayAfter, type DeliveryPolicy, type DeliveryState } from './delivery-state.ts';
import { type Exclusive } from './keyed-mutex.ts';
import { replayAct } from './replay-act.ts';

export interface DeliveringDocumentStoreOptions {
  readonly pool: Pool;
  /** Makes the archive with this observer; the observer must see every act of it. */
  readonly archive: (
    onAct: (client: Parameters<DeliveryOutbox['add']>[0], logged: LoggedEntry) => Promise<void>,
  ) => BuiltInArchive;
  readonly target: DeliveryTarget;
  readonly policy?: DeliveryPolicy;
  readonly clock?: () => Date;
  readonly exclusive?: Exclusive;
}

/** What one sweep did. */
export interface SweepResult {
  readonly confirmed: number;
  readonly postponed: number;
  readonly failed: number;
  readonly rechecked: number;
}

/**
 * Two stages: every act happens at once and durably in the built-in archive, and is then handed over to the DMS from an
 * outbox. What this store has answered is kept, whatever happens to the DMS; the DMS gets every act exactly once in its
 * effect, in the order of its record.
 *
 * All methods of the port answer from the archive. A job that may only be done when the DMS has confirmed calls
 * {@link deliver} afterwards.
 */
export class DeliveringDocumentStore implements DocumentStore {
  readonly name: string;
  /** What people call the DMS. */
  readonly dms: string;
  readonly #archive: BuiltInArchive;
  readonly #target: DeliveryTarget;
  readonly #outbox: DeliveryOutbox;
  readonly #policy: DeliveryPolicy;
  readonly #clock: () => Date;
  readonly #exclusive: Exclusive;

  readonly ensureRecord: DocumentStore['ensureRecord'];
  readonly describeRecord: DocumentStore['describeRecord'];
  readonly store: DocumentStore['store'];
  readonly addVersion: DocumentStore['addVersion'];
  readonly read: DocumentStore['read'];
  readonly describe: DocumentStore['describe'];
  readonly setIndexData: DocumentStore['setIndexData'];
  readonly search: DocumentStore['search'];
  readonly closeRecord: DocumentStore['closeRecord'];
  readonly reopenRecord: DocumentStore['reopenRecord'];
  readonly setRetention: DocumentStore['setRetention'];
  readonly setLegalHold: DocumentStore['setLegalHold'];
  readonly delete: DocumentStore['delete'];

  constructor(options: DeliveringDocumentStoreOptions) {
    const outbox = new DeliveryOutbox(options.pool);
    const archive = options.archive(async (client, logged) => outbox.add(client, logged));
    this.#archive = archive;
    this.#outbox = outbox;
    this.#target = options.target;
    this.#policy = options.policy ?? DEFAULT_DELIVERY_POLICY;
    this.#clock = options.clock ?? (() => new Date());
    this.#exclusive = options.exclusive ?? createDatabaseMutex(options.pool);
    this.dms = options.target.product;
    this.name = `${archive.name}, handed over to ${options.target.name}`;
    this.ensureRecord = async (request) => archive.ensureRecord(request);
    this.describeRecord = async (record) => archive.describeRecord(record);
    this.store = async (request) => archive.store(request);
    this.addVersion = async (request) => archive.addVersion(request);
    this.read = async (id, version) => archive.read(id, version);
    this.describe = async (id) => archive.describe(id);
    this.setIndexData = async (request) => archive.setIndexData(request);
    this.search = async (query) => archive.search(query);
    this.closeRecord = async (request) => archive.closeRecord(request);
    this.reopenRecord = async (request) => archive.reopenRecord(request);
    this.setRetention = async (request) => archive.setRetention(request);
    this.setLegalHold = async (request) => archive.setLegalHold(request);
    this.delete = async (request) => archive.delete(request);
  }

  /** Prepares the archive. Must have run before anything else. */
  async open(): Promise<void> {
    await this.#archive.open();
  }

  /** The archive must be well; a DMS that is down is told, but documents are still taken. */
  async health(): Promise<StoreHealth> {
    const [archive, target] = await Promise.all([this.#archive.health(), this.#target.health()]);
    return { ok: archive.ok && target.ok, detail: `${archive.detail} ${target.detail}` };
  }

  /**
   * Hands over every pending act of a record now, whatever its next attempt was planned for.
   *
   * @throws DocumentError DELIVERY_PENDING (retryable: the DMS is down, the sweep goes on trying) or DELIVERY_FAILED (a
   *   person must look); both carry the DMS's own words in `details.words` and its code in `details.reason`
   */
  async deliver(record: RecordReference): Promise<void> {
    const key = recordKeyOf(record);
    await this.#exclusive(`delivery:${key}`, async () => {
      for (;;) {
        const next = await this.#outbox.next(key, undefined);
        if (next === undefined || (await this.#attempt(next)) !== 'confirmed') break;
      }
    });
    const [open] = await this.#outbox.open(1, key);
    if (open !== undefined) throw notDelivered(open);
  }

  /** How far the acts on a document have come, in order; empty when nothing is ever handed over. */
  async deliveryOf(id: DocumentId): Promise<readonly DeliveryState[]> {
    return this.#outbox.ofDocument(id);
  }

  /** Acts the DMS has not confirmed, the failed ones first. */
  async openDeliveries(limit = 200): Promise<readonly DeliveryState[]> {
    return this.#outbox.open(limit);
  }

  /** What holds a record up: its failed act, else the first one that waits; undefined when the DMS has everything. */
  async openOf(record: RecordReference): Promise<DeliveryState | undefined> {
    return (await this.#outbox.open(1, recordKeyOf(record)))[0];
  }

  /** Lets failed acts be tried again, of one record or of all. Answers how many. */
  async retry(record?: RecordReference): Promise<number> {
    return this.#outbox.retry(this.#clock(), record === undefined ? undefined : recordKeyOf(record));
  }

  /**
   * Hands over what is due and looks again at what was confirmed after a lost answer. Meant to run every few seconds in
   * every worker: records are worked on by one at a time, wherever it runs.
   */
  async sweep(limit = 50): Promise<SweepResult> {
    const result = { confirmed: 0, postponed: 0, failed: 0, rechecked: 0 };
    const now = this.#clock();
    for (const key of await this.#outbox.dueRecords(now, limit)) {
      await this.#exclusive(`delivery:${key}`, async () => {
        for (let done = 0; done < limit; done += 1) {
          const next = await this.#outbox.next(key, this.#clock());
          if (next === undefined) return;
          const outcome = await this.#attempt(next);
          result[outcome === 'confirmed' ? 'confirmed' : outcome === 'pending' ? 'postponed' : 'failed'] += 1;
          if (outcome !== 'confirmed') return;
        }
      });
    }
    for (const recheck of await this.#outbox.rechecks(now, limit)) {
      await this.#exclusive(`delivery:${recheck.key}`, async () => this.#recheck(recheck));
      result.rechecked += 1;
    }
    return result;
  }

  async #attempt(due: DueDelivery): Promise<DeliveryState['state']> {
    await this.#outbox.begin(due.seq);
    try {
      await replayAct(due.entry, this.#target, async (id, version) => this.#archive.read(id, version));
    } catch (error) {
      return this.#failed(due, error);
    }
    const now = this.#clock();
    const recheckAt = due.outcomeUnknown ? new Date(now.getTime() + this.#policy.recheckAfterMs) : null;
    await this.#outbox.finish(due.seq, { state: 'confirmed', now, recheckAt });
    return 'confirmed';
  }

  async #failed(due: DueDelivery, error: unknown): Promise<'pending' | 'failed'> {
    const attempts = due.attempts + 1;
    const retryable = !isDocumentError(error) || error.retryable;
    const state = retryable && attempts < this.#policy.maxAttempts ? 'pending' : 'failed';
    await this.#outbox.finish(due.seq, {
      state,
      nextAttemptAt: new Date(this.#clock().getTime() + delayAfter(attempts, this.#policy)),
      outcomeUnknown: due.outcomeUnknown || !isDmsError(error) || error.outcomeUnknown,
      code: isDocumentError(error) ? error.code : 'UNEXPECTED',
      words: wordsOf(error),
    });
    return state;
  }

  /** What was confirmed after a lost answer may have been done a second time since. */
  async #recheck({ seq, key, documentId }: DueRecheck): Promise<void> {
    try {
      await this.#target.reconcile(recordReferenceOf(key), documentId);
      if (documentId !== undefined) await this.#compare(documentId);
      await this.#outbox.setRecheck(seq, null);
    } catch (error) {
      if (isDocumentError(error) && !error.retryable) await this.#outbox.disprove(seq, error.code, wordsOf(error));
      else await this.#outbox.setRecheck(seq, new Date(this.#clock().getTime() + this.#policy.recheckAfterMs));
    }
  }

  /** An overtaken call that arrives late could bring an old version back; then a person must look. */
  async #compare(id: DocumentId): Promise<void> {
    const open = await this.#outbox.ofDocument(id);
    if (open.some((delivery) => delivery.state !== 'confirmed')) return;
    const ours = await this.#archive.describe(id).catch(undefinedWhenGone);
    const theirs = await this.#target.describe(id).catch(undefinedWhenGone);
    if (essenceOf(ours) === essenceOf(theirs)) return;
    throw new DocumentError(
      'INTEGRITY_VIOLATION',
      `Expected document ${id} in ${this.#target.name} to be as in the archive, but versions, index data or retention differ.`,
    );
  }
}

/** What both stores must agree on; values as texts, because a DMS may keep a number in a text field. */
function essenceOf(state: DocumentState | undefined): string {
  if (state === undefined) return '';
  const indexData = Object.entries(state.indexData).map(([name, value]) => `${name}=${String(value)}`);
  const hashes = state.versions.map((version) => version.sha256);
  return JSON.stringify([hashes, indexData.sort(), state.retentionUntil ?? null, state.legalHold ?? null]);
}

function undefinedWhenGone(error: unknown): undefined {
  if (isDocumentError(error) && error.code === 'DOCUMENT_NOT_FOUND') return undefined;
  throw error;
}

function wordsOf(error: unknown): string {
  if (isDmsError(error) && error.words !== '') return error.words;
  return error instanceof Error || isDocumentError(error) ? error.message : String(error);
}

function notDelivered(open: DeliveryState): DocumentError {
  const failed = open.state === 'failed';
  const words = open.error?.words ?? '';
  return new DocumentError(
    failed ? 'DELIVERY_FAILED' : 'DELIVERY_PENDING',
    `Expected the DMS to take over record "${recordLabel(open.record)}", but ${failed ? 'it refuses' : 'it is not available'}: ${words}`,
    {
      retryable: !failed,
      details: { words, reason: open.error?.code, attempts: open.attempts, nextAttemptAt: open.nextAttemptAt },
    },
  );
}
