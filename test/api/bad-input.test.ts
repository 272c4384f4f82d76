import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  DEPLOY_FILES_FIELD,
  type Page,
  type ProblemDetails,
  type TaskSummary,
  type Validation,
} from '#contracts';
import type { ApiClient } from '#testkit';
import { END, file, sequence, START, TWO_TASKS } from './diagrams.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
}, 60_000);
afterAll(() => server.close());

function deploy(
  content: string | Uint8Array<ArrayBuffer>,
  name = 'schlecht.bpmn',
  path: string = apiPaths.deployments,
) {
  const form = new FormData();
  form.append(DEPLOY_FILES_FIELD, new Blob([content]), name);
  return api.call<ProblemDetails>('POST', path, { as: 'owner', body: form });
}

/** How much there is: nothing may have been added by what was refused. */
async function stock(): Promise<readonly number[]> {
  const paths = [apiPaths.definitions, apiPaths.deployments, apiPaths.instances];
  return Promise.all(paths.map(async (path) => (await api.get<Page<unknown>>(path, 'operator')).body.total));
}

const TASK = '<bpmn:userTask id="Schritt" name="Schritt"/>';
const condition = (text: string) =>
  file(`<bpmn:process id="bedingt" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:exclusiveGateway id="G" default="f3"/><bpmn:endEvent id="E1"/><bpmn:endEvent id="E2"/>
  <bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="G"/>
  <bpmn:sequenceFlow id="f2" sourceRef="G" targetRef="E1"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${text}</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="f3" sourceRef="G" targetRef="E2"/></bpmn:process>`);

/** What is sent, and what the finding must name: a place in the file or an element. */
const broken: readonly (readonly [string, string, { readonly elementId?: string; readonly place?: true }])[] = [
  ['broken XML', file(sequence('x', START, END)).slice(0, -30), { place: true }],
  ['no XML at all', 'Antrag', { place: true }],
  ['a PDF that is named as a diagram', '%PDF-1.7 nothing', {}],
  ['nothing', '', {}],
  [
    'a DOCTYPE',
    `<!DOCTYPE x [<!ENTITY a "b">]>${file(sequence('x', START, END)).replace(/<\?xml.*\?>/, '')}`,
    { place: true },
  ],
  ['XML that is no BPMN', '<?xml version="1.0"?><html><body>Antrag</body></html>', {}],
  ['no process', file(''), {}],
  [
    'a sequence flow to nowhere',
    file(
      `<bpmn:process id="x" isExecutable="true">${START}${END}<bpmn:sequenceFlow id="Kaputt" sourceRef="Start" targetRef="Nirgends"/></bpmn:process>`,
    ),
    { elementId: 'Kaputt' },
  ],
  ['duplicate ids', file(sequence('x', START, TASK, TASK, END)), { place: true }],
  ['a condition that does not parse', condition('${betrag &gt;&gt; }'), { elementId: 'f2' }],
];

describe('files that cannot run', () => {
  it.each(broken)('given %s, then 422 names the place and nothing has changed', async (_, content, expected) => {
    const before = await stock();
    const { status, body } = await deploy(content);
    expect([status, body.code]).toEqual([422, 'MODEL_INVALID']);
    const errors = (body.findings ?? []).filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every(({ file: name, message }) => name === 'schlecht.bpmn' && message.length > 15)).toBe(true);
    if (expected.elementId !== undefined)
      expect(errors.map(({ elementId }) => elementId)).toContain(expected.elementId);
    if (expected.place === true)
      expect(errors[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    expect(await stock()).toEqual(before);
    const validation = await deploy(content, 'schlecht.bpmn', apiPaths.validateDeployment);
    expect(validation).toMatchObject({ status: 200, body: { deployable: false } });
  });

  it('given one good and one bad file, then neither is deployed', async () => {
    const before = await stock();
    const form = new FormData();
    form.append(DEPLOY_FILES_FIELD, new Blob([file(sequence('gut', START, END))]), 'gut.bpmn');
    form.append(DEPLOY_FILES_FIELD, new Blob(['<x']), 'schlecht.bpmn');
    expect((await api.call('POST', apiPaths.deployments, { as: 'owner', body: form })).status).toBe(422);
    expect(await stock()).toEqual(before);
  });

  it('given a broken form or broken scenarios beside a diagram, then file and line are named; without a form nobody can work', async () => {
    const before = await stock();
    const send = (name: string, content: string, path: string) => {
      const form = new FormData();
      form.append(DEPLOY_FILES_FIELD, new Blob([file(sequence('daneben', START, END))]), 'daneben.bpmn');
      form.append(DEPLOY_FILES_FIELD, new Blob([content]), name);
      return api.call<ProblemDetails>('POST', path, { as: 'owner', body: form });
    };
    const refused = await send('antrag.form', '{\n "components": [,]\n}', apiPaths.deployments);
    expect([refused.status, refused.body.findings?.find(({ code }) => code === 'FORM_NOT_JSON')]).toMatchObject([
      422,
      { file: 'antrag.form', severity: 'error', line: 2, messageDe: expect.stringContaining('Zeile 2') },
    ]);
    expect(await stock()).toEqual(before);
    const large = await send('antrag.form', `{"components": ["${'x'.repeat(2_000_000)}"]}`, apiPaths.deployments);
    expect(large.body.findings?.map(({ code }) => code)).toContain('FORM_TOO_LARGE');
    const warned = await send('daneben.scenarios.json', '{"testCases": [\n{"name": 1}]}', apiPaths.validateDeployment);
    const { deployable, files } = warned.body as unknown as Validation;
    expect(deployable).toBe(true);
    expect(files.find(({ name }) => name === 'daneben.scenarios.json')?.findings).toMatchObject([
      { code: 'SCENARIOS_INVALID', severity: 'warning', line: 2 },
    ]);
  });

  it('given no start event, then it is told at the process before anything runs', async () => {
    const { body } = await deploy(
      file(
        `<bpmn:process id="ohne_start" isExecutable="true">${TASK}${END}<bpmn:sequenceFlow id="f" sourceRef="Schritt" targetRef="End"/></bpmn:process>`,
      ),
      'ohne.bpmn',
      apiPaths.validateDeployment,
    );
    const { findings } = (body as unknown as Validation).files[0] ?? { findings: [] };
    expect(findings.some(({ message }) => /start event/i.test(message))).toBe(true);
  });

  it('given an unknown extension, then it is told as a finding and does not stop the file', async () => {
    const content = file(
      sequence(
        'erweitert',
        START,
        '<bpmn:userTask id="T" name="T" xmlns:foo="urn:foo" foo:bar="1"><bpmn:extensionElements><foo:thing/></bpmn:extensionElements></bpmn:userTask>',
        END,
      ),
    );
    const { body } = await deploy(content, 'erweitert.bpmn', apiPaths.validateDeployment);
    const { deployable, files } = body as unknown as Validation;
    expect(deployable).toBe(true);
    expect(files[0]?.findings.some(({ elementId, severity }) => elementId === 'T' && severity !== 'error')).toBe(true);
  });

  it('given 60 MB, then 413, and the server answers on', async () => {
    const before = await stock();
    expect(await deploy(new Uint8Array(60 * 1024 * 1024).fill(32))).toMatchObject({
      status: 413,
      body: { code: 'TOO_LARGE' },
    });
    expect(await stock()).toEqual(before);
  }, 60_000);
});

describe('requests that cannot be carried out', () => {
  it('given an unknown process key or version, then 404 names it', async () => {
    const reply = await api.post<ProblemDetails>(apiPaths.instances, 'clerk', { definitionKey: 'gibt_es_nicht' });
    expect(reply).toMatchObject({
      status: 404,
      body: { code: 'DEFINITION_NOT_FOUND', detail: expect.stringContaining('gibt_es_nicht') },
    });
    expect((await api.get(apiPaths.definition('gibt_es_nicht', 3), 'clerk')).status).toBe(404);
    expect((await api.get(apiPaths.definitionVersions('gibt_es_nicht'), 'clerk')).status).toBe(404);
    expect((await api.get('/api/definitions/x/versions/neueste', 'clerk')).status).toBe(404);
  });

  it('given an unknown id anywhere, then 404, also for what is no id', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'kein-id', "'; DROP TABLE users; --"]) {
      expect(await api.get(apiPaths.instance(id), 'clerk')).toMatchObject({
        status: 404,
        body: { code: 'INSTANCE_NOT_FOUND' },
      });
      expect(await api.get(apiPaths.instanceHistory(id), 'clerk')).toMatchObject({ status: 404 });
      expect(await api.get(apiPaths.task(id), 'clerk')).toMatchObject({
        status: 404,
        body: { code: 'TASK_NOT_FOUND' },
      });
      expect(await api.post(apiPaths.completeTask(id), 'clerk', {})).toMatchObject({ status: 404 });
      expect(await api.post(apiPaths.retryIncident(id), 'operator')).toMatchObject({ status: 404 });
      expect(await api.post(apiPaths.cancelInstance(id), 'operator', { reason: 'x' })).toMatchObject({ status: 404 });
    }
  });

  it('given no id where one belongs, then 404 says that it is missing', async () => {
    expect(await api.post<ProblemDetails>(apiPaths.completeTask(''), 'clerk', {})).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND', detail: expect.stringContaining('an id is missing') },
    });
  });

  it('given a NUL character in an address, then 400', async () => {
    expect((await api.get(apiPaths.instance('\0'), 'clerk')).status).toBe(400);
  });

  it('given variables of a wrong type, then 400 and no case', async () => {
    await deploy(TWO_TASKS, 'zwei-schritte.bpmn');
    const before = await stock();
    for (const variables of ['text', 7, ['a'], null]) {
      expect(await api.post(apiPaths.instances, 'clerk', { definitionKey: 'zwei_schritte', variables })).toMatchObject({
        status: 400,
        body: { code: 'REQUEST_INVALID', errors: [{ pointer: '/variables' }] },
      });
    }
    expect(await stock()).toEqual(before);
  });

  it("given a task that is done or somebody else's, then 409 and 403, and the case has not moved", async () => {
    await deploy(TWO_TASKS, 'zwei-schritte.bpmn');
    const { body: instance } = await api.post<{ id: string }>(apiPaths.instances, 'clerk', {
      definitionKey: 'zwei_schritte',
    });
    const tasks = async () =>
      (await api.get<Page<TaskSummary>>(`${apiPaths.tasks}?scope=all&instanceId=${instance.id}`, 'head')).body.items;
    const [first] = await tasks();
    const id = first?.id ?? '';
    await api.post(apiPaths.claimTask(id), 'clerk');
    expect(await api.post(apiPaths.completeTask(id), 'clerk2', {})).toMatchObject({
      status: 403,
      body: { code: 'TASK_NOT_YOURS' },
    });
    expect((await tasks()).map(({ id: one }) => one)).toEqual([id]);
    const both = await Promise.all([1, 2].map(() => api.post<ProblemDetails>(apiPaths.completeTask(id), 'clerk', {})));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await api.post(apiPaths.completeTask(id), 'clerk', {})).toMatchObject({
      status: 409,
      body: { code: 'TASK_ALREADY_COMPLETED' },
    });
    expect((await tasks()).map(({ name }) => name)).toEqual(['Freigeben']);
  });
});
