import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Definitions that are to be suspended or resumed at a later time. */
export class PlanSuspensions1764100000110 implements MigrationInterface {
  readonly name = 'PlanSuspensions1764100000110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE planned_suspension (
        id text COLLATE "C" PRIMARY KEY,
        definition_id text COLLATE "C" NOT NULL REFERENCES definition ON DELETE CASCADE,
        suspended boolean NOT NULL,
        include_instances boolean NOT NULL,
        due_at timestamptz NOT NULL
      );
      CREATE INDEX planned_suspension_due ON planned_suspension (due_at);
      CREATE INDEX planned_suspension_definition ON planned_suspension (definition_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE planned_suspension');
  }
}
