import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs outside see no number of retries until a failure or a person has given one. */
export class TellWhetherRetriesWereGiven1764000000100 implements MigrationInterface {
  readonly name = 'TellWhetherRetriesWereGiven1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE job ADD retries_given boolean NOT NULL DEFAULT false`);
    await runner.query('UPDATE job SET retries_given = true WHERE error_message IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE job DROP retries_given');
  }
}
