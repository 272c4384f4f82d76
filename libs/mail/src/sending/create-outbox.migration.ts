import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Mails of cases: written before they are sent, kept without their content afterwards. */
export class CreateMailOutbox1763803000000 implements MigrationInterface {
  readonly name = 'CreateMailOutbox1763803000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_outbox (
        idempotency_key text COLLATE "C" PRIMARY KEY,
        message_id text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        recipients text[] NOT NULL,
        subject text NOT NULL,
        state text NOT NULL,
        message bytea,
        rejected text[] NOT NULL DEFAULT '{}',
        response text,
        created_at timestamptz NOT NULL,
        sent_at timestamptz
      );
      ALTER TABLE mail_outbox ALTER COLUMN message SET STORAGE EXTERNAL;
      CREATE INDEX mail_outbox_instance ON mail_outbox (instance_id, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_outbox');
  }
}
