import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type HistoryEntry,
  type IncidentCauses,
  type InstanceDetail,
  type MessageDelivery,
  type Page,
  type ProcessFigures,
  type RetryResult,
  type TaskCompletion,
  type TaskCounts,
  type TaskDetail,
} from '#contracts';
import type { ApiClient } from '#testkit';
import { DRAWING, END, file, sequence, START, STOPPING, TWO_TASKS, WAITING } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer, eventually } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
}, 60_000);
afterAll(() => server.close());

describe('a case from start to end', () => {
  it('given a drawing, then its question is answered by its labels and the way taken is remembered', async () => {
    // Drawing tools keep the line breaks people make inside a symbol.
    await office.deploy({ 'zeichnung.bpmn': DRAWING.replace('Unterlagen sichten', 'Unterlagen&#10;sichten ') });
    const instance = await office.start('zeichnung', { businessKey: 'A-1', variables: { antragsteller: 'Müller' } });
    expect(instance).toMatchObject({
      state: 'running',
      businessKey: 'A-1',
      startedBy: 'clerk',
      currentSteps: ['Unterlagen sichten'],
    });
    const { id } = await office.onlyTask(instance);
    const { body: task } = await api.get<TaskDetail>(apiPaths.task(id), 'clerk2');
    expect(task).toMatchObject({
      name: 'Unterlagen sichten',
      lane: 'Sachbearbeitung',
      variables: { antragsteller: 'Müller' },
      asks: [
        {
          gatewayId: 'G',
          text: 'Vollständig?',
          multiple: false,
          answers: [
            { flowId: 'ja', label: 'Ja' },
            { flowId: 'nein', label: 'Nein' },
          ],
        },
      ],
      may: { claim: true, complete: true, unclaim: false, assign: false },
    });
    expect(await api.post(apiPaths.completeTask(id), 'clerk2', {})).toMatchObject({
      status: 422,
      body: { code: 'ANSWER_MISSING', elementId: 'G' },
    });
    expect(await api.post(apiPaths.completeTask(id), 'clerk2', { answers: { G: ['vielleicht'] } })).toMatchObject({
      status: 422,
      body: { code: 'ANSWER_UNKNOWN' },
    });
    const done = await api.post<TaskCompletion>(apiPaths.completeTask(id), 'clerk2', {
      answers: { G: ['nein'] },
      variables: { fehlt: ['Lageplan'] },
    });
    expect(done.body.next.map(({ name }) => name)).toEqual(['Nachfordern']);
    expect((await api.post(apiPaths.completeTask(done.body.next[0]?.id ?? ''), 'clerk', {})).status).toBe(200);

    const { body: detail } = await api.get<InstanceDetail>(apiPaths.instance(instance.id), 'clerk');
    expect(detail).toMatchObject({
      state: 'completed',
      tokens: [],
      tasks: [],
      variables: { antragsteller: 'Müller', fehlt: ['Lageplan'] },
    });
    expect(Object.keys(detail.path.flows).sort()).toEqual(['f1', 'f2', 'f4', 'nein']);
    const { body: history } = await api.get<Page<HistoryEntry>>(
      `${apiPaths.instanceHistory(instance.id)}?limit=200`,
      'clerk',
    );
    expect(history.items.map(({ sequence: number }) => number)).toEqual(history.items.map((_, index) => index + 1));
    expect(history.items[0]).toMatchObject({ type: 'instance-started', by: 'clerk' });
    expect(history.items.find(({ type }) => type === 'task-completed')).toMatchObject({
      by: 'clerk2',
      data: { answers: { 'Vollständig?': ['Nein'] } },
    });
    expect(history.items.at(-1)).toMatchObject({ type: 'instance-ended', data: { outcome: 'completed' } });
  });

  it('given a due date and a follow-up without a time, then the task is due until the end of that day in the time zone of the town', async () => {
    const work =
      'camunda:candidateGroups="Sachbearbeitung" camunda:dueDate="${frist}" camunda:followUpDate="2026-07-01"';
    await office.deploy({
      'f.bpmn': file(sequence('mit_frist', START, `<bpmn:userTask id="T" name="Prüfen" ${work}/>`, END)),
    });
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());
    const due = await office.onlyTask(await office.start('mit_frist', { variables: { frist: today } }));
    expect(due).toMatchObject({
      dueDay: today,
      late: false,
      followUpDay: '2026-07-01',
      followUpDate: '2026-06-30T22:00:00.000Z',
    });
    expect(Date.parse(due.dueDate ?? '')).toBeGreaterThanOrEqual(Date.now());
    const past = await office.onlyTask(await office.start('mit_frist', { variables: { frist: '2026-01-31' } }));
    expect(past).toMatchObject({ dueDate: '2026-01-31T22:59:59.999Z', dueDay: '2026-01-31', late: true });
    const timed = await office.onlyTask(await office.start('mit_frist', { variables: { frist: '2099-01-31T12:00' } }));
    expect(timed).toMatchObject({ dueDate: '2099-01-31T11:00:00.000Z', late: false });
    expect(timed.dueDay).toBeUndefined();
  });

  it('given forms with required fields, then neither a case begins nor a task is completed without them', async () => {
    const data = (...fields: readonly string[]) =>
      `<bpmn:extensionElements><camunda:formData>${fields.join('')}</camunda:formData></bpmn:extensionElements>`;
    const required = '<camunda:validation><camunda:constraint name="required"/></camunda:validation>';
    const name = `<camunda:formField id="antragsteller" label="Name" type="string">${required}</camunda:formField>`;
    const day = `<camunda:formField id="termin" label="Termin" type="date">${required}</camunda:formField>`;
    const textField = { type: 'textarea', key: 'bescheid.grund', label: 'Begründung', validate: { required: true } };
    const schema = JSON.stringify({ type: 'default', id: 'entscheiden', components: [textField] });
    await office.deploy({
      'pflicht.bpmn': file(
        sequence(
          'pflicht',
          `<bpmn:startEvent id="Start">${data(name)}</bpmn:startEvent>`,
          `<bpmn:userTask id="A" camunda:candidateGroups="Sachbearbeitung">${data(name, day)}</bpmn:userTask>`,
          '<bpmn:userTask id="B" camunda:candidateGroups="Sachbearbeitung" camunda:formKey="camunda-forms:deployment:entscheiden.form"/>',
          END,
        ),
      ),
      'entscheiden.form': schema,
    });
    const refused = (pointer: string) => ({
      status: 422,
      body: { code: 'VARIABLES_INVALID', errors: [{ pointer, detail: expect.any(String) }] },
    });
    expect(await api.post(apiPaths.instances, 'clerk', { definitionKey: 'pflicht' })).toMatchObject(
      refused('/variables/antragsteller'),
    );
    expect((await api.get<Page<unknown>>(`${apiPaths.instances}?definitionKey=pflicht`, 'clerk')).body.total).toBe(0);

    const instance = await office.start('pflicht', { variables: { antragsteller: 'Müller' } });
    const first = await office.onlyTask(instance);
    expect(await api.post(apiPaths.completeTask(first.id), 'clerk', {})).toMatchObject(refused('/variables/termin'));
    expect((await office.onlyTask(instance)).assignee).toBeUndefined();
    expect(
      (await api.post(apiPaths.completeTask(first.id), 'clerk', { variables: { termin: '2026-11-30' } })).status,
    ).toBe(200);

    const second = await office.onlyTask(instance);
    for (const variables of [{}, { bescheid: {} }, { bescheid: { grund: ' ' } }])
      expect(await api.post(apiPaths.completeTask(second.id), 'clerk', { variables })).toMatchObject(
        refused('/variables/bescheid/grund'),
      );
    const given = { variables: { bescheid: { grund: 'vollständig' } } };
    expect((await api.post(apiPaths.completeTask(second.id), 'clerk', given)).status).toBe(200);
  });

  it('given two people, then what one has claimed the other can neither claim nor complete; a head gives it away', async () => {
    await office.deploy({ 'zwei-schritte.bpmn': TWO_TASKS });
    const instance = await office.start('zwei_schritte');
    const { id } = await office.onlyTask(instance);
    const before = (await api.get<TaskCounts>(apiPaths.taskCounts, 'clerk')).body;
    expect((await api.post<TaskDetail>(apiPaths.claimTask(id), 'clerk')).body).toMatchObject({
      assignee: { name: 'clerk', displayName: 'Klara Adam' },
      instruction: 'Bitte vollständig prüfen.',
    });
    expect((await api.post(apiPaths.claimTask(id), 'clerk')).status).toBe(200);
    const after = (await api.get<TaskCounts>(apiPaths.taskCounts, 'clerk')).body;
    expect([after.mine - before.mine, after.groups - before.groups]).toEqual([1, -1]);
    expect(await api.post(apiPaths.claimTask(id), 'clerk2')).toMatchObject({
      status: 409,
      body: { code: 'TASK_ALREADY_CLAIMED' },
    });
    for (const other of ['clerk2', 'head']) {
      expect(await api.post(apiPaths.completeTask(id), other, {})).toMatchObject({
        status: 403,
        body: { code: 'TASK_NOT_YOURS', elementId: 'Pruefen' },
      });
    }
    expect(await api.post(apiPaths.assignTask(id), 'head', { assignee: 'integrator' })).toMatchObject({
      status: 422,
      body: { code: 'ASSIGNEE_UNKNOWN' },
    });
    expect(
      (await api.post<TaskDetail>(apiPaths.assignTask(id), 'head', { assignee: 'clerk2' })).body.assignee?.name,
    ).toBe('clerk2');
    expect((await api.post<TaskDetail>(apiPaths.unclaimTask(id), 'clerk2')).body.assignee).toBeUndefined();
    expect((await api.post(apiPaths.completeTask(id), 'clerk2', {})).status).toBe(200);
    expect(await api.post(apiPaths.completeTask(id), 'clerk2', {})).toMatchObject({
      status: 409,
      body: { code: 'TASK_ALREADY_COMPLETED', elementId: 'Pruefen' },
    });
    const release = await office.onlyTask(instance);
    expect(await office.tasksOf(instance, 'groups', 'clerk2')).toEqual([]);
    expect(await api.post(apiPaths.claimTask(release.id), 'clerk2')).toMatchObject({
      status: 403,
      body: { code: 'TASK_NOT_YOURS' },
    });
    expect(await api.post(apiPaths.completeTask(release.id), 'clerk2', {})).toMatchObject({
      status: 403,
      body: { code: 'TASK_NOT_YOURS' },
    });
    expect(
      (await api.post<TaskDetail>(apiPaths.followUpTask(release.id), 'head', { date: '2030-01-01T08:00:00Z' })).body
        .followUpDate,
    ).toBe('2030-01-01T08:00:00.000Z');
    expect((await office.tasksOf(instance, 'followUps', 'head')).map(({ id: one }) => one)).toEqual([release.id]);
    expect((await api.post(apiPaths.completeTask(release.id), 'head', {})).status).toBe(200);
    expect((await office.tasksOf(instance, 'done', 'clerk2')).map(({ name, state }) => [name, state])).toEqual([
      ['Antrag prüfen', 'completed'],
    ]);
    expect((await api.get<InstanceDetail>(apiPaths.instance(instance.id), 'clerk')).body.state).toBe('completed');
    const { body: history } = await api.get<Page<HistoryEntry>>(
      `${apiPaths.instanceHistory(instance.id)}?limit=200`,
      'clerk',
    );
    const handling = history.items.filter(({ type, taskId }) => taskId === id && type !== 'task-created');
    expect(handling.map(({ type, by, name, data }) => [type, by, name, data['assignee']])).toEqual([
      ['task-claimed', 'clerk', 'Antrag prüfen', undefined],
      ['task-assigned', 'head', 'Antrag prüfen', 'clerk2'],
      ['task-unclaimed', 'clerk2', 'Antrag prüfen', undefined],
      ['task-completed', 'clerk2', 'Antrag prüfen', undefined],
    ]);
  });

  it('given cases of a version, then its figures say how often and how long each step took, and what waits where', async () => {
    await office.deploy({
      'figuren.bpmn': file(
        sequence(
          'figuren',
          START,
          '<bpmn:userTask id="A" name="Prüfen"/>',
          '<bpmn:userTask id="B" name="Ablegen"/>',
          END,
        ),
      ),
    });
    const path = apiPaths.definitionFigures('figuren');
    expect((await api.get<ProcessFigures>(path, 'owner')).body).toEqual({ days: 90, running: 0, ended: 0, steps: {} });
    const [first, second] = [await office.start('figuren'), await office.start('figuren')];
    for (const instance of [first, first, second]) {
      const { id } = await office.onlyTask(instance);
      expect((await api.post(apiPaths.completeTask(id), 'clerk', {})).status).toBe(200);
    }
    const { body } = await api.get<ProcessFigures>(`${path}?days=30`, 'clerk');
    const time = { median: expect.any(Number), ninetieth: expect.any(Number) };
    expect(body).toMatchObject({ days: 30, running: 1, ended: 1, time });
    expect(body.steps).toMatchObject({
      A: { completed: 2, canceled: 0, waiting: 0, time },
      B: { completed: 1, canceled: 0, waiting: 1, waitingSince: expect.any(String) },
      End: { completed: 1, waiting: 0 },
    });
    expect((await api.get(`${path}?days=0`, 'clerk')).status).toBe(400);
    expect((await api.get(apiPaths.definitionFigures('gibtsnicht'), 'clerk')).status).toBe(404);
  });

  it('given a case called by another, then it and its tasks say which case they are part of, and it leads there', async () => {
    const call = '<bpmn:callActivity id="Rufen" calledElement="gerufen"/>';
    await office.deploy({
      'rufend.bpmn': file(sequence('rufend', START, call, END)),
      'gerufen.bpmn': file(sequence('gerufen', START, '<bpmn:userTask id="A" name="Zuarbeiten"/>', END)),
    });
    const parent = await office.start('rufend', { businessKey: 'R-2026-1' });
    const { body } = await api.get<InstanceDetail>(apiPaths.instance(parent.id), 'clerk');
    const called = body.calledInstances[0]?.id ?? '';
    const inner = (await api.get<InstanceDetail>(apiPaths.instance(called), 'clerk')).body;
    expect(inner).toMatchObject({ superInstanceId: parent.id, partOf: 'R-2026-1', definition: { key: 'gerufen' } });
    expect(inner.businessKey).toBeUndefined();
    expect(inner.tasks).toMatchObject([{ name: 'Zuarbeiten', instance: { id: called, partOf: 'R-2026-1' } }]);
    expect(body.partOf).toBeUndefined();
  });

  it('given a waiting case, then a message reaches exactly it', async () => {
    await office.deploy({ 'wartend.bpmn': WAITING });
    const one = await office.start('wartend', { businessKey: 'Z-1' });
    await office.start('wartend', { businessKey: 'Z-2' });
    expect(await api.post(apiPaths.messages, 'integrator', { name: 'Zahlung' })).toMatchObject({
      status: 409,
      body: { code: 'AMBIGUOUS_CORRELATION' },
    });
    expect(await api.post(apiPaths.messages, 'integrator', { name: 'Nichts' })).toMatchObject({
      status: 404,
      body: { code: 'MESSAGE_NOT_CORRELATED' },
    });
    const sent = await api.post<MessageDelivery>(apiPaths.messages, 'integrator', {
      name: 'Zahlung',
      businessKey: 'Z-1',
      variables: { betrag: 12.5 },
    });
    expect(sent.body.delivered).toMatchObject([
      { kind: 'instance', instanceId: one.id, definition: { key: 'wartend' } },
    ]);
    expect((await api.get<InstanceDetail>(apiPaths.instance(one.id), 'clerk')).body).toMatchObject({
      state: 'completed',
      variables: { betrag: 12.5 },
    });
  });

  it('given cases that stop, then they are one cause; once mended, one retry lets all go on', async () => {
    await office.deploy({ 'stockend.bpmn': STOPPING });
    const instances = [
      await office.start('stockend', { variables: { betrag: 1 } }),
      await office.start('stockend', { variables: { betrag: 2 } }),
    ];
    const causes = await eventually(
      () => api.get<IncidentCauses>(apiPaths.incidentCauses, 'operator'),
      ({ causes: found }) => found.some(({ definition, count }) => definition.key === 'stockend' && count === 2),
    );
    const cause = causes.causes.find(({ definition }) => definition.key === 'stockend');
    expect(cause).toMatchObject({ nodeId: 'G', nodeName: 'Betrag hoch?' });
    for (const { id } of instances) {
      expect(
        (
          await api.call('PATCH', apiPaths.instanceVariables(id), {
            as: 'operator',
            json: { variables: { betrag: 1000 } },
          })
        ).status,
      ).toBe(204);
    }
    expect(
      (await api.post<RetryResult>(apiPaths.retryIncidents, 'operator', { causeId: cause?.causeId })).body,
    ).toEqual({ retried: 2 });
    for (const { id } of instances) {
      await eventually(
        () => api.get<InstanceDetail>(apiPaths.instance(id), 'operator'),
        ({ state }) => state === 'completed',
      );
    }
    expect(await api.post(apiPaths.retryIncident('00000000-0000-4000-8000-000000000000'), 'operator')).toMatchObject({
      status: 404,
      body: { code: 'INCIDENT_NOT_FOUND' },
    });
  });

  it('given an operator, then a case is halted, goes on and is ended with a reason', async () => {
    await office.deploy({ 'zwei-schritte.bpmn': TWO_TASKS });
    const instance = await office.start('zwei_schritte');
    const { id } = await office.onlyTask(instance);
    const reason = 'Klage anhängig';
    expect((await api.post(apiPaths.suspendInstance(instance.id), 'operator', { reason: '' })).status).toBe(400);
    expect((await api.post(apiPaths.suspendInstance(instance.id), 'operator', { reason })).status).toBe(204);
    const halted = { by: 'operator', reason };
    expect((await api.get<InstanceDetail>(apiPaths.instance(instance.id), 'clerk')).body.suspension).toMatchObject(
      halted,
    );
    expect((await office.onlyTask(instance)).suspension).toMatchObject(halted);
    expect(await api.post(apiPaths.completeTask(id), 'clerk', {})).toMatchObject({
      status: 409,
      body: { code: 'INSTANCE_SUSPENDED' },
    });
    expect((await api.post(apiPaths.resumeInstance(instance.id), 'operator')).status).toBe(204);
    expect((await api.post(apiPaths.cancelInstance(instance.id), 'operator', {})).status).toBe(400);
    expect((await api.post(apiPaths.cancelInstance(instance.id), 'operator', { reason: 'Doppelt' })).status).toBe(204);
    expect((await api.get<InstanceDetail>(apiPaths.instance(instance.id), 'clerk')).body).toMatchObject({
      state: 'canceled',
      tasks: [],
    });
    const { body: history } = await api.get<Page<HistoryEntry>>(apiPaths.instanceHistory(instance.id), 'clerk');
    expect(history.items.filter(({ by }) => by === 'operator').map(({ type, data }) => [type, data])).toEqual([
      ['instance-suspended', { reason }],
      ['instance-resumed', {}],
    ]);
    expect(await api.post(apiPaths.completeTask(id), 'clerk', {})).toMatchObject({
      status: 409,
      body: { code: 'TASK_ALREADY_COMPLETED' },
    });
  });
});
