import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import pg from 'pg';
import {
  BuiltInArchive,
  createDatabaseMutex,
  DeliveringDocumentStore,
  documentId,
  type DocumentId,
  documentMigrations,
  readAll,
  type RecordReference,
} from '#documents';
import { testDatabase, type TestDatabase } from '#testkit';
import { type EnaioUnderTest, startEnaio } from './enaio-under-test.ts';

export const BY = 'system:test';
export const FIRST = Buffer.from('%PDF-1.7\nerste Fassung\n%%EOF\n');
export const SECOND = Buffer.from('%PDF-1.7\nzweite Fassung\n%%EOF\n');
export const POLICY = { maxAttempts: 6, firstDelayMs: 1_000, maxDelayMs: 8_000, recheckAfterMs: 60_000 };

let database: TestDatabase;
export let pool: pg.Pool;
export let directory: string;
export let enaio: EnaioUnderTest;
let nowMs = Date.now();

/** Lets the clock of all stores go on. */
export function advance(ms: number): void {
  nowMs += ms;
}

export const clock = (): Date => new Date(nowMs);

/** One database, one archive directory and one stand-in for the tests of a file. */
export function setUpDelivery(): void {
  beforeAll(async () => {
    database = await testDatabase({ rooms: [documentMigrations] });
    pool = new pg.Pool({ connectionString: database.url, max: 12 });
    pool.on('error', () => undefined);
    directory = await mkdtemp(join(tmpdir(), 'delivery-'));
    enaio = await startEnaio();
  }, 60_000);
  afterAll(async () => {
    await enaio.close();
    await pool.end();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });
  afterEach(() => {
    enaio.standIn.faults.clear();
  });
}

/** A store as a freshly started process has it. A short timeout only where a test hangs on purpose. */
export async function open(timeoutMs = 10_000): Promise<DeliveringDocumentStore> {
  const store = new DeliveringDocumentStore({
    pool,
    archive: (onAct) => new BuiltInArchive({ pool, directory, onAct, clock }),
    target: enaio.adapter({ exclusive: createDatabaseMutex(pool), clock }, { timeoutMs, attempts: 1 }),
    policy: POLICY,
    clock,
  });
  await store.open();
  return store;
}

export interface Journey {
  readonly record: RecordReference;
  readonly id: DocumentId;
}

/** What a case does with a document, without the DMS being asked for anything. */
export async function journey(store: DeliveringDocumentStore, record: RecordReference): Promise<Journey> {
  const id = documentId(randomUUID());
  await store.ensureRecord({ record, recordType: 'case', title: 'Hundesteuer', by: BY });
  await store.store({
    documentId: id,
    record,
    documentType: 'letter',
    title: 'Bescheid',
    fileName: 'bescheid.pdf',
    mediaType: 'application/pdf',
    content: Readable.from([FIRST]),
    indexData: { applicant: 'Becker', amount: 96 },
    by: BY,
  });
  await store.addVersion({
    documentId: id,
    version: 2,
    fileName: 'bescheid-2.pdf',
    mediaType: 'application/pdf',
    content: Readable.from([SECOND]),
    by: BY,
  });
  await store.setIndexData({ documentId: id, indexData: { applicant: null, urgent: true }, by: BY });
  await store.setRetention({ documentId: id, until: '2036-12-31', by: BY });
  await store.closeRecord({ record, by: BY });
  return { record, id };
}

/** Sweeps with the time going on until nothing of the record is open, at most so often. */
export async function sweepUntilDone(store: DeliveringDocumentStore, id: DocumentId, rounds = 12): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await store.sweep();
    const open = (await store.deliveryOf(id)).filter((delivery) => delivery.state === 'pending');
    if (open.length === 0) break;
    nowMs += POLICY.maxDelayMs + 1_000;
  }
  nowMs += POLICY.recheckAfterMs + 1_000;
  await store.sweep();
}

export async function expectExactlyOnce(store: DeliveringDocumentStore, { record, id }: Journey): Promise<void> {
  expect(await store.openDeliveries()).toEqual([]);
  const adapter = enaio.adapter({ clock });
  const objects = enaio.documents(id);
  expect(objects).toHaveLength(1);
  const [object] = objects;
  if (object === undefined) return;
  expect(await enaio.contentHash(object)).toBe(createHash('sha256').update(SECOND).digest('hex'));
  const records = enaio.standIn.repository
    .all()
    .filter((one) =>
      Object.values(one.fields).includes('fileReference' in record ? record.fileReference : (record.path.at(-1) ?? '')),
    );
  expect(records).toHaveLength(1);
  expect(await adapter.describe(id)).toMatchObject({
    record,
    indexData: { amount: 96, urgent: true },
    retentionUntil: '2036-12-31',
  });
  expect(await adapter.describeRecord(record)).toMatchObject({ closed: true, title: 'Hundesteuer' });
  expect(await readAll((await adapter.read(id, 1)).stream, 10_000)).toEqual(FIRST);
  expect(await readAll((await adapter.read(id, 2)).stream, 10_000)).toEqual(SECOND);
}
