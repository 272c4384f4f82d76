import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { emptyTestDatabase } from '#testkit';
import { assertSchema, migrate } from './migrate.ts';
import { storeMigrations } from './store-migrations.ts';

class AddGreeting1700000000000 implements MigrationInterface {
  readonly name = 'AddGreeting1700000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE greeting (words text)');
  }
  async down(): Promise<void> {
    // Not needed here.
  }
}

class AddFarewell1700000000001 implements MigrationInterface {
  readonly name = 'AddFarewell1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE farewell (words text)');
  }
  async down(): Promise<void> {
    // Not needed here.
  }
}

describe('migrate', () => {
  it('given twenty starters at once, when all migrate an empty database, then each migration has run exactly once', async () => {
    const database = await emptyTestDatabase();
    const rooms = [storeMigrations];

    const applied = await Promise.all(Array.from({ length: 20 }, () => migrate(database.url, rooms)));

    expect(applied.flat().toSorted()).toEqual(storeMigrations.migrations.map((migration) => migration.name).toSorted());
    await assertSchema(database.url, rooms);
    await database.drop();
  }, 60_000);

  it('given a database of a newer program, when an older one starts, then it refuses', async () => {
    const database = await emptyTestDatabase();
    await migrate(database.url, [{ room: 'words', migrations: [AddGreeting1700000000000, AddFarewell1700000000001] }]);
    const older = [{ room: 'words', migrations: [AddGreeting1700000000000] }];

    await expect(migrate(database.url, older)).rejects.toMatchObject({ code: 'SCHEMA_TOO_NEW' });
    await expect(assertSchema(database.url, older)).rejects.toMatchObject({ code: 'SCHEMA_TOO_NEW' });
    await database.drop();
  });

  it('given an older database, when a newer program starts, then only what is missing is applied', async () => {
    const database = await emptyTestDatabase();
    await migrate(database.url, [{ room: 'words', migrations: [AddGreeting1700000000000] }]);
    const newer = [{ room: 'words', migrations: [AddGreeting1700000000000, AddFarewell1700000000001] }];

    await expect(assertSchema(database.url, newer)).rejects.toMatchObject({ code: 'SCHEMA_TOO_OLD' });
    expect(await migrate(database.url, newer)).toEqual(['AddFarewell1700000000001']);

    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    expect((await client.query('SELECT * FROM farewell')).rowCount).toBe(0);
    await client.end();
    await database.drop();
  });
});
