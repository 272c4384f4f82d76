import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What went wrong as code and data, so that the screen can say it in the language of the reader. Old rows keep their text. */
export class KeepFaultsOfIncidents1764300000600 implements MigrationInterface {
  readonly name = 'KeepFaultsOfIncidents1764300000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE incident ADD COLUMN fault jsonb');
    await runner.query('ALTER TABLE history_incident ADD COLUMN fault jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE history_incident DROP COLUMN fault');
    await runner.query('ALTER TABLE incident DROP COLUMN fault');
  }
}
