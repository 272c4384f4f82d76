import { describe, expect, it } from '@jest/globals';
import { migrate, storeMigrations } from '#store';
import { emptyTestDatabase } from '#testkit';
import { awaitSchema } from './await-schema.ts';

describe('awaitSchema', () => {
  it('given a database that is migrated while the worker waits, then it goes on', async () => {
    const database = await emptyTestDatabase();
    const reasons: string[] = [];
    const waiting = awaitSchema(database.url, [storeMigrations], {
      patienceMs: 20_000,
      pauseMs: 20,
      onWait: (reason) => {
        if (reasons.length === 0) void migrate(database.url, [storeMigrations]);
        reasons.push(reason);
      },
    });
    await waiting;
    expect(reasons[0]).toContain('migrations are missing');
    await database.drop();
  });

  it('given a database nobody migrates, when patience is over, then it says what is missing', async () => {
    const database = await emptyTestDatabase();
    const waiting = awaitSchema(database.url, [storeMigrations], {
      patienceMs: 60,
      pauseMs: 20,
      onWait: () => undefined,
    });
    await expect(waiting).rejects.toMatchObject({ code: 'SCHEMA_TOO_OLD' });
    await database.drop();
  });
});
