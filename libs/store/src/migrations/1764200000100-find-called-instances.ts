import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deleting a case finds the ended instances it has called; most cases call none and cost nothing here. */
export class FindCalledInstances1764200000100 implements MigrationInterface {
  readonly name = 'FindCalledInstances1764200000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX history_instance_called ON history_instance (root_id) WHERE root_id <> id');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX history_instance_called');
  }
}
