import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUsersAndSessions1763683200000 implements MigrationInterface {
  readonly name = 'CreateUsersAndSessions1763683200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        name text PRIMARY KEY,
        display_name text NOT NULL,
        password_hash text NOT NULL,
        roles text[] NOT NULL,
        groups text[] NOT NULL,
        demo boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE UNIQUE INDEX users_name_any_case ON users (lower(name))');
    await runner.query(`
      CREATE TABLE sessions (
        token_hash bytea PRIMARY KEY,
        user_name text NOT NULL REFERENCES users (name) ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX sessions_expiry ON sessions (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions');
    await runner.query('DROP TABLE users');
  }
}
