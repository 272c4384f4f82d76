import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, DEPLOY_FILES_FIELD, type ProblemDetails, type Validation } from '#contracts';
import type { ApiClient } from '#testkit';
import { file } from './diagrams.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
}, 60_000);
afterAll(() => server.close());

const problem = (path: string, language: string | undefined, json?: unknown) =>
  api.call<ProblemDetails>(json === undefined ? 'GET' : 'POST', path, {
    as: 'clerk',
    ...(json === undefined ? {} : { json }),
    headers: language === undefined ? {} : { 'accept-language': language },
  });

describe('the language of a problem', () => {
  it('given a caller who prefers German, then title and detail are German, and the answer says so', async () => {
    const { body, headers, status } = await problem(apiPaths.instance('gibt-es-nicht'), 'de-DE,de;q=0.9,en;q=0.8');
    expect(status).toBe(404);
    expect(headers.get('content-language')).toBe('de');
    expect(headers.get('vary')).toMatch(/accept-language/i);
    expect(body).toMatchObject({ code: 'INSTANCE_NOT_FOUND', title: 'Diesen Vorgang gibt es nicht' });
    expect(body.detail).toMatch(/^Die Adresse ist falsch/);
  });

  it.each([undefined, 'en', 'en-GB,de;q=0.5', 'fr', '*'])(
    'given %s, then it is English, with the sentence that names the id',
    async (language) => {
      const { body, headers } = await problem(apiPaths.instance('gibt-es-nicht'), language);
      expect(headers.get('content-language')).toBe('en');
      expect(body.title).toBe('There is no such case');
      expect(body.detail).toMatch(/^Expected /);
    },
  );

  it('given faulty fields, then each says in German what is wrong with it', async () => {
    const { body } = await problem(apiPaths.instances, 'de', { definitionKey: 7, unheard: true });
    expect(body.errors).toEqual(
      expect.arrayContaining([
        { pointer: '/unheard', detail: 'Diese Angabe gibt es hier nicht.' },
        { pointer: '/definitionKey', detail: 'Der Wert passt hier nicht.' },
      ]),
    );
  });

  it('given an expression that cannot be read, then the finding names the character in both languages', async () => {
    const content = file(
      `<bpmn:process id="k" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:exclusiveGateway id="G" default="c"/><bpmn:endEvent id="E"/><bpmn:endEvent id="F"/>
      <bpmn:sequenceFlow id="a" sourceRef="S" targetRef="G"/><bpmn:sequenceFlow id="c" sourceRef="G" targetRef="F"/>
      <bpmn:sequenceFlow id="b" sourceRef="G" targetRef="E"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=betrag &gt; (</bpmn:conditionExpression></bpmn:sequenceFlow></bpmn:process>`,
    );
    const form = new FormData();
    form.append(DEPLOY_FILES_FIELD, new Blob([content]), 'k.bpmn');
    const { body } = await api.call<Validation>('POST', apiPaths.validateDeployment, { as: 'owner', body: form });
    const finding = body.files[0]?.findings.find(({ code }) => code === 'EXPRESSION_INVALID');
    expect(finding?.messageDe).toMatch(/lässt sich nicht lesen: Der Ausdruck endet zu früh.*\(Zeichen 11\)/);
    expect(finding?.message).toMatch(/cannot be read: The expression ends too early.*\(character 11\)/);
  });
});
