import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Links for people outside: one row for each, found by the hash of its secret; files wait here until they are in the record
 * of the case and the process has the answer.
 */
export class CreateParticipation1763770000000 implements MigrationInterface {
  readonly name = 'CreateParticipation1763770000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE participation_link (
        id uuid PRIMARY KEY,
        claim text NOT NULL UNIQUE,
        secret_hash bytea NOT NULL UNIQUE,
        instance_id text NOT NULL,
        title text NOT NULL,
        introduction text NOT NULL,
        recipient_name text NOT NULL,
        answer_form jsonb NOT NULL,
        data jsonb NOT NULL,
        documents jsonb NOT NULL,
        maximum_attachments integer NOT NULL,
        message_name text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'closed')),
        answered_at timestamptz,
        answer jsonb,
        delivered_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz
      )`);
    await runner.query(
      `CREATE INDEX participation_link_undelivered ON participation_link (next_attempt_at)
       WHERE state = 'answered' AND delivered_at IS NULL`,
    );
    await runner.query(`
      CREATE TABLE participation_file (
        link_id uuid NOT NULL REFERENCES participation_link ON DELETE CASCADE,
        position integer NOT NULL,
        file_name text NOT NULL,
        media_type text NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (link_id, position)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE participation_file, participation_link');
  }
}
