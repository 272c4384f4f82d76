import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '#testkit';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';
import { identityMigrations, openIdentityDatabase } from './identity-database.ts';
import { Identity } from './identity.ts';

const cheap = { N: 1024, r: 8, p: 1 };
let server: TestDatabase;
let database: DataSource;
let now = Date.parse('2026-11-20T08:00:00Z');
let identity: Identity;

describe('identity', () => {
  beforeAll(async () => {
    server = await testDatabase({ rooms: [identityMigrations] });
    database = await openIdentityDatabase(server.url);
    identity = new Identity(database, { sessionHours: 1, cost: cheap, now: () => now });
  }, 60_000);

  afterAll(async () => {
    await database.destroy();
    await server.drop();
  });

  it('given no account, then nobody can log in', async () => {
    expect(await identity.people()).toEqual([]);
    await expect(identity.verify('owner', 'owner', '::1')).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
  });

  it('given an account, then only its password opens a session, whatever the case of the name', async () => {
    await identity.add({
      name: 'Adam',
      displayName: 'Klara Adam',
      password: 'lang genug!',
      roles: ['clerk'],
      groups: ['Amt 66'],
    });
    await expect(identity.open('adam', 'falsch', '::1')).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    const opened = await identity.open('adam', 'lang genug!', '::1');
    expect(opened.account).toMatchObject({ name: 'Adam', groups: ['Amt 66'], roles: ['clerk'] });
    expect([...opened.account.permissions]).toContain('task:work');
    expect([...opened.account.permissions]).not.toContain('process:deploy');
    expect((await identity.resume(opened.token))?.account.name).toBe('Adam');
    expect(await identity.resume(`${opened.token}x`)).toBeUndefined();
    const stored = await database.query<{ token_hash: Buffer }[]>('SELECT token_hash FROM sessions');
    expect(stored.map((row) => row.token_hash.toString('base64url'))).not.toContain(opened.token);
  });

  it('given a program that sends thirty requests at once, then all are let in and nobody is slowed down', async () => {
    const fresh = new Identity(database, { sessionHours: 1, cost: cheap });
    const all = Array.from({ length: 30 }, () => fresh.verify('Adam', 'lang genug!', '::9'));
    expect((await Promise.all(all)).map((account) => account.name)).toEqual(all.map(() => 'Adam'));
  });

  it('given a session, then use prolongs it, rest ends it and logging out ends it at once', async () => {
    const { token } = await identity.open('Adam', 'lang genug!', '::1');
    now += 45 * 60_000;
    expect(await identity.resume(token)).toBeDefined();
    now += 45 * 60_000;
    expect(await identity.resume(token)).toBeDefined();
    now += 61 * 60_000;
    expect(await identity.resume(token)).toBeUndefined();
    const again = await identity.open('Adam', 'lang genug!', '::1');
    await identity.close(again.token);
    expect(await identity.resume(again.token)).toBeUndefined();
  });

  it('given many wrong passwords, then further attempts are refused with the time to wait, the right one too', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(identity.verify('Adam', `falsch${attempt}`, '192.0.2.1')).rejects.toMatchObject({
        code: 'CREDENTIALS_WRONG',
      });
    }
    const fresh = new Identity(database, { sessionHours: 1, cost: cheap, now: () => now });
    await expect(identity.verify('Adam', 'falsch', '192.0.2.1')).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      retryAfterSeconds: 900,
    });
    await expect(fresh.verify('Adam', 'lang genug!', '192.0.2.1')).resolves.toMatchObject({ name: 'Adam' });
  });

  it('given a bad account, then everything that is wrong is named and nothing is stored', async () => {
    const bad = { name: '../x', password: 'kurz', roles: ['king'], groups: [' '] };
    await expect(identity.add(bad)).rejects.toMatchObject({
      code: 'USER_INVALID',
      message: expect.stringMatching(/log-in name.*password.*role.*groups/),
    });
    await expect(identity.add({ name: 'ADAM', password: 'lang genug!', roles: ['clerk'] })).rejects.toMatchObject({
      code: 'USER_EXISTS',
    });
    expect(await identity.people()).toHaveLength(1);
  });

  it('given demo accounts, then they log in with their name, and are gone with their sessions when demo mode ends', async () => {
    await identity.keepDemoAccounts(DEMO_ACCOUNTS);
    await identity.keepDemoAccounts(DEMO_ACCOUNTS);
    expect(await identity.people()).toHaveLength(1 + DEMO_ACCOUNTS.length);
    const { token } = await identity.open('operator', 'operator', '::1');
    await identity.keepDemoAccounts([]);
    expect(await identity.resume(token)).toBeUndefined();
    await expect(identity.verify('operator', 'operator', '::1')).rejects.toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect((await identity.people()).map(({ name }) => name)).toEqual(['Adam']);
  });

  it('given topics, then an account holds those of its roles and its own, changed for its next request', async () => {
    const account = { name: 'ledger', password: 'lang genug!', roles: ['worker'], topics: ['ledger', 'fee-*'] };
    const added = await identity.add(account);
    expect([[...added.permissions], added.topics]).toEqual([['job:work'], ['ledger', 'fee-*']]);
    await identity.setTopics('LEDGER', []);
    expect((await identity.verify('ledger', 'lang genug!', '::1')).topics).toEqual([]);
    const free = await identity.add({ ...account, name: 'hub', roles: ['integrator'], topics: [] });
    expect(free.topics).toEqual(['*']);
    for (const topics of [[''], ['a*b'], ['x'.repeat(256)]])
      await expect(identity.setTopics('ledger', topics)).rejects.toMatchObject({ code: 'USER_INVALID' });
    await expect(identity.setTopics('nobody', ['x'])).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });
});
