import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Which record a case keeps its documents in, and which documents of that record are the case's. Cases may share a record
 * (the same file reference), but never see each other's documents.
 */
export class CreateCaseRecords1763690000000 implements MigrationInterface {
  readonly name = 'CreateCaseRecords1763690000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_record (
        root_id text PRIMARY KEY,
        record_key text NOT NULL,
        record_type text NOT NULL,
        title text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE case_document (
        document_id uuid PRIMARY KEY,
        root_id text NOT NULL REFERENCES case_record,
        instance_id text NOT NULL,
        name text NOT NULL,
        position bigint GENERATED ALWAYS AS IDENTITY
      )`);
    await runner.query('CREATE INDEX case_document_case ON case_document (root_id, position)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_document, case_record');
  }
}
