import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person's inbox remembers, so that it is the same in every browser; it goes with the account. */
export class KeepInboxMemories1764400000000 implements MigrationInterface {
  readonly name = 'KeepInboxMemories1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbox_memories (
        user_name text PRIMARY KEY REFERENCES users (name) ON DELETE CASCADE,
        filters jsonb NOT NULL DEFAULT '[]',
        seen_tasks text[]
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox_memories');
  }
}
