import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Links of cases that have ended may lose what they say about people. */
export class EraseParticipation1764050100000 implements MigrationInterface {
  readonly name = 'EraseParticipation1764050100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE participation_link ADD COLUMN erased_at timestamptz');
    await runner.query(
      'CREATE INDEX participation_link_erasable ON participation_link (created_at, id) WHERE erased_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE participation_link DROP COLUMN erased_at');
  }
}
