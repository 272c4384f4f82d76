import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which job made which version of a document: a job that is repeated finds what it has made. */
export class CreateCaseDocumentClaims1763690100000 implements MigrationInterface {
  readonly name = 'CreateCaseDocumentClaims1763690100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_document_claim (
        claim text PRIMARY KEY,
        document_id uuid NOT NULL,
        version integer NOT NULL,
        UNIQUE (document_id, version)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_document_claim');
  }
}
