import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Change } from '#runtime';
import { emptyTestDatabase, type TestDatabase } from '#testkit';
import { PostgresChangeFeed } from './postgres-change-feed.ts';

const silent = { warn: () => undefined, error: () => undefined };
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(database: TestDatabase): Promise<PostgresChangeFeed> {
  const feed = new PostgresChangeFeed(database.url, silent);
  await feed.open();
  closing.push(() => feed.close());
  return feed;
}

async function newDatabase(): Promise<TestDatabase> {
  const database = await emptyTestDatabase();
  closing.push(() => database.drop());
  return database;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('Expected the condition to hold within 40 s, but it does not.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const task = (id: string): Change => ({ kind: 'task', verb: 'created', id, instanceId: 'i' });

describe('change feed', () => {
  it('given two programs, when one tells changes, then both hear them in order', async () => {
    const database = await newDatabase();
    const [one, two] = [await open(database), await open(database)];
    const heard: string[][] = [[], []];
    [one, two].forEach((feed, index) =>
      feed.subscribe((changes) => heard[index]?.push(...(changes ?? []).map(({ id }) => id))),
    );
    const ids = Array.from({ length: 50 }, (_, index) => `t${index}`);
    for (const id of ids) one.publish([task(id)]);
    await until(() => heard.every((list) => list.length === ids.length));
    expect(heard).toEqual([ids, ids]);
  });

  it('given more changes than a notification holds, then listeners are told to ask for everything again', async () => {
    const database = await newDatabase();
    const feed = await open(database);
    const heard: (readonly Change[] | undefined)[] = [];
    feed.subscribe((changes) => heard.push(changes));
    feed.publish(Array.from({ length: 5000 }, (_, index) => task(`t${index}`)));
    await until(() => heard.length > 0);
    expect(heard).toEqual([undefined]);
  });

  it('given a lost connection, when it is back, then listeners are told that something may be missing', async () => {
    const database = await newDatabase();
    const feed = await open(database);
    const heard: (readonly Change[] | undefined)[] = [];
    feed.subscribe((changes) => heard.push(changes));
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'laufzettel-changes' AND datname = current_database()`,
    );
    await client.end();
    await until(() => heard.includes(undefined));
    feed.publish([task('after')]);
    await until(() => heard.some((changes) => changes?.[0]?.id === 'after'));
  });

  it('given a bell for the outbox, then all programs hear it', async () => {
    const database = await newDatabase();
    const [one, two] = [await open(database), await open(database)];
    let rings = 0;
    two.onOutbox(() => (rings += 1));
    one.ringOutbox();
    await until(() => rings === 1);
    expect(rings).toBe(1);
  });
});
