import type { Pool } from 'pg';

export interface ErasureLimits {
  /** What has been finished before this instant. */
  readonly before: Date;
  readonly now: Date;
  /** Which of these cases have ended, or are not there any more. */
  readonly over: (instanceIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

interface Candidate {
  readonly source_id: string;
  readonly submission_id: string;
  readonly instance_id: string | null;
  readonly unfiled: boolean;
  /** As text: a date of JavaScript has no microseconds and would stand still. */
  readonly changed_at: string;
}

const BATCH = 200;

/**
 * Erases bytes and personal data of arrivals that were finished before: the case was made and every file is in its record, or
 * the sender was refused, or a person has discarded it. Where a file could not be filed the only copy is here, and it stays
 * until the case has ended. What is on its way or waits for a person is never touched. Hashes, sizes, media types, numbers,
 * dates, codes of problems and who decided stay.
 * @returns how many arrivals were erased
 */
export async function eraseArrivals(pool: Pool, { before, now, over }: ErasureLimits): Promise<number> {
  let erased = 0;
  let last: Candidate | undefined;
  for (;;) {
    const { rows }: { rows: Candidate[] } = await pool.query<Candidate>(
      `SELECT source_id, submission_id, instance_id, state = 'started' AND problems <> '[]' AS unfiled,
         changed_at::text
       FROM intake_entry
       WHERE erased_at IS NULL AND state IN ('started', 'refused', 'discarded') AND changed_at < $1
         AND ($2::timestamptz IS NULL OR (changed_at, source_id, submission_id) > ($2, $3, $4))
       ORDER BY changed_at, source_id, submission_id LIMIT ${BATCH}`,
      [before, last?.changed_at ?? null, last?.source_id ?? null, last?.submission_id ?? null],
    );
    const ended = await over(rows.flatMap((row) => (row.unfiled && row.instance_id !== null ? [row.instance_id] : [])));
    for (const row of rows)
      if (!row.unfiled || row.instance_id === null || ended.has(row.instance_id)) erased += await erase(pool, row, now);
    last = rows.at(-1);
    if (rows.length < BATCH) return erased;
  }
}

/** One statement, hence all or nothing; of two programs at once one does it. */
async function erase(pool: Pool, { source_id, submission_id }: Candidate, now: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `WITH entry AS (
       UPDATE intake_entry SET erased_at = $3, data = NULL,
         decision_reason = CASE WHEN decision_reason IS NULL THEN NULL ELSE '' END,
         problems = (SELECT COALESCE(jsonb_agg(jsonb_build_object(
             'code', problem->>'code', 'detail', '', 'part', split_part(problem->>'part', ':', 1))), '[]')
           FROM jsonb_array_elements(problems) problem)
       WHERE source_id = $1 AND submission_id = $2 AND erased_at IS NULL
         AND state IN ('started', 'refused', 'discarded')
       RETURNING source_id, submission_id),
     files AS (
       UPDATE intake_file SET content = NULL, file_name = '', file_id = '' FROM entry
       WHERE intake_file.source_id = entry.source_id AND intake_file.submission_id = entry.submission_id)
     SELECT 1 FROM entry`,
    [source_id, submission_id, now],
  );
  return rowCount ?? 0;
}
