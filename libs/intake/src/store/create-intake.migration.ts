import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Everything that ever arrived. `data` is text, not jsonb: it is kept as it came and never searched. `resume_state` is where
 * a doubtful entry goes on; null when it could not be read. Bytes stand beside, so that lists never touch them.
 */
export class CreateIntake1763769700000 implements MigrationInterface {
  readonly name = 'CreateIntake1763769700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intake_entry (
        source_id text NOT NULL,
        submission_id text NOT NULL,
        state text NOT NULL,
        service text NOT NULL,
        received_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        problems jsonb NOT NULL DEFAULT '[]',
        acknowledgement text NOT NULL,
        data text,
        resume_state text,
        instance_id text,
        number text,
        decided_by text,
        decided_at timestamptz,
        decision_reason text,
        PRIMARY KEY (source_id, submission_id)
      )`);
    await runner.query(`
      CREATE INDEX intake_entry_unfinished ON intake_entry (source_id, received_at)
      WHERE state IN ('stored', 'accepted', 'refusing')`);
    await runner.query('CREATE INDEX intake_entry_newest ON intake_entry (received_at DESC, submission_id)');
    await runner.query('CREATE UNIQUE INDEX intake_entry_number ON intake_entry (number) WHERE number IS NOT NULL');
    await runner.query(`
      CREATE TABLE intake_file (
        source_id text NOT NULL,
        submission_id text NOT NULL,
        position int NOT NULL,
        file_id text NOT NULL,
        file_name text NOT NULL,
        media_type text NOT NULL,
        sha256 text NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (source_id, submission_id, position),
        FOREIGN KEY (source_id, submission_id) REFERENCES intake_entry ON DELETE CASCADE
      )`);
    // Already compressed or encrypted, nearly all of it: trying again costs time and saves nothing.
    await runner.query('ALTER TABLE intake_file ALTER COLUMN content SET STORAGE EXTERNAL');
    await runner.query(`
      CREATE TABLE intake_contact (
        source_id text PRIMARY KEY,
        succeeded_at timestamptz,
        failed_at timestamptz,
        failure text
      )`);
    await runner.query(`
      CREATE TABLE intake_mapping (
        service text PRIMARY KEY,
        variables jsonb NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    // One row: what the secrets of applicants are derived from.
    await runner.query(`
      CREATE TABLE intake_secret (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        key bytea NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE intake_secret, intake_mapping, intake_contact, intake_file, intake_entry');
  }
}
