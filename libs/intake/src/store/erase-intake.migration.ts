import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What is filed need not be kept twice: bytes may go, their hash and size stay as proof. */
export class EraseIntake1764050000000 implements MigrationInterface {
  readonly name = 'EraseIntake1764050000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_entry ADD COLUMN erased_at timestamptz');
    await runner.query(`
      CREATE INDEX intake_entry_erasable ON intake_entry (changed_at, source_id, submission_id)
      WHERE erased_at IS NULL AND state IN ('started', 'refused', 'discarded')`);
    await runner.query('ALTER TABLE intake_file ALTER COLUMN content DROP NOT NULL, ADD COLUMN size bigint');
    await runner.query('UPDATE intake_file SET size = octet_length(content)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX intake_entry_erasable');
    await runner.query('ALTER TABLE intake_entry DROP COLUMN erased_at');
    await runner.query('DELETE FROM intake_file WHERE content IS NULL');
    await runner.query('ALTER TABLE intake_file DROP COLUMN size, ALTER COLUMN content SET NOT NULL');
  }
}
