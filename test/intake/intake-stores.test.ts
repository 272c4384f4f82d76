import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { intakeMigrations, PostgresIntakeStore } from '#intake';
import { intakeStoreConformance } from '../../libs/intake/src/conformance/intake-store-conformance.ts';
import { testDatabase, type TestDatabase } from '#testkit';
import { MemoryIntakeStore } from './memory-intake-store.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await testDatabase({ rooms: [intakeMigrations] });
  pool = new pg.Pool({ connectionString: database.url, max: 5 });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function emptyStore(): Promise<PostgresIntakeStore> {
  await pool.query('TRUNCATE intake_entry CASCADE');
  return new PostgresIntakeStore(pool);
}

intakeStoreConformance('memory', () => Promise.resolve(new MemoryIntakeStore()));
intakeStoreConformance('PostgreSQL', emptyStore);

describe('the register of arrivals', () => {
  const problem = { code: 'NO_PROCESS_FOR_SERVICE', detail: 'Expected …', part: 'service' };
  const decision = { by: 'integrator', at: '2026-11-20T10:00:00.000Z', reason: 'geklärt' };
  const submission = {
    id: '1',
    service: 'urn:hund',
    receivedAt: '2026-11-20T08:00:00.000Z',
    data: {},
    original: { id: 'data', fileName: 'a.json', mediaType: 'application/json', content: new Uint8Array([123, 125]) },
    attachments: [],
    acknowledgement: null,
  };

  it('given a held arrival, when a person lets it go on, then it does from where it was, with the service chosen', async () => {
    const store = await emptyStore();
    await store.keep('s', submission);
    await store.advance('s', '1', 'stored', 'accepted');
    await store.hold('s', '1', 'accepted', [problem]);
    expect(await store.forget('s', '1')).toBe(false);
    expect(await store.release('s', '1', { ...decision, service: 'hundesteuer' })).toBe(true);
    expect(await store.release('s', '1', { ...decision, service: 'hundesteuer' })).toBe(false);
    expect(await store.registered('s', '1')).toMatchObject({ state: 'accepted', service: 'hundesteuer', decision });
  });

  it('given an unreadable arrival, then it can be fetched again or discarded, but not go on', async () => {
    const store = await emptyStore();
    const kept = { state: 'doubtful', problems: [problem], acknowledgement: null, received: [] } as const;
    await store.keepProblems('s', '1', kept);
    await store.keepProblems('s', '2', kept);
    expect(await store.release('s', '1', { ...decision, service: 'x' })).toBe(false);
    expect(await store.forget('s', '1')).toBe(true);
    expect(await store.discard('s', '2', decision)).toBe(true);
    expect(await store.registered('s', '2')).toMatchObject({ state: 'discarded', readable: false, decision });
    expect(await store.find('s', '1')).toBeUndefined();
  });

  it('given arrivals, then they are listed newest first, by source, state and words', async () => {
    const store = await emptyStore();
    for (const [id, hour] of [
      ['a', '07'],
      ['b', '08'],
      ['c', '09'],
    ] as const)
      await store.keep('s', { ...submission, id, receivedAt: `2026-11-20T${hour}:00:00.000Z` });
    await store.number('s', 'b', 'HS-2026-0042');
    await store.keep('t', submission);
    const ids = async (filter: Partial<Parameters<PostgresIntakeStore['list']>[0]>) =>
      (await store.list({ limit: 10, offset: 0, ...filter })).entries.map(({ submissionId }) => submissionId);
    expect(await ids({ sourceId: 's' })).toEqual(['c', 'b', 'a']);
    expect(await ids({ text: 'hs-2026' })).toEqual(['b']);
    expect(await ids({ text: '%' })).toEqual([]);
    expect(await ids({ states: ['doubtful'] })).toEqual([]);
    expect(await store.list({ limit: 2, offset: 2 })).toMatchObject({ total: 4 });
    expect((await store.findByNumber('HS-2026-0042'))?.submissionId).toBe('b');
  });

  it('given visits to a source, then the last success and the failure since are known', async () => {
    const store = await emptyStore();
    await store.visited('s', '2026-11-20T08:00:00.000Z', null);
    await store.visited('s', '2026-11-20T08:01:00.000Z', 'down');
    expect(await store.contacts()).toEqual([
      {
        sourceId: 's',
        succeededAt: '2026-11-20T08:00:00.000Z',
        failedAt: '2026-11-20T08:01:00.000Z',
        failure: 'down',
      },
    ]);
    await store.visited('s', '2026-11-20T08:02:00.000Z', null);
    expect((await store.contacts())[0]).toMatchObject({ failedAt: null, failure: null });
  });
});
