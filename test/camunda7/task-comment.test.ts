import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const PROCESS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://example.org"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="hearing" isExecutable="true" camunda:historyTimeToLive="P1D">
  <startEvent id="begin"/><userTask id="check" name="Prüfen"/><endEvent id="end"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="check"/>
  <sequenceFlow id="f2" sourceRef="check" targetRef="end"/></process></definitions>`;

interface Comment {
  readonly id: string;
  readonly links: readonly { readonly href: string }[];
  readonly message: string;
}

let engine: EngineUnderTest;
const as = 'operator';

const post = <T>(path: string, json: object) => engine.api.call<T>('POST', `/engine-rest${path}`, { as, json });
const read = <T>(path: string) => engine.api.call<T>('GET', `/engine-rest${path}`, { as });

/** A running case with its one task. */
async function started(): Promise<{ readonly processInstanceId: string; readonly taskId: string }> {
  const { body } = await post<{ id: string }>('/process-definition/key/hearing/start', {});
  const tasks = await read<{ id: string }[]>(`/task?processInstanceId=${body.id}`);
  return { processInstanceId: body.id, taskId: tasks.body[0]?.id ?? '' };
}

beforeAll(async () => {
  engine = await startEngine();
  const form = new FormData();
  form.append('deployment-name', 'hearing');
  form.append('hearing.bpmn', new Blob([PROCESS]), 'hearing.bpmn');
  await engine.api.call('POST', '/engine-rest/deployment/create', { as, body: form });
}, 60_000);

afterAll(() => engine.close());

describe('comments on tasks at /engine-rest', () => {
  it('given an open task, when two comments are written, then both are told, newest first, and each by its id', async () => {
    const { taskId, processInstanceId } = await started();
    expect((await read(`/task/${taskId}/comment`)).body).toEqual([]);
    const first = await post<Comment>(`/task/${taskId}/comment/create`, { message: 'Unterlagen fehlen' });
    expect([first.status, first.body]).toEqual([
      200,
      expect.objectContaining({
        taskId,
        processInstanceId,
        rootProcessInstanceId: processInstanceId,
        userId: as,
        message: 'Unterlagen fehlen',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/) as unknown,
        removalTime: null,
      }),
    ]);
    expect(first.body.links[0]?.href).toMatch(new RegExp(`/engine-rest/task/${taskId}/comment/${first.body.id}$`));
    const second = await post<Comment>(`/task/${taskId}/comment/create`, { message: 'Sind da' });
    const { body: all } = await read<Comment[]>(`/task/${taskId}/comment`);
    expect(all.map(({ id }) => id)).toEqual([second.body.id, first.body.id]);
    expect((await read(`/task/${taskId}/comment/${first.body.id}`)).body).toEqual({ ...first.body, links: [] });
  });

  it('given a comment, when the task ends, then it stays, more may be said, and it goes with the history', async () => {
    const { taskId, processInstanceId } = await started();
    await post(`/task/${taskId}/comment/create`, { message: 'Vorher' });
    await post(`/task/${taskId}/complete`, {});
    await post(`/task/${taskId}/comment/create`, { message: 'Nachher' });
    const { body } = await read<Comment[]>(`/task/${taskId}/comment`);
    expect(body.map(({ message }) => message)).toEqual(['Nachher', 'Vorher']);
    await engine.api.call('DELETE', `/engine-rest/history/process-instance/${processInstanceId}`, { as });
    expect((await read(`/task/${taskId}/comment`)).status).toBe(404);
    expect((await read(`/task/${taskId}/comment/${body[0]?.id ?? ''}`)).status).toBe(404);
  });

  it('given a task nobody knows, or no message, or too much of it, then it is refused and nothing is kept', async () => {
    const { taskId } = await started();
    const other = await started();
    const { body } = await post<Comment>(`/task/${other.taskId}/comment/create`, { message: 'anderswo' });
    const create = (message: unknown) => post(`/task/${taskId}/comment/create`, { message });
    const answers = await Promise.all([
      read('/task/none/comment'),
      read(`/task/${taskId}/comment/${body.id}`),
      post('/task/none/comment/create', { message: 'x' }),
      create(undefined),
      create(' '),
      create('x'.repeat(20_001)),
      create('\0'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 400, 400, 400, 400, 400]);
    expect((await read(`/task/${taskId}/comment`)).body).toEqual([]);
  });

  it('given comments on tasks of a case, when they are changed or deleted, one or all, then the case tells it, and the log', async () => {
    const { taskId, processInstanceId } = await started();
    const first = await post<Comment>(`/task/${taskId}/comment/create`, { message: 'Unterlagen fehlen' });
    const second = await post<Comment>(`/task/${taskId}/comment/create`, { message: 'Sind da' });
    const ofCase = async () =>
      (await read<Comment[]>(`/process-instance/${processInstanceId}/comment`)).body.map(({ message }) => message);
    const put = (path: string, json: object) => engine.api.call('PUT', `/engine-rest${path}`, { as, json });
    const remove = (path: string) => engine.api.call('DELETE', `/engine-rest${path}`, { as });
    expect(await ofCase()).toEqual(['Sind da', 'Unterlagen fehlen']);
    const change = { id: first.body.id, message: 'Lageplan fehlt' };
    expect((await put(`/task/${taskId}/comment`, change)).status).toBe(204);
    expect(await ofCase()).toEqual(['Lageplan fehlt', 'Sind da']);
    const other = { id: second.body.id, message: 'Alles da' };
    expect((await put(`/process-instance/${processInstanceId}/comment`, other)).status).toBe(204);
    expect((await remove(`/task/${taskId}/comment/${first.body.id}`)).status).toBe(204);
    expect(await ofCase()).toEqual(['Alles da']);
    const refused = await Promise.all([
      put(`/task/${taskId}/comment`, change),
      put(`/task/none/comment`, other),
      put(`/task/${taskId}/comment`, { ...other, message: ' ' }),
      put(`/task/${taskId}/comment`, { message: 'x' }),
      remove(`/task/${taskId}/comment/${first.body.id}`),
      remove('/task/none/comment'),
      remove('/process-instance/none/comment'),
      read('/process-instance/none/comment'),
      read(`/task/${taskId}/attachment/1`),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400, 404, 404, 400]);
    expect((await read(`/task/${taskId}/attachment`)).body).toEqual([]);
    expect((await read('/task/none/attachment')).status).toBe(404);
    expect((await remove(`/process-instance/${processInstanceId}/comment`)).status).toBe(204);
    expect(await ofCase()).toEqual([]);
    const log = await read<{ operationType: string }[]>(
      `/history/user-operation?processInstanceId=${processInstanceId}&entityType=Comment`,
    );
    expect(log.body.map(({ operationType }) => operationType)).toEqual([
      'UpdateComment',
      'UpdateComment',
      'DeleteComment',
      'DeleteComment',
    ]);
  });
});
