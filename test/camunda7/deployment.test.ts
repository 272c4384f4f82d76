import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bpmn, flows, until } from '../runtime/installation.ts';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { deployedIds, deployFiles, dmn } from './deployment-request.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';
import { IN_AN_HOUR, letPlansComeDue } from './planned-work.ts';

type Row = Readonly<Record<string, unknown>>;

const process = (key: string, more = '') =>
  bpmn(
    key,
    `<bpmn:startEvent id="start"/><bpmn:userTask id="check"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}${more}`,
  );

let engine: EngineUnderTest;
let client: CamundaClient;
let integrator: CamundaClient;

beforeAll(async () => {
  engine = await startEngine();
  client = openCamundaClient(engine);
  integrator = openCamundaClient(engine, 'integrator');
}, 60_000);
afterAll(() => engine.close());

/** The request as a program writes it, byte by byte. */
async function raw(body: string, boundary: string) {
  const response = await fetch(`${engine.engineRest}/deployment/create`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('integrator:integrator').toString('base64')}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    body,
  });
  return { status: response.status, body: (await response.json()) as Row };
}

describe('deployments over the compatible interface', () => {
  it('given the request of Camunda Modeler, when it comes twice, then the second makes nothing new and names the first', async () => {
    expect((await integrator.get('/deployment?maxResults=0')).body).toEqual([]);
    expect((await integrator.get('/version')).body).toEqual({ version: '7.24.0' });
    const boundary = '----WebKitFormBoundaryX1';
    const field = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const file = (name: string, content: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n${content}\r\n`;
    const request =
      field('deployment-name', 'modeler') +
      field('deployment-source', 'Camunda Modeler') +
      field('deploy-changed-only', 'true') +
      file('drawn.bpmn', process('drawn')) +
      file('helper.form', '{"id":"f","type":"default","components":[]}') +
      `--${boundary}--\r\n`;
    const first = await raw(request, boundary);
    expect(first).toMatchObject({
      status: 200,
      body: {
        links: [
          { method: 'GET', rel: 'self', href: expect.stringContaining(`/deployment/${String(first.body['id'])}`) },
        ],
        name: 'modeler',
        source: 'Camunda Modeler',
        tenantId: null,
        deploymentTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
        deployedDecisionDefinitions: null,
        deployedDecisionRequirementsDefinitions: null,
        deployedCaseDefinitions: null,
      },
    });
    expect(deployedIds(first.body, 'deployedProcessDefinitions')).toHaveLength(1);
    const second = await raw(request, boundary);
    expect(second.body).toEqual({ ...first.body, deployedProcessDefinitions: null });
    const again = await raw(request.replace('\r\n\r\ntrue', '\r\n\r\nfalse'), boundary);
    expect(again.body['id']).not.toBe(first.body['id']);
    expect(deployedIds(again.body, 'deployedProcessDefinitions')[0]).toMatch(/^drawn:2:/);
  });

  it('given several files of which one has changed, then changed-only versions that one, filtering alone all of them', async () => {
    const files = { 'a.bpmn': process('dup_a'), 'b.bpmn': process('dup_b') };
    await deployFiles(engine, files);
    const changed = { ...files, 'b.bpmn': process('dup_b', '<bpmn:userTask id="more"/>') };
    const only = await deployFiles(engine, changed, { 'deploy-changed-only': 'true' });
    expect(deployedIds(only.body, 'deployedProcessDefinitions')).toEqual([expect.stringMatching(/^dup_b:2:/)]);
    const equal = await deployFiles(engine, changed, { 'enable-duplicate-filtering': 'true' });
    expect(equal.body['deployedProcessDefinitions']).toBeNull();
    const all = await deployFiles(engine, files, { 'enable-duplicate-filtering': 'true' });
    expect(deployedIds(all.body, 'deployedProcessDefinitions').toSorted()).toEqual([
      expect.stringMatching(/^dup_a:2:/),
      expect.stringMatching(/^dup_b:3:/),
    ]);
  });

  it('given files that cannot be read, then a ParseException tells by file what is wrong and where', async () => {
    const wrong = process('wrong').replace('targetRef="end"', 'targetRef="nowhere"');
    const { status, body } = await deployFiles(engine, {
      'wrong.bpmn': wrong,
      'good.bpmn': process('good'),
      'wrong.dmn': dmn('wrongDmn', { d: '1 +' }),
      'broken.bpmn': '<a>',
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: 'ParseException', message: expect.any(String) });
    const details = body['details'] as Record<string, { errors: readonly Row[]; warnings: readonly Row[] }>;
    expect(details['wrong.bpmn']?.errors).toContainEqual({
      message: expect.stringContaining('nowhere'),
      line: expect.any(Number),
      column: expect.any(Number),
      mainElementId: 'check_end',
      elementIds: ['check_end'],
    });
    for (const report of Object.values(details)) for (const { line } of report.errors) expect(line).toBeGreaterThan(0);
    expect(details['broken.bpmn']?.errors).toHaveLength(1);
    expect(details['wrong.dmn']?.errors.length).toBeGreaterThan(0);
    expect(details['good.bpmn']?.errors ?? []).toEqual([]);
    expect((await client.get('/process-definition/count?keysIn=wrong,good')).body).toEqual({ count: 0 });
  });

  it('given requests without files, without a name or that are none, then 400 says so', async () => {
    expect(await deployFiles(engine, {}, { 'deployment-name': 'empty' })).toMatchObject({
      status: 400,
      body: {
        type: 'InvalidRequestException',
        message: 'No deployment resources contained in the form upload.',
        code: null,
      },
    });
    expect(await deployFiles(engine, { 'x.bpmn': process('x') }, { 'a-file': 'no name' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("'a-file'") },
    });
    expect(await integrator.post('/deployment/create', {})).toMatchObject({ status: 400 });
    expect(await openCamundaClient(engine, 'clerk').post('/deployment/create', {})).toMatchObject({
      status: 403,
      body: { type: 'AuthorizationException' },
    });
    const date = { 'deployment-activation-time': 'soon' };
    expect(await deployFiles(engine, { 'x.bpmn': process('x') }, date)).toMatchObject({ status: 400 });
    expect((await client.get('/process-definition/count?key=x')).body).toEqual({ count: 0 });
  });

  it('given an activation time, then the versions rest until it has come', async () => {
    const { body } = await deployFiles(
      engine,
      { 'spring.bpmn': process('spring') },
      { 'deployment-activation-time': IN_AN_HOUR },
    );
    const [definition] = Object.values(body['deployedProcessDefinitions'] as Record<string, Row>);
    expect(definition).toMatchObject({ key: 'spring', suspended: true });
    expect(await client.post('/process-definition/key/spring/start')).toMatchObject({ status: 500 });
    await letPlansComeDue(engine);
    await until(async () => (await client.post('/process-definition/key/spring/start')).status === 200);
    const past = await deployFiles(
      engine,
      { 'past.bpmn': process('past') },
      {
        'deployment-activation-time': '2020-01-01T00:00:00.000+0000',
      },
    );
    expect(Object.values(past.body['deployedProcessDefinitions'] as Record<string, Row>)[0]).toMatchObject({
      suspended: false,
    });
  });

  it('given deployments, then they are listed by every criterion, sorted and counted', async () => {
    await deployFiles(
      engine,
      { 'one.bpmn': process('one') },
      { 'deployment-name': 'list_b', 'deployment-source': 'build' },
    );
    await deployFiles(engine, { 'two.bpmn': process('two') }, { 'deployment-name': 'list_a' });
    const names = async (query: string) => {
      const { body } = await client.get<Row[]>(`/deployment?${query}`);
      expect((await client.get(`/deployment/count?${query}`)).body).toEqual({ count: body.length });
      return body.map(({ name }) => name);
    };
    expect(await names('nameLike=list%25&sortBy=name&sortOrder=asc')).toEqual(['list_a', 'list_b']);
    expect(await names('nameLike=list%25&sortBy=deploymentTime&sortOrder=asc')).toEqual(['list_b', 'list_a']);
    expect(await names('name=list_b&source=build')).toEqual(['list_b']);
    expect(await names('nameLike=list%25&withoutSource=true')).toEqual(['list_a']);
    expect(await names('nameLike=list%25&tenantIdIn=town')).toEqual([]);
    expect(await names('name=list_a&withoutTenantId=true&after=2020-01-01T00:00:00.000%2B0000')).toEqual(['list_a']);
    expect(await names('name=list_a&before=2020-01-01T00:00:00.000%2B0000')).toEqual([]);
    expect(await client.get('/deployment?source=a&withoutSource=true')).toMatchObject({ status: 400 });
    const { body: found } = await client.get<Row[]>('/deployment?name=list_a');
    expect((await client.get(`/deployment/${String(found[0]?.['id'])}`)).body).toEqual(found[0]);
    expect((await client.get<Row[]>(`/deployment?id=${String(found[0]?.['id'])}`)).body).toEqual(found);
    expect(await client.get('/deployment/nowhere')).toMatchObject({
      status: 404,
      body: { type: 'InvalidRequestException', message: expect.stringContaining('nowhere') },
    });
  });

  it('given a deployment, then its files are listed and read, and all or some of them deployed again', async () => {
    const { body } = await deployFiles(
      engine,
      { 'again.bpmn': process('again'), 'rules.dmn': dmn('rules', { r1: '1', r2: '2' }), 'note.txt': 'Grüße' },
      { 'deployment-name': 'again' },
    );
    const id = String(body['id']);
    const { body: resources } = await client.get<Row[]>(`/deployment/${id}/resources`);
    expect(resources.map(({ name, deploymentId }) => [name, deploymentId])).toEqual([
      ['again.bpmn', id],
      ['note.txt', id],
      ['rules.dmn', id],
    ]);
    const [drawing, note] = resources.map((one) => String(one['id']));
    expect((await client.get(`/deployment/${id}/resources/${String(note)}`)).body).toEqual(resources[1]);
    expect((await client.get(`/deployment/${id}/resources/${String(note)}/data`)).body).toBe('Grüße');
    expect(await client.get(`/deployment/${id}/resources/nothing`)).toMatchObject({ status: 404 });

    const some = await integrator.post<Row>(`/deployment/${id}/redeploy`, {
      resourceIds: [drawing],
      source: 'cockpit',
    });
    expect(some).toMatchObject({
      status: 200,
      body: {
        name: 'again',
        source: 'cockpit',
        deployedDecisionDefinitions: null,
        deployedDecisionRequirementsDefinitions: null,
      },
    });
    expect(deployedIds(some.body, 'deployedProcessDefinitions')).toEqual([expect.stringMatching(/^again:2:/)]);
    const all = await integrator.post<Row>(`/deployment/${id}/redeploy`);
    expect(deployedIds(all.body, 'deployedDecisionDefinitions')).toHaveLength(2);
    expect(deployedIds(all.body, 'deployedDecisionRequirementsDefinitions')).toEqual([
      expect.stringMatching(/^rules:2:/),
    ]);
    expect(await integrator.post(`/deployment/${id}/redeploy`, { resourceNames: ['nothing.bpmn'] })).toMatchObject({
      status: 404,
      body: { type: 'InvalidRequestException' },
    });
    expect(await integrator.post('/deployment/nowhere/redeploy')).toMatchObject({ status: 404 });
  });

  it('given running cases, when their deployment is deleted, then only with cascade, and with their history', async () => {
    const { body } = await deployFiles(engine, { 'doomed.bpmn': process('doomed') });
    const path = `/deployment/${String(body['id'])}`;
    await client.post('/process-definition/key/doomed/start');
    expect(await client.delete(path)).toMatchObject({ status: 500, body: { type: 'ProcessEngineException' } });
    expect((await client.delete(`${path}?cascade=true&skipCustomListeners=true&skipIoMappings=true`)).status).toBe(204);
    expect((await client.get('/process-definition/key/doomed')).status).toBe(404);
    expect((await client.get('/history/process-instance/count?processDefinitionKey=doomed')).body).toEqual({
      count: 0,
    });
    expect(await client.delete(path)).toMatchObject({ status: 404, body: { type: 'InvalidRequestException' } });
  });
});
