import type { Pool } from 'pg';

/**
 * Erases sender, subject, names of attachments and bytes of mails that arrived before and are dealt with: their invoices were
 * taken in, or a person has cleared them. Place, hash, message id and dates stay as proof; so nothing is taken in twice.
 * @returns how many mails were erased
 */
export async function eraseMailArrivals(pool: Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE mail_arrival SET message = NULL, sender = NULL, subject = NULL, attachments = '[]'
     WHERE received_at < $1 AND (state = 'handed' OR cleared_at IS NOT NULL)
       AND (message IS NOT NULL OR sender IS NOT NULL OR subject IS NOT NULL OR attachments <> '[]')`,
    [before],
  );
  return rowCount ?? 0;
}
