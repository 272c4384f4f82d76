import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incidents reported from outside keep what they are about. */
export class KeepWhatIncidentsAreAbout1764300000410 implements MigrationInterface {
  readonly name = 'KeepWhatIncidentsAreAbout1764300000410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incident ADD COLUMN configuration text;
      ALTER TABLE history_incident ADD COLUMN configuration text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE incident DROP COLUMN configuration; ALTER TABLE history_incident DROP COLUMN configuration',
    );
  }
}
