import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people and programs have said about tasks. Written at once, since the task may run for months; part of history. */
export class CreateComments1763900000000 implements MigrationInterface {
  readonly name = 'CreateComments1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE history_comment (
        id text COLLATE "C" NOT NULL,
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        task_id text COLLATE "C" NOT NULL,
        user_id text NOT NULL,
        message text NOT NULL,
        at timestamptz NOT NULL
      ) PARTITION BY RANGE (at);
      CREATE INDEX history_comment_task ON history_comment (task_id);
      CREATE INDEX history_comment_root ON history_comment (root_id);
      CREATE TABLE history_comment_default PARTITION OF history_comment DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history_comment');
  }
}
