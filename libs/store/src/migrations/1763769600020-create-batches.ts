import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same done to many: the batch, and one row for each target, which is its progress and its fence at once. */
export class CreateBatches1763769600020 implements MigrationInterface {
  readonly name = 'CreateBatches1763769600020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE batch (
        id text COLLATE "C" PRIMARY KEY,
        kind text NOT NULL,
        operation jsonb NOT NULL,
        suspended boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        created_by text,
        started_at timestamptz,
        ended_at timestamptz,
        outcome text CHECK (outcome IN ('completed', 'canceled'))
      );
      CREATE INDEX batch_open ON batch (created_at) WHERE ended_at IS NULL;

      CREATE TABLE batch_item (
        batch_id text COLLATE "C" NOT NULL REFERENCES batch ON DELETE CASCADE,
        position integer NOT NULL,
        target_id text COLLATE "C" NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        wake_at timestamptz NOT NULL,
        error text,
        result text,
        PRIMARY KEY (batch_id, position)
      ) WITH (fillfactor = 80);
      CREATE INDEX batch_item_wake ON batch_item (wake_at) WHERE state = 'waiting';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE batch_item, batch');
  }
}
