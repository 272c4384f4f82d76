import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { type PaymentOrder, requestIdOf } from './payment-order.ts';
import type { PaymentInformation } from './payment-transaction.ts';

/** `requested` not yet known to the service, `open` to be paid; the others are final. */
export type PaymentState = 'requested' | 'open' | 'paid' | 'failed' | 'canceled' | 'expired';

/** A payment as it stands. Amounts in euro with two decimals, instants ISO 8601 UTC. */
export interface Payment {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly returnToken: string;
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly amount: string;
  readonly purpose: string;
  readonly description: string;
  readonly state: PaymentState;
  /** How many request ids the service already had without telling which transaction they became. */
  readonly generation: number;
  readonly transactionId: string | null;
  readonly paymentUrl: string | null;
  readonly reference: string | null;
  readonly method: string | null;
  readonly paidAt: string | null;
  readonly detail: string | null;
  readonly checks: number;
  readonly trouble: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
  /** When its case was told the end. */
  readonly toldAt: string | null;
}

const COLUMNS = `id, idempotency_key AS "idempotencyKey", return_token AS "returnToken", instance_id AS "instanceId",
  business_key AS "businessKey", amount::text AS amount, purpose, description, state, generation,
  transaction_id AS "transactionId", payment_url AS "paymentUrl", reference, method, paid_at AS "paidAt", detail, checks,
  trouble, created_at AS "createdAt", expires_at AS "expiresAt", ended_at AS "endedAt", told_at AS "toldAt"`;

/** The payments in PostgreSQL. Each change names the state it expects, so that nothing is changed twice. */
export class PaymentStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** The payment of this job; written the first time, found every time after. */
  async begin(order: PaymentOrder, now: Date): Promise<Payment> {
    const expires = new Date(now.getTime() + order.validDays * 86_400_000);
    await this.#pool.query(
      `INSERT INTO payment (id, idempotency_key, return_token, instance_id, business_key, amount, purpose, description,
         state, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'requested', $9, $10) ON CONFLICT (idempotency_key) DO NOTHING`,
      [
        requestIdOf(order.idempotencyKey, 0),
        order.idempotencyKey,
        randomBytes(24).toString('base64url'),
        order.instanceId,
        order.businessKey,
        order.amount,
        order.purpose,
        order.description,
        now,
        expires,
      ],
    );
    return this.#one('idempotency_key = $1', order.idempotencyKey, order.idempotencyKey);
  }

  async byReturnToken(token: string): Promise<Payment | undefined> {
    const { rows } = await this.#pool.query<Payment>(`SELECT ${COLUMNS} FROM payment WHERE return_token = $1`, [token]);
    return rows[0];
  }

  async get(id: string): Promise<Payment> {
    return this.#one('id = $1', id, id);
  }

  async ofInstance(instanceId: string): Promise<readonly Payment[]> {
    const { rows } = await this.#pool.query<Payment>(
      `SELECT ${COLUMNS} FROM payment WHERE instance_id = $1 ORDER BY created_at, id`,
      [instanceId],
    );
    return rows;
  }

  /** The service knows request `generation` but not which transaction: the next one gets another id. */
  async nextGeneration(id: string, generation: number): Promise<void> {
    await this.#pool.query(
      `UPDATE payment SET generation = generation + 1 WHERE id = $1 AND generation = $2 AND state = 'requested'`,
      [id, generation],
    );
  }

  /** The service has taken it. The first of two answers counts. */
  async open(id: string, information: PaymentInformation, nextCheckAt: Date): Promise<Payment> {
    await this.#pool.query(
      `UPDATE payment SET state = 'open', transaction_id = $2, payment_url = $3, next_check_at = $4, trouble = NULL
       WHERE id = $1 AND state = 'requested'`,
      [id, information.transactionId, information.transactionRedirectUrl, nextCheckAt],
    );
    return this.get(id);
  }

  /** Final. Answers false when it was already. */
  async end(
    id: string,
    state: Exclude<PaymentState, 'requested' | 'open'>,
    information: PaymentInformation | undefined,
    now: Date,
  ): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `UPDATE payment SET state = $2, reference = $3, method = $4, paid_at = $5, detail = $6, ended_at = $7,
         next_check_at = $7, trouble = NULL
       WHERE id = $1 AND state = 'open'`,
      [
        id,
        state,
        information?.transactionReference ?? null,
        information?.paymentMethod ?? null,
        state === 'paid' ? (information?.transactionTimestamp ?? now.toISOString()) : null,
        information?.statusDetail ?? null,
        now,
      ],
    );
    return rowCount === 1;
  }

  /**
   * Takes up to `limit` payments that are due (or the one of this id, if it is), for `leaseMs`: nobody else gets them
   * meanwhile, unless the one who took them has died.
   */
  async claimDue(now: Date, leaseMs: number, limit: number, id?: string): Promise<readonly Payment[]> {
    const { rows } = await this.#pool.query<Payment>(
      `UPDATE payment SET leased_until = $2, checks = checks + 1 WHERE id IN (
         SELECT id FROM payment WHERE told_at IS NULL AND next_check_at <= $1
           AND (leased_until IS NULL OR leased_until <= $1) AND ($4::text IS NULL OR id = $4)
         ORDER BY next_check_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [now, new Date(now.getTime() + leaseMs), limit, id ?? null],
    );
    return rows;
  }

  /** Due at once: somebody came back from the payment page. */
  async hasten(id: string, now: Date): Promise<void> {
    await this.#pool.query(
      'UPDATE payment SET next_check_at = LEAST(next_check_at, $2) WHERE id = $1 AND told_at IS NULL',
      [id, now],
    );
  }

  async lookAgain(id: string, at: Date, trouble: string | null): Promise<void> {
    await this.#pool.query(
      'UPDATE payment SET next_check_at = $2, leased_until = NULL, trouble = $3 WHERE id = $1 AND told_at IS NULL',
      [id, at, trouble],
    );
  }

  async told(id: string, now: Date): Promise<void> {
    await this.#pool.query(
      'UPDATE payment SET told_at = $2, next_check_at = NULL, leased_until = NULL, trouble = NULL WHERE id = $1 AND told_at IS NULL',
      [id, now],
    );
  }

  async #one(condition: string, value: string, name: string): Promise<Payment> {
    const { rows } = await this.#pool.query<Payment>(`SELECT ${COLUMNS} FROM payment WHERE ${condition}`, [value]);
    const [payment] = rows;
    if (payment === undefined) throw new Error(`Expected the payment ${name}, but there is none.`);
    return payment;
  }
}
