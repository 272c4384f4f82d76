import { type Pool } from 'pg';
import { derivedDocumentId } from '../cases/derived-document-id.ts';
import { ContentDirectory } from '../content/content-directory.ts';
import { recordReferenceOf, type RecordKey } from '../port/record-reference.ts';
import { foldEntry, type FoldedSubject } from './archive-fold.ts';
import { type ArchiveLogEntry } from './archive-log-entry.ts';
import { CHAIN_START, chainHash } from './archive-log.ts';
import { type Queryable, selectRecord } from './archive-rows.ts';

/** One thing that is not as the archive left it. */
export interface AuditFinding {
  /** `log`: the chain is broken there; `metadata`: a row differs from the log; `file`: content differs or is missing. */
  readonly where: 'log' | 'metadata' | 'file';
  /** `error` is a change; `notice` something superfluous that changes nothing (a file left by a crash). */
  readonly severity: 'error' | 'notice';
  /** Exactly which entry, row and column, or file. */
  readonly name: string;
  readonly message: string;
}

/** An end of the chain written down elsewhere (printed, mailed, in another system); finds a log that was cut or rebuilt. */
export interface ChainAnchor {
  readonly seq: number;
  readonly hash: string;
}

export interface AuditReport {
  readonly ok: boolean;
  readonly findings: readonly AuditFinding[];
  readonly checked: { readonly entries: number; readonly subjects: number; readonly files: number };
  /** The end of the chain now: write it down elsewhere and pass it as anchor next time. Absent for an empty log. */
  readonly head?: ChainAnchor;
}

export interface AuditOptions {
  readonly pool: Pool;
  readonly directory: string;
  readonly anchors?: readonly ChainAnchor[];
  /** Stop collecting after so many findings; 1,000 where absent. */
  readonly maxFindings?: number;
}

const BATCH = 500;

/**
 * Checks the whole built-in archive: the hash chain of the log, every row of metadata against what the log says it must
 * be, every file against the hash the log holds. Names every changed byte by entry, row and column, or file. Reads in
 * one snapshot of the database, in batches; may run while the archive works.
 */
export async function verifyArchive(options: AuditOptions): Promise<AuditReport> {
  const client = await options.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const audit = new Audit(client, new ContentDirectory(options.directory), options.maxFindings ?? 1000);
    const head = await audit.checkChain(options.anchors ?? []);
    await audit.checkSubjects();
    await audit.checkCases();
    await audit.checkSuperfluousFiles();
    const ok = audit.findings.every((finding) => finding.severity !== 'error');
    const report = { ok, findings: audit.findings, checked: audit.checked };
    return head === undefined ? report : { ...report, head };
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
  }
}

class Audit {
  readonly findings: AuditFinding[] = [];
  readonly checked = { entries: 0, subjects: 0, files: 0 };
  readonly #verifiedFiles = new Set<string>();
  readonly #db: Queryable;
  readonly #content: ContentDirectory;
  readonly #maxFindings: number;

  constructor(db: Queryable, content: ContentDirectory, maxFindings: number) {
    this.#db = db;
    this.#content = content;
    this.#maxFindings = maxFindings;
  }

  async checkChain(anchors: readonly ChainAnchor[]): Promise<ChainAnchor | undefined> {
    const awaited = new Map(anchors.map((anchor) => [anchor.seq, anchor.hash]));
    let previousHash = CHAIN_START;
    let seq = 0;
    for (;;) {
      const { rows } = await this.#db.query<LogRow>(
        'SELECT seq, subject, entry, previous_hash, hash FROM archive_log WHERE seq > $1 ORDER BY seq LIMIT $2',
        [seq, BATCH],
      );
      for (const row of rows) {
        this.checked.entries += 1;
        const expectedSeq = seq + 1;
        seq = Number(row.seq);
        if (seq !== expectedSeq) {
          this.#find(
            'log',
            `archive_log ${expectedSeq}`,
            `Expected entry ${expectedSeq} next, but found ${row.seq}: entries are missing.`,
          );
        }
        this.#checkEntry(row, seq, previousHash);
        const anchor = awaited.get(seq);
        if (anchor !== undefined && anchor !== row.hash) {
          this.#find(
            'log',
            `archive_log ${seq}`,
            `Expected the anchored hash ${anchor}, but entry ${seq} has ${row.hash}.`,
          );
        }
        awaited.delete(seq);
        previousHash = row.hash;
      }
      if (rows.length < BATCH) break;
    }
    for (const missing of awaited.keys()) {
      this.#find(
        'log',
        `archive_log ${missing}`,
        `Expected the anchored entry ${missing}, but the log ends at ${seq}.`,
      );
    }
    return seq === 0 ? undefined : { seq, hash: previousHash };
  }

  #checkEntry(row: LogRow, seq: number, previousHash: string): void {
    const name = `archive_log ${seq}`;
    if (row.previous_hash !== previousHash) {
      this.#find('log', name, `Expected column previous_hash to be ${previousHash}, but it is ${row.previous_hash}.`);
    }
    const hash = chainHash(row.previous_hash, seq, row.entry);
    if (hash !== row.hash) {
      this.#find(
        'log',
        name,
        `Expected the entry to hash to ${row.hash}, but it hashes to ${hash}: entry or hash was changed.`,
      );
      return;
    }
    const entry = parseEntry(row.entry);
    const subject = entry === undefined ? undefined : 'documentId' in entry ? entry.documentId : entry.recordKey;
    if (subject !== row.subject) {
      this.#find('log', name, `Expected column subject to be ${String(subject)}, but it is ${row.subject}.`);
    }
  }

  /** Every subject of the log and of the tables, in one order, in batches. */
  async checkSubjects(): Promise<void> {
    let last = '';
    for (;;) {
      const { rows } = await this.#db.query<{ subject: string }>(
        `SELECT subject FROM (
           SELECT DISTINCT subject COLLATE "C" AS subject FROM archive_log
           UNION SELECT record_key COLLATE "C" FROM archive_record
           UNION SELECT document_id::text COLLATE "C" FROM archive_document
           UNION SELECT document_id::text COLLATE "C" FROM archive_version
         ) s WHERE subject > $1 ORDER BY subject LIMIT $2`,
        [last, BATCH],
      );
      const subjects = rows.map((row) => row.subject);
      await this.#checkBatch(subjects);
      last = subjects.at(-1) ?? last;
      if (rows.length < BATCH) return;
    }
  }

  async #checkBatch(subjects: readonly string[]): Promise<void> {
    const folded = new Map<string, FoldedSubject>();
    const { rows } = await this.#db.query<{ subject: string; entry: string }>(
      'SELECT subject, entry FROM archive_log WHERE subject = ANY($1) ORDER BY seq',
      [subjects],
    );
    for (const row of rows) {
      const entry = parseEntry(row.entry);
      const next = entry === undefined ? undefined : foldEntry(folded.get(row.subject), entry);
      if (next !== undefined) folded.set(row.subject, next);
    }
    for (const subject of subjects) {
      this.checked.subjects += 1;
      if (subject.startsWith('ref:') || subject.startsWith('path:')) {
        await this.#checkRecord(subject as RecordKey, folded.get(subject));
      } else {
        await this.#checkDocument(subject, folded.get(subject));
      }
    }
  }

  async #checkRecord(key: RecordKey, folded: FoldedSubject | undefined): Promise<void> {
    const name = `archive_record ${key}`;
    const row = await selectRecord(this.#db, key);
    if (row === undefined || folded?.kind !== 'record') {
      this.#find(
        'metadata',
        name,
        row === undefined ? 'Expected the row the log tells of, but it is missing.' : NOT_IN_LOG,
      );
      return;
    }
    this.#compare(name, { ...folded.state, record: recordReferenceOf(key) }, row);
  }

  async #checkDocument(id: string, folded: FoldedSubject | undefined): Promise<void> {
    const name = `archive_document ${id}`;
    const { rows } = await this.#db.query<Record<string, unknown>>(
      `SELECT record_key AS "recordKey", document_type AS "documentType", title, index_data AS "indexData",
         retention_until::text AS "retentionUntil", legal_hold AS "legalHold", deleted
       FROM archive_document WHERE document_id::text = $1`,
      [id],
    );
    const versions = await this.#db.query<Record<string, unknown> & { version: number }>(
      `SELECT version, file_name AS "fileName", media_type AS "mediaType", size::float8 AS size, sha256,
         created_at AS "createdAt", created_by AS "createdBy"
       FROM archive_version WHERE document_id::text = $1 ORDER BY version`,
      [id],
    );
    const row = rows[0];
    if (folded?.kind !== 'document') {
      this.#find('metadata', name, NOT_IN_LOG);
      return;
    }
    const { versions: expectedVersions, ...expected } = folded.state;
    if (row === undefined) this.#find('metadata', name, 'Expected the row the log tells of, but it is missing.');
    else this.#compare(name, expected, row);
    const found = new Map(versions.rows.map((version) => [version.version, version]));
    for (const version of expectedVersions) {
      const versionName = `archive_version ${id}/${version.version}`;
      const foundVersion = found.get(version.version);
      if (foundVersion === undefined)
        this.#find('metadata', versionName, 'Expected the row the log tells of, but it is missing.');
      else this.#compare(versionName, { ...version }, foundVersion);
      found.delete(version.version);
      if (!expected.deleted) await this.#checkFile(version, `version ${version.version} of document ${id}`);
    }
    for (const version of found.keys()) this.#find('metadata', `archive_version ${id}/${version}`, NOT_IN_LOG);
  }

  async #checkFile(expected: { readonly sha256: string; readonly size: number }, what: string): Promise<void> {
    if (!/^[0-9a-f]{64}$/.test(expected.sha256)) return;
    const name = this.#content.nameOf(expected.sha256);
    if (this.#verifiedFiles.has(name)) return;
    this.#verifiedFiles.add(name);
    this.checked.files += 1;
    const found = await this.#content.digestOf(expected.sha256);
    if (found === undefined) {
      this.#find('file', name, `Expected the content of ${what}, but the file is missing.`);
    } else if (found.sha256 !== expected.sha256 || found.size !== expected.size) {
      this.#find(
        'file',
        name,
        `Expected the content of ${what} (${expected.size} bytes) unchanged, but the file has ${found.size} bytes and SHA-256 ${found.sha256}.`,
      );
    }
  }

  /**
   * Which case a document belongs to is not in the log, but its id is made from case and name, and its record is that of
   * the case: a row somebody changed fits neither.
   */
  async checkCases(): Promise<void> {
    let last = -1;
    for (;;) {
      const { rows } = await this.#db.query<CaseRow>(
        `SELECT c.position, c.document_id::text AS id, c.instance_id, c.name, r.record_key AS record_of_case,
           d.record_key AS record_of_document
         FROM case_document c JOIN case_record r USING (root_id) LEFT JOIN archive_document d USING (document_id)
         WHERE c.position > $1 ORDER BY c.position LIMIT $2`,
        [last, BATCH],
      );
      for (const row of rows) {
        const name = `case_document ${row.id}`;
        if (derivedDocumentId(row.instance_id, row.name) !== row.id)
          this.#find('metadata', name, 'Expected the id that case and name lead to, but one of the three was changed.');
        if (row.record_of_document !== null && row.record_of_document !== row.record_of_case) {
          this.#find(
            'metadata',
            name,
            `Expected the record of its case (${row.record_of_case}), but the document is in ${row.record_of_document}.`,
          );
        }
        last = Number(row.position);
      }
      if (rows.length < BATCH) return;
    }
  }

  async checkSuperfluousFiles(): Promise<void> {
    for await (const name of this.#content.names()) {
      if (!this.#verifiedFiles.has(name)) {
        this.#find(
          'file',
          name,
          'No document has this content; a crash may have left it, or it was stored during this check.',
          'notice',
        );
      }
    }
  }

  #compare(name: string, expected: object, found: object): void {
    const values = new Map<string, unknown>(Object.entries(found));
    for (const [column, value] of Object.entries(expected) as [string, unknown][]) {
      const left = canonical(value);
      const right = canonical(values.get(column));
      if (left !== right)
        this.#find('metadata', `${name} ${column}`, `Expected ${left} as the log tells, but found ${right}.`);
    }
  }

  #find(
    where: AuditFinding['where'],
    name: string,
    message: string,
    severity: AuditFinding['severity'] = 'error',
  ): void {
    if (this.findings.length < this.#maxFindings) this.findings.push({ where, severity, name, message });
  }
}

interface CaseRow {
  readonly position: string;
  readonly id: string;
  readonly instance_id: string;
  readonly name: string;
  readonly record_of_case: string;
  readonly record_of_document: string | null;
}

interface LogRow {
  readonly seq: string;
  readonly subject: string;
  readonly entry: string;
  readonly previous_hash: string;
  readonly hash: string;
}

const NOT_IN_LOG = 'Expected only rows the log tells of, but this one was never logged.';

function parseEntry(text: string): ArchiveLogEntry | undefined {
  try {
    return JSON.parse(text) as ArchiveLogEntry;
  } catch {
    return undefined;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
