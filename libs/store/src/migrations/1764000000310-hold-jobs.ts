import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Work of the engine that rests for itself, whatever its instance does: single jobs and timers (`held`), and places of
 * definitions (`job_place`), which new jobs and timers are born with. A timer has retries and a priority like a job, and
 * remembers whether the dates after it move with it.
 */
export class HoldJobs1764000000310 implements MigrationInterface {
  readonly name = 'HoldJobs1764000000310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE job ADD held boolean NOT NULL DEFAULT false;
      ALTER TABLE timer ADD held boolean NOT NULL DEFAULT false, ADD retries integer NOT NULL DEFAULT 3,
        ADD priority integer NOT NULL DEFAULT 0, ADD cascades boolean NOT NULL DEFAULT false;
      ALTER TABLE start_subscription ADD held boolean NOT NULL DEFAULT false;
      CREATE TABLE job_place (
        definition_id text COLLATE "C" NOT NULL REFERENCES definition (id) ON DELETE CASCADE,
        node_id text COLLATE "C" NOT NULL,
        place text COLLATE "C" NOT NULL,
        held boolean NOT NULL DEFAULT false,
        priority integer,
        PRIMARY KEY (definition_id, node_id, place)
      );
      CREATE TABLE planned_hold (
        id text COLLATE "C" PRIMARY KEY,
        due_at timestamptz NOT NULL,
        body jsonb NOT NULL
      );
      CREATE INDEX planned_hold_due ON planned_hold (due_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE planned_hold, job_place;
      ALTER TABLE start_subscription DROP held;
      ALTER TABLE timer DROP held, DROP retries, DROP priority, DROP cascades;
      ALTER TABLE job DROP held;
    `);
  }
}
