import type { Pool } from 'pg';

/** `prepared` composed, `sending` given to the server without a known end, `sent` taken by it, `done` filed where wanted. */
type OutboxState = 'prepared' | 'sending' | 'sent' | 'done';

export interface OutboxMail {
  readonly idempotencyKey: string;
  readonly messageId: string;
  readonly instanceId: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly state: OutboxState;
  /** The bytes; gone once it is done. */
  readonly message: Buffer | null;
  readonly rejected: readonly string[];
  readonly createdAt: string;
  readonly sentAt: string | null;
}

const COLUMNS = `idempotency_key AS "idempotencyKey", message_id AS "messageId", instance_id AS "instanceId", recipients,
  subject, state, message, rejected, created_at AS "createdAt", sent_at AS "sentAt"`;

/** What was sent and what is being sent, in PostgreSQL: written before the mail server hears of it. */
export class MailOutbox {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async find(idempotencyKey: string): Promise<OutboxMail | undefined> {
    const { rows } = await this.#pool.query<OutboxMail>(
      `SELECT ${COLUMNS} FROM mail_outbox WHERE idempotency_key = $1`,
      [idempotencyKey],
    );
    return rows[0];
  }

  /** Keeps the composed message; of two at once the first one counts, and both get it. */
  async prepare(
    mail: Omit<OutboxMail, 'state' | 'rejected' | 'sentAt' | 'message'> & { readonly message: Buffer },
  ): Promise<OutboxMail> {
    await this.#pool.query(
      `INSERT INTO mail_outbox (idempotency_key, message_id, instance_id, recipients, subject, state, message, created_at)
       VALUES ($1, $2, $3, $4, $5, 'prepared', $6, $7) ON CONFLICT (idempotency_key) DO NOTHING`,
      [
        mail.idempotencyKey,
        mail.messageId,
        mail.instanceId,
        mail.recipients,
        mail.subject,
        mail.message,
        mail.createdAt,
      ],
    );
    const kept = await this.find(mail.idempotencyKey);
    if (kept === undefined) throw new Error(`Expected the mail ${mail.messageId} in the outbox, but it is gone.`);
    return kept;
  }

  async sending(idempotencyKey: string): Promise<void> {
    await this.#pool.query(
      `UPDATE mail_outbox SET state = 'sending' WHERE idempotency_key = $1 AND state = 'prepared'`,
      [idempotencyKey],
    );
  }

  async sent(idempotencyKey: string, rejected: readonly string[], response: string, at: Date): Promise<void> {
    await this.#pool.query(
      `UPDATE mail_outbox SET state = 'sent', rejected = $2, response = $3, sent_at = $4
       WHERE idempotency_key = $1 AND state IN ('prepared', 'sending')`,
      [idempotencyKey, rejected, response.slice(0, 1000), at],
    );
  }

  async done(idempotencyKey: string): Promise<void> {
    await this.#pool.query(`UPDATE mail_outbox SET state = 'done', message = NULL WHERE idempotency_key = $1`, [
      idempotencyKey,
    ]);
  }
}
