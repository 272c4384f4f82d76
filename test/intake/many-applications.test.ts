import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FolderSource, RuntimeCaseStarter, takeIn } from '#intake';
import { type IntakeUnderTest, openIntakeUnderTest } from './intake-under-test.ts';

const MANY = 500;
const SEED = Number(process.env['LAUFZETTEL_TEST_SEED'] ?? 20261121);

let town: IntakeUnderTest;
let directory: string;
beforeAll(async () => {
  town = await openIntakeUnderTest();
  directory = mkdtempSync(join(tmpdir(), 'laufzettel-many-'));
}, 60_000);
afterAll(async () => {
  await town.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Numbers from 0 to 1 that are the same for the same seed (Park and Miller's generator). */
function randomFrom(seed: number): () => number {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** One call in fifty fails, before or after it was carried out, or is carried out twice. */
function unreliable<T extends object>(target: T, random: () => number): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name, object);
      if (typeof value !== 'function') return value;
      const call = (given: readonly unknown[]) =>
        (value as (...all: readonly unknown[]) => unknown).apply(object, [...given]);
      return async (...given: readonly unknown[]) => {
        const luck = random();
        if (luck < 0.008) throw new Error('failed before');
        if (luck < 0.014) await call(given);
        const answer = await call(given);
        if (luck > 0.992) throw new Error('failed after');
        return answer;
      };
    },
  });
}

describe('many applications through unreliable partners', () => {
  it(`given ${MANY} applications and failures everywhere (seed ${SEED}), then each is exactly one case`, async () => {
    const { intake, runtime, caseFiles, numbers } = town.installation;
    const random = randomFrom(SEED);
    const source = new FolderSource({ id: 'viele', directory, services: () => ['auskunft'], quietMs: 0 });
    await source.open();
    for (let i = 0; i < MANY; i += 1)
      writeFileSync(join(directory, 'eingang', 'auskunft', `${i}.json`), JSON.stringify({ name: `Person ${i}` }));
    const cases = new RuntimeCaseStarter({
      runtime: runtime,
      caseFiles: unreliable(caseFiles, random),
      numbers: unreliable(numbers, random),
      findService: async (identifiers) => (await intake.services.current()).find(identifiers),
      secretOf: (number) => intake.secrets.of(number),
      statusPage: () => 'https://musterstadt.example/status',
    });
    const round = () =>
      takeIn(unreliable(source, random), unreliable(intake.store, random), unreliable(cases, random)).catch(
        () => undefined,
      );
    let rounds = 0;
    const started = async () =>
      (await intake.store.list({ sourceId: 'viele', states: ['started'], limit: 1, offset: 0 })).total;
    while ((await started()) < MANY && rounds < 60) {
      await round();
      rounds += 1;
    }
    const { entries, total } = await intake.store.list({ sourceId: 'viele', limit: 2 * MANY, offset: 0 });
    expect([total, new Set(entries.map(({ state }) => state))]).toEqual([MANY, new Set(['started'])]);
    const found = await runtime.instances.list({ definitionKey: 'auskunft', limit: 1 });
    expect(found.total).toBe(MANY);
    // No number is lost: they run from one to the last without a gap.
    const given = entries.map(({ number }) => Number(number?.split('-').at(-1))).sort((one, other) => one - other);
    expect(given).toEqual(Array.from({ length: MANY }, (_, index) => index + 1));
    const filed = await Promise.all(entries.slice(0, 50).map(({ instanceId }) => caseFiles.list(instanceId ?? '')));
    expect(filed.map((documents) => documents.length)).toEqual(Array.from({ length: 50 }, () => 1));
  }, 120_000);
});
