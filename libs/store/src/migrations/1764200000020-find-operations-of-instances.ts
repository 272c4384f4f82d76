import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done to one instance is asked for more often than anything else of the operation log. */
export class FindOperationsOfInstances1764200000020 implements MigrationInterface {
  readonly name = 'FindOperationsOfInstances1764200000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX history_operation_instance ON history_operation (instance_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX history_operation_instance');
  }
}
