import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a target of a batch has failed as code and data, for the sentence in the language of the reader. Old rows keep their text. */
export class KeepFaultsOfBatchTargets1764300000710 implements MigrationInterface {
  readonly name = 'KeepFaultsOfBatchTargets1764300000710';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batch_item ADD COLUMN fault jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batch_item DROP COLUMN fault');
  }
}
