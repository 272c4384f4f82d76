import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delegated task remembers that it is, and every task when it was changed last. */
export class KeepDelegationOfTasks1764100000200 implements MigrationInterface {
  readonly name = 'KeepDelegationOfTasks1764100000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task ADD delegation text CHECK (delegation IN ('pending', 'resolved')), ADD updated_at timestamptz;
      UPDATE task SET delegation = CASE WHEN owner = assignee THEN 'resolved' ELSE 'pending' END
        WHERE owner IS NOT NULL AND assignee IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE task DROP delegation, DROP updated_at');
  }
}
