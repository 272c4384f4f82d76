import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { verifyArchive } from '#documents';
import { type FaultKind } from '../../apps/partners/src/http/fault-plan.ts';
import {
  directory,
  enaio,
  expectExactlyOnce,
  journey,
  open,
  pool,
  setUpDelivery,
  sweepUntilDone,
} from './delivery-under-test.ts';

setUpDelivery();

/**
 * How long a call is waited for that is meant to hang, and what is later than that. On a busy machine another call may be given
 * up, too: that is one fault more, and the planned one then meets the store that is patient.
 */
const PATIENCE_MS = 120;
const LATE_MS = 200;
const PATIENT_MS = 3_000;

/** How many calls the delivery of one journey makes when nothing is wrong. */
async function callsOfOneJourney(): Promise<number> {
  const store = await open(10_000);
  const done = await journey(store, { fileReference: `F-${randomUUID()}` });
  enaio.standIn.faults.clear();
  enaio.standIn.forgetCalls();
  await store.deliver(done.record);
  return enaio.standIn.calls().length;
}

describe('two-stage delivery under faults of the DMS', () => {
  // Kinds in one row have the same effect and differ only in how they are told: they take turns from call to call.
  const rows: readonly (readonly [FaultKind, ...FaultKind[]])[] = [
    ['fail', 'reset', 'html'],
    ['fail-after', 'reset-after', 'html-after'],
    ['hang'],
    ['hang-after'],
    ['late'],
    ['repeat'],
    ['answer-twice'],
  ];
  for (const kinds of rows) {
    it(`given ${kinds.join(', ')} at every possible call, then every act arrives exactly once`, async () => {
      const places = await callsOfOneJourney();
      expect(places).toBeGreaterThan(15);
      for (let place = 0; place < places; place += 1) {
        const kind = kinds[place % kinds.length] ?? kinds[0];
        const hangs = kind === 'hang' || kind === 'hang-after' || kind === 'late';
        const store = await open(hangs ? PATIENCE_MS : 10_000);
        const done = await journey(
          store,
          place % 2 === 0 ? { fileReference: `F-${randomUUID()}` } : { path: ['Bauamt', `F-${randomUUID()}`] },
        );
        enaio.standIn.faults.clear();
        enaio.standIn.faults.add({ kind, skip: place, times: 1, status: 500, delayMs: LATE_MS });
        await store.deliver(done.record).catch(() => undefined);
        // A call that is done late is done before the delivery looks again.
        await enaio.standIn.idle();
        const patient = hangs ? await open(PATIENT_MS) : store;
        await sweepUntilDone(patient, done.id);
        await expectExactlyOnce(patient, done);
      }
    }, 180_000);
  }
});

it('given everything above, then the archive is still sound and no file is left over', async () => {
  expect(await verifyArchive({ pool, directory })).toMatchObject({ ok: true, findings: [] });
});
