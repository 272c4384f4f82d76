import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type HistoryEntry, type InstanceDetail, type Page, type TaskSummary } from '#contracts';
import type { ApiClient } from '#testkit';
import { END, file, sequence, START } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const HEARING = file(
  sequence(
    'anhoerung',
    START,
    `<bpmn:userTask id="Stellungnahme" name="Stellungnahme einholen">
      <bpmn:multiInstanceLoopCharacteristics camunda:collection="\${aemter}" camunda:elementVariable="amt"/>
    </bpmn:userTask>`,
    END,
  ),
);

let server: TestServer;
let api: ApiClient;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
  await office.deploy({ 'anhoerung.bpmn': HEARING });
}, 60_000);
afterAll(() => server.close());

describe('tasks of a multi-instance', () => {
  it('given one task for each office, then inbox, case, search and history tell which is which', async () => {
    const aemter = [{ name: 'Bauamt' }, { name: '66' }];
    const instance = await office.start('anhoerung', { businessKey: 'B-1', variables: { aemter } });
    const expected = [[{ index: 1, total: 2, subject: ['Bauamt'] }], [{ index: 2, total: 2, subject: ['66'] }]];
    const byPlace = (tasks: readonly TaskSummary[]) =>
      tasks.map(({ rounds }) => rounds).toSorted((one, other) => (one?.[0]?.index ?? 0) - (other?.[0]?.index ?? 0));
    expect(byPlace(await office.tasksOf(instance))).toEqual(expected);
    const { body } = await api.get<InstanceDetail>(apiPaths.instance(instance.id), 'clerk');
    expect(byPlace(body.tasks)).toEqual(expected);

    // Words this short are not looked for in the data of the case, which holds all offices.
    const search = `${apiPaths.tasks}?scope=groups&search=66`;
    const found = (await api.get<Page<TaskSummary>>(search, 'clerk')).body.items;
    expect(found.map(({ rounds }) => rounds)).toEqual([expected[1]]);

    await api.post(apiPaths.claimTask(found[0]?.id ?? ''), 'clerk', {});
    await api.post(apiPaths.completeTask(found[0]?.id ?? ''), 'clerk', {});
    const history = await api.get<Page<HistoryEntry>>(`${apiPaths.instanceHistory(instance.id)}?limit=200`, 'clerk');
    const told = history.body.items.filter(({ taskId }) => taskId === found[0]?.id);
    expect(told.map(({ type, data }) => [type, data['rounds']])).toEqual([
      ['task-created', expected[1]],
      ['task-claimed', expected[1]],
      ['task-completed', expected[1]],
    ]);
    const done = await api.get<Page<TaskSummary>>(`${apiPaths.tasks}?scope=done`, 'clerk');
    expect(done.body.items.map(({ rounds }) => rounds)).toEqual([expected[1]]);
  });
});
