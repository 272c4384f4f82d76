import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkPdfA, readAll } from '#documents';
import { until } from '../runtime/installation.ts';
import { configurationFor, type EnaioUnderTest, startEnaio } from './enaio-under-test.ts';
import {
  filingProcess,
  type ProcessUnderTest,
  startProcessUnderTest,
  TEMPLATE,
  VARIABLES,
} from './process-under-test.ts';

const file = (name: string, content: string) => ({ name, content: Buffer.from(content) });

async function deploy({ installation }: ProcessUnderTest, template = TEMPLATE, cycle?: string) {
  return installation.runtime.deployments.deploy({
    files: [file('filing.bpmn', filingProcess(cycle)), file('bescheid.template.md', template)],
  });
}

async function start({ installation }: ProcessUnderTest, nummer: string): Promise<string> {
  const { instance } = await installation.runtime.instances.start({
    definition: { key: 'filing' },
    variables: { ...VARIABLES, nummer },
    businessKey: nummer,
  });
  return instance.id;
}

async function taskOf({ installation }: ProcessUnderTest, instanceId: string, ms?: number) {
  return until(async () => (await installation.runtime.tasks.list({ instanceId })).items[0], ms);
}

async function incidentOf({ installation }: ProcessUnderTest, instanceId: string) {
  return until(async () => (await installation.runtime.incidents.list({ instanceId })).items[0]);
}

describe('documents of a process in the built-in archive', () => {
  let world: ProcessUnderTest;
  beforeAll(async () => {
    world = await startProcessUnderTest();
  });
  afterAll(() => world.close());

  it('given a process that files, when it has run, then record, documents, PDF/A and retention are there', async () => {
    await deploy(world);
    const id = await start(world, 'HS-2026-0001');
    const task = await taskOf(world, id);
    const { caseFiles, documents, runtime } = world.installation;
    const variables = await runtime.tasks.variables(task.id);
    expect(variables).toMatchObject({
      record: { fileReference: 'HS-2026-0001', title: 'Hundesteuer HS-2026-0001', closed: true },
      antragDokument: { fileName: 'antrag.json', mediaType: 'application/json', version: 1 },
      bescheid: { title: 'Bescheid HS-2026-0001', mediaType: 'application/pdf', documentType: 'letter' },
    });
    const filed = await caseFiles.list(id);
    expect(filed.map(({ fileName }) => fileName)).toEqual(['antrag.json', 'Bescheid HS-2026-0001.pdf']);
    const { content } = await caseFiles.read(id, filed[1]?.documentId ?? '');
    expect(await checkPdfA(await readAll(content, 10_000_000))).toMatchObject({ conforming: true });
    const states = await caseFiles.states(id);
    // Years end where the town is.
    const thisYear = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', year: 'numeric' }).format();
    const year = Number(thisYear) + 10;
    expect(states.map(({ retentionUntil }) => retentionUntil)).toEqual([`${year}-12-31`, `${year}-12-31`]);
    expect(states[1]?.indexData).toEqual({ applicant: 'Erika Becker', amount: 96 });
    expect(await documents.describeRecord({ fileReference: 'HS-2026-0001' })).toMatchObject({ closed: true });
    expect(world.troubles).toEqual([]);
  });

  it('given another template deployed later, then a running case keeps the one deployed with its process', async () => {
    const first = await deploy(world, TEMPLATE);
    expect(first.definitions.map(({ created }) => created)).toEqual([false]);
    expect(first.deployment).toBeNull();
    const second = await deploy(world, TEMPLATE.replace('Bescheid {{', 'Neuer Bescheid {{'));
    expect(second.definitions.map(({ created }) => created)).toEqual([true]);
    const { instance } = await world.installation.runtime.instances.start({
      definition: { key: 'filing', version: 1 },
      variables: { ...VARIABLES, nummer: 'HS-2026-0002' },
      businessKey: 'HS-2026-0002',
    });
    const later = await start(world, 'HS-2026-0003');
    const old = await world.installation.runtime.tasks.variables((await taskOf(world, instance.id)).id);
    const young = await world.installation.runtime.tasks.variables((await taskOf(world, later)).id);
    expect(old).toMatchObject({ bescheid: { title: 'Bescheid HS-2026-0002' } });
    expect(young).toMatchObject({ bescheid: { title: 'Neuer Bescheid HS-2026-0003' } });
  });

  it('given a template that can never be filled, then the deployment is refused with its place', async () => {
    await expect(deploy(world, TEMPLATE.replace('{{ betrag | euro }}', '{{ betrag + }}'))).rejects.toMatchObject({
      code: 'DEPLOYMENT_REFUSED',
      details: {
        findings: expect.arrayContaining([
          expect.objectContaining({ resource: 'bescheid.template.md', code: 'TEMPLATE_INVALID', severity: 'error' }),
        ]),
      },
    });
  });

  it('given a value that is missing, then an incident names the placeholder, and after mending it goes on', async () => {
    await deploy(world);
    const { runtime } = world.installation;
    const { instance } = await runtime.instances.start({
      definition: { key: 'filing' },
      variables: { ...VARIABLES, nummer: 'HS-2026-0004', betrag: null },
      businessKey: 'HS-2026-0004',
    });
    const incident = await incidentOf(world, instance.id);
    expect(incident).toMatchObject({ nodeId: 'render', message: expect.stringContaining('betrag') });
    await runtime.instances.setVariables(instance.id, { variables: { betrag: 120 } });
    await runtime.incidents.retry(incident.id);
    await taskOf(world, instance.id);
  });
});

describe('documents of a process with enaio', () => {
  let enaio: EnaioUnderTest;
  let world: ProcessUnderTest;
  beforeAll(async () => {
    enaio = await startEnaio();
    world = await startProcessUnderTest({
      mapping: configurationFor(enaio.standIn.baseUrl, { timeoutMs: 700, attempts: 1 }),
      user: 'laufzettel',
      password: 'geheim:ü',
    });
    await deploy(world, TEMPLATE, 'PT0.1S,PT0.2S,PT0.2S,PT0.5S');
  });
  afterAll(async () => {
    await world.close();
    await enaio.close();
  });

  const objectsOf = (nummer: string) =>
    enaio.standIn.repository
      .all()
      .filter(({ fields }) => fields['Betreff'] === `Bescheid ${nummer}` || fields['Aktenzeichen'] === nummer);

  it('given a DMS that answers, then the case goes on when everything is there', async () => {
    const id = await start(world, 'HS-1');
    await taskOf(world, id);
    expect(objectsOf('HS-1').map(({ fields }) => fields['Aktenstatus'] ?? fields['Antragsteller'])).toEqual([
      'zdA',
      'Erika Becker',
    ]);
    expect(await world.installation.delivery?.openDeliveries()).toEqual([]);
  });

  it('given a DMS that is down, then the job is tried again and becomes an incident with its words; retried it goes on', async () => {
    enaio.standIn.faults.add({ kind: 'fail', match: '.*', times: 10_000, status: 503, message: 'Wartung bis 6 Uhr' });
    const id = await start(world, 'HS-2');
    const incident = await incidentOf(world, id);
    expect(incident.message).toContain('Wartung bis 6 Uhr');
    expect((await world.installation.runtime.jobs.log({ instanceId: id })).items.length).toBeGreaterThan(1);
    enaio.standIn.faults.clear();
    await world.installation.runtime.incidents.retry(incident.id);
    await taskOf(world, id);
    expect(objectsOf('HS-2')).toHaveLength(2);
  });

  it('given a DMS that refuses, then there is an incident at once; mended and retried it goes on', async () => {
    enaio.standIn.faults.add({
      kind: 'fail',
      match: 'POST .*/objects$',
      times: 1,
      status: 422,
      message: 'Feld X ist voll',
    });
    const id = await start(world, 'HS-3');
    const incident = await incidentOf(world, id);
    expect(incident.message).toContain('Feld X ist voll');
    const log = await world.installation.runtime.jobs.log({ instanceId: id });
    expect(log.items.filter(({ outcome }) => outcome === 'failed')).toHaveLength(1);
    enaio.standIn.faults.clear();
    await world.installation.runtime.incidents.retry(incident.id);
    await taskOf(world, id);
    expect(objectsOf('HS-3')).toHaveLength(2);
  });
});
