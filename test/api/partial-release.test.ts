import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type Deployment, type ProblemDetails, type Validation } from '#contracts';
import type { ApiClient } from '#testkit';
import { END, file, sequence, START } from './diagrams.ts';
import { Office, upload } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
}, 60_000);
afterAll(() => server.close());

const BROKEN = file(sequence('kaputt', START, END)).replace('targetRef="End"', 'targetRef="Nirgends"');
const calling = (key: string, called: string) =>
  file(sequence(key, START, `<bpmn:callActivity id="Ruf" calledElement="${called}"/>`, END));

describe('releasing what is sound', () => {
  it('given one broken file, when checked, then it is said what would stay outside and why', async () => {
    const files = {
      'kaputt.bpmn': BROKEN,
      'gut.bpmn': file(sequence('gut', START, END)),
      'ruft.bpmn': calling('ruft', 'kaputt'),
    };
    const { body } = await api.call<Validation>('POST', apiPaths.validateDeployment, {
      as: 'owner',
      body: upload(files),
    });
    expect(body.deployable).toBe(false);
    expect(body.leftOut).toEqual([
      { name: 'kaputt.bpmn', because: 'error', others: [] },
      { name: 'ruft.bpmn', because: 'uses', others: ['kaputt.bpmn'] },
    ]);
  });

  it('given one broken file, then without being asked nothing is released; with onlySound the rest is', async () => {
    const files = {
      'kaputt.bpmn': BROKEN,
      'teil-gut.bpmn': file(sequence('teil_gut', START, END)),
      'teil-ruft.bpmn': calling('teil_ruft', 'kaputt'),
    };
    const all = await api.call<ProblemDetails>('POST', apiPaths.deployments, { as: 'owner', body: upload(files) });
    expect([all.status, all.body.code]).toEqual([422, 'MODEL_INVALID']);
    expect((await api.get(apiPaths.definition('teil_gut'), 'owner')).status).toBe(404);
    const part = await office.deploy(files, { onlySound: 'true' });
    expect(part.definitions.map(({ key, isNew }) => [key, isNew])).toEqual([['teil_gut', true]]);
    expect(part.resources.map(({ name }) => name)).toEqual(['teil-gut.bpmn']);
    expect(part.leftOut?.map(({ name, because }) => [name, because])).toEqual([
      ['kaputt.bpmn', 'error'],
      ['teil-ruft.bpmn', 'uses'],
    ]);
    expect((await api.get(apiPaths.definition('teil_ruft'), 'owner')).status).toBe(404);
  });

  it('given a form that only stands beside a broken process, then what remains is judged again', async () => {
    const files = { 'kaputt.bpmn': BROKEN, 'bild.png': 'no process beside it any more' };
    const { body } = await api.call<Validation>('POST', apiPaths.validateDeployment, {
      as: 'owner',
      body: upload(files),
    });
    expect(body.leftOut).toEqual([
      { name: 'kaputt.bpmn', because: 'error', others: [] },
      { name: 'bild.png', because: 'alone', others: ['kaputt.bpmn'] },
    ]);
    const refused = await api.call<ProblemDetails>('POST', apiPaths.deployments, {
      as: 'owner',
      body: upload(files, { onlySound: 'true' }),
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'MODEL_INVALID']);
    expect(refused.body.findings?.length).toBeGreaterThan(0);
  });

  it('given only sound files, then onlySound changes nothing and nothing is said to be left out', async () => {
    const deployed: Deployment = await office.deploy(
      { 'ganz.bpmn': file(sequence('ganz', START, END)) },
      { onlySound: 'true' },
    );
    expect(deployed.leftOut).toBeUndefined();
    expect(deployed.definitions.map(({ key }) => key)).toEqual(['ganz']);
  });

  it('given neither true nor false, then the field is named', async () => {
    const { status, body } = await api.call<ProblemDetails>('POST', apiPaths.deployments, {
      as: 'owner',
      body: upload({ 'x.bpmn': file(sequence('x', START, END)) }, { onlySound: 'vielleicht' }),
    });
    expect([status, body.detail]).toEqual([400, 'Expected onlySound to be true or false, but it is "vielleicht".']);
  });
});
