import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** One file of a mail, and which invoice it became. */
export interface MailAttachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly arrivalId: string | null;
  readonly caseNumber: string | null;
}

/** `received` kept, nothing done yet; `handed` its invoices are taken in; `review` a person has to look at it. */
type MailState = 'received' | 'handed' | 'review';

export interface MailArrival {
  readonly id: string;
  readonly mailbox: string;
  readonly receivedAt: string;
  readonly size: number;
  readonly messageId: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly state: MailState;
  /** Why a person has to look at it, in German. */
  readonly reason: string | null;
  readonly attachments: readonly MailAttachment[];
  readonly clearedAt: string | null;
  readonly clearedBy: string | null;
}

export interface MailPlace {
  readonly mailbox: string;
  readonly uidValidity: bigint;
  readonly uid: number;
}

const COLUMNS = `id, mailbox, received_at AS "receivedAt", size, message_id AS "messageId", sender, subject, state, reason,
  attachments, cleared_at AS "clearedAt", cleared_by AS "clearedBy"`;

/** The mails that arrived, in PostgreSQL. A place in a mailbox (UIDVALIDITY and UID, RFC 3501) is kept once. */
export class MailArrivalStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async find({ mailbox, uidValidity, uid }: MailPlace): Promise<MailArrival | undefined> {
    const { rows } = await this.#pool.query<MailArrival>(
      `SELECT ${COLUMNS} FROM mail_arrival WHERE mailbox = $1 AND uid_validity = $2 AND uid = $3`,
      [mailbox, uidValidity.toString(), uid],
    );
    return rows[0];
  }

  /** Keeps the bytes; without them (too large) it is for a person at once. */
  async keep(
    place: MailPlace,
    mail: { readonly size: number; readonly message: Buffer | undefined; readonly reason?: string },
    now: Date,
  ): Promise<MailArrival> {
    const { message } = mail;
    await this.#pool.query(
      `INSERT INTO mail_arrival (mailbox, uid_validity, uid, received_at, size, sha256, message, state, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        place.mailbox,
        place.uidValidity.toString(),
        place.uid,
        now,
        mail.size,
        message === undefined ? null : createHash('sha256').update(message).digest('hex'),
        message ?? null,
        message === undefined ? 'review' : 'received',
        mail.reason ?? null,
      ],
    );
    const kept = await this.find(place);
    if (kept === undefined)
      throw new Error(`Expected the mail ${place.uid} of ${place.mailbox} to be kept, but it is not.`);
    return kept;
  }

  async message(id: string): Promise<Buffer | undefined> {
    const { rows } = await this.#pool.query<{ message: Buffer | null }>(
      'SELECT message FROM mail_arrival WHERE id::text = $1',
      [id],
    );
    return rows[0]?.message ?? undefined;
  }

  /** Notes what was found; the bytes of a mail whose invoices are all kept elsewhere are let go of. */
  async settle(
    id: string,
    found: Pick<MailArrival, 'messageId' | 'sender' | 'subject' | 'attachments' | 'reason'> & {
      readonly state: 'handed' | 'review';
    },
  ): Promise<void> {
    await this.#pool.query(
      `UPDATE mail_arrival SET state = $2, message_id = $3, sender = $4, subject = $5, attachments = $6, reason = $7,
         message = CASE WHEN $2 = 'handed' THEN NULL ELSE message END
       WHERE id = $1 AND state = 'received'`,
      [id, found.state, found.messageId, found.sender, found.subject, JSON.stringify(found.attachments), found.reason],
    );
  }

  async moved(id: string, now: Date): Promise<void> {
    await this.#pool.query('UPDATE mail_arrival SET moved_at = $2 WHERE id = $1 AND moved_at IS NULL', [id, now]);
  }

  /** Mails a person has to look at, oldest first. */
  async forReview(limit: number): Promise<readonly MailArrival[]> {
    const { rows } = await this.#pool.query<MailArrival>(
      `SELECT ${COLUMNS} FROM mail_arrival WHERE state = 'review' AND cleared_at IS NULL ORDER BY received_at, id LIMIT $1`,
      [limit],
    );
    return rows;
  }

  /** Somebody has dealt with it; its bytes are let go of, the mailbox still has them. Answers false when it is not waiting for anybody. */
  async clear(id: string, by: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `UPDATE mail_arrival SET cleared_at = $3, cleared_by = $2, message = NULL WHERE id::text = $1 AND state = 'review' AND cleared_at IS NULL`,
      [id, by, now],
    );
    return rowCount === 1;
  }

  /** Runs `work` unless another program is at it on this mailbox. */
  async alone(mailbox: string, work: () => Promise<void>): Promise<void> {
    const client = await this.#pool.connect();
    // The pool listens to idle connections only: without a listener of its own a broken one would end the program.
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    client.on('error', onError);
    try {
      const key = [1_835_100_524, createHash('sha256').update(mailbox).digest().readInt32BE(0)];
      const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS mine', key);
      if (rows[0]?.mine !== true) return;
      try {
        await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock($1, $2)', key).catch(onError);
      }
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
}
