import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { IntakeDecision, IntakeRegister, RegisteredEntry, SourceContact } from '../port/intake-register.ts';
import type { IntakeEntry, IntakeState, IntakeStore, KeptProblems } from '../port/intake-store.ts';
import type { IntakeFile, IntakeProblem, Submission } from '../port/submission.ts';

/** Pools give instants as dates or, where they leave types alone, as text. */
type Instant = Date | string;

interface EntryRow {
  readonly source_id: string;
  readonly submission_id: string;
  readonly state: IntakeState;
  readonly service: string;
  readonly received_at: Instant;
  readonly changed_at: Instant;
  readonly problems: readonly IntakeProblem[];
  readonly acknowledgement: string;
  readonly resume_state: string | null;
  readonly instance_id: string | null;
  readonly number: string | null;
  readonly decided_by: string | null;
  readonly decided_at: Instant | null;
  readonly decision_reason: string | null;
  readonly erased_at: Instant | null;
}

const COLUMNS = `source_id, submission_id, state, service, received_at, changed_at, problems, acknowledgement, resume_state,
  instance_id, number, decided_by, decided_at, decision_reason, erased_at`;
const THIS = 'source_id = $1 AND submission_id = $2';

/** The record of arrivals in PostgreSQL: one row each, its bytes beside it, written in one transaction. */
export class PostgresIntakeStore implements IntakeStore, IntakeRegister {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async find(sourceId: string, submissionId: string): Promise<IntakeEntry | undefined> {
    return this.registered(sourceId, submissionId);
  }

  async unfinished(sourceId: string): Promise<readonly IntakeEntry[]> {
    const { rows } = await this.#pool.query<EntryRow>(
      `SELECT ${COLUMNS} FROM intake_entry WHERE source_id = $1 AND state IN ('stored', 'accepted', 'refusing')
       ORDER BY received_at, submission_id`,
      [sourceId],
    );
    return rows.map(entryOf);
  }

  keep(sourceId: string, submission: Submission): Promise<boolean> {
    const { id, service, receivedAt, acknowledgement, data, original, attachments } = submission;
    return this.#insert(
      [sourceId, id, 'stored', plain(service), receivedAt, '[]', json(acknowledgement), json(data), 'stored'],
      [original, ...attachments],
    );
  }

  keepProblems(sourceId: string, submissionId: string, kept: KeptProblems): Promise<boolean> {
    const { state, problems, acknowledgement, received } = kept;
    const now = new Date().toISOString();
    return this.#insert(
      [sourceId, submissionId, state, '', now, plain(json(problems)), json(acknowledgement), null, null],
      received,
    );
  }

  async #insert(entry: readonly unknown[], files: readonly IntakeFile[]): Promise<boolean> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const { rowCount } = await client.query(
        `INSERT INTO intake_entry (source_id, submission_id, state, service, received_at, problems, acknowledgement, data,
         resume_state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
        [...entry],
      );
      if (rowCount === 1) await insertFiles(client, entry[0] as string, entry[1] as string, files);
      await client.query('COMMIT');
      return rowCount === 1;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  advance(
    sourceId: string,
    submissionId: string,
    from: IntakeState,
    to: IntakeState,
    outcome?: { readonly instanceId: string; readonly problems?: readonly IntakeProblem[] },
  ): Promise<boolean> {
    return this.#change(
      `UPDATE intake_entry SET state = $4, instance_id = COALESCE($5, instance_id),
       problems = COALESCE($6::jsonb, problems), changed_at = now() WHERE ${THIS} AND state = $3`,
      [
        sourceId,
        submissionId,
        from,
        to,
        outcome?.instanceId ?? null,
        outcome?.problems === undefined ? null : plain(json(outcome.problems)),
      ],
    );
  }

  async number(sourceId: string, submissionId: string, number: string): Promise<void> {
    await this.#pool.query(`UPDATE intake_entry SET number = $3 WHERE ${THIS} AND number IS NULL`, [
      sourceId,
      submissionId,
      number,
    ]);
  }

  hold(
    sourceId: string,
    submissionId: string,
    from: 'stored' | 'accepted' | 'refusing',
    problems: readonly IntakeProblem[],
  ): Promise<boolean> {
    return this.#change(
      `UPDATE intake_entry SET state = 'doubtful', resume_state = NULLIF($3, 'refusing'), problems = $4, changed_at = now()
       WHERE ${THIS} AND state = $3`,
      [sourceId, submissionId, from, plain(json(problems))],
    );
  }

  async data(sourceId: string, submissionId: string): Promise<unknown> {
    const { rows } = await this.#pool.query<{ data: string | null }>(`SELECT data FROM intake_entry WHERE ${THIS}`, [
      sourceId,
      submissionId,
    ]);
    const text = rows[0]?.data ?? null;
    return text === null ? null : (JSON.parse(text) as unknown);
  }

  async files(sourceId: string, submissionId: string): Promise<readonly IntakeFile[]> {
    const { rows } = await this.#pool.query<{
      file_id: string;
      file_name: string;
      media_type: string;
      content: Buffer;
    }>(
      `SELECT file_id, file_name, media_type, content FROM intake_file WHERE ${THIS} AND content IS NOT NULL ORDER BY position`,
      [sourceId, submissionId],
    );
    return rows.map(({ file_id: id, file_name: fileName, media_type: mediaType, content }) => ({
      id,
      fileName,
      mediaType,
      content,
    }));
  }

  async list(
    filter: Parameters<IntakeRegister['list']>[0],
  ): Promise<{ readonly entries: readonly RegisteredEntry[]; readonly total: number }> {
    const where = `($1::text IS NULL OR source_id = $1) AND ($2::text[] IS NULL OR state = ANY($2))
      AND ($3::text IS NULL OR position(lower($3) IN lower(concat_ws(' ', number, service, submission_id))) > 0)`;
    const values = [filter.sourceId ?? null, filter.states ?? null, filter.text ?? null];
    const [page, count] = await Promise.all([
      this.#pool.query<EntryRow>(
        `SELECT ${COLUMNS} FROM intake_entry WHERE ${where}
         ORDER BY received_at DESC, submission_id LIMIT $4 OFFSET $5`,
        [...values, filter.limit, filter.offset],
      ),
      this.#pool.query<{ total: string }>(`SELECT count(*) AS total FROM intake_entry WHERE ${where}`, values),
    ]);
    return { entries: page.rows.map(registeredOf), total: Number(count.rows[0]?.total ?? 0) };
  }

  async registered(sourceId: string, submissionId: string): Promise<RegisteredEntry | undefined> {
    const { rows } = await this.#pool.query<EntryRow>(`SELECT ${COLUMNS} FROM intake_entry WHERE ${THIS}`, [
      sourceId,
      submissionId,
    ]);
    return rows[0] === undefined ? undefined : registeredOf(rows[0]);
  }

  async findByNumber(number: string): Promise<IntakeEntry | undefined> {
    const { rows } = await this.#pool.query<EntryRow>(`SELECT ${COLUMNS} FROM intake_entry WHERE number = $1`, [
      number,
    ]);
    return rows[0] === undefined ? undefined : entryOf(rows[0]);
  }

  release(
    sourceId: string,
    submissionId: string,
    { by, at, reason, service }: IntakeDecision & { readonly service: string },
  ): Promise<boolean> {
    return this.#change(
      `UPDATE intake_entry SET state = resume_state, service = $6, problems = '[]', decided_by = $3, decided_at = $4,
       decision_reason = $5, changed_at = now() WHERE ${THIS} AND state = 'doubtful' AND resume_state IS NOT NULL`,
      [sourceId, submissionId, by, at, plain(reason), plain(service)],
    );
  }

  discard(sourceId: string, submissionId: string, { by, at, reason }: IntakeDecision): Promise<boolean> {
    return this.#change(
      `UPDATE intake_entry SET state = 'discarded', decided_by = $3, decided_at = $4, decision_reason = $5,
       changed_at = now() WHERE ${THIS} AND state = 'doubtful'`,
      [sourceId, submissionId, by, at, plain(reason)],
    );
  }

  forget(sourceId: string, submissionId: string): Promise<boolean> {
    return this.#change(`DELETE FROM intake_entry WHERE ${THIS} AND state = 'doubtful' AND resume_state IS NULL`, [
      sourceId,
      submissionId,
    ]);
  }

  async visited(sourceId: string, at: string, failure: string | null): Promise<void> {
    await this.#pool.query(
      failure === null
        ? `INSERT INTO intake_contact (source_id, succeeded_at) VALUES ($1, $2)
           ON CONFLICT (source_id) DO UPDATE SET succeeded_at = $2, failed_at = NULL, failure = NULL`
        : `INSERT INTO intake_contact (source_id, failed_at, failure) VALUES ($1, $2, $3)
           ON CONFLICT (source_id) DO UPDATE SET failed_at = $2, failure = $3`,
      failure === null ? [sourceId, at] : [sourceId, at, plain(failure).slice(0, 1000)],
    );
  }

  async contacts(): Promise<readonly SourceContact[]> {
    const { rows } = await this.#pool.query<{
      source_id: string;
      succeeded_at: Instant | null;
      failed_at: Instant | null;
      failure: string | null;
    }>('SELECT * FROM intake_contact ORDER BY source_id');
    return rows.map((row) => ({
      sourceId: row.source_id,
      succeededAt: isoOrNull(row.succeeded_at),
      failedAt: isoOrNull(row.failed_at),
      failure: row.failure,
    }));
  }

  async #change(sql: string, values: readonly unknown[]): Promise<boolean> {
    const { rowCount } = await this.#pool.query(sql, [...values]);
    return rowCount === 1;
  }
}

async function insertFiles(
  client: PoolClient,
  sourceId: string,
  submissionId: string,
  files: readonly IntakeFile[],
): Promise<void> {
  for (const [position, { id, fileName, mediaType, content }] of files.entries())
    await client.query(
      `INSERT INTO intake_file (source_id, submission_id, position, file_id, file_name, media_type, sha256, size,
         content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        sourceId,
        submissionId,
        position,
        plain(id),
        plain(fileName),
        plain(mediaType),
        createHash('sha256').update(content).digest('hex'),
        content.byteLength,
        Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      ],
    );
}

function entryOf(row: EntryRow): IntakeEntry {
  return {
    sourceId: row.source_id,
    submissionId: row.submission_id,
    state: row.state,
    service: row.service,
    receivedAt: iso(row.received_at),
    problems: row.problems,
    acknowledgement: JSON.parse(row.acknowledgement) as unknown,
    instanceId: row.instance_id,
    number: row.number,
  };
}

function registeredOf(row: EntryRow): RegisteredEntry {
  const { decided_by: by, decided_at: at, decision_reason: reason } = row;
  return {
    ...entryOf(row),
    changedAt: iso(row.changed_at),
    readable: row.resume_state !== null,
    erasedAt: isoOrNull(row.erased_at),
    decision: by === null || at === null ? null : { by, at: iso(at), reason: reason ?? '' },
  };
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString();
}

function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : iso(instant);
}

function json(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/** PostgreSQL keeps no NUL in a text, raw or escaped in jsonb; who sends one means no harm to the rest. */
function plain(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replaceAll('\\u0000', '\\ufffd');
}
