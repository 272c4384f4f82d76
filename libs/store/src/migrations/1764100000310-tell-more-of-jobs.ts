import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * History of jobs tells what each was about, and since when it was there. Timers and jobs that were taken away are in it,
 * too. Null for rows of before, where nobody has written it down.
 */
export class TellMoreOfJobs1764100000310 implements MigrationInterface {
  readonly name = 'TellMoreOfJobs1764100000310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE history_job
        ADD definition_id text COLLATE "C",
        ADD element_instance_id text COLLATE "C",
        ADD kind text,
        ADD priority integer,
        ADD created_at timestamptz,
        ADD due_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE history_job DROP definition_id, DROP element_instance_id, DROP kind, DROP priority, DROP created_at,
        DROP due_at`);
  }
}
