import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Mails of cases that have ended may lose what they say about people. */
export class EraseMailOutbox1764050200000 implements MigrationInterface {
  readonly name = 'EraseMailOutbox1764050200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail_outbox ADD COLUMN erased_at timestamptz');
    await runner.query(
      'CREATE INDEX mail_outbox_erasable ON mail_outbox (created_at, idempotency_key) WHERE erased_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail_outbox DROP COLUMN erased_at');
  }
}
