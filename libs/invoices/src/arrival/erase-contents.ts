import type { Pool } from 'pg';
import type { CaseFiles } from '#runtime';

interface Candidate {
  readonly id: string;
  readonly sha256: string;
  readonly instance_id: string;
  readonly state_at: string;
}

const BATCH = 200;

/**
 * Erases the bytes of invoices whose case was over before, and who sent them, where the record has the very same bytes: what
 * the record did not take stays here, the only copy. Hash, size, dates and what was read for the books stay.
 * @returns how many contents were erased
 */
export async function eraseInvoiceContents(
  pool: Pool,
  before: Date,
  caseFiles: Pick<CaseFiles, 'list'>,
): Promise<number> {
  let erased = 0;
  let last: Candidate | undefined;
  for (;;) {
    const { rows }: { rows: Candidate[] } = await pool.query<Candidate>(
      `SELECT id, sha256, instance_id, state_at::text FROM invoice_arrival
       JOIN invoice_content ON arrival_id = id
       WHERE state IN ('rejected', 'settled', 'archived') AND state_at < $1 AND instance_id IS NOT NULL
         AND ($2::timestamptz IS NULL OR (state_at, id) > ($2, $3::uuid))
       ORDER BY state_at, id LIMIT ${BATCH}`,
      [before, last?.state_at ?? null, last?.id ?? null],
    );
    for (const { id, sha256, instance_id } of rows) {
      const documents = await caseFiles.list(instance_id);
      if (documents.every((document) => document.sha256 !== sha256)) continue;
      const { rowCount } = await pool.query(
        `WITH content AS (DELETE FROM invoice_content WHERE arrival_id = $1 RETURNING arrival_id)
         UPDATE invoice_arrival SET sender = NULL, message_id = NULL FROM content WHERE id = content.arrival_id`,
        [id],
      );
      erased += rowCount ?? 0;
    }
    last = rows.at(-1);
    if (rows.length < BATCH) return erased;
  }
}
