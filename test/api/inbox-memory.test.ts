import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type InboxFilter, type InboxMemory, type ProblemDetails, type Session } from '#contracts';
import type { ApiClient } from '#testkit';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
}, 60_000);
afterAll(() => server.close());

/** A browser of its own: logs in and keeps its cookie. */
async function browserOf(name: string) {
  const logIn = await api.call<Session>('POST', apiPaths.session, { json: { name, password: name } });
  const headers = { cookie: logIn.headers.get('set-cookie')?.split(';')[0] ?? '' };
  return {
    read: async () => (await api.call<InboxMemory>('GET', apiPaths.inboxMemory, { headers })).body,
    keep: (json: InboxFilter) => api.call<InboxMemory>('POST', apiPaths.inboxFilters, { headers, json }),
    forget: (filter: InboxFilter) =>
      api.call<InboxMemory>('DELETE', `${apiPaths.inboxFilters}?${new URLSearchParams({ ...filter }).toString()}`, {
        headers,
      }),
    see: (taskIds: readonly string[]) =>
      api.call<InboxMemory>('POST', apiPaths.inboxSeenTasks, { headers, json: { taskIds } }),
  };
}

describe('what the account keeps of an inbox', () => {
  it('given two browsers of one person, then both see the same; a colleague sees nothing of it', async () => {
    const [office, home, colleague] = [await browserOf('clerk'), await browserOf('clerk'), await browserOf('clerk2')];
    const tricky: InboxFilter = { scope: 'groups', group: 'Amt 66 & "Bauhof"', search: '<b>Müller</b> + 100 % 🐕' };
    expect(await home.read()).toEqual({ filters: [] });
    expect((await office.keep(tricky)).status).toBe(200);
    await home.keep({ scope: 'mine', search: 'RE-2026' });
    await office.see(['task-1']);
    await home.see(['task-2', 'task-1']);
    const kept = { filters: [tricky, { scope: 'mine', search: 'RE-2026' }], seenTasks: ['task-1', 'task-2'] };
    expect(await office.read()).toEqual(kept);
    expect(await home.read()).toEqual(kept);
    expect(await colleague.read()).toEqual({ filters: [] });

    expect((await colleague.forget(tricky)).body).toEqual({ filters: [] });
    expect((await home.forget(tricky)).body.filters).toEqual([{ scope: 'mine', search: 'RE-2026' }]);
    expect((await office.read()).filters).toEqual([{ scope: 'mine', search: 'RE-2026' }]);
  });

  it('given too many filters, then 422 TOO_MANY_FILTERS and those before stay', async () => {
    for (let index = 0; index < 20; index += 1)
      await api.post(apiPaths.inboxFilters, 'head', { scope: 'all', search: `HS-${index}` });
    const refused = await api.post<ProblemDetails>(apiPaths.inboxFilters, 'head', { scope: 'all', search: 'one more' });
    expect([refused.status, refused.body.code]).toEqual([422, 'TOO_MANY_FILTERS']);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const { filters } = (await api.get<InboxMemory>(apiPaths.inboxMemory, 'head')).body;
    expect(filters.map(({ search }) => search)).toEqual(Array.from({ length: 20 }, (_, index) => `HS-${index}`));
  });

  it.each([
    [{ scope: 'mine', search: '' }, 400, '/search'],
    [{ scope: 'mine', search: 'x'.repeat(201) }, 400, '/search'],
    [{ scope: 'groups', group: 'x'.repeat(201), search: 'x' }, 400, '/group'],
    [{ scope: '__proto__', search: 'x' }, 400, '/scope'],
    [{ scope: 'mine', search: 'x', user: 'head' }, 400, '/user'],
    [{ scope: 'mine', search: 'a\u0000b' }, 400, undefined],
    [{ scope: 'mine', search: 'a\nb' }, 422, undefined],
    [{ scope: 'mine', search: '\ud83d' }, 422, undefined],
  ])('given the filter %j, then it is refused with %i', async (filter, status, pointer) => {
    const { status: answered, body } = await api.post<ProblemDetails>(apiPaths.inboxFilters, 'treasurer', filter);
    expect([answered, body.errors?.[0]?.pointer]).toEqual([status, pointer]);
    expect((await api.get<InboxMemory>(apiPaths.inboxMemory, 'treasurer')).body.filters).toEqual([]);
  });

  it('given what are no tasks, then they are refused and nobody has begun', async () => {
    const see = (taskIds: unknown) => api.post<ProblemDetails>(apiPaths.inboxSeenTasks, 'operator', { taskIds });
    expect((await see(Array.from({ length: 501 }, (_, index) => `t${index}`))).status).toBe(400);
    expect((await see([7])).status).toBe(400);
    expect((await see(['x'.repeat(101)])).body.code).toBe('INBOX_MEMORY_INVALID');
    expect((await api.get<InboxMemory>(apiPaths.inboxMemory, 'operator')).body).toEqual({ filters: [] });
  });
});
