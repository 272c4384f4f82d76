import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people have entered in the fields of forms is part of history. Values of variables remember what somebody did that
 * set them, and whether the instance was started with them; nothing is known of values of before.
 */
export class CreateFormFields1764100000300 implements MigrationInterface {
  readonly name = 'CreateFormFields1764100000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE history_variable ADD COLUMN operation_id text COLLATE "C", ADD COLUMN initial boolean NOT NULL DEFAULT false;
      CREATE SEQUENCE history_form_field_seq;
      CREATE TABLE history_form_field (
        seq bigint NOT NULL DEFAULT nextval('history_form_field_seq'),
        root_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        element_instance_id text COLLATE "C" NOT NULL,
        task_id text COLLATE "C",
        field_id text NOT NULL,
        value text NOT NULL,
        operation_id text COLLATE "C",
        at timestamptz NOT NULL
      ) PARTITION BY RANGE (at);
      CREATE INDEX history_form_field_instance ON history_form_field (instance_id);
      CREATE INDEX history_form_field_root ON history_form_field (root_id);
      CREATE TABLE history_form_field_default PARTITION OF history_form_field DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE history_form_field;
      DROP SEQUENCE history_form_field_seq;
      ALTER TABLE history_variable DROP COLUMN operation_id, DROP COLUMN initial;
    `);
  }
}
