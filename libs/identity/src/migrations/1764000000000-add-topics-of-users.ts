import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddTopicsOfUsers1764000000000 implements MigrationInterface {
  readonly name = 'AddTopicsOfUsers1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users ADD topics text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users DROP topics');
  }
}
