import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a business key is free is asked of the running instances themselves, also of those that began before their
 * process wanted unique keys. The third index of the table is worth it: rows with a business key are written once, and
 * lists look for it as well. What was reserved for single starts is not needed any more.
 */
export class FindBusinessKeys1764000000000 implements MigrationInterface {
  readonly name = 'FindBusinessKeys1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX instance_business_key ON instance (business_key) WHERE business_key IS NOT NULL;
      ALTER TABLE instance ALTER COLUMN unique_business_key SET DEFAULT false;
      DELETE FROM reserved_key WHERE kind = 'businessKey';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE instance ALTER COLUMN unique_business_key DROP DEFAULT;
      DROP INDEX instance_business_key;
    `);
  }
}
