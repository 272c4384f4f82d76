import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tries remember who worked: programs outside or our own workers. Null for tries of before, where nobody has written it down. */
export class AddPerformerToJobHistory1763900000010 implements MigrationInterface {
  readonly name = 'AddPerformerToJobHistory1763900000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE history_job ADD COLUMN performer text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE history_job DROP COLUMN performer');
  }
}
