import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What arrived as an invoice: the bytes, once for each content, and beside them who brought them when, what was read in
 * them and how far their case is. Payment orders with their files, one for each invoice at most.
 */
export class CreateArrivals1763800000000 implements MigrationInterface {
  readonly name = 'CreateArrivals1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE invoice_arrival (
        id uuid PRIMARY KEY,
        sha256 char(64) COLLATE "C" NOT NULL UNIQUE,
        size integer NOT NULL,
        file_name text NOT NULL,
        channel text NOT NULL,
        sender text,
        message_id text,
        received_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'received',
        state_at timestamptz NOT NULL,
        case_number text COLLATE "C",
        instance_id text COLLATE "C",
        attempts integer NOT NULL DEFAULT 0,
        wake_at timestamptz,
        trouble text,
        examined_at timestamptz,
        examination jsonb,
        verdict text,
        kind text,
        media_type text,
        xml_sha256 text COLLATE "C",
        supplier text,
        supplier_keys text[] NOT NULL DEFAULT '{}',
        invoice_number text,
        number_key text COLLATE "C",
        issue_date date,
        due_date date,
        amount numeric,
        currency text,
        leitweg_id text,
        leitweg_id_valid boolean,
        order_number text,
        iban text COLLATE "C"
      );
      CREATE INDEX invoice_arrival_received ON invoice_arrival (received_at, id);
      CREATE INDEX invoice_arrival_open ON invoice_arrival (due_date)
        WHERE state IN ('received', 'formalReview', 'inReview', 'ordered');
      CREATE INDEX invoice_arrival_waiting ON invoice_arrival (wake_at) WHERE instance_id IS NULL;
      CREATE UNIQUE INDEX invoice_arrival_instance ON invoice_arrival (instance_id);
      CREATE INDEX invoice_arrival_supplier ON invoice_arrival USING gin (supplier_keys);
      CREATE INDEX invoice_arrival_xml ON invoice_arrival (xml_sha256);
      CREATE TABLE invoice_content (
        arrival_id uuid PRIMARY KEY REFERENCES invoice_arrival,
        bytes bytea NOT NULL
      );
      ALTER TABLE invoice_content ALTER COLUMN bytes SET STORAGE EXTERNAL;
      CREATE TABLE invoice_discount (
        arrival_id uuid NOT NULL REFERENCES invoice_arrival,
        until date NOT NULL,
        days integer NOT NULL,
        percent numeric NOT NULL,
        base numeric NOT NULL,
        saving numeric NOT NULL,
        payable numeric NOT NULL
      );
      CREATE INDEX invoice_discount_arrival ON invoice_discount (arrival_id, until);
      CREATE TABLE payment_order (
        id uuid PRIMARY KEY,
        arrival_id uuid NOT NULL UNIQUE REFERENCES invoice_arrival,
        case_number text COLLATE "C" NOT NULL,
        instance_id text COLLATE "C" NOT NULL,
        created_at timestamptz NOT NULL,
        handed_over_at timestamptz,
        handed_over_by text,
        creditor text NOT NULL,
        iban text COLLATE "C" NOT NULL,
        bic text,
        amount numeric NOT NULL,
        currency text NOT NULL,
        discount numeric,
        execution_date date NOT NULL,
        remittance text NOT NULL,
        end_to_end_id text COLLATE "C" NOT NULL UNIQUE,
        sepa text NOT NULL,
        csv text NOT NULL
      );
      CREATE INDEX payment_order_created ON payment_order (created_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment_order, invoice_discount, invoice_content, invoice_arrival');
  }
}
