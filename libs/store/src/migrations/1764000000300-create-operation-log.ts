import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who did what: one row for each property somebody has changed. Part of history; entries about no instance (deployments,
 * definitions) have no root and stay until their month is dropped.
 */
export class CreateOperationLog1764000000300 implements MigrationInterface {
  readonly name = 'CreateOperationLog1764000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE history_operation (
        id text COLLATE "C" NOT NULL,
        operation_id text COLLATE "C" NOT NULL,
        at timestamptz NOT NULL,
        user_id text NOT NULL,
        type text NOT NULL,
        entity text NOT NULL,
        category text NOT NULL,
        property text,
        org_value text,
        new_value text,
        annotation text,
        root_id text COLLATE "C",
        instance_id text COLLATE "C",
        execution_id text COLLATE "C",
        definition_id text COLLATE "C",
        definition_key text,
        deployment_id text COLLATE "C",
        task_id text COLLATE "C",
        job_id text COLLATE "C",
        external_task_id text COLLATE "C",
        job_definition_id text COLLATE "C",
        batch_id text COLLATE "C"
      ) PARTITION BY RANGE (at);
      CREATE INDEX history_operation_operation ON history_operation (operation_id);
      CREATE INDEX history_operation_root ON history_operation (root_id);
      CREATE TABLE history_operation_default PARTITION OF history_operation DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history_operation');
  }
}
