import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Payments that were asked for: written before the payment service hears of them, and until their case knows the end. */
export class CreatePayments1763802000000 implements MigrationInterface {
  readonly name = 'CreatePayments1763802000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payment (
        id text COLLATE "C" PRIMARY KEY,
        idempotency_key text COLLATE "C" NOT NULL UNIQUE,
        return_token text COLLATE "C" NOT NULL UNIQUE,
        instance_id text COLLATE "C" NOT NULL,
        business_key text,
        amount numeric(9, 2) NOT NULL,
        purpose text NOT NULL,
        description text NOT NULL,
        state text NOT NULL,
        generation integer NOT NULL DEFAULT 0,
        transaction_id text COLLATE "C",
        payment_url text,
        reference text,
        method text,
        paid_at text,
        detail text,
        checks integer NOT NULL DEFAULT 0,
        next_check_at timestamptz,
        leased_until timestamptz,
        trouble text,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        told_at timestamptz
      );
      CREATE INDEX payment_waiting ON payment (next_check_at) WHERE told_at IS NULL;
      CREATE INDEX payment_instance ON payment (instance_id, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment');
  }
}
