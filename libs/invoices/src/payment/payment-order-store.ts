import type { Pool } from 'pg';

/** The order to pay one invoice, with its two files. Amounts are exact decimals, dates `YYYY-MM-DD`. */
export interface PaymentOrderRow {
  readonly id: string;
  readonly arrivalId: string;
  readonly caseNumber: string;
  readonly instanceId: string;
  readonly createdAt: string;
  readonly handedOverAt: string | null;
  readonly handedOverBy: string | null;
  readonly creditor: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly discount: string | null;
  readonly executionDate: string;
  readonly remittance: string;
  readonly endToEndId: string;
}

/** The two forms an order is handed over in. */
export interface PaymentFiles {
  /** SEPA pain.001.001.09 */
  readonly sepa: string;
  readonly csv: string;
}

const COLUMNS = `id, arrival_id AS "arrivalId", case_number AS "caseNumber", instance_id AS "instanceId",
  created_at AS "createdAt", handed_over_at AS "handedOverAt", handed_over_by AS "handedOverBy", creditor, iban, bic,
  amount::text, currency, discount::text, execution_date::text AS "executionDate", remittance,
  end_to_end_id AS "endToEndId"`;

/** Payment orders in PostgreSQL: one for an invoice at most, never changed once it is made. */
export class PaymentOrderStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Keeps a new order; the one that is there already stays, and is answered. */
  async keep(
    order: Omit<PaymentOrderRow, 'handedOverAt' | 'handedOverBy'> & PaymentFiles,
  ): Promise<PaymentOrderRow & PaymentFiles> {
    await this.#pool.query(
      `INSERT INTO payment_order (id, arrival_id, case_number, instance_id, created_at, creditor, iban, bic, amount, currency,
         discount, execution_date, remittance, end_to_end_id, sepa, csv)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (arrival_id) DO NOTHING`,
      [
        order.id,
        order.arrivalId,
        order.caseNumber,
        order.instanceId,
        order.createdAt,
        order.creditor,
        order.iban,
        order.bic,
        order.amount,
        order.currency,
        order.discount,
        order.executionDate,
        order.remittance,
        order.endToEndId,
        order.sepa,
        order.csv,
      ],
    );
    const kept = await this.ofArrival(order.arrivalId);
    if (kept === undefined) throw new Error('Expected the payment order that was just kept, but it is gone.');
    return kept;
  }

  async ofArrival(arrivalId: string): Promise<(PaymentOrderRow & PaymentFiles) | undefined> {
    const { rows } = await this.#pool.query<PaymentOrderRow & PaymentFiles>(
      `SELECT ${COLUMNS}, sepa, csv FROM payment_order WHERE arrival_id = $1`,
      [arrivalId],
    );
    return rows[0];
  }

  async files(id: string): Promise<(PaymentFiles & { readonly caseNumber: string }) | undefined> {
    if (!/^[0-9a-f-]{36}$/i.test(id)) return undefined;
    const { rows } = await this.#pool.query<PaymentFiles & { caseNumber: string }>(
      `SELECT sepa, csv, case_number AS "caseNumber" FROM payment_order WHERE id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Remembers who handed it to the bank; the first one counts. */
  async handOver(arrivalId: string, by: string | null, at: string): Promise<void> {
    await this.#pool.query(
      `UPDATE payment_order SET handed_over_at = $2, handed_over_by = $3 WHERE arrival_id = $1 AND handed_over_at IS NULL`,
      [arrivalId, at, by],
    );
  }

  /** Newest first. */
  async page(
    { handedOver, search }: { readonly handedOver?: boolean; readonly search?: string },
    window: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly items: readonly PaymentOrderRow[]; readonly total: number }> {
    const pattern = search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    const values = [handedOver ?? null, pattern];
    const condition = `($1::boolean IS NULL OR (handed_over_at IS NOT NULL) = $1)
      AND ($2::text IS NULL OR creditor ILIKE $2 OR case_number ILIKE $2 OR remittance ILIKE $2 OR end_to_end_id ILIKE $2)`;
    const [rows, total] = await Promise.all([
      this.#pool.query<PaymentOrderRow>(
        `SELECT ${COLUMNS} FROM payment_order WHERE ${condition} ORDER BY created_at DESC, id
         LIMIT ${Math.trunc(window.limit)} OFFSET ${Math.trunc(window.offset)}`,
        values,
      ),
      this.#pool.query<{ total: number }>(
        `SELECT count(*)::int AS total FROM payment_order WHERE ${condition}`,
        values,
      ),
    ]);
    return { items: rows.rows, total: total.rows[0]?.total ?? 0 };
  }
}
