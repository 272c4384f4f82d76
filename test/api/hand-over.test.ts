import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type HistoryEntry,
  type Page,
  type ProblemDetails,
  type TaskColleagues,
  type TaskDetail,
  type TaskNotes,
} from '#contracts';
import type { ApiClient } from '#testkit';
import { TWO_TASKS } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
  await office.deploy({ 'zwei-schritte.bpmn': TWO_TASKS });
}, 60_000);
afterAll(() => server.close());

describe('handing a task over', () => {
  it('given my task, when it is handed to a colleague with a note, then it is theirs, and the note stands at the task and in the case', async () => {
    const instance = await office.start('zwei_schritte', { businessKey: 'H-1' });
    const { id } = await office.onlyTask(instance);
    await api.post(apiPaths.claimTask(id), 'clerk', {});
    const { body } = await api.get<TaskColleagues>(apiPaths.taskColleagues(id), 'clerk');
    const names = body.people.map(({ name }) => name);
    expect(names).toContain('clerk2');
    expect(names).not.toContain('clerk');
    expect(body.people.every((person) => Object.keys(person).toSorted().join() === 'displayName,name')).toBe(true);

    const note = 'Der Plan fehlt noch.';
    const given = await api.post<TaskDetail>(apiPaths.handOverTask(id), 'clerk', { to: 'clerk2', note });
    expect([given.status, given.body.assignee?.name, given.body.may.handOver]).toEqual([200, 'clerk2', false]);
    expect((await office.tasksOf(instance, 'mine', 'clerk2')).map((task) => task.id)).toEqual([id]);
    await api.post(apiPaths.taskNotes(id), 'clerk2', { message: 'Ist nachgefordert.' });
    const notes = (await api.get<TaskNotes>(apiPaths.taskNotes(id), 'clerk2')).body.notes;
    expect(notes.map(({ by, message }) => [by, message])).toEqual([
      ['clerk', note],
      ['clerk2', 'Ist nachgefordert.'],
    ]);
    const history = await api.get<Page<HistoryEntry>>(`${apiPaths.instanceHistory(instance.id)}?limit=200`, 'clerk');
    const told = history.body.items.filter(({ type }) => type === 'task-assigned' || type === 'note-written');
    expect(told.map(({ type, by, name, data }) => [type, by, name, data])).toEqual([
      ['task-assigned', 'clerk', 'Antrag prüfen', { assignee: 'clerk2' }],
      ['note-written', 'clerk', 'Antrag prüfen', { message: note }],
      ['note-written', 'clerk2', 'Antrag prüfen', { message: 'Ist nachgefordert.' }],
    ]);
  });

  it('given a task of somebody else, or somebody it is not meant for, then nothing changes', async () => {
    const instance = await office.start('zwei_schritte', { businessKey: 'H-2' });
    const { id } = await office.onlyTask(instance);
    await api.post(apiPaths.claimTask(id), 'clerk2', {});
    for (const path of [apiPaths.handOverTask(id), apiPaths.taskNotes(id)]) {
      const body = path.endsWith('notes') ? { message: 'x' } : { to: 'clerk' };
      const refused = await api.post<ProblemDetails>(path, 'clerk', body);
      expect([refused.status, refused.body.code]).toEqual([403, 'TASK_NOT_YOURS']);
    }
    for (const to of ['operator', 'nobody', 'clerk2']) {
      const refused = await api.post<ProblemDetails>(apiPaths.handOverTask(id), 'clerk2', { to, note: 'x' });
      expect([to, refused.status, refused.body.code]).toEqual([to, 422, 'ASSIGNEE_UNKNOWN']);
    }
    expect((await office.tasksOf(instance, 'mine', 'clerk2')).map((task) => task.id)).toEqual([id]);
    expect((await api.get<TaskNotes>(apiPaths.taskNotes(id), 'clerk2')).body.notes).toEqual([]);
    expect((await api.post(apiPaths.taskNotes(id), 'head', { message: 'Bitte bis Freitag.' })).status).toBe(201);
  });
});
