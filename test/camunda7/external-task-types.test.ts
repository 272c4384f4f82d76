import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as camunda7 from 'camunda-external-task-client-js';
import { BasicAuthInterceptor, Client, Variables, type Task, type TaskService } from 'camunda-external-task-client-js';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="http://example.org">
  <bpmn:process id="typen" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="erst" />
    <bpmn:serviceTask id="erst" camunda:type="external" camunda:topic="typen" /><bpmn:sequenceFlow id="f2" sourceRef="erst" targetRef="dann" />
    <bpmn:serviceTask id="dann" camunda:type="external" camunda:topic="typen">
      <bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="gesehen">\${fluechtig}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>
    </bpmn:serviceTask>
  </bpmn:process>
</bpmn:definitions>`;

/** The client's File is not among its published types. */
interface ClientFile {
  load(): Promise<{ readonly content: Buffer; readonly filename: string }>;
}
const { File } = camunda7 as unknown as { File: new (options: object) => ClientFile };

let engine: EngineUnderTest;
let camunda: CamundaClient;
let folder: string;

beforeAll(async () => {
  engine = await startEngine();
  camunda = openCamundaClient(engine);
  await camunda.deploy('typen', MODEL);
  folder = await mkdtemp(join(tmpdir(), 'laufzettel-types-'));
}, 60_000);

afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

/** Lets the real client do one task. */
async function work(handle: (task: Task, service: TaskService) => Promise<void>): Promise<void> {
  const interceptors = new BasicAuthInterceptor({ username: 'operator', password: 'operator' });
  const client = new Client({
    baseUrl: engine.engineRest,
    workerId: 'typen',
    interval: 20,
    asyncResponseTimeout: 2000,
    maxTasks: 1,
    interceptors,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      client.subscribe('typen', ({ task, taskService }) => {
        client.stop();
        handle(task, taskService).then(resolve, reject);
      });
    });
  } finally {
    client.stop();
  }
}

describe('typed variables of the real external task client', () => {
  it('given every type, then the client reads it as that type, and what it sends comes back as the type it sent', async () => {
    const { body: started } = await camunda.post<{ id: string }>('/process-definition/key/typen/start', {
      variables: {
        lang: { type: 'Long', value: 7 },
        kurz: { type: 'Short', value: 7 },
        doppelt: { type: 'Double', value: 3 },
        datum: { type: 'Date', value: '2026-01-31T08:00:00.000+0100' },
        json: { type: 'Json', value: '{"hund":["Rex"]}' },
        xml: { type: 'Xml', value: '<hund/>' },
        brief: { type: 'File', value: 'SGFsbG8=', valueInfo: { filename: 'brief.txt', mimetype: 'text/plain' } },
      },
    });
    const path = join(folder, 'bescheid.txt');
    await writeFile(path, 'Bescheid über Hundesteuer');
    await work(async (task, service) => {
      expect(task.variables.getTyped('lang')).toMatchObject({ type: 'long', value: 7 });
      expect(task.variables.getTyped('kurz')).toMatchObject({ type: 'short', value: 7 });
      expect(task.variables.getTyped('doppelt')).toMatchObject({ type: 'double', value: 3 });
      expect(task.variables.getTyped('xml')).toMatchObject({ type: 'xml', value: '<hund/>' });
      expect(task.variables.get('datum')).toEqual(new Date('2026-01-31T07:00:00.000Z'));
      expect(task.variables.get('json')).toEqual({ hund: ['Rex'] });
      const letter = await (task.variables.get('brief') as ClientFile).load();
      expect([letter.filename, letter.content.toString()]).toEqual(['brief.txt', 'Hallo']);
      const result = new Variables();
      result.setTyped('gross', { type: 'long', value: 4_294_967_296, valueInfo: {} });
      result.setTyped('klein', { type: 'long', value: 1, valueInfo: {} });
      result.setTyped('akte', { type: 'xml', value: '<akte nr="1"/>', valueInfo: {} });
      result.set('frist', new Date('2026-03-01T00:00:00.000Z'));
      result.set('posten', { betrag: 97.5 });
      result.setTyped('fluechtig', { type: 'string', value: 'geheim', valueInfo: { transient: true } });
      const file: unknown = await new File({ localPath: path, mimetype: 'text/plain', encoding: 'utf-8' }).load();
      result.set('bescheid', file);
      await service.complete(task, result);
    });
    const { body: variables } = await camunda.get<Record<string, unknown>>(`/process-instance/${started.id}/variables`);
    expect(variables).toEqual({
      lang: { type: 'Long', value: 7, valueInfo: {} },
      kurz: { type: 'Short', value: 7, valueInfo: {} },
      doppelt: { type: 'Double', value: 3, valueInfo: {} },
      datum: { type: 'Date', value: '2026-01-31T08:00:00.000+0100', valueInfo: {} },
      json: { type: 'Json', value: '{"hund":["Rex"]}', valueInfo: {} },
      xml: { type: 'Xml', value: '<hund/>', valueInfo: {} },
      brief: { type: 'File', value: null, valueInfo: { filename: 'brief.txt', mimeType: 'text/plain' } },
      gross: { type: 'Long', value: 4_294_967_296, valueInfo: {} },
      klein: { type: 'Long', value: 1, valueInfo: {} },
      akte: { type: 'Xml', value: '<akte nr="1"/>', valueInfo: {} },
      frist: { type: 'Date', value: '2026-03-01T00:00:00.000+0000', valueInfo: {} },
      posten: { type: 'Json', value: '{"betrag":97.5}', valueInfo: {} },
      bescheid: {
        type: 'File',
        value: null,
        valueInfo: { filename: 'bescheid.txt', mimeType: 'text/plain', encoding: 'utf-8' },
      },
    });
    const data = await fetch(`${engine.engineRest}/process-instance/${started.id}/variables/bescheid/data`, {
      headers: { authorization: `Basic ${btoa('operator:operator')}` },
    });
    expect(await data.text()).toBe('Bescheid über Hundesteuer');
    await work(async (task, service) => {
      // The step in which it was sent has seen it; nothing else has.
      expect(task.variables.getAll()).toMatchObject({ gesehen: 'geheim', klein: 1 });
      expect(task.variables.get('fluechtig')).toBeUndefined();
      await service.complete(task);
    });
  });
});
