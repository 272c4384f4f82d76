import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Case numbers as people know them. A claim keeps the number it was given, so that a repetition gets the same one. */
export class CreateNumberSeries1763769600000 implements MigrationInterface {
  readonly name = 'CreateNumberSeries1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE number_series (
        series text COLLATE "C" NOT NULL,
        year integer NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (series, year)
      );
      CREATE TABLE number_claim (
        claim text COLLATE "C" PRIMARY KEY,
        number text COLLATE "C" NOT NULL,
        at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE number_claim, number_series');
  }
}
