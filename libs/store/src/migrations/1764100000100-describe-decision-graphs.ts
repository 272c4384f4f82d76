import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of several decisions as graphs with versions of their own, and the namespace of each definition's file. */
export class DescribeDecisionGraphs1764100000100 implements MigrationInterface {
  readonly name = 'DescribeDecisionGraphs1764100000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE definition ADD COLUMN category text;

      CREATE TABLE decision_requirements (
        id text COLLATE "C" PRIMARY KEY,
        key text NOT NULL,
        version integer NOT NULL,
        name text,
        category text,
        deployment_id text COLLATE "C" NOT NULL REFERENCES deployment ON DELETE CASCADE,
        resource text NOT NULL,
        deployed_at timestamptz NOT NULL,
        UNIQUE (key, version)
      );
      CREATE INDEX decision_requirements_file ON decision_requirements (deployment_id, resource);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE decision_requirements; ALTER TABLE definition DROP COLUMN category');
  }
}
