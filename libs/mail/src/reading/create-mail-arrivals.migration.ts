import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Mails that arrived in a mailbox: kept with their bytes before anything looks into them. */
export class CreateMailArrivals1764055800000 implements MigrationInterface {
  readonly name = 'CreateMailArrivals1764055800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_arrival (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        mailbox text COLLATE "C" NOT NULL,
        uid_validity bigint NOT NULL,
        uid bigint NOT NULL,
        received_at timestamptz NOT NULL,
        size bigint NOT NULL,
        sha256 text COLLATE "C",
        message bytea,
        message_id text,
        sender text,
        subject text,
        state text NOT NULL DEFAULT 'received',
        reason text,
        attachments jsonb NOT NULL DEFAULT '[]',
        moved_at timestamptz,
        cleared_at timestamptz,
        cleared_by text,
        UNIQUE (mailbox, uid_validity, uid)
      );
      ALTER TABLE mail_arrival ALTER COLUMN message SET STORAGE EXTERNAL;
      CREATE INDEX mail_arrival_review ON mail_arrival (received_at, id) WHERE state = 'review' AND cleared_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_arrival');
  }
}
