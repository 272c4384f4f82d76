import { type Pool, type PoolClient } from 'pg';
import { type ArchiveLogEntry } from '../archive/archive-log-entry.ts';
import { type LoggedEntry } from '../archive/archive-log.ts';
import { documentId, type DocumentId } from '../port/document-id.ts';
import { type DocumentErrorCode } from '../port/document-error.ts';
import { type RecordKey, recordReferenceOf } from '../port/record-reference.ts';
import { type DeliveryState } from './delivery-state.ts';

/** One act waiting to be handed over. */
export interface DueDelivery {
  readonly seq: number;
  readonly recordKey: RecordKey;
  readonly entry: ArchiveLogEntry;
  readonly attempts: number;
  readonly outcomeUnknown: boolean;
}

/** A confirmed act that is to be looked at again. */
export interface DueRecheck {
  readonly seq: number;
  readonly key: RecordKey;
  readonly documentId?: DocumentId;
}

/** What became of an attempt. */
export type AttemptOutcome =
  | { readonly state: 'confirmed'; readonly recheckAt: Date | null; readonly now: Date }
  | {
      readonly state: 'pending' | 'failed';
      readonly nextAttemptAt: Date;
      readonly outcomeUnknown: boolean;
      readonly code: string;
      readonly words: string;
    };

interface DeliveryRow {
  readonly seq: string;
  readonly record_key: RecordKey;
  readonly document_id: string | null;
  readonly state: DeliveryState['state'];
  readonly attempts: number;
  /** Some connections read instants as ISO 8601 text. */
  readonly next_attempt_at: Date | string;
  readonly error_code: DocumentErrorCode | 'UNEXPECTED' | null;
  readonly error_words: string | null;
}

// Acts of one record are handed over in order: a version never arrives before its document. An act is next when no
// earlier one of its record is open, also none that failed.
const NEXT_OF_RECORD = `
  NOT EXISTS (SELECT 1 FROM document_delivery earlier
    WHERE earlier.record_key = d.record_key AND earlier.seq < d.seq AND earlier.state <> 'confirmed')`;

/** The rows of `document_delivery`. Who works on a record holds the lock of its key. */
export class DeliveryOutbox {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Notes an act to be handed over, in the transaction of the act. */
  async add(client: PoolClient, { seq, entry }: LoggedEntry): Promise<void> {
    await client.query(
      `INSERT INTO document_delivery (seq, record_key, document_id, next_attempt_at) VALUES ($1, $2, $3, $4)`,
      [seq, entry.recordKey, 'documentId' in entry ? entry.documentId : null, entry.at],
    );
  }

  /** Records with an act that is due, the longest waiting first. */
  async dueRecords(now: Date, limit: number): Promise<readonly RecordKey[]> {
    const { rows } = await this.#pool.query<{ record_key: RecordKey }>(
      `SELECT d.record_key FROM document_delivery d
       WHERE d.state = 'pending' AND d.next_attempt_at <= $1 AND ${NEXT_OF_RECORD}
       ORDER BY d.next_attempt_at, d.seq LIMIT $2`,
      [now, limit],
    );
    return rows.map((row) => row.record_key);
  }

  /** The next act of a record when it is pending; due or not as asked. */
  async next(key: RecordKey, dueAt: Date | undefined): Promise<DueDelivery | undefined> {
    const { rows } = await this.#pool.query<DeliveryRow & { entry: string; outcome_unknown: boolean }>(
      `SELECT d.*, l.entry FROM document_delivery d JOIN archive_log l USING (seq)
       WHERE d.record_key = $1 AND d.state = 'pending' AND ($2::timestamptz IS NULL OR d.next_attempt_at <= $2)
         AND ${NEXT_OF_RECORD} ORDER BY d.seq LIMIT 1`,
      [key, dueAt ?? null],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    return {
      seq: Number(row.seq),
      recordKey: row.record_key,
      entry: JSON.parse(row.entry) as ArchiveLogEntry,
      attempts: row.attempts,
      outcomeUnknown: row.outcome_unknown,
    };
  }

  /** Counts the attempt before it is made and takes its outcome as unknown, so that a crash in between is remembered. */
  async begin(seq: number): Promise<void> {
    await this.#pool.query(
      'UPDATE document_delivery SET attempts = attempts + 1, outcome_unknown = true WHERE seq = $1',
      [seq],
    );
  }

  async finish(seq: number, outcome: AttemptOutcome): Promise<void> {
    if (outcome.state === 'confirmed') {
      await this.#pool.query(
        `UPDATE document_delivery SET state = 'confirmed', confirmed_at = $2, recheck_at = $3,
           error_code = NULL, error_words = NULL WHERE seq = $1`,
        [seq, outcome.now, outcome.recheckAt],
      );
      return;
    }
    await this.#pool.query(
      `UPDATE document_delivery SET state = $2, next_attempt_at = $3, outcome_unknown = $4, error_code = $5,
         error_words = $6 WHERE seq = $1`,
      [seq, outcome.state, outcome.nextAttemptAt, outcome.outcomeUnknown, outcome.code, outcome.words],
    );
  }

  /** Confirmed acts that are to be looked at again by now. */
  async rechecks(now: Date, limit: number): Promise<readonly DueRecheck[]> {
    const { rows } = await this.#pool.query<DeliveryRow>(
      'SELECT * FROM document_delivery WHERE recheck_at <= $1 ORDER BY recheck_at LIMIT $2',
      [now, limit],
    );
    return rows.map((row) => ({
      seq: Number(row.seq),
      key: row.record_key,
      ...(row.document_id === null ? {} : { documentId: documentId(row.document_id) }),
    }));
  }

  async setRecheck(seq: number, at: Date | null): Promise<void> {
    await this.#pool.query('UPDATE document_delivery SET recheck_at = $2 WHERE seq = $1', [seq, at]);
  }

  /** Takes a confirmation back: the DMS lost or changed what it had confirmed. */
  async disprove(seq: number, code: string, words: string): Promise<void> {
    await this.#pool.query(
      `UPDATE document_delivery SET state = 'failed', recheck_at = NULL, error_code = $2, error_words = $3 WHERE seq = $1`,
      [seq, code, words],
    );
  }

  /** Makes failed acts pending again, at once and with all attempts. Answers how many. */
  async retry(now: Date, key?: RecordKey): Promise<number> {
    const { rowCount } = await this.#pool.query(
      `UPDATE document_delivery SET state = 'pending', attempts = 0, next_attempt_at = $1
       WHERE state = 'failed' AND ($2::text IS NULL OR record_key = $2)`,
      [now, key ?? null],
    );
    return rowCount ?? 0;
  }

  /** The open acts of a record, or of all; the failed ones first. */
  async open(limit: number, key?: RecordKey): Promise<readonly DeliveryState[]> {
    const { rows } = await this.#pool.query<DeliveryRow>(
      `SELECT * FROM document_delivery WHERE state <> 'confirmed' AND ($1::text IS NULL OR record_key = $1)
       ORDER BY (state = 'failed') DESC, seq LIMIT $2`,
      [key ?? null, limit],
    );
    return rows.map(fromRow);
  }

  /** All acts on a document, in order. */
  async ofDocument(id: DocumentId): Promise<readonly DeliveryState[]> {
    const { rows } = await this.#pool.query<DeliveryRow>(
      'SELECT * FROM document_delivery WHERE document_id = $1 ORDER BY seq',
      [id],
    );
    return rows.map(fromRow);
  }
}

function fromRow(row: DeliveryRow): DeliveryState {
  return {
    seq: Number(row.seq),
    record: recordReferenceOf(row.record_key),
    ...(row.document_id === null ? {} : { documentId: documentId(row.document_id) }),
    state: row.state,
    attempts: row.attempts,
    ...(row.state === 'pending' ? { nextAttemptAt: new Date(row.next_attempt_at).toISOString() } : {}),
    ...(row.error_code === null ? {} : { error: { code: row.error_code, words: row.error_words ?? '' } }),
  };
}
