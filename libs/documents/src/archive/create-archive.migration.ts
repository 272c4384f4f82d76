import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Tables of the built-in archive. `archive_log` is the truth; record, document and version are what can be folded from
 * it, kept for queries. Triggers stop the product itself (and honest hands) from changing the log; what a dishonest hand
 * with the rights of an administrator changes is found by the verification.
 */
export class CreateArchive1763683200000 implements MigrationInterface {
  readonly name = 'CreateArchive1763683200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE archive_log (
        seq bigint PRIMARY KEY,
        subject text NOT NULL,
        entry text NOT NULL,
        previous_hash char(64) NOT NULL,
        hash char(64) NOT NULL
      )`);
    await runner.query('CREATE INDEX archive_log_subject ON archive_log (subject, seq)');
    await runner.query(`
      CREATE FUNCTION archive_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'Expected only new entries in archive_log, but % was tried.', TG_OP
          USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER archive_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archive_log
      FOR EACH STATEMENT EXECUTE FUNCTION archive_log_is_append_only()`);
    await runner.query(`
      CREATE TABLE archive_record (
        record_key text PRIMARY KEY,
        record_type text NOT NULL,
        title text NOT NULL,
        index_data jsonb NOT NULL,
        closed boolean NOT NULL DEFAULT false
      )`);
    await runner.query(`
      CREATE TABLE archive_document (
        document_id uuid PRIMARY KEY,
        record_key text NOT NULL REFERENCES archive_record,
        document_type text NOT NULL,
        title text NOT NULL,
        index_data jsonb NOT NULL,
        retention_until date,
        legal_hold text,
        deleted boolean NOT NULL DEFAULT false
      )`);
    await runner.query('CREATE INDEX archive_document_record ON archive_document (record_key)');
    await runner.query(
      'CREATE INDEX archive_document_index_data ON archive_document USING gin (index_data jsonb_path_ops)',
    );
    await runner.query(`
      CREATE TABLE archive_version (
        document_id uuid NOT NULL REFERENCES archive_document,
        version integer NOT NULL CHECK (version > 0),
        file_name text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL CHECK (size > 0),
        sha256 char(64) NOT NULL,
        created_at text NOT NULL,
        created_by text NOT NULL,
        PRIMARY KEY (document_id, version)
      )`);
    await runner.query('CREATE INDEX archive_version_sha256 ON archive_version (sha256)');
    await runner.query('CREATE TABLE archive_content_removal (sha256 char(64) PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE archive_content_removal, archive_version, archive_document, archive_record, archive_log',
    );
    await runner.query('DROP FUNCTION archive_log_is_append_only()');
  }
}
