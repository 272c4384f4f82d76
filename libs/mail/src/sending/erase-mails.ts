import type { Pool } from 'pg';

const BATCH = 200;

/**
 * Erases recipients, subject, answer of the mail server and, where they are still there, the bytes of mails composed before,
 * once their case has ended: nobody sends them again then. Message id, state and dates stay as proof.
 * @param over which of these cases have ended, or are not there any more
 * @returns how many mails were erased
 */
export async function eraseMails(
  pool: Pool,
  before: Date,
  now: Date,
  over: (instanceIds: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  let erased = 0;
  let last: { readonly key: string; readonly instance_id: string; readonly created_at: string } | undefined;
  for (;;) {
    const { rows }: { rows: NonNullable<typeof last>[] } = await pool.query<NonNullable<typeof last>>(
      `SELECT idempotency_key AS key, instance_id, created_at::text FROM mail_outbox
       WHERE erased_at IS NULL AND created_at < $1
         AND ($2::timestamptz IS NULL OR (created_at, idempotency_key) > ($2, $3))
       ORDER BY created_at, idempotency_key LIMIT ${BATCH}`,
      [before, last?.created_at ?? null, last?.key ?? null],
    );
    const ended = await over([...new Set(rows.map(({ instance_id }) => instance_id))]);
    const { rowCount } = await pool.query(
      `UPDATE mail_outbox SET erased_at = $2, recipients = '{}', subject = '', rejected = '{}', response = NULL, message = NULL
       WHERE idempotency_key = ANY($1) AND erased_at IS NULL`,
      [rows.filter(({ instance_id }) => ended.has(instance_id)).map(({ key }) => key), now],
    );
    erased += rowCount ?? 0;
    last = rows.at(-1);
    if (rows.length < BATCH) return erased;
  }
}
