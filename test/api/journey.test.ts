import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  DEPLOY_FILES_FIELD,
  type DefinitionDetail,
  type DefinitionSummary,
  type Deployment,
  type HistoryEntry,
  type IncidentCauses,
  type InstanceDetail,
  type InstanceSummary,
  type MessageDelivery,
  type Page,
  type People,
  type RetryResult,
  type TaskCompletion,
  type TaskCounts,
  type TaskDetail,
  type TaskSummary,
  type Validation,
} from '#contracts';
import type { ApiClient } from '#testkit';
import { DRAWING, END, file, sequence, START, STOPPING, TWO_TASKS, WAITING } from './diagrams.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
}, 60_000);
afterAll(() => server.close());

function upload(files: Readonly<Record<string, string>>, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append(DEPLOY_FILES_FIELD, new Blob([content]), name);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

async function deploy(files: Readonly<Record<string, string>>, fields = {}): Promise<Deployment> {
  const { status, body } = await api.call<Deployment>('POST', apiPaths.deployments, {
    as: 'owner',
    body: upload(files, fields),
  });
  expect([200, 201]).toContain(status);
  return body;
}

async function start(definitionKey: string, more = {}, as = 'clerk'): Promise<InstanceSummary> {
  const { status, body } = await api.post<InstanceSummary>(apiPaths.instances, as, { definitionKey, ...more });
  expect([status, definitionKey]).toEqual([201, definitionKey]);
  return body;
}

async function tasksOf(instance: InstanceSummary, scope = 'groups', as = 'clerk'): Promise<readonly TaskSummary[]> {
  return (await api.get<Page<TaskSummary>>(`${apiPaths.tasks}?scope=${scope}&instanceId=${instance.id}`, as)).body
    .items;
}

async function onlyTask(instance: InstanceSummary): Promise<TaskSummary> {
  const [task, ...others] = await tasksOf(instance);
  expect(others).toEqual([]);
  if (task === undefined) throw new Error(`Expected a task of case ${instance.id}, but there is none.`);
  return task;
}

describe('deploying', () => {
  it('given files, when validated, then everything is told and nothing is stored', async () => {
    const { body } = await api.call<Validation>('POST', apiPaths.validateDeployment, {
      as: 'owner',
      body: upload({ 'nur-pruefen.bpmn': file(sequence('nur_pruefen', START, END)) }),
    });
    expect(body).toMatchObject({
      deployable: true,
      files: [
        {
          name: 'nur-pruefen.bpmn',
          kind: 'bpmn',
          processes: [{ key: 'nur_pruefen', nextVersion: 1, unchanged: false }],
        },
      ],
    });
    expect((await api.get(apiPaths.definition('nur_pruefen'), 'owner')).status).toBe(404);
  });

  it('given two files, then both become version 1; the same again changes nothing; a changed one becomes version 2', async () => {
    const one = file(sequence('eins', START, END));
    const two = file(sequence('zwei', START, END));
    const first = await deploy({ 'eins.bpmn': one, 'zwei.bpmn': two }, { name: 'Zwei Dateien' });
    expect(first.name).toBe('Zwei Dateien');
    expect(first.definitions.map(({ key, version, isNew }) => [key, version, isNew])).toEqual([
      ['eins', 1, true],
      ['zwei', 1, true],
    ]);
    const again = await api.call<Deployment>('POST', apiPaths.deployments, {
      as: 'owner',
      body: upload({ 'eins.bpmn': one, 'zwei.bpmn': two }),
    });
    expect(again.status).toBe(200);
    expect(again.body.definitions.every(({ isNew, version }) => !isNew && version === 1)).toBe(true);
    const changed = await deploy({
      'eins.bpmn': file(sequence('eins', START, '<bpmn:userTask id="Neu" name="Neu"/>', END)),
      'zwei.bpmn': two,
    });
    expect(changed.definitions.map(({ key, version, isNew }) => [key, version, isNew])).toEqual([
      ['eins', 2, true],
      ['zwei', 1, false],
    ]);
    const versions = await api.get<Page<{ version: number }>>(apiPaths.definitionVersions('eins'), 'clerk');
    expect(versions.body.items.map(({ version }) => version)).toEqual([2, 1]);
    const xml = await api.get<string>(apiPaths.definitionXml('eins', 1), 'clerk');
    expect(xml.headers.get('content-type')).toContain('application/xml');
    expect(xml.body).toBe(one);
  });

  it('given a drawing, then the portal shows its lanes, steps, findings, and finds it by the name of a step', async () => {
    await deploy({ 'zeichnung.bpmn': DRAWING });
    const { body } = await api.get<DefinitionDetail>(apiPaths.definition('zeichnung'), 'clerk');
    expect(body).toMatchObject({
      key: 'zeichnung',
      startable: true,
      mayStart: true,
      lanes: [{ name: 'Sachbearbeitung' }],
      groups: ['Sachbearbeitung'],
    });
    expect(body.steps.find(({ nodeId }) => nodeId === 'A')).toMatchObject({
      name: 'Unterlagen sichten',
      lane: 'Sachbearbeitung',
    });
    expect(body.findings.length).toBeGreaterThan(0);
    const found = await api.get<Page<DefinitionSummary>>(
      `${apiPaths.definitions}?search=nachfordern%20antrag`,
      'clerk',
    );
    expect(found.body.items.map(({ key }) => key)).toEqual(['zeichnung']);
  });
});

describe('a case from start to end', () => {
  it('given a drawing, then its question is answered by its labels and the way taken is remembered', async () => {
    await deploy({ 'zeichnung.bpmn': DRAWING });
    const instance = await start('zeichnung', { businessKey: 'A-1', variables: { antragsteller: 'Müller' } });
    expect(instance).toMatchObject({
      state: 'running',
      businessKey: 'A-1',
      startedBy: 'clerk',
      currentSteps: ['Unterlagen sichten'],
    });
    const { id } = await onlyTask(instance);
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

  it('given two people, then what one has claimed the other can neither claim nor complete; a head gives it away', async () => {
    await deploy({ 'zwei-schritte.bpmn': TWO_TASKS });
    const instance = await start('zwei_schritte');
    const { id } = await onlyTask(instance);
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
    const release = await onlyTask(instance);
    expect(await tasksOf(instance, 'groups', 'clerk2')).toEqual([]);
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
    expect((await tasksOf(instance, 'followUps', 'head')).map(({ id: one }) => one)).toEqual([release.id]);
    expect((await api.post(apiPaths.completeTask(release.id), 'head', {})).status).toBe(200);
    expect((await tasksOf(instance, 'done', 'clerk2')).map(({ name, state }) => [name, state])).toEqual([
      ['Antrag prüfen', 'completed'],
    ]);
    expect((await api.get<InstanceDetail>(apiPaths.instance(instance.id), 'clerk')).body.state).toBe('completed');
  });

  it('given a waiting case, then a message reaches exactly it', async () => {
    await deploy({ 'wartend.bpmn': WAITING });
    const one = await start('wartend', { businessKey: 'Z-1' });
    await start('wartend', { businessKey: 'Z-2' });
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
    await deploy({ 'stockend.bpmn': STOPPING });
    const instances = [
      await start('stockend', { variables: { betrag: 1 } }),
      await start('stockend', { variables: { betrag: 2 } }),
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
    await deploy({ 'zwei-schritte.bpmn': TWO_TASKS });
    const instance = await start('zwei_schritte');
    const { id } = await onlyTask(instance);
    expect((await api.post(apiPaths.suspendInstance(instance.id), 'operator')).status).toBe(204);
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
    expect(await api.post(apiPaths.completeTask(id), 'clerk', {})).toMatchObject({
      status: 409,
      body: { code: 'TASK_ALREADY_COMPLETED' },
    });
  });
});

describe('lists', () => {
  it('given many cases, then pages follow each other without gap or repetition and filters hold', async () => {
    await deploy({ 'liste.bpmn': file(sequence('liste', START, '<bpmn:userTask id="T" name="T"/>', END)) });
    const started: string[] = [];
    for (let number = 0; number < 7; number += 1)
      started.push((await start('liste', { businessKey: `L-${number}` })).id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const query = `definitionKey=liste&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body } = await api.get<Page<InstanceSummary>>(`${apiPaths.instances}?${query}`, 'clerk');
      expect(body.total).toBe(7);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual(started.reverse());
    const one = await api.get<Page<InstanceSummary>>(
      `${apiPaths.instances}?search=L-3&state=running,suspended`,
      'clerk',
    );
    expect(one.body.items.map(({ businessKey }) => businessKey)).toEqual(['L-3']);
    expect(
      (await api.get<Page<InstanceSummary>>(`${apiPaths.instances}?definitionKey=liste&state=completed`, 'clerk')).body
        .total,
    ).toBe(0);
  });

  it('given people, then heads see who there is, clerks do not', async () => {
    const { body } = await api.get<People>(apiPaths.people, 'head');
    expect(body.people.map(({ name }) => name).sort()).toEqual([
      'clerk',
      'clerk2',
      'head',
      'integrator',
      'operator',
      'owner',
    ]);
    expect((await api.get(apiPaths.people, 'clerk')).status).toBe(403);
  });
});

describe('changes', () => {
  it('given listening browsers, then each hears what it may read, and catches up after a break', async () => {
    await deploy({ 'zwei-schritte.bpmn': TWO_TASKS });
    const [clerk, integrator] = [listen('clerk'), listen('integrator')];
    await Promise.all([clerk.ready, integrator.ready]);
    const instance = await start('zwei_schritte');
    await clerk.until((text) => text.includes('"kind":"task"') && text.includes(`"instanceId":"${instance.id}"`));
    await integrator.until((text) => text.includes(`"instanceId":"${instance.id}"`));
    expect(integrator.text()).not.toContain('"kind":"task"');
    const last = [...clerk.text().matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? '';
    clerk.stop();
    integrator.stop();
    const second = await start('zwei_schritte');
    const back = listen('clerk', last);
    await back.until((text) => text.includes(`"instanceId":"${second.id}"`));
    expect(back.text()).not.toContain('event: refresh');
    back.stop();
    const stranger = listen('clerk', 'ffffffff-7');
    await stranger.until((text) => text.includes('event: refresh'));
    stranger.stop();
  });

  function listen(as: string, lastEventId?: string) {
    const abort = new AbortController();
    let text = '';
    const opened = fetch(server.url + apiPaths.changes, {
      headers: {
        authorization: `Basic ${btoa(`${as}:${as}`)}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: abort.signal,
    });
    const reading = opened.then(async ({ body }) => {
      const decoder = new TextDecoder();
      for await (const chunk of body ?? []) text += decoder.decode(chunk, { stream: true });
    });
    // Ended by stop().
    reading.catch(() => undefined);
    const until = async (found: (text: string) => boolean) => {
      const deadline = Date.now() + 10_000;
      while (!found(text)) {
        if (Date.now() > deadline) throw new Error(`Expected another event in time, but heard only:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    return {
      ready: until((heard) => heard.includes('event: hello')),
      until,
      text: () => text,
      stop: () => abort.abort(),
    };
  }
});
