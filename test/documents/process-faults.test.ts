import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAll, verifyArchive } from '#documents';
import { createPostgresPool } from '#store';
import { join } from 'node:path';
import { type FaultKind } from '../../apps/partners/src/http/fault-plan.ts';
import { until } from '../runtime/installation.ts';
import { configurationFor, type EnaioUnderTest, startEnaio } from './enaio-under-test.ts';
import {
  filingProcess,
  type ProcessUnderTest,
  startProcessUnderTest,
  TEMPLATE,
  VARIABLES,
} from './process-under-test.ts';

/** Longer than an ordinary call takes on a busy machine. */
const PATIENCE_MS = 1000;
let enaio: EnaioUnderTest;
let world: ProcessUnderTest;
let cases = 0;
let places = 0;

beforeAll(async () => {
  enaio = await startEnaio();
  world = await startProcessUnderTest({
    mapping: configurationFor(enaio.standIn.baseUrl, { timeoutMs: PATIENCE_MS, attempts: 1 }),
    user: 'laufzettel',
    password: 'geheim:ü',
  });
  const file = (name: string, content: string) => ({ name, content: Buffer.from(content) });
  await world.installation.runtime.deployments.deploy({
    files: [file('filing.bpmn', filingProcess('R20/PT0.05S')), file('bescheid.template.md', TEMPLATE)],
  });
  enaio.standIn.forgetCalls();
  await expectFiledOnce(await runCase());
  places = enaio.standIn.calls().length;
}, 60_000);
afterAll(async () => {
  await world.close();
  await enaio.close();
});

/** A case from its record to the closed record; whatever stopped it is retried, as an operator would after mending. */
async function runCase(): Promise<{ readonly id: string; readonly nummer: string }> {
  const { runtime } = world.installation;
  cases += 1;
  const nummer = `F-${cases}`;
  const { instance } = await runtime.instances.start({
    definition: { key: 'filing' },
    variables: { ...VARIABLES, nummer },
    businessKey: nummer,
  });
  await until(async () => {
    for (const { id } of (await runtime.incidents.list({ instanceId: instance.id })).items)
      await runtime.incidents.retry(id).catch(() => undefined);
    return (await runtime.tasks.list({ instanceId: instance.id })).items[0];
  }, 30_000);
  return { id: instance.id, nummer };
}

/** One record and each document once, with the bytes and index data of the archive; nothing waits. */
async function expectFiledOnce({ id, nummer }: { readonly id: string; readonly nummer: string }): Promise<void> {
  const { caseFiles, delivery } = world.installation;
  const objects = enaio.standIn.repository.all();
  const records = objects.filter(({ fields }) => fields['Aktenzeichen'] === nummer);
  expect([nummer, records.map(({ fields }) => fields['Aktenstatus'])]).toEqual([nummer, ['zdA']]);
  const filed = await caseFiles.list(id);
  expect([nummer, filed.map(({ fileName, version }) => [fileName, version])]).toEqual([
    nummer,
    [
      ['antrag.json', 1],
      [`Bescheid ${nummer}.pdf`, 1],
    ],
  ]);
  for (const { documentId, sha256 } of filed) {
    const copies = objects.filter(({ fields }) => fields['LZ_ID'] === documentId);
    expect([nummer, copies.length]).toEqual([nummer, 1]);
    for (const copy of copies) expect(await enaio.contentHash(copy)).toBe(sha256);
    const { content } = await caseFiles.read(id, documentId);
    expect(
      createHash('sha256')
        .update(await readAll(content, 10_000_000))
        .digest('hex'),
    ).toBe(sha256);
  }
  expect(objects.find(({ fields }) => fields['LZ_ID'] === filed[1]?.documentId)?.fields).toMatchObject({
    Antragsteller: 'Erika Becker',
    Betrag: 96,
  });
  expect(
    (await delivery?.openDeliveries())?.filter(({ record }) => JSON.stringify(record).includes(`"${nummer}"`)),
  ).toEqual([]);
}

describe('a process that files, under faults of the DMS at every call', () => {
  // Kinds in one row differ only in how the same trouble is told: they take turns from call to call.
  const rows: readonly (readonly [FaultKind, ...FaultKind[]])[] = [
    ['fail', 'reset', 'html'],
    ['fail-after', 'reset-after', 'html-after'],
    ['hang', 'hang-after'],
    ['repeat', 'answer-twice'],
  ];
  for (const [row, kinds] of rows.entries()) {
    it(`given ${kinds.join(', ')}, then the case goes on and every document arrives exactly once`, async () => {
      expect(places).toBeGreaterThan(25);
      // The room's own test breaks every call in every way; here each row begins at another place and takes every fourth,
      // so that together they break every call of the whole process.
      const step = rows.length;
      for (let place = row % step; place < places; place += step) {
        const kind = kinds[Math.floor(place / step) % kinds.length] ?? kinds[0];
        enaio.standIn.faults.clear();
        enaio.standIn.faults.add({ kind, skip: place, times: 1, status: 500 });
        await expectFiledOnce(await runCase());
      }
      enaio.standIn.faults.clear();
    }, 240_000);
  }

  it('given everything above, then the archive is sound', async () => {
    const pool = createPostgresPool(world.databaseUrl, { connections: 1 });
    const report = await verifyArchive({ pool, directory: join(world.directory, 'documents') });
    await pool.end();
    expect(report).toMatchObject({ ok: true, findings: [] });
  });
});
