import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeMigrations } from '#store';
import { testDatabase, type TestDatabase } from '#testkit';
import { bpmn, deploy, flows } from '../runtime/installation.ts';
import { Crash, type CrashPoint } from './crashing-ports.ts';
import { type Life, SimulatedWorld } from './simulated-world.ts';

const CASES = 5;
const MODEL = bpmn(
  'once',
  `<bpmn:startEvent id="start"/><bpmn:userTask id="work"/><bpmn:endEvent id="end"/>${flows('start', 'work', 'end')}`,
);

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ rooms: [storeMigrations] });
});
afterAll(() => database.drop());

/** Restarts ended cases by a batch while the program dies at the given call. @returns whether that call was reached */
async function run(point: CrashPoint): Promise<boolean> {
  const world = new SimulatedWorld(database.url, 1);
  try {
    const before: Life = await world.begin(undefined);
    await deploy(before.runtime, 'once', MODEL);
    const ended: string[] = [];
    for (let index = 0; index < CASES; index += 1) {
      const { instance } = await before.runtime.instances.start({ definition: { key: 'once' }, variables: { index } });
      await before.runtime.instances.cancel(instance.id, { reason: 'over' });
      ended.push(instance.id);
    }
    const batch = await before.runtime.batches.create({ operation: { kind: 'restart', restart: {} }, targets: ended });
    let life = await world.begin(point);
    let died = false;
    for (let turn = 0; ; turn += 1) {
      if (turn > 50) throw new Error(`Expected the batch to end, but it does not: ${world.troubles.join('; ')}`);
      await Promise.race([life.background.pass(), life.mortal.end]).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      if (life.mortal.dead) {
        died = true;
        world.rest();
        life = await world.begin(undefined);
      } else if ((await life.runtime.batches.get(batch.id)).endedAt !== null) break;
      else world.now += 30_000;
    }
    const repeated = await world.query<{ of: string }>(
      `SELECT restart_of AS of FROM instance WHERE restart_of = ANY($1::text[])`,
      [ended],
    );
    expect(repeated.map(({ of }) => of).sort()).toEqual([...ended].sort());
    expect(await life.runtime.batches.get(batch.id)).toMatchObject({ done: CASES, waiting: 0, failed: 0 });
    return died;
  } finally {
    await world.close();
  }
}

describe('a paused batch', () => {
  it('given a batch that is paused, when work passes, then nothing is done until it is resumed; deleted, nothing ever', async () => {
    const world = new SimulatedWorld(database.url, 2);
    try {
      const { runtime, background } = await world.begin(undefined);
      await deploy(runtime, 'once', MODEL);
      const { instance } = await runtime.instances.start({ definition: { key: 'once' } });
      const create = () => runtime.batches.create({ operation: { kind: 'suspend' }, targets: [instance.id] });
      const state = async () => (await runtime.instances.get(instance.id)).state;

      const deleted = await create();
      await runtime.batches.delete(deleted.id, { keepHistory: true });
      const paused = await create();
      await runtime.batches.suspend(paused.id);
      await background.pass();
      expect(await state()).toBe('active');
      expect(await runtime.batches.get(paused.id)).toMatchObject({ waiting: 1, suspended: true, startedAt: null });

      await runtime.batches.resume(paused.id);
      await background.pass();
      expect(await state()).toBe('suspended');
      expect(await runtime.batches.get(paused.id)).toMatchObject({ done: 1, outcome: 'completed' });
      expect(await runtime.batches.get(deleted.id)).toMatchObject({ done: 0, outcome: 'canceled' });
    } finally {
      await world.close();
    }
  });
});

describe('batches under crashes', () => {
  it.each(['before', 'after'] as const)(
    'given a crash (%s) at every call of the stores, when the program starts again, then every case is restarted once',
    async (moment) => {
      let call = 0;
      while (await run({ call, moment })) call += 1;
      expect(call).toBeGreaterThan(3);
    },
    240_000,
  );
});
