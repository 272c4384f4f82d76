import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What parallel multiple start events have collected so far, and which conversation a waiting message belongs to. */
export class CollectStartTriggers1763769600010 implements MigrationInterface {
  readonly name = 'CollectStartTriggers1763769600010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE start_subscription
        ADD COLUMN definition integer NOT NULL DEFAULT 0,
        ADD COLUMN needed integer NOT NULL DEFAULT 1;

      CREATE TABLE start_collection (
        id text COLLATE "C" PRIMARY KEY,
        definition_id text COLLATE "C" NOT NULL REFERENCES definition ON DELETE CASCADE,
        node_id text NOT NULL,
        business_key text,
        correlation jsonb NOT NULL,
        triggers jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX start_collection_place ON start_collection (definition_id, node_id, business_key);

      ALTER TABLE subscription ADD COLUMN conversation text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE subscription DROP COLUMN conversation;
      DROP TABLE start_collection;
      ALTER TABLE start_subscription DROP COLUMN definition, DROP COLUMN needed;
    `);
  }
}
