import { createHash } from 'node:crypto';
import { type PoolClient } from 'pg';
import { type ActorId } from '../port/document-store.ts';
import { type RecordKey } from '../port/record-reference.ts';
import { type ArchiveAct, type ArchiveLogEntry, subjectOf } from './archive-log-entry.ts';

/** An entry with its place in the chain. */
export interface LoggedEntry {
  readonly seq: number;
  readonly hash: string;
  readonly entry: ArchiveLogEntry;
}

/** The hash before the first entry. */
export const CHAIN_START = '0'.repeat(64);

// One writer at a time: the chain has one end. Taken last in every transaction and held only until its commit.
const LOG_LOCK = 7_305_802_411;

/** The hash of an entry: over the hash before it, its number and its exact text. */
export function chainHash(previousHash: string, seq: number, text: string): string {
  return createHash('sha256').update(`${previousHash}\n${seq}\n${text}`, 'utf8').digest('hex');
}

/**
 * Appends one act to the log within the caller's transaction. The time is the given one, or that of the entry before
 * when a clock went backwards: times in the log never decrease.
 */
export async function appendToLog(
  client: PoolClient,
  recordKey: RecordKey,
  by: ActorId,
  now: Date,
  act: ArchiveAct,
): Promise<LoggedEntry> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOG_LOCK]);
  const { rows } = await client.query<{ seq: string; hash: string; at: string }>(
    `SELECT seq, hash, entry::json->>'at' AS at FROM archive_log ORDER BY seq DESC LIMIT 1`,
  );
  const last = rows[0];
  const at = now.toISOString();
  const entry: ArchiveLogEntry = { ...act, recordKey, at: last !== undefined && last.at > at ? last.at : at, by };
  const seq = last === undefined ? 1 : Number(last.seq) + 1;
  const previousHash = last?.hash ?? CHAIN_START;
  const text = JSON.stringify(entry);
  const hash = chainHash(previousHash, seq, text);
  await client.query('INSERT INTO archive_log (seq, subject, entry, previous_hash, hash) VALUES ($1, $2, $3, $4, $5)', [
    seq,
    subjectOf(entry),
    text,
    previousHash,
    hash,
  ]);
  return { seq, hash, entry };
}
