import type { Pool } from 'pg';

const BATCH = 200;

/**
 * Erases what links made before say about people (recipient, texts, data shown, answer, files) once their case has ended:
 * then nobody can open them any more and no process asks for the answer, which is in the record. Dates and state stay; the
 * hash of the secret, too, so that the page still says the link is over.
 * @param over which of these cases have ended, or are not there any more
 * @returns how many links were erased
 */
export async function eraseLinks(
  pool: Pool,
  before: Date,
  now: Date,
  over: (instanceIds: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  let erased = 0;
  let last: { readonly id: string; readonly instance_id: string; readonly created_at: string } | undefined;
  for (;;) {
    const { rows }: { rows: NonNullable<typeof last>[] } = await pool.query<NonNullable<typeof last>>(
      `SELECT id, instance_id, created_at::text FROM participation_link
       WHERE erased_at IS NULL AND created_at < $1 AND COALESCE(delivered_at, created_at) < $1
         AND ($2::timestamptz IS NULL OR (created_at, id) > ($2, $3::uuid))
       ORDER BY created_at, id LIMIT ${BATCH}`,
      [before, last?.created_at ?? null, last?.id ?? null],
    );
    const ended = await over([...new Set(rows.map(({ instance_id }) => instance_id))]);
    const ids = rows.filter(({ instance_id }) => ended.has(instance_id)).map(({ id }) => id);
    // An answer that is still on its way stays: delivering it notices that the case is over.
    const { rowCount } = await pool.query(
      `WITH link AS (
         UPDATE participation_link SET erased_at = $2, title = '', introduction = '', recipient_name = '',
           answer_form = '{}', data = '{}', documents = '[]', answer = CASE WHEN answer IS NULL THEN NULL ELSE '{}'::jsonb END,
           state = CASE WHEN state = 'open' THEN 'closed' ELSE state END
         WHERE id = ANY($1) AND erased_at IS NULL AND (state <> 'answered' OR delivered_at IS NOT NULL) RETURNING id),
       files AS (DELETE FROM participation_file USING link WHERE link_id = link.id)
       SELECT 1 FROM link`,
      [ids, now],
    );
    erased += rowCount ?? 0;
    last = rows.at(-1);
    if (rows.length < BATCH) return erased;
  }
}
