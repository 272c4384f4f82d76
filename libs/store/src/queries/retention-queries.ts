import type pg from 'pg';
import type { ErasableCases } from '#runtime';

/**
 * Ended cases of a process that nobody has called (what they have called goes with them), and how many of them are over:
 * by a period, `null` for none, or by what each version has where it is not given.
 */
export async function erasableCases(
  pool: pg.Pool,
  definitionKey: string,
  period: string | null | undefined,
): Promise<ErasableCases> {
  const result = await pool.query<ErasableCases>(
    `SELECT count(*)::integer AS ended,
       (count(*) FILTER (WHERE h.ended_at +
         (CASE WHEN $2 THEN $3 ELSE nullif(d.history_time_to_live, '') END)::interval <= now()))::integer AS expired
     FROM history_instance h JOIN definition d ON d.id = h.definition_id
     WHERE d.kind = 'process' AND d.key = $1 AND h.id = h.root_id`,
    [definitionKey, period !== undefined, period ?? null],
  );
  return result.rows[0] ?? { ended: 0, expired: 0 };
}
