import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeMigrations } from '#store';
import { testDatabase, type TestDatabase } from '#testkit';
import { bpmn, deploy, flows } from '../runtime/installation.ts';
import type { CrashPoint } from './crashing-ports.ts';
import { SimulatedWorld } from './simulated-world.ts';

const MODEL = bpmn(
  'outside',
  `<bpmn:startEvent id="start"/><bpmn:serviceTask id="pay" camunda:type="external" camunda:topic="ledger"/>
   <bpmn:boundaryEvent id="stop" attachedToRef="pay"><bpmn:conditionalEventDefinition>
     <bpmn:condition>\${closed}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:boundaryEvent>
   <bpmn:userTask id="look"/><bpmn:endEvent id="end"/>${flows('start', 'pay', 'end')}${flows('stop', 'look')}`,
);
const TOPICS = [{ topic: 'ledger', lockDurationMs: 60_000 }];

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ rooms: [storeMigrations] });
  const world = new SimulatedWorld(database.url, 0);
  await deploy((await world.begin(undefined)).runtime, 'outside', MODEL);
  await world.close();
});
afterAll(() => database.drop());

interface Failed {
  /** Whether the program has reached the call it was to die at. */
  readonly died: boolean;
  readonly state: string | undefined;
  readonly workerId: string | null | undefined;
  readonly far: unknown;
  readonly near: unknown;
  readonly tries: number;
  readonly incidents: number;
}

/** A worker reports a failure with variables while the program dies at the given call. */
async function fail(retries: number, point: CrashPoint | undefined, closed = false): Promise<Failed> {
  const world = new SimulatedWorld(database.url, 1);
  try {
    const { runtime } = await world.begin(undefined);
    const { instance } = await runtime.instances.start({
      definition: { key: 'outside' },
      variables: { closed: false },
    });
    const [job] = await runtime.externalTasks.fetchAndLock({ workerId: 'w', maxTasks: 1, topics: TOPICS });
    const life = await world.begin(point);
    const id = job?.id ?? '';
    const failure = { jobId: id, workerId: 'w', message: 'closed', retries, retryAfterMs: 1000 };
    const failing = life.runtime.externalTasks.fail({
      ...failure,
      variables: { far: 1, closed },
      localVariables: { near: 2 },
    });
    const died = await failing.then(
      () => life.mortal.dead,
      () => true,
    );
    const [kept] = (await runtime.jobs.list({ ids: [id], limit: 1 })).items;
    const variables = await runtime.instances.variables(instance.id);
    const value = (name: string) => variables.find((variable) => variable.name === name)?.value;
    const seen = {
      died,
      state: kept?.state,
      workerId: kept?.workerId,
      far: value('far'),
      near: value('near'),
      tries: (await runtime.jobs.log({ jobId: id })).total,
      incidents: await runtime.incidents.count({ instanceId: instance.id }),
    };
    await runtime.instances.cancel(instance.id, { reason: 'over' });
    return seen;
  } finally {
    await world.close();
  }
}

describe('a failure with variables', () => {
  it.each([1, 0].flatMap((retries) => (['before', 'after'] as const).map((moment) => ({ retries, moment }))))(
    'given $retries retries and a crash $moment every call, then the failure has happened with its variables or not at all',
    async ({ retries, moment }) => {
      const untouched = { state: 'locked', workerId: 'w', far: undefined, near: undefined, tries: 0, incidents: 0 };
      const state = retries > 0 ? 'waiting' : 'failed';
      const done = { state, workerId: 'w', far: 1, near: 2, tries: 1, incidents: retries > 0 ? 0 : 1 };
      let happened = 0;
      for (let call = 0; ; call += 1) {
        const { died, ...seen } = await fail(retries, { call, moment });
        if (!died) {
          expect(seen).toEqual(done);
          expect(call).toBeGreaterThan(0);
          break;
        }
        if (seen.far !== undefined || seen.state !== 'locked') happened += 1;
        expect(seen).toEqual(seen.far === undefined ? untouched : done);
      }
      // Only the death after the write leaves something, and a death before it never does.
      expect(happened).toBe(moment === 'after' ? 1 : 0);
    },
    60_000,
  );

  it('given variables on which a boundary event takes the work away, then the try has failed and nothing is tried again', async () => {
    for (const retries of [1, 0]) {
      const seen = await fail(retries, undefined, true);
      expect(seen).toMatchObject({ died: false, state: undefined, far: 1, tries: 1, incidents: 0 });
    }
  });
});
