import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type HistoryEntry,
  type InstanceDetail,
  type Page,
  type ProblemDetails,
  type TaskDetail,
} from '#contracts';
import type { ApiClient } from '#testkit';
import { END, file, sequence, START } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;

const CHOOSING = file(
  sequence(
    'auflagen',
    START,
    `<bpmn:adHocSubProcess id="Auflagen" name="Auflagen zusammenstellen">
      <bpmn:userTask id="Laerm" name="Lärmschutz festlegen"/>
      <bpmn:userTask id="Sperrung" name="Straße sperren"/>
      <bpmn:userTask id="Danach" name="Schilder bestellen"/>
      <bpmn:sequenceFlow id="Innen" sourceRef="Sperrung" targetRef="Danach"/>
    </bpmn:adHocSubProcess>`,
    END,
  ),
);

const ONE_BY_ONE = file(
  sequence(
    'nacheinander',
    START,
    `<bpmn:adHocSubProcess id="Reihe" name="Der Reihe nach" ordering="Sequential">
      <bpmn:userTask id="Eins" name="Erst dies"/>
      <bpmn:userTask id="Zwei" name="Dann das"/>
    </bpmn:adHocSubProcess>`,
    END,
  ),
);

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
  await office.deploy({ 'auflagen.bpmn': CHOOSING, 'nacheinander.bpmn': ONE_BY_ONE });
}, 60_000);
afterAll(() => server.close());

describe('an ad-hoc subprocess whose steps a person chooses', () => {
  it('given its task, when steps are chosen twice, then each choice begins them and completing ends what is left', async () => {
    const instance = await office.start('auflagen', { businessKey: 'A-1' });
    const { id } = await office.onlyTask(instance);
    expect((await api.get<TaskDetail>(apiPaths.task(id), 'clerk')).body.choices).toEqual([
      { nodeId: 'Laerm', label: 'Lärmschutz festlegen' },
      { nodeId: 'Sperrung', label: 'Straße sperren' },
    ]);
    const names = async () => (await office.tasksOf(instance)).map(({ name }) => name).toSorted();
    const first = await api.post<TaskDetail>(apiPaths.beginSteps(id), 'clerk', { steps: ['Laerm'] });
    expect([first.status, first.body.id, first.body.state]).toEqual([200, id, 'open']);
    await api.post(apiPaths.beginSteps(id), 'clerk', { steps: ['Laerm', 'Sperrung'] });
    expect(await names()).toEqual([
      'Auflagen zusammenstellen',
      'Lärmschutz festlegen',
      'Lärmschutz festlegen',
      'Straße sperren',
    ]);
    const { body: task } = await api.get<TaskDetail>(apiPaths.task(id), 'clerk');
    expect(task.openSteps?.map(({ label }) => label).toSorted()).toEqual((await names()).slice(1));
    const refused = await api.post<ProblemDetails>(apiPaths.completeTask(id), 'clerk', { dropOpenSteps: false });
    expect([refused.status, refused.body.code]).toEqual([409, 'STEPS_STILL_OPEN']);
    expect(await names()).toHaveLength(4);
    expect((await api.post(apiPaths.completeTask(id), 'clerk', {})).status).toBe(200);
    const history = await api.get<Page<HistoryEntry>>(`${apiPaths.instanceHistory(instance.id)}?limit=200`, 'clerk');
    const chosen = history.body.items.filter(({ type }) => type === 'steps-chosen');
    expect(chosen.map(({ by, data }) => [by, data['steps']])).toEqual([
      ['clerk', ['Lärmschutz festlegen']],
      ['clerk', ['Lärmschutz festlegen', 'Straße sperren']],
    ]);
    const { body } = await api.get<InstanceDetail>(apiPaths.instance(instance.id), 'clerk');
    expect([body.state, await names()]).toEqual(['completed', []]);
  });

  it('given one step after the other, when several are chosen, then the later ones are open, too, and nothing open asks nothing', async () => {
    const instance = await office.start('nacheinander', { businessKey: 'A-3' });
    const { id } = await office.onlyTask(instance);
    const { body } = await api.post<TaskDetail>(apiPaths.beginSteps(id), 'clerk', { steps: ['Eins', 'Zwei'] });
    expect(body.openSteps).toEqual([
      { nodeId: 'Eins', label: 'Erst dies' },
      { nodeId: 'Zwei', label: 'Dann das', waiting: true },
    ]);
    for (const name of ['Erst dies', 'Dann das']) {
      const step = (await office.tasksOf(instance)).find((task) => task.name === name);
      await api.post(apiPaths.completeTask(step?.id ?? ''), 'clerk', {});
    }
    expect((await api.get<TaskDetail>(apiPaths.task(id), 'clerk')).body.openSteps).toEqual([]);
    expect((await api.post(apiPaths.completeTask(id), 'clerk', { dropOpenSteps: false })).status).toBe(200);
  });

  it('given steps it does not offer, none, or a task of somebody else, then it is refused and nothing begins', async () => {
    const instance = await office.start('auflagen', { businessKey: 'A-2' });
    const { id } = await office.onlyTask(instance);
    for (const steps of [['Danach'], ['Laerm', 'gibt es nicht'], []]) {
      const { status, body } = await api.post<ProblemDetails>(apiPaths.beginSteps(id), 'clerk', { steps });
      expect([status, body.code]).toEqual([422, 'STEP_NOT_OFFERED']);
    }
    await api.post(apiPaths.claimTask(id), 'clerk', {});
    const { status, body } = await api.post<ProblemDetails>(apiPaths.beginSteps(id), 'clerk2', { steps: ['Laerm'] });
    expect([status, body.code]).toEqual([403, 'TASK_NOT_YOURS']);
    expect((await office.tasksOf(instance, 'mine')).map(({ name }) => name)).toEqual(['Auflagen zusammenstellen']);
    expect(await office.tasksOf(instance)).toEqual([]);
  });
});
