import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { INBOX_MEMORY_LIMITS, type InboxFilter } from '#contracts';
import { testDatabase, type TestDatabase } from '#testkit';
import { identityMigrations, openIdentityDatabase } from './identity-database.ts';
import { Identity } from './identity.ts';
import type { InboxMemories } from './inbox-memories.ts';

let server: TestDatabase;
let database: DataSource;
let identity: Identity;
let inboxes: InboxMemories;

const looking = (search: string): InboxFilter => ({ scope: 'mine', search });

describe('what accounts keep of inboxes', () => {
  beforeAll(async () => {
    server = await testDatabase({ rooms: [identityMigrations] });
    database = await openIdentityDatabase(server.url, 8);
    identity = new Identity(database, { sessionHours: 1, cost: { N: 1024, r: 8, p: 1 } });
    ({ inboxes } = identity);
    await identity.keepDemoAccounts(
      ['many', 'words', 'seen', 'gone'].map((name) => ({ name, password: name, roles: ['clerk'] })),
    );
  }, 60_000);

  afterAll(async () => {
    await database.destroy();
    await server.drop();
  });

  it('given two browsers that keep filters at once, then none is lost, none is twice, and there are never more than 20', async () => {
    const wanted = Array.from({ length: 30 }, (_, index) => looking(`RE-${index % 15}`));
    await Promise.all(wanted.map((filter) => inboxes.keepFilter('many', filter)));
    const searches = (await inboxes.read('many')).filters.map(({ search }) => search);
    expect(searches.toSorted()).toEqual([...new Set(wanted.map(({ search }) => search))].toSorted());

    const more = Array.from({ length: 9 }, (_, index) => inboxes.keepFilter('many', looking(`HS-${index}`)));
    const settled = await Promise.allSettled(more);
    const refused = settled.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(
      Array.from({ length: 4 }, () => 'TOO_MANY_FILTERS'),
    );
    expect((await inboxes.read('many')).filters).toHaveLength(INBOX_MEMORY_LIMITS.filters);
    // What is kept already is no further one.
    expect((await inboxes.keepFilter('many', looking('RE-3'))).filters).toHaveLength(INBOX_MEMORY_LIMITS.filters);
  });

  it('given words of any kind, then they come back as they were, and exactly they are forgotten', async () => {
    const filters: readonly InboxFilter[] = [
      { scope: 'groups', group: `__proto__`, search: 'constructor' },
      { scope: 'groups', group: `'; DROP TABLE users; --`, search: '<script>alert(1)</script>' },
      { scope: 'late', search: '{"scope":"all"} \\u0000 %00 🐕 א' },
      { scope: 'late', group: 'Amt 66', search: '{"scope":"all"} \\u0000 %00 🐕 א' },
    ];
    for (const filter of filters) await inboxes.keepFilter('words', filter);
    expect(await inboxes.read('words')).toEqual({ filters });
    expect((await inboxes.forgetFilter('words', filters[2] ?? looking(''))).filters).toEqual(
      filters.filter((_, index) => index !== 2),
    );
    expect((await inboxes.forgetFilter('words', looking('never kept'))).filters).toHaveLength(3);
  });

  it.each(['a\u0000b', 'a\nb', '\ud83d', '\u009b'])(
    'given the untypable words %j, then they are refused and nothing changes',
    async (words) => {
      const before = await inboxes.read('words');
      const refusal = { code: 'INBOX_MEMORY_INVALID' };
      await expect(inboxes.keepFilter('words', looking(words))).rejects.toMatchObject(refusal);
      await expect(
        inboxes.keepFilter('words', { scope: 'groups', group: words, search: '\udc15' }),
      ).rejects.toMatchObject(refusal);
      await expect(inboxes.seeTasks('words', ['fine', words])).rejects.toMatchObject(refusal);
      expect(await inboxes.read('words')).toEqual(before);
    },
  );

  it('given tasks opened in two browsers at once, then the latest 500 of both are remembered, each once', async () => {
    expect(await inboxes.read('seen')).toEqual({ filters: [] });
    expect(await inboxes.seeTasks('seen', [])).toEqual({ filters: [], seenTasks: [] });
    await Promise.all(Array.from({ length: 20 }, (_, index) => inboxes.seeTasks('seen', [`t${index}`, 'both'])));
    expect((await inboxes.read('seen')).seenTasks?.toSorted()).toEqual(
      [...Array.from({ length: 20 }, (_, index) => `t${index}`), 'both'].toSorted(),
    );
    const many = Array.from({ length: INBOX_MEMORY_LIMITS.seenTasks }, (_, index) => `later-${index}`);
    expect((await inboxes.seeTasks('seen', many)).seenTasks).toEqual(many);
    await expect(inboxes.seeTasks('seen', [''])).rejects.toMatchObject({ code: 'INBOX_MEMORY_INVALID' });
    await expect(inboxes.seeTasks('seen', ['x'.repeat(101)])).rejects.toMatchObject({ code: 'INBOX_MEMORY_INVALID' });
  });

  it('given an account that is removed, then what it kept is gone with it', async () => {
    await inboxes.keepFilter('gone', looking('x'));
    await identity.keepDemoAccounts([]);
    expect(await inboxes.read('gone')).toEqual({ filters: [] });
  });
});
