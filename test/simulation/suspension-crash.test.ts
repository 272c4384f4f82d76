import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeMigrations } from '#store';
import { testDatabase, type TestDatabase } from '#testkit';
import { bpmn, deploy, flows } from '../runtime/installation.ts';
import { Crash, type CrashPoint } from './crashing-ports.ts';
import { type Life, SimulatedWorld } from './simulated-world.ts';

const CASES = 3;
const IN_WORK = bpmn(
  'in-work',
  `<bpmn:startEvent id="start"/><bpmn:userTask id="work"/><bpmn:endEvent id="end"/>${flows('start', 'work', 'end')}`,
);
const WAITS = '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>';
const RESTS = bpmn(
  'rests',
  `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="pause">${WAITS}</bpmn:intermediateCatchEvent>
   <bpmn:endEvent id="end"/>${flows('start', 'pause', 'end')}`,
);

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ rooms: [storeMigrations] });
});
afterAll(() => database.drop());

const asDead = (error: unknown): void => {
  if (!(error instanceof Crash)) throw error;
};

interface Suspended {
  readonly definition: boolean;
  readonly instances: readonly boolean[];
}

/** Suspends a process with its instances while the program dies at the given call; then another program does `next`. */
async function suspend(
  point: CrashPoint,
  next: (life: Life, definitionId: string) => Promise<void>,
): Promise<Suspended & { readonly died: boolean }> {
  const world = new SimulatedWorld(database.url, 1);
  try {
    const before = await world.begin(undefined);
    const id = (await deploy(before.runtime, 'in-work', IN_WORK)).definitions[0]?.id ?? '';
    await before.runtime.definitions.resume({ id });
    const started: string[] = [];
    for (let index = 0; index < CASES; index += 1)
      started.push((await before.runtime.instances.start({ definition: { id } })).instance.id);
    const life = await world.begin(point);
    await life.runtime.definitions.suspend({ id }, { includeInstances: true }).catch(asDead);
    const after = await world.begin(undefined);
    await next(after, id);
    await after.background.pass();
    const instances: boolean[] = [];
    for (const one of started) instances.push((await after.runtime.instances.get(one)).state === 'suspended');
    const { suspended: definition } = await after.runtime.definitions.get({ id });
    for (const one of started) await after.runtime.instances.cancel(one, { reason: 'over' });
    return { died: life.mortal.dead, definition, instances };
  } finally {
    await world.close();
  }
}

const all = (suspended: boolean) => Array.from({ length: CASES }, () => suspended);

describe('a process suspended with its instances', () => {
  it.each(['before', 'after'] as const)(
    'given a crash %s every call, when the program runs again, then every instance is suspended',
    async (moment) => {
      let call = 0;
      for (; ; call += 1) {
        const { died, ...seen } = await suspend({ call, moment }, () => Promise.resolve());
        expect(seen).toEqual({ definition: true, instances: all(true) });
        if (!died) break;
      }
      expect(call).toBeGreaterThanOrEqual(CASES);
    },
    120_000,
  );

  it('given a crash in between and then a resumption with instances, then none is suspended later', async () => {
    const seen = await suspend({ call: 3, moment: 'before' }, ({ runtime }, id) =>
      runtime.definitions.resume({ id }, { includeInstances: true }),
    );
    expect(seen).toEqual({ died: true, definition: false, instances: all(false) });
  });

  it('given a crash in between and then a resumption of the definition alone, then all instances are suspended and it is not', async () => {
    const seen = await suspend({ call: 3, moment: 'before' }, ({ runtime }, id) => runtime.definitions.resume({ id }));
    expect(seen).toEqual({ died: true, definition: false, instances: all(true) });
  });
});

describe('what is decided about a place of work', () => {
  it.each(['before', 'after'] as const)(
    'given a crash %s every call, then it holds for the place and what waits there, or for neither',
    async (moment) => {
      for (const what of ['held', 'priority'] as const) {
        let happened = 0;
        for (let call = 0; ; call += 1) {
          const world = new SimulatedWorld(database.url, 1);
          try {
            const { runtime } = await world.begin(undefined);
            const definitionId = (await deploy(runtime, `rests`, RESTS)).definitions[0]?.id ?? '';
            const place = { definitionId, nodeId: 'pause', place: 'timer' } as const;
            await runtime.ownJobs.setPlacesHeld({ place }, false, { includeJobs: true });
            await runtime.ownJobs.setPlacePriority(place, 0, { includeJobs: true });
            const { instance } = await runtime.instances.start({ definition: { id: definitionId } });
            const life = await world.begin({ call, moment });
            const { ownJobs } = life.runtime;
            await (
              what === 'held'
                ? ownJobs.setPlacesHeld({ place }, true, { includeJobs: true })
                : ownJobs.setPlacePriority(place, 7, { includeJobs: true })
            ).catch(asDead);
            const [decided] = await runtime.ownJobs.places([definitionId]);
            const [timer] = (await runtime.ownJobs.list({ instanceIds: [instance.id], limit: 1 })).items;
            expect(timer).toMatchObject({ suspended: decided?.held, priority: decided?.priority });
            await runtime.instances.cancel(instance.id, { reason: 'over' });
            if (!life.mortal.dead) {
              expect([decided?.held, decided?.priority]).toEqual(what === 'held' ? [true, 0] : [false, 7]);
              break;
            }
            if (decided?.held === true || decided?.priority === 7) happened += 1;
          } finally {
            await world.close();
          }
        }
        expect(happened).toBeGreaterThanOrEqual(moment === 'after' ? 1 : 0);
      }
    },
    120_000,
  );
});
