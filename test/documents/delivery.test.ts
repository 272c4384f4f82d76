import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import {
  BuiltInArchive,
  DeliveringDocumentStore,
  type DeliveryTarget,
  documentId,
  readAll,
  verifyArchive,
} from '#documents';
import {
  advance,
  BY,
  clock,
  directory,
  enaio,
  expectExactlyOnce,
  FIRST,
  journey,
  open,
  POLICY,
  pool,
  SECOND,
  setUpDelivery,
  sweepUntilDone,
} from './delivery-under-test.ts';

setUpDelivery();

describe('two-stage delivery', () => {
  it('given a DMS that works, when a record is delivered, then everything is there once and confirmed', async () => {
    const store = await open();
    const done = await journey(store, { fileReference: `D-${randomUUID()}` });
    expect((await store.deliveryOf(done.id)).map((delivery) => delivery.state)).toEqual([
      'pending',
      'pending',
      'pending',
      'pending',
    ]);
    expect(enaio.documents(done.id)).toEqual([]);
    await store.deliver(done.record);
    await expectExactlyOnce(store, done);
  });

  it('given a DMS that is down, then documents are still taken and read, and the failure carries its words', async () => {
    const store = await open();
    enaio.standIn.faults.add({ kind: 'fail', status: 503, message: 'Archivserver wird gewartet bis 18 Uhr' });
    const done = await journey(store, { fileReference: `D-${randomUUID()}` });
    await expect(store.deliver(done.record)).rejects.toMatchObject({
      code: 'DELIVERY_PENDING',
      retryable: true,
      details: { words: 'Archivserver wird gewartet bis 18 Uhr', reason: 'DMS_UNAVAILABLE' },
    });
    expect(await readAll((await store.read(done.id)).stream, 10_000)).toEqual(SECOND);
    for (let i = 0; i < POLICY.maxAttempts; i += 1) {
      advance(POLICY.maxDelayMs);
      await store.sweep();
    }
    await expect(store.deliver(done.record)).rejects.toMatchObject({ code: 'DELIVERY_FAILED', retryable: false });
    const [failed] = await store.openDeliveries();
    expect(failed).toMatchObject({
      state: 'failed',
      attempts: POLICY.maxAttempts,
      error: { words: 'Archivserver wird gewartet bis 18 Uhr' },
    });
    enaio.standIn.faults.clear();
    expect(await store.retry(done.record)).toBe(1);
    await store.deliver(done.record);
    await expectExactlyOnce(store, done);
  });

  it('given a DMS that refuses, then the delivery fails at once with its words, and later acts of the record wait', async () => {
    const store = await open();
    enaio.standIn.faults.add({
      kind: 'fail',
      match: 'POST .*/objects$',
      skip: 1,
      times: 1,
      status: 422,
      message: "Das Pflichtfeld 'Betreff' ist nicht gefüllt.",
    });
    const done = await journey(store, { fileReference: `D-${randomUUID()}` });
    await expect(store.deliver(done.record)).rejects.toMatchObject({
      code: 'DELIVERY_FAILED',
      details: { reason: 'DMS_REFUSED', words: "Das Pflichtfeld 'Betreff' ist nicht gefüllt." },
    });
    const states = (await store.deliveryOf(done.id)).map((delivery) => delivery.state);
    expect(states).toEqual(['failed', 'pending', 'pending', 'pending']);
    advance(POLICY.maxDelayMs);
    await store.sweep();
    expect((await store.deliveryOf(done.id)).map((delivery) => delivery.attempts)).toEqual([1, 0, 0, 0]);
    await store.retry();
    await store.deliver(done.record);
    await expectExactlyOnce(store, done);
  });

  it('given a wrong password, then it is not tried again and again', async () => {
    const store = await open();
    enaio.standIn.faults.add({ kind: 'fail', status: 401, message: 'Kennwort abgelaufen' });
    const { record } = await journey(store, { fileReference: `D-${randomUUID()}` });
    enaio.standIn.forgetCalls();
    await expect(store.deliver(record)).rejects.toMatchObject({
      code: 'DELIVERY_FAILED',
      details: { reason: 'DMS_UNAUTHORIZED', words: 'Kennwort abgelaufen' },
    });
    expect(enaio.standIn.calls()).toHaveLength(1);
    enaio.standIn.faults.clear();
    await store.retry(record);
    await store.deliver(record);
  });

  it('given a document deleted before its hand-over, then the DMS never sees it', async () => {
    const store = await open();
    const record = { fileReference: `D-${randomUUID()}` };
    await store.ensureRecord({ record, recordType: 'case', title: 'x', by: BY });
    const id = documentId(randomUUID());
    await store.store({
      documentId: id,
      record,
      documentType: 'letter',
      title: 't',
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      content: Readable.from([FIRST]),
      by: BY,
    });
    await store.setIndexData({ documentId: id, indexData: { urgent: true }, by: BY });
    await store.delete({ documentId: id, reason: 'Irrläufer', by: BY });
    await store.deliver(record);
    expect(enaio.documents(id)).toEqual([]);
    expect(await store.openDeliveries()).toEqual([]);
  });

  it('given many records and three workers at once, then each act is handed over once', async () => {
    const workers = await Promise.all([open(), open(), open()]);
    const [first] = workers;
    const journeys = [];
    for (let i = 0; i < 12; i += 1) journeys.push(await journey(first, { path: ['Ordnungsamt', `W-${randomUUID()}`] }));
    while ((await first.openDeliveries()).length > 0) {
      advance(10_000);
      await Promise.all([
        ...workers.map(async (worker) => worker.sweep()),
        first.deliver(journeys[0]?.record ?? { path: [] }).catch(() => undefined),
      ]);
    }
    for (const done of journeys) await expectExactlyOnce(first, done);
    const offices = enaio.standIn.repository.all().filter((object) => object.fields['Name'] === 'Ordnungsamt');
    expect(offices).toHaveLength(1);
  }, 120_000);
});

describe('two-stage delivery under crashes of our own', () => {
  const METHODS = ['ensureRecord', 'store', 'addVersion', 'setIndexData', 'setRetention', 'closeRecord'] as const;

  /** Dies before or after the n-th call to the target, as a killed process does: nothing after it happens. */
  const crashing = (target: DeliveryTarget, at: number, after: boolean) => {
    let calls = 0;
    let die: (dead: true) => void;
    const dead = new Promise<true>((resolve) => (die = resolve));
    const crash = (): Promise<never> => {
      die(true);
      return new Promise(() => undefined);
    };
    const crashingTarget = new Proxy(target, {
      get: (object, name) => {
        const method = METHODS.find((known) => known === name);
        if (method === undefined) {
          const value: unknown = Reflect.get(object, name, object);
          return typeof value === 'function' ? (value.bind(object) as unknown) : value;
        }
        return async (request: never) => {
          calls += 1;
          if (calls === at && !after) return crash();
          const answer = await object[method](request);
          return calls === at && after ? crash() : answer;
        };
      },
    });
    return { crashingTarget, dead };
  };

  for (const after of [false, true]) {
    it(`given a process that dies ${after ? 'after' : 'before'} any act has reached the DMS, then the next process finishes it once`, async () => {
      for (let at = 1; at <= METHODS.length; at += 1) {
        // A killed process loses its connections and with them its locks; a mutex that holds nothing stands for that.
        const { crashingTarget, dead } = crashing(enaio.adapter({ clock }, { attempts: 1 }), at, after);
        const dying = new DeliveringDocumentStore({
          pool,
          archive: (onAct) => new BuiltInArchive({ pool, directory, onAct, clock }),
          target: crashingTarget,
          policy: POLICY,
          clock,
          exclusive: async (_key, work) => work(),
        });
        await dying.open();
        const done = await journey(dying, { fileReference: `C-${randomUUID()}` });
        const died = await Promise.race([dying.deliver(done.record).then(() => false), dead]);
        expect(died).toBe(true);
        const next = await open();
        await sweepUntilDone(next, done.id);
        await expectExactlyOnce(next, done);
      }
    }, 60_000);
  }
});

it('given everything above, then the archive is still sound and no file is left over', async () => {
  expect(await verifyArchive({ pool, directory })).toMatchObject({ ok: true, findings: [] });
});
