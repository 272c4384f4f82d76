import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, DEPLOY_FILES_FIELD, type ProblemDetails } from '#contracts';
import { END, file, sequence, START } from './diagrams.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ LAUFZETTEL_UNIQUE_BUSINESS_KEYS: 'true' });
}, 60_000);
afterAll(() => server.close());

const TASK = '<bpmn:userTask id="Schritt" name="Schritt"/>';

async function deploy(key: string, properties = ''): Promise<void> {
  const form = new FormData();
  const diagram = file(sequence(key, START, TASK, END)).replace(/(<bpmn:process [^>]*>)/, `$1${properties}`);
  form.append(DEPLOY_FILES_FIELD, new Blob([diagram]), `${key}.bpmn`);
  expect((await server.api.call('POST', apiPaths.deployments, { as: 'owner', body: form })).status).toBe(201);
}

const start = (definitionKey: string, businessKey: string) =>
  server.api.post<ProblemDetails>(apiPaths.instances, 'clerk', { definitionKey, businessKey });

describe('an installation whose business keys are unique by default', () => {
  it('given a process that says nothing, when two cases begin at once, then one is refused with a problem a person understands', async () => {
    await deploy('hund');
    const answers = await Promise.all([start('hund', 'HS-1'), start('hund', 'HS-1')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'BUSINESS_KEY_TAKEN',
      detail: expect.stringContaining('"HS-1" is taken'),
    });
    expect((await start('hund', 'HS-2')).status).toBe(201);
  });

  it('given a process that allows it, then several cases have one key', async () => {
    await deploy(
      'akte',
      '<bpmn:extensionElements><zeebe:properties xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><zeebe:property name="eindeutigesAktenzeichen" value="nein"/></zeebe:properties></bpmn:extensionElements>',
    );
    expect((await start('akte', 'A-1')).status).toBe(201);
    expect((await start('akte', 'A-1')).status).toBe(201);
  });
});
