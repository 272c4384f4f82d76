import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks remember which instance of a multi-instance or loop they belong to, and what that is about. */
export class TellRoundsOfTasks1764300000400 implements MigrationInterface {
  readonly name = 'TellRoundsOfTasks1764300000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task ADD COLUMN rounds jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE history_task ADD COLUMN rounds jsonb NOT NULL DEFAULT '[]';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE task DROP COLUMN rounds; ALTER TABLE history_task DROP COLUMN rounds');
  }
}
