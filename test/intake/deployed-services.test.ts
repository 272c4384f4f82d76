import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ApplicationReceipt,
  Deployment,
  IntakeOverview,
  OnlineServices,
  ProblemDetails,
  Validation,
} from '#contracts';
import { type Installation, openInstallation } from '#execution';
import { createLogger, readSettings } from '#platform';
import { loadShippedProcesses } from '../../apps/server/src/boot/shipped-processes.ts';
import { startTestServer, type TestServer } from '../api/test-server.ts';
import { bpmn, flows } from '../runtime/installation.ts';

const process = (id: string, task = 'Prüfen') =>
  bpmn(
    id,
    `<bpmn:startEvent id="start"/><bpmn:userTask id="check" name="${task}"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}`,
  );
const form = (label: string) => ({
  type: 'default',
  id: 'antrag',
  components: [{ type: 'textfield', key: 'name', label, validate: { required: true } }],
});
const service = (key: string, change: Readonly<Record<string, unknown>> = {}) => ({
  key,
  name: `Dienst ${key}`,
  process: key,
  numberSeries: 'DS',
  accepts: [`folder:${key}`],
  variables: { antragsteller: '{name: data.name}' },
  required: ['antragsteller.name'],
  onlineForm: { form: 'antrag.form' },
  ...change,
});
const described = (...services: readonly unknown[]) => JSON.stringify({ services }, undefined, 2);

let directory: string;
let server: TestServer;
/** Another program of the same installation, such as a worker. */
let worker: Installation;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'laufzettel-services-'));
  mkdirSync(join(directory, 'shipped'), { recursive: true });
  writeFileSync(join(directory, 'shipped', 'shipped.bpmn'), process('shipped'));
  writeFileSync(join(directory, 'shipped', 'antrag.form'), JSON.stringify(form('Name')));
  writeFileSync(join(directory, 'shipped', 'intake.json'), described(service('shipped')));
  server = await startTestServer({ LAUFZETTEL_PROCESSES: directory });
  const settings = readSettings({
    DATABASE_URL: server.databaseUrl,
    LAUFZETTEL_PROCESSES: directory,
    LAUFZETTEL_DATA: join(directory, 'data'),
  });
  const quiet = { warn: () => undefined, error: () => undefined };
  worker = await openInstallation(server.databaseUrl, settings, quiet);
}, 60_000);
afterAll(async () => {
  await worker.close();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

function upload<Body = Deployment>(files: Readonly<Record<string, string>>, path = '/api/deployments') {
  const body = new FormData();
  for (const [name, content] of Object.entries(files)) body.append('files', new Blob([content]), name);
  return server.api.call<Body>('POST', path, { as: 'owner', body });
}
const ofServices = ({ files }: Validation) => files.find(({ name }) => name === 'intake.json')?.findings ?? [];
const keys = async () =>
  (await server.api.get<OnlineServices>('/api/online-services')).body.services.map(({ key }) => key);
const label = async (key: string) => {
  const { body } = await server.api.get<{ schema: { components: { label: string }[] } }>(`/api/online-services/${key}`);
  return body.schema.components[0]?.label;
};

describe('services that are deployed', () => {
  it('given a process uploaded with form and intake.json, then its form takes applications at once, in every program', async () => {
    const deployed = await upload({
      'neu.bpmn': process('neu'),
      'antrag.form': JSON.stringify(form('Ihr Name')),
      'intake.json': described(service('neu')),
    });
    expect(deployed.body.findings.filter(({ file }) => file === 'intake.json')).toEqual([]);
    expect(await keys()).toEqual(['neu', 'shipped']);
    expect(await label('neu')).toBe('Ihr Name');
    expect((await worker.intake.services.current()).find(['folder:neu'])?.process).toBe('neu');
    const body = new FormData();
    body.append('data', JSON.stringify({ name: 'Kim' }));
    body.append('submission', '0b7f5c0e-6d0c-4b57-8a5f-0f6a1a3c9d11');
    const receipt = await server.api.call<ApplicationReceipt>('POST', '/api/online-services/neu/applications', {
      body,
    });
    expect(receipt.body.number).toMatch(/^DS-\d{4}-0001$/);
    const { items } = await worker.runtime.instances.list({ businessKey: receipt.body.number });
    expect(items).toMatchObject([{ definitionKey: 'neu', definitionVersion: 1 }]);

    expect(
      (
        await upload({
          'neu.bpmn': process('neu', 'Anders prüfen'),
          'antrag.form': JSON.stringify(form('Vor- und Nachname')),
          'intake.json': described(service('neu', { numberSeries: 'NEU' }), service('neu-eilig', { process: 'neu' })),
        })
      ).status,
    ).toBe(201);
    expect(await keys()).toEqual(['neu', 'neu-eilig', 'shipped']);
    expect(await label('neu')).toBe('Vor- und Nachname');
    expect((await worker.intake.services.current()).service('neu')?.numberSeries).toBe('NEU');
    const [first] = (await worker.runtime.instances.list({ businessKey: receipt.body.number })).items;
    expect(first).toMatchObject({ definitionVersion: 1, endedAt: null });

    const {
      items: [newest],
    } = await worker.runtime.deployments.list({ limit: 1 });
    await worker.runtime.deployments.delete(newest?.id ?? '');
    expect(await keys()).toEqual(['neu', 'shipped']);
    expect((await worker.intake.services.current()).service('neu')?.numberSeries).toBe('DS');
  });

  it('given only another intake.json, then it counts, its form is found with the process, and an empty one withdraws the service', async () => {
    await upload({ 'allein.bpmn': process('allein'), 'antrag.form': JSON.stringify(form('Name')) });
    expect((await upload({ 'intake.json': described(service('allein')) })).body.findings).toEqual([]);
    expect(await label('allein')).toBe('Name');
    await upload({
      'allein.bpmn': process('allein'),
      'antrag.form': JSON.stringify(form('Name')),
      'intake.json': described(),
    });
    expect(await keys()).not.toContain('allein');
  });

  it('given faults, then the upload tells each in German with its place in the file, and nothing is stored', async () => {
    const files = {
      'falsch.bpmn': process('falsch'),
      'intake.json': described(
        service('shipped', { process: 'falsch', accepts: ['folder:shipped'], numberSeries: 'klein' }),
        service('falsch', { accepts: ['folder:shipped'], variables: { antragsteller: '{name: data.(' } }),
        service('fehlt', { process: 'gibt-es-nicht', accepts: ['folder:shipped'] }),
      ),
    };
    const { body: validation } = await upload<Validation>(files, '/api/deployments/validate');
    const found = ofServices(validation);
    const lines = files['intake.json'].split('\n');
    expect(found.map(({ code, line }) => [code, lines[(line ?? 0) - 1]?.trim()])).toEqual([
      ['FIELD_INVALID', '"numberSeries": "klein",'],
      ['EXPRESSION_INVALID', '"antragsteller": "{name: data.("'],
      ['ACCEPTED_TWICE', '"folder:shipped"'],
      ['PROCESS_UNKNOWN', '"process": "gibt-es-nicht",'],
    ]);
    expect(found[0]).toMatchObject({
      severity: 'error',
      messageDe: expect.stringContaining('muss aus 1 bis 12'),
    });
    expect(validation.deployable).toBe(false);
    const refused = await upload<ProblemDetails>(files);
    expect([refused.status, refused.body.code]).toEqual([422, 'MODEL_INVALID']);
    expect((await upload<ProblemDetails>({ 'intake.json': '{"services": [}' })).status).toBe(422);
    expect(await keys()).not.toContain('fehlt');
  });

  it('given a key another process has and a form that is not there, then it is an error and a warning', async () => {
    const { body } = await upload<Validation>(
      { 'dieb.bpmn': process('dieb'), 'intake.json': described(service('shipped', { process: 'dieb', accepts: [] })) },
      '/api/deployments/validate',
    );
    const found = ofServices(body).map(({ code, severity }) => [code, severity]);
    expect(found).toEqual([
      ['SERVICE_TWICE', 'error'],
      ['FORM_UNKNOWN', 'warning'],
    ]);
  });

  it('given a shipped process changed by upload, when the server starts again, then the upload stays in force until the folder changes', async () => {
    const logger = createLogger({ logLevel: 'fatal', logFormat: 'json' }, 'test');
    const start = () => loadShippedProcesses(worker.runtime, directory, logger);
    const series = async () => (await worker.intake.services.current()).service('shipped')?.numberSeries;
    await upload({
      'shipped.bpmn': process('shipped', 'Unsere Fassung'),
      'antrag.form': JSON.stringify(form('Name')),
      'intake.json': described(service('shipped', { numberSeries: 'UNSER' })),
    });
    await start();
    expect(await series()).toBe('UNSER');
    writeFileSync(join(directory, 'shipped', 'intake.json'), described(service('shipped', { numberSeries: 'NEU2' })));
    await start();
    expect(await series()).toBe('NEU2');
    writeFileSync(join(directory, 'shipped', 'intake.json'), '{');
    writeFileSync(join(directory, 'shipped', 'shipped.bpmn'), process('shipped', 'Mit Fehler daneben'));
    await start();
    expect((await worker.runtime.definitions.get({ key: 'shipped' })).version).toBe(4);
    const { body } = await server.api.get<IntakeOverview>('/api/intake', 'integrator');
    expect(body.services.map(({ key }) => key)).toContain('shipped');
  });
});
