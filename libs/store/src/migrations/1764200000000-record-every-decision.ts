import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions evaluated outside a case are recorded, too: who asked takes the place of the case. */
export class RecordEveryDecision1764200000000 implements MigrationInterface {
  readonly name = 'RecordEveryDecision1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE history_decision
        ALTER COLUMN root_id DROP NOT NULL,
        ALTER COLUMN instance_id DROP NOT NULL,
        ALTER COLUMN element_instance_id DROP NOT NULL,
        ALTER COLUMN node_id DROP NOT NULL,
        ADD COLUMN user_id text;
      CREATE INDEX history_decision_id ON history_decision (id);
      CREATE INDEX history_decision_definition ON history_decision (decision_definition_id, at);
      CREATE INDEX history_decision_root ON history_decision (root_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX history_decision_id, history_decision_definition, history_decision_root;
      DELETE FROM history_decision WHERE root_id IS NULL;
      ALTER TABLE history_decision
        ALTER COLUMN root_id SET NOT NULL,
        ALTER COLUMN instance_id SET NOT NULL,
        ALTER COLUMN element_instance_id SET NOT NULL,
        ALTER COLUMN node_id SET NOT NULL,
        DROP COLUMN user_id;
    `);
  }
}
