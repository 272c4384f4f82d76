import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks remember the nodes whose work somebody else must have done. */
export class AddTwoPersonRule1763800000000 implements MigrationInterface {
  readonly name = 'AddTwoPersonRule1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task ADD COLUMN different_from text[] NOT NULL DEFAULT '{}';
      ALTER TABLE history_task ADD COLUMN different_from text[] NOT NULL DEFAULT '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE task DROP COLUMN different_from; ALTER TABLE history_task DROP COLUMN different_from',
    );
  }
}
