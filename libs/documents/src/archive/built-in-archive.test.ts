import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '#testkit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeDocumentStore, streamOf } from '../conformance/document-store-conformance.ts';
import { type IntegrityViolation } from '../content/verified-stream.ts';
import { documentId, type DocumentId } from '../port/document-id.ts';
import { type DocumentState } from '../port/document-store.ts';
import { documentMigrations } from '../document-migrations.ts';
import { BuiltInArchive } from './built-in-archive.ts';
import { type AuditReport, verifyArchive } from './verify-archive.ts';

interface OpenDatabase {
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

async function openTestDatabase(): Promise<OpenDatabase> {
  const database = await testDatabase({ rooms: [documentMigrations] });
  const pool = new pg.Pool({ connectionString: database.url, max: 20 });
  pool.on('error', () => undefined);
  return {
    pool,
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

let database: OpenDatabase;
let directory: string;
beforeAll(async () => {
  database = await openTestDatabase();
  directory = await mkdtemp(join(tmpdir(), 'documents-archive-'));
}, 60_000);
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

const PDF = Buffer.from('%PDF-1.7\nArchiv\n%%EOF\n');

async function fileOf(id: DocumentId, version = 1): Promise<string> {
  const { rows } = await database.pool.query<{ sha256: string }>(
    'SELECT sha256 FROM archive_version WHERE document_id = $1 AND version = $2',
    [id, version],
  );
  const sha256 = rows[0]?.sha256 ?? '';
  return join(directory, 'content', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

describeDocumentStore('built-in archive', async () => {
  let offset = 0;
  const archive = new BuiltInArchive({
    pool: database.pool,
    directory,
    clock: () => new Date(Date.now() + offset),
  });
  await archive.open();
  return {
    store: archive,
    setNow: (now) => {
      offset = now.getTime() - Date.now();
    },
    tamper: async (id) => {
      // The test keeps the file's bytes to put them back, so that later cases meet an intact archive.
      const { versions } = await archive.describe(id);
      const path = await fileOf(id, versions.length);
      await chmod(path, 0o640);
      await writeFile(path, Buffer.alloc(versions.at(-1)?.size ?? 1, 'x'));
      tampered.push(path);
    },
    close: async () => {
      for (const path of tampered) await rm(path, { force: true });
    },
  };
});
const tampered: string[] = [];

describe('built-in archive', () => {
  const open = async (
    alarm?: (violation: IntegrityViolation) => void,
  ): Promise<{ archive: BuiltInArchive; store: (text: string) => Promise<DocumentState> }> => {
    const archive = new BuiltInArchive({ pool: database.pool, directory, ...(alarm === undefined ? {} : { alarm }) });
    await archive.open();
    const record = { fileReference: `B-${randomUUID()}` };
    await archive.ensureRecord({ record, recordType: 'case', title: 'Akte', by: 'clerk' });
    return {
      archive,
      store: async (text) =>
        archive.store({
          documentId: documentId(randomUUID()),
          record,
          documentType: 'letter',
          title: 'Schreiben',
          fileName: 'a.pdf',
          mediaType: 'application/pdf',
          content: streamOf(Buffer.concat([PDF, Buffer.from(text)])),
          indexData: { applicant: 'Becker' },
          by: 'clerk',
        }),
    };
  };

  it('given a refused or broken upload, then no file stays behind', async () => {
    const { archive } = await open();
    const before = await readdir(join(directory, 'incoming'));
    const record = { fileReference: `none-${randomUUID()}` };
    const base = {
      documentId: documentId(randomUUID()),
      record,
      documentType: 'letter',
      title: 't',
      fileName: 'a',
      by: 'x',
    };
    await expect(
      archive.store({ ...base, mediaType: 'application/pdf', content: streamOf(PDF) }),
    ).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    await expect(archive.store({ ...base, mediaType: 'image/png', content: streamOf(PDF) })).rejects.toMatchObject({
      code: 'MEDIA_TYPE_MISMATCH',
    });
    expect(await readdir(join(directory, 'incoming'))).toEqual(before);
  });

  it('given changed bytes, when they are read, then the alarm names file, version and document', async () => {
    const violations: IntegrityViolation[] = [];
    const { archive, store } = await open((violation) => violations.push(violation));
    const { documentId: id } = await store(randomUUID());
    const path = await fileOf(id);
    await rm(path);
    await expect(async () => {
      for await (const chunk of (await archive.read(id)).stream) expect(chunk).toBeUndefined();
    }).rejects.toMatchObject({ code: 'INTEGRITY_VIOLATION' });
    expect(violations).toHaveLength(1);
    expect(violations[0]?.what).toContain(id);
    await database.pool.query(`UPDATE archive_document SET deleted = deleted WHERE document_id = $1`, [id]);
    await writeFile(path, Buffer.alloc(0));
  });

  it('given the last document with some bytes, when it is deleted, then the file is gone and the log keeps its hash', async () => {
    const { archive, store } = await open();
    const { documentId: id, versions } = await store(randomUUID());
    const path = await fileOf(id);
    await archive.delete({ documentId: id, reason: 'doppelt', by: 'clerk' });
    await expect(readdir(path)).rejects.toMatchObject({ code: 'ENOENT' });
    const { rows } = await database.pool.query<{ entry: string }>(
      'SELECT entry FROM archive_log WHERE subject = $1 ORDER BY seq',
      [id],
    );
    const last: unknown = JSON.parse(rows.at(-1)?.entry ?? '{}');
    expect(last).toMatchObject({
      act: 'DocumentDeleted',
      reason: 'doppelt',
      by: 'clerk',
      sha256: [versions[0]?.sha256],
    });
  });

  it('given a log, when the database is asked to change or empty it, then it refuses', async () => {
    await open();
    for (const statement of [
      'UPDATE archive_log SET entry = entry',
      'DELETE FROM archive_log',
      'TRUNCATE archive_log CASCADE',
    ]) {
      await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '23000' });
    }
  });
});

describe('verification of the built-in archive', () => {
  let own: OpenDatabase;
  let ownDirectory: string;
  let first: DocumentState;
  let clean: AuditReport;
  const record = { fileReference: 'V-1' };
  const verify = async (anchors?: AuditReport['head'][]): Promise<AuditReport> =>
    verifyArchive({
      pool: own.pool,
      directory: ownDirectory,
      ...(anchors === undefined ? {} : { anchors: anchors.filter((anchor) => anchor !== undefined) }),
    });

  beforeAll(async () => {
    own = await openTestDatabase();
    ownDirectory = await mkdtemp(join(tmpdir(), 'documents-verify-'));
    const archive = new BuiltInArchive({ pool: own.pool, directory: ownDirectory });
    await archive.open();
    await archive.ensureRecord({ record, recordType: 'case', title: 'Akte', indexData: { ort: 'Gießen' }, by: 'a' });
    const store = async (text: string): Promise<DocumentState> =>
      archive.store({
        documentId: documentId(randomUUID()),
        record,
        documentType: 'letter',
        title: 'Brief',
        fileName: 'brief.pdf',
        mediaType: 'application/pdf',
        content: streamOf(Buffer.concat([PDF, Buffer.from(text)])),
        indexData: { b: 2, a: 'ä' },
        retentionUntil: '2030-12-31',
        by: 'a',
      });
    first = await store('1');
    const { documentId: id } = first;
    await archive.addVersion({
      documentId: id,
      version: 2,
      fileName: 'b.pdf',
      mediaType: 'application/pdf',
      content: streamOf(Buffer.concat([PDF, Buffer.from('v2')])),
      by: 'b',
    });
    await archive.setIndexData({ documentId: id, indexData: { b: null, c: true }, by: 'b' });
    await archive.setRetention({ documentId: id, until: '2031-12-31', by: 'b' });
    await archive.setLegalHold({ documentId: id, hold: true, reason: 'Klage', by: 'b' });
    const gone = await store('2');
    await archive.setRetention({ documentId: gone.documentId, until: '2001-01-01', reason: 'Test', by: 'b' });
    await archive.delete({ documentId: gone.documentId, reason: 'Aussonderung', by: 'b' });
    await archive.closeRecord({ record, by: 'c' });
    clean = await verify();
  }, 60_000);
  afterAll(async () => {
    await own.close();
    await rm(ownDirectory, { recursive: true, force: true });
  });

  it('given an untouched archive with every kind of act, then nothing is found', () => {
    expect(clean).toMatchObject({
      ok: true,
      findings: [],
      checked: { entries: 10, subjects: 3, files: 2 },
      head: { seq: 10 },
    });
  });

  /** Tampers within one transaction that a verification of the same connection would see, then puts everything back. */
  const tamperedBy = async (...statements: readonly string[]): Promise<AuditReport> => {
    const tables = ['archive_log', 'archive_record', 'archive_document', 'archive_version'];
    await own.pool.query(
      'ALTER TABLE archive_log DISABLE TRIGGER ALL; ALTER TABLE archive_version DISABLE TRIGGER ALL; ALTER TABLE archive_document DISABLE TRIGGER ALL',
    );
    for (const table of tables) await own.pool.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    try {
      for (const statement of statements) await own.pool.query(statement);
      return await verify(clean.head === undefined ? [] : [clean.head]);
    } finally {
      await own.pool.query('SET session_replication_role = replica').catch(() => undefined);
      const client = await own.pool.connect();
      await client.query('SET session_replication_role = replica');
      for (const table of tables.toReversed()) await client.query(`DELETE FROM ${table}`);
      for (const table of tables)
        await client.query(`INSERT INTO ${table} SELECT * FROM kept_${table}; DROP TABLE kept_${table}`);
      await client.query('SET session_replication_role = DEFAULT');
      client.release();
      await own.pool.query(
        'ALTER TABLE archive_log ENABLE TRIGGER ALL; ALTER TABLE archive_version ENABLE TRIGGER ALL; ALTER TABLE archive_document ENABLE TRIGGER ALL',
      );
    }
  };

  const columns: readonly (readonly [string, string, string])[] = [
    ['archive_record', 'title', `'X'`],
    ['archive_record', 'record_type', `'X'`],
    ['archive_record', 'index_data', `'{"ort":"Giessen"}'`],
    ['archive_record', 'closed', 'false'],
    ['archive_document', 'title', `'X'`],
    ['archive_document', 'document_type', `'X'`],
    ['archive_document', 'index_data', `'{"a":"a","c":true}'`],
    ['archive_document', 'retention_until', `'2026-01-01'`],
    ['archive_document', 'legal_hold', 'NULL'],
    ['archive_version', 'file_name', `'X'`],
    ['archive_version', 'media_type', `'text/html'`],
    ['archive_version', 'size', 'size + 1'],
    ['archive_version', 'sha256', `repeat('a', 64)`],
    ['archive_version', 'created_at', `'2020-01-01T00:00:00.000Z'`],
    ['archive_version', 'created_by', `'X'`],
  ];
  for (const [table, column, value] of columns) {
    it(`given a changed ${table}.${column}, then the row and the column are named`, async () => {
      const where = table === 'archive_record' ? 'true' : `document_id = '${first.documentId}'`;
      const report = await tamperedBy(`UPDATE ${table} SET ${column} = ${value} WHERE ${where}`);
      expect(report.ok).toBe(false);
      const camel = column.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
      expect(
        report.findings
          .filter((found) => found.severity === 'error')
          .every((found) => found.name.startsWith(table) && found.name.endsWith(camel)),
      ).toBe(true);
      expect(report.findings.some((found) => found.where === 'metadata')).toBe(true);
    });
  }

  it('given a document switched to not deleted, then it is named', async () => {
    const report = await tamperedBy('UPDATE archive_document SET deleted = NOT deleted');
    expect(report.findings.filter((found) => found.name.endsWith(' deleted'))).toHaveLength(2);
  });

  it('given removed or added rows, then they are named', async () => {
    const removed = await tamperedBy(`DELETE FROM archive_version WHERE version = 2`);
    expect(removed.findings[0]).toMatchObject({ where: 'metadata', name: `archive_version ${first.documentId}/2` });
    const added = await tamperedBy(
      `INSERT INTO archive_version SELECT document_id, 3, file_name, media_type, size, sha256, created_at, created_by FROM archive_version WHERE version = 2`,
    );
    expect(added.findings[0]).toMatchObject({ where: 'metadata', name: `archive_version ${first.documentId}/3` });
    const record2 = await tamperedBy(`INSERT INTO archive_record VALUES ('ref:X', 'case', 'x', '{}', false)`);
    expect(record2.findings[0]).toMatchObject({ where: 'metadata', name: 'archive_record ref:X' });
  });

  it('given one changed character in any entry of the log, then that entry is named', async () => {
    for (let seq = 1; seq <= 10; seq += 1) {
      const report = await tamperedBy(
        `UPDATE archive_log SET entry = replace(entry, '"by":"', '"by":"x') WHERE seq = ${seq}`,
      );
      expect(report.findings[0]).toMatchObject({ where: 'log', name: `archive_log ${seq}` });
    }
  });

  it('given any other changed column of the log, then its entry is named', async () => {
    for (const change of [`subject = 'x'`, `previous_hash = repeat('b', 64)`, `hash = repeat('c', 64)`]) {
      const report = await tamperedBy(`UPDATE archive_log SET ${change} WHERE seq = 4`);
      expect(report.findings.map((found) => found.name)).toContain('archive_log 4');
    }
  });

  it('given a removed entry in the middle or at the end, then it is named, the end by its anchor', async () => {
    expect((await tamperedBy('DELETE FROM archive_log WHERE seq = 5')).findings[0]).toMatchObject({
      name: 'archive_log 5',
    });
    const cut = await tamperedBy('DELETE FROM archive_log WHERE seq = 10', 'UPDATE archive_record SET closed = false');
    expect(cut.findings).toEqual([expect.objectContaining({ where: 'log', name: 'archive_log 10' })]);
  });

  it('given one changed, one missing and one superfluous file, then each is named', async () => {
    const sha256 = first.versions[0]?.sha256 ?? '';
    const path = join(ownDirectory, 'content', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const bytes = Buffer.concat([PDF, Buffer.from('1')]);
    const changed = Buffer.from(bytes);
    changed[3] = (changed[3] ?? 0) ^ 1;
    await chmod(path, 0o640);
    await writeFile(path, changed);
    expect((await verify()).findings).toEqual([
      expect.objectContaining({ where: 'file', name: `content/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}` }),
    ]);
    await rm(path);
    expect((await verify()).findings[0]?.message).toContain('missing');
    await writeFile(path, bytes);
    await writeFile(`${path}x`, bytes);
    expect(await verify()).toMatchObject({ ok: true, findings: [{ where: 'file', severity: 'notice' }] });
    await rm(`${path}x`);
    expect(await verify()).toEqual(clean);
  });
});
