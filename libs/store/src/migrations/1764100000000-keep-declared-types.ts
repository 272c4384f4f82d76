import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Values of variables remember the type their sender has declared and the element instance that has set them. Null for
 * values of before: they tell their own type.
 */
export class KeepDeclaredTypes1764100000000 implements MigrationInterface {
  readonly name = 'KeepDeclaredTypes1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE history_variable ADD COLUMN declared_type text, ADD COLUMN source_id text COLLATE "C"',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE history_variable DROP COLUMN declared_type, DROP COLUMN source_id');
  }
}
