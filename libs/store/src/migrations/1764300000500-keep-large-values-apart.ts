import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Large values of variables lie in rows of their own that never change, so that a step reads and writes them only when they
 * are new. Items that are there keep their values where they are until their next step.
 */
export class KeepLargeValuesApart1764300000500 implements MigrationInterface {
  readonly name = 'KeepLargeValuesApart1764300000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE item_value (
        id text COLLATE "C" PRIMARY KEY,
        root_id text COLLATE "C" NOT NULL,
        value jsonb NOT NULL
      )`);
    await runner.query(`ALTER TABLE item ADD COLUMN value_ids jsonb NOT NULL DEFAULT '{}'`);
  }

  /** Puts the values back to their items first. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE item t SET data = jsonb_set(t.data, '{variables}', coalesce(t.data -> 'variables', '{}') ||
        (SELECT jsonb_object_agg(r.key, v.value) FROM jsonb_each_text(t.value_ids) r JOIN item_value v ON v.id = r.value))
      WHERE t.value_ids <> '{}'`);
    await runner.query('ALTER TABLE item DROP COLUMN value_ids');
    await runner.query('DROP TABLE item_value');
  }
}
