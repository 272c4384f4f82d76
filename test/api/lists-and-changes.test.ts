import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type InstanceSummary, type Page, type People, type PeopleNames, type TaskSummary } from '#contracts';
import type { ApiClient } from '#testkit';
import { END, file, sequence, START, TWO_TASKS } from './diagrams.ts';
import { Office } from './office.ts';
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

describe('lists', () => {
  it('given many cases, then pages follow each other without gap or repetition and filters hold', async () => {
    await office.deploy({ 'liste.bpmn': file(sequence('liste', START, '<bpmn:userTask id="T" name="T"/>', END)) });
    const started: string[] = [];
    for (let number = 0; number < 7; number += 1)
      started.push((await office.start('liste', { businessKey: `L-${number}` })).id);
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

  it('given a name in the data of cases, then cases and tasks are found by it, but not by the names of fields', async () => {
    const variables = { antragsteller: { name: 'Öztürk-Meyer', orte: ['Hinterwaldkirchen'] } };
    await office.deploy({ 'zwei.bpmn': TWO_TASKS });
    const { id } = await office.start('zwei_schritte', { businessKey: 'SUCHE-1', variables });
    const cases = async (words: string) =>
      (await api.get<Page<InstanceSummary>>(`${apiPaths.instances}?search=${encodeURIComponent(words)}`, 'clerk')).body
        .items;
    for (const words of ['öztürk', 'HINTERWALD', 'SUCHE-1'])
      expect((await cases(words)).map((each) => each.id)).toEqual([id]);
    expect(await cases('antragst')).toEqual([]);
    expect(await cases('Öz')).toEqual([]);
    const found = await api.get<Page<TaskSummary>>(`${apiPaths.tasks}?scope=groups&search=waldkirchen`, 'clerk');
    expect(found.body.items.map(({ instance }) => instance.id)).toEqual([id]);
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
      'treasurer',
    ]);
    expect((await api.get(apiPaths.people, 'clerk')).status).toBe(403);
  });

  it('given log-in names a clerk has met, then the clerk is told what these people are called, and nothing else', async () => {
    const names = `${apiPaths.peopleNames}?name=head&name=Clerk2&name=nobody&name=__proto__`;
    expect((await api.get<PeopleNames>(names, 'clerk')).body).toEqual({
      names: { head: 'Helene Leitner', Clerk2: 'Konrad Becker' },
    });
    expect((await api.get(apiPaths.peopleNames, 'clerk')).status).toBe(400);
    expect((await api.get(names)).status).toBe(401);
  });
});

describe('changes', () => {
  it('given listening browsers, then each hears what it may read, and catches up after a break', async () => {
    await office.deploy({ 'zwei-schritte.bpmn': TWO_TASKS });
    const [clerk, integrator] = [listen('clerk'), listen('integrator')];
    await Promise.all([clerk.ready, integrator.ready]);
    const instance = await office.start('zwei_schritte');
    await clerk.until((text) => text.includes('"kind":"task"') && text.includes(`"instanceId":"${instance.id}"`));
    await integrator.until((text) => text.includes(`"instanceId":"${instance.id}"`));
    expect(integrator.text()).not.toContain('"kind":"task"');
    const last = [...clerk.text().matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? '';
    clerk.stop();
    integrator.stop();
    const second = await office.start('zwei_schritte');
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
      const deadline = Date.now() + 40_000;
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
