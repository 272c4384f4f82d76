import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The outbox of the hand-over to a DMS: one row for each entry of the archive's log that the DMS shall follow, written
 * in the transaction of the entry.
 */
export class CreateDelivery1763683300000 implements MigrationInterface {
  readonly name = 'CreateDelivery1763683300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document_delivery (
        seq bigint PRIMARY KEY REFERENCES archive_log,
        record_key text NOT NULL,
        document_id uuid,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'confirmed', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        outcome_unknown boolean NOT NULL DEFAULT false,
        recheck_at timestamptz,
        error_code text,
        error_words text,
        confirmed_at timestamptz
      )`);
    await runner.query(
      `CREATE INDEX document_delivery_open ON document_delivery (record_key, seq) WHERE state <> 'confirmed'`,
    );
    await runner.query('CREATE INDEX document_delivery_document ON document_delivery (document_id, seq)');
    await runner.query(
      'CREATE INDEX document_delivery_recheck ON document_delivery (recheck_at) WHERE recheck_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE document_delivery');
  }
}
