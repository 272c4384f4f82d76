import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { FileDocument } from '#runtime';
import { testDatabase, type TestDatabase } from '#testkit';
import { BuiltInArchive } from '../archive/built-in-archive.ts';
import { readAll } from '../content/verified-stream.ts';
import { documentMigrations } from '../document-migrations.ts';
import { type CaseFacts } from './case-facts.ts';
import { RecordCaseFiles } from './record-case-files.ts';

const PDF = Buffer.from('%PDF-1.7\nAnlage\n%%EOF\n');

describe('the record of a case', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let directory: string;
  let archive: BuiltInArchive;
  let files: RecordCaseFiles;
  const cases = new Map<string, CaseFacts>();

  beforeAll(async () => {
    database = await testDatabase({ rooms: [documentMigrations] });
    pool = new pg.Pool({ connectionString: database.url, max: 10 });
    pool.on('error', () => undefined);
    directory = await mkdtemp(join(tmpdir(), 'case-files-'));
    archive = new BuiltInArchive({ pool, directory });
    await archive.open();
    files = new RecordCaseFiles(pool, archive, (id) => {
      const facts = cases.get(id);
      return facts === undefined ? Promise.reject(new Error(`no case ${id}`)) : Promise.resolve(facts);
    });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });

  function given(id: string, facts: Partial<CaseFacts> = {}): string {
    cases.set(id, { rootId: id, businessKey: null, processName: 'Hundesteuer', ...facts });
    return id;
  }
  const attachment = (instanceId: string, name: string, change: Partial<FileDocument> = {}): FileDocument => ({
    instanceId,
    name,
    documentType: 'attachment',
    title: 'Anlage',
    fileName: '../../etc/Anlage.pdf',
    mediaType: 'application/pdf',
    content: PDF,
    by: 'system:test',
    ...change,
  });

  it('given a document filed twice at once by one name, then there is one, with a safe name, readable from the case', async () => {
    const id = given('case-1', { businessKey: 'HS-2026-0001' });
    const [first, second] = await Promise.all([files.file(attachment(id, 'a')), files.file(attachment(id, 'a'))]);
    expect(second).toEqual(first);
    expect(first).toMatchObject({ fileName: 'Anlage.pdf', version: 1, size: PDF.length, documentType: 'attachment' });
    expect(await files.list(id)).toEqual([first]);
    const { content } = await files.read(id, first.documentId);
    expect(await readAll(content, 1000)).toEqual(PDF);
    expect(await files.recordOf(id)).toEqual({ fileReference: 'HS-2026-0001' });
    await expect(files.file(attachment(id, 'a', { content: Buffer.from('%PDF-1.7 other') }))).rejects.toMatchObject({
      code: 'DOCUMENT_ID_CONFLICT',
    });
  });

  it('given a record that was used, when the file reference appears later, then the record stays', async () => {
    const id = given('case-2', { businessKey: 'HS-2026-0002' });
    await files.file(attachment(id, 'a'));
    given('case-2', { businessKey: 'HS-2026-0002', fileReference: '22.1-7' });
    await files.file(attachment(id, 'b'));
    expect(await files.recordOf(id)).toEqual({ fileReference: 'HS-2026-0002' });
    expect((await files.list(id)).length).toBe(2);
  });

  it.each([
    ['a file reference', { fileReference: ' 22.1-8 ', businessKey: 'HS-3' }, '22.1-8'],
    ['a business key that is no name', { businessKey: 'x'.repeat(300) }, 'case-3'],
    ['neither', {}, 'case-3'],
  ])('given %s, then the record is named after it', async (_what, facts, fileReference) => {
    await pool.query(`DELETE FROM case_record WHERE root_id = 'case-3'`);
    const id = given('case-3', facts);
    const { record } = await files.ensureRecord(id, { recordType: 'invoice' }, 'system:test');
    expect(record).toEqual({ fileReference });
  });

  it('given a called case, then it shares the record and the documents of the topmost one, by its own names', async () => {
    const root = given('case-4', { businessKey: 'HS-4' });
    const called = given('case-4-called', { rootId: root, businessKey: 'HS-4' });
    const above = await files.file(attachment(root, 'notice'));
    const below = await files.file(attachment(called, 'notice'));
    expect(below.documentId).not.toBe(above.documentId);
    expect(await files.list(called)).toEqual([above, below]);
    expect(await files.list(root)).toEqual([above, below]);
    expect((await files.read(root, below.documentId)).document).toEqual(below);
  });

  it('given two cases with one file reference, then they share the record and never see each other’s documents', async () => {
    const one = given('case-5', { fileReference: '10.2' });
    const other = given('case-6', { fileReference: '10.2' });
    const filed = await files.file(attachment(one, 'a'));
    await files.file(attachment(other, 'a'));
    expect(await files.list(one)).toEqual([filed]);
    await expect(files.read(other, filed.documentId)).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
  });

  it('given a new version, then the list shows it and the earlier one stays readable', async () => {
    const id = given('case-7');
    const filed = await files.file(attachment(id, 'a'));
    const content = Buffer.from('%PDF-1.7\nzweite\n%%EOF\n');
    const next = await files.addVersion({
      instanceId: id,
      documentId: filed.documentId,
      fileName: 'neu.pdf',
      mediaType: 'application/pdf',
      content: (async function* () {
        yield await Promise.resolve(content);
      })(),
      by: 'system:test',
    });
    expect(next).toMatchObject({ version: 2, fileName: 'neu.pdf' });
    expect(await files.list(id)).toEqual([next]);
    const first = await files.read(id, filed.documentId, 1);
    expect(first.document).toEqual(filed);
    expect(await readAll(first.content, 1000)).toEqual(PDF);
  });

  it('given content that is refused, then nothing is listed', async () => {
    const id = given('case-8');
    const refused = attachment(id, 'a', { mediaType: 'application/xml', content: Buffer.from('PK\u0003\u0004zip') });
    await expect(files.file(refused)).rejects.toMatchObject({ code: 'MEDIA_TYPE_MISMATCH' });
    expect(await files.list(id)).toEqual([]);
  });

  describe('what a job files', () => {
    const job = (instanceId: string, claim: string, text: string, made: string[] = []) => ({
      claim,
      instanceId,
      name: 'letter',
      make: () => {
        made.push(claim);
        return Promise.resolve(attachment(instanceId, 'letter', { content: Buffer.from(`%PDF-1.7\n${text}`) }));
      },
    });

    it('given the same job again, also at once, then it is made once; another job adds a version', async () => {
      const id = given('case-9');
      const made: string[] = [];
      const [first, again] = await Promise.all([
        files.fileOnce(job(id, 'job-1', 'a', made)),
        files.fileOnce(job(id, 'job-1', 'a later', made)),
      ]);
      expect(again).toEqual(first);
      expect(await files.fileOnce(job(id, 'job-2', 'b', made))).toMatchObject({ version: 2 });
      expect(await files.fileOnce(job(id, 'job-1', 'c', made))).toEqual(first);
      expect(made).toEqual(['job-1', 'job-2']);
    });

    it('given a job that failed after its claim, then its number goes to the next, and it gets another when repeated', async () => {
      const id = given('case-10');
      const broken = { ...job(id, 'job-3', 'x'), make: () => Promise.reject(new Error('no template')) };
      await expect(files.fileOnce(broken)).rejects.toThrow('no template');
      const refused = {
        ...attachment(id, 'letter', { mediaType: 'application/xml', content: Buffer.from('PK\u0003\u0004') }),
      };
      await expect(
        files.fileOnce({ claim: 'job-4', instanceId: id, name: 'letter', make: () => Promise.resolve(refused) }),
      ).rejects.toMatchObject({ code: 'MEDIA_TYPE_MISMATCH' });
      expect(await files.fileOnce(job(id, 'job-5', 'five'))).toMatchObject({ version: 1 });
      expect(await files.fileOnce(job(id, 'job-4', 'four'))).toMatchObject({ version: 2 });
      expect(await files.fileOnce(job(id, 'job-5', 'other'))).toMatchObject({ version: 1 });
    });
  });
});
