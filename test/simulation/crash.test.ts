import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apply, changedPartitions, type EngineEvent, type InstanceState, isEnded } from '#engine';
import { storeMigrations } from '#store';
import { testDatabase, type TestDatabase } from '#testkit';
import { bpmn, deploy, flows } from '../runtime/installation.ts';
import { Crash, type CrashPoint } from './crashing-ports.ts';
import { type Life, SimulatedWorld } from './simulated-world.ts';

const JOB = '<bpmn:extensionElements><zeebe:taskDefinition type="effect" retries="50"/></bpmn:extensionElements>';
const EVENTS = '<bpmn:message id="m" name="handover"/><bpmn:signal id="s" name="all-clear"/>';

/** Two jobs beside each other, a timer, a message that starts another process, a signal that frees a waiting one. */
const MAIN = bpmn(
  'main',
  `<bpmn:startEvent id="start"/><bpmn:parallelGateway id="split"/>
   <bpmn:serviceTask id="left">${JOB}</bpmn:serviceTask><bpmn:serviceTask id="right">${JOB}</bpmn:serviceTask>
   <bpmn:parallelGateway id="join"/>
   <bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration>PT5M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:intermediateThrowEvent id="hand"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateThrowEvent>
   <bpmn:intermediateThrowEvent id="clear"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateThrowEvent>
   <bpmn:endEvent id="end"/>${flows('start', 'split', 'left', 'join', 'pause', 'hand', 'clear', 'end')}${flows('split', 'right', 'join')}`,
  EVENTS,
);
const FOLLOWER = bpmn(
  'follower',
  `<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
   <bpmn:serviceTask id="follow">${JOB}</bpmn:serviceTask><bpmn:endEvent id="end"/>${flows('start', 'follow', 'end')}`,
  EVENTS,
);
const WAITER = bpmn(
  'waiter',
  `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateCatchEvent>
   <bpmn:endEvent id="end"/>${flows('start', 'wait', 'end')}`,
  EVENTS,
);

/** Passed elements of one complete run. */
const PASSED = {
  follower: ['end', 'follow', 'start'],
  main: ['clear', 'end', 'hand', 'join', 'left', 'pause', 'right', 'split', 'start'],
  waiter: ['end', 'start', 'wait'],
};

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ rooms: [storeMigrations] });
  const world = new SimulatedWorld(database.url, 0);
  const { runtime } = await world.begin(undefined);
  for (const [key, xml] of Object.entries({ main: MAIN, follower: FOLLOWER, waiter: WAITER }))
    await deploy(runtime, key, xml);
  await world.close();
});
afterAll(() => database.drop());

/** What a program that may freeze has begun. */
let begun: Promise<unknown>[] = [];

/** Does something that may die or freeze in the middle. Anything but a crash is a defect. */
async function survive<T>(life: Life, work: () => Promise<T>): Promise<T | undefined> {
  const working = work();
  if (life.mortal.mayFreeze) begun.push(working);
  try {
    return await Promise.race([working, life.mortal.end.then(() => undefined)]);
  } catch (error) {
    if (error instanceof Crash) return undefined;
    throw error;
  }
}

/**
 * Runs everything to the end with a crash at the given point, a second life after it, doorbells out of order, twice, or lost,
 * and a clock that jumps.
 * @returns whether the crash point was reached
 */
async function run(seed: number, point: CrashPoint | undefined): Promise<boolean> {
  const lives: Life[] = [];
  const world = new SimulatedWorld(database.url, seed);
  begun = [];
  try {
    for (const table of ['event', 'instance', 'activity', 'variable', 'job'])
      await world.query(`TRUNCATE history_${table}`);
    await world.query('TRUNCATE reserved_key');
    const first = await world.begin(point);
    let life: Life = first;
    lives.push(first);
    const alive = async () => {
      if (!life.mortal.dead) return;
      lives.push(life);
      await expectStateIsFold(world);
      if (world.random() < 0.5) world.queue.forgetEverything();
      world.rest();
      life = await world.begin(undefined);
    };
    // Whoever starts repeats the request until it is answered: the key makes it one instance.
    for (const key of ['waiter', 'main']) {
      while (
        (await survive(life, () =>
          life.runtime.instances.start({ definition: { key }, idempotencyKey: `run-${seed}` }),
        )) === undefined
      ) {
        await alive();
      }
    }
    for (let turn = 0; ; turn += 1) {
      if (turn > 500) throw new Error(`Expected the run to end, but it does not: ${world.troubles.join('; ')}`);
      await alive();
      const rang = await survive(life, () => world.queue.deliverOne());
      if (rang === true) continue;
      await alive();
      await survive(life, () => life.background.pass());
      await alive();
      const open = await world.query('SELECT 1 FROM instance UNION ALL SELECT 1 FROM outbox');
      if (open.length === 0) break;
      if (rang === false) world.now += Math.floor(world.random() * 120_000);
    }
    await expectEverythingOnce(world);
    const crashed = lives.length > 1;
    if (crashed && point?.moment === 'freeze') {
      // The program everybody gave up wakes and finishes what it had begun: nothing of it may count.
      first.mortal.thaw();
      await Promise.allSettled(begun);
      await expectEverythingOnce(world);
    }
    return crashed;
  } finally {
    await world.close();
  }
}

async function expectEverythingOnce(world: SimulatedWorld): Promise<void> {
  const passed = await world.query<{ key: string; nodeId: string }>(
    `SELECT d.key, a.node_id AS "nodeId" FROM history_activity a JOIN definition d ON d.id = a.definition_id
     WHERE NOT a.canceled ORDER BY 1, 2`,
  );
  const byKey: Record<string, string[]> = {};
  for (const { key, nodeId } of passed) (byKey[key] ??= []).push(nodeId);
  expect(byKey).toEqual(PASSED);
  const outcomes = await world.query<{ outcome: string }>('SELECT outcome FROM history_instance');
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['completed', 'completed', 'completed']);
  // Three jobs: the outside world has heard of three keys, however often each was tried.
  expect(world.effects.size).toBe(3);
  const done = await world.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM history_job WHERE outcome = 'completed' AND kind = 'work'`,
  );
  expect(done[0]?.n).toBe(3);
  for (const table of ['item', 'job', 'timer', 'subscription', 'incident'])
    expect(await world.query(`SELECT * FROM ${table}`)).toEqual([]);
  for (const [rootId, state] of await folded(world)) expect([rootId, isEnded(state)]).toEqual([rootId, true]);
}

/** What is stored of every running tree is the fold of its events. */
async function expectStateIsFold(world: SimulatedWorld): Promise<void> {
  const items = await world.query<{ id: string; rootId: string; data: unknown }>(
    'SELECT id, root_id AS "rootId", data FROM item',
  );
  for (const [rootId, state] of await folded(world)) {
    const expected = changedPartitions(undefined, state).upsert.map(({ id, data }) => [id, data]);
    const stored = items.filter((item) => item.rootId === rootId).map(({ id, data }) => [id, data]);
    expect(Object.fromEntries(stored)).toEqual(
      Object.fromEntries(expected.map((entry) => JSON.parse(JSON.stringify(entry)) as [])),
    );
  }
}

async function folded(world: SimulatedWorld): Promise<ReadonlyMap<string, InstanceState>> {
  const steps = await world.query<{ rootId: string; events: readonly EngineEvent[] }>(
    'SELECT root_id AS "rootId", events FROM history_event ORDER BY root_id, seq',
  );
  const states = new Map<string, InstanceState>();
  for (const { rootId, events } of steps) {
    const state = events.reduce<InstanceState | undefined>((before, event) => apply(before, event), states.get(rootId));
    if (state !== undefined) states.set(rootId, state);
  }
  return states;
}

describe('crash simulation', () => {
  it('given no crash but a bad queue and a jumping clock, when many seeds run, then all ends, everything once', async () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      expect([seed, await run(seed, undefined)]).toEqual([seed, false]);
    }
  }, 120_000);

  it.each(['before', 'after', 'freeze'] as const)(
    'given a crash (%s) at every single call to the outside, when the program starts again, then all ends, everything once',
    async (moment) => {
      const seed = 42;
      let call = 0;
      while (await run(seed, { call, moment })) call += 1;
      // The run itself has that many points; fewer would mean the simulation looks at nothing.
      expect(call).toBeGreaterThan(20);
    },
    240_000,
  );
});
