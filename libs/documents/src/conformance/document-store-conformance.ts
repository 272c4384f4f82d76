import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAll } from '../content/verified-stream.ts';
import { documentId, type DocumentId } from '../port/document-id.ts';
import { type DocumentState, type DocumentStore, type StoreDocument } from '../port/document-store.ts';
import { type RecordReference } from '../port/record-reference.ts';

/** One adapter to try, with a store behind it that is empty or at least holds nothing under fresh names. */
export interface StoreUnderTest {
  readonly store: DocumentStore;
  /** Changes the kept bytes of a document's latest version behind the store's back. */
  readonly tamper: (id: DocumentId) => Promise<void>;
  /** Sets the clock of the store. */
  readonly setNow: (now: Date) => void;
  readonly close: () => Promise<void>;
}

const BY = 'clerk';
const PDF = Buffer.from('%PDF-1.7\nein kleines Dokument mit Umlauten: äöü\n%%EOF\n');
const LIMIT = 64 * 1024 * 1024;

/** Bytes in small pieces, as they come from a network. */
export function streamOf(bytes: Buffer, piece = 7_000): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    })(),
  );
}

/**
 * The contract of {@link DocumentStore} as tests. Every adapter runs it; the record type `case`, the document type
 * `letter` and the index fields `applicant` (text), `amount` (number), `urgent` (boolean) and `received` (day) must be
 * mapped.
 */
export function describeDocumentStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`document store contract: ${name}`, () => {
    let subject: StoreUnderTest;
    let store: DocumentStore;
    beforeAll(async () => {
      subject = await open();
      store = subject.store;
    }, 60_000);
    afterAll(async () => {
      await subject.close();
    });

    const newRecord = async (): Promise<RecordReference> => {
      const record = { fileReference: `HS-${randomUUID()}` };
      await store.ensureRecord({ record, recordType: 'case', title: 'Hundesteuer Becker', by: BY });
      return record;
    };
    const request = (record: RecordReference, change: Partial<StoreDocument> = {}): StoreDocument => ({
      documentId: documentId(randomUUID()),
      record,
      documentType: 'letter',
      title: 'Anmeldung',
      fileName: 'anmeldung.pdf',
      mediaType: 'application/pdf',
      content: streamOf(PDF),
      by: BY,
      ...change,
    });
    const bytesOf = async (id: DocumentId, version?: number): Promise<Buffer> =>
      readAll((await store.read(id, version)).stream, LIMIT);

    describe('records', () => {
      it('given no record, when it is ensured, then it is there with title and type', async () => {
        const record = { fileReference: `DS.1.1-${randomUUID()}` };
        expect(await store.describeRecord(record)).toBeUndefined();
        await store.ensureRecord({ record, recordType: 'case', title: 'Ein Vorgang', by: BY });
        expect(await store.describeRecord(record)).toMatchObject({
          record,
          recordType: 'case',
          title: 'Ein Vorgang',
          closed: false,
        });
      });

      it('given a record, when it is ensured again with another title, then it stays as it was', async () => {
        const record = await newRecord();
        const again = await store.ensureRecord({ record, recordType: 'case', title: 'Anders', by: BY });
        expect(again.title).toBe('Hundesteuer Becker');
      });

      it('given ten callers, when all ensure the same record at once, then all get the same one', async () => {
        const record = { fileReference: `P-${randomUUID()}` };
        const answers = await Promise.all(
          Array.from({ length: 10 }, async () =>
            store.ensureRecord({ record, recordType: 'case', title: 'Parallel', by: BY }),
          ),
        );
        expect(new Set(answers.map((answer) => JSON.stringify(answer.record))).size).toBe(1);
        const id = documentId(randomUUID());
        await store.store(request(record, { documentId: id }));
        expect((await store.search({ record })).documents.map((found) => found.documentId)).toEqual([id]);
      });

      it('given a path, when its record is ensured, then documents are stored and found in it', async () => {
        const record = { path: ['Bauamt', `Straße "${randomUUID()}" / 1`] };
        await store.ensureRecord({ record, recordType: 'case', title: 'Bauakte', by: BY });
        const stored = await store.store(request(record));
        expect(stored.record).toEqual(record);
        expect((await store.search({ record })).documents).toHaveLength(1);
        expect(await store.describeRecord({ path: ['Bauamt', 'anders'] })).toBeUndefined();
      });

      it('given an empty reference or a control character in it, then it is refused', async () => {
        for (const fileReference of ['', '  ', 'a\u0000b', 'a\nb']) {
          await expect(
            store.ensureRecord({ record: { fileReference }, recordType: 'case', title: 'x', by: BY }),
          ).rejects.toMatchObject({ code: 'INVALID_REQUEST', retryable: false });
        }
      });
    });

    describe('storing', () => {
      it('given bytes, when they are stored, then the same bytes are read and the hash is known', async () => {
        const record = await newRecord();
        const stored = await store.store(request(record, { indexData: { applicant: 'Jörg Ärmel', amount: 12.5 } }));
        expect(stored.versions).toHaveLength(1);
        expect(stored.versions[0]).toMatchObject({
          version: 1,
          sha256: createHash('sha256').update(PDF).digest('hex'),
          size: PDF.length,
          fileName: 'anmeldung.pdf',
          mediaType: 'application/pdf',
        });
        expect(await bytesOf(stored.documentId)).toEqual(PDF);
        expect(await store.describe(stored.documentId)).toEqual(stored);
      });

      it('given the same request again, then it is the same document once', async () => {
        const record = await newRecord();
        const id = documentId(randomUUID());
        const first = await store.store(request(record, { documentId: id }));
        const second = await store.store(request(record, { documentId: id }));
        expect(second).toEqual(first);
        expect((await store.search({ record })).documents).toHaveLength(1);
      });

      it('given the same request eight times at once, then it is stored once', async () => {
        const record = await newRecord();
        const id = documentId(randomUUID());
        await Promise.all(Array.from({ length: 8 }, async () => store.store(request(record, { documentId: id }))));
        const { documents } = await store.search({ record });
        expect(documents.map((document) => [document.documentId, document.versions.length])).toEqual([[id, 1]]);
      });

      it('given the same id with other bytes or another record, then it is refused and nothing changes', async () => {
        const record = await newRecord();
        const stored = await store.store(request(record));
        const other = { documentId: stored.documentId, content: streamOf(Buffer.concat([PDF, PDF])) };
        await expect(store.store(request(record, other))).rejects.toMatchObject({ code: 'DOCUMENT_ID_CONFLICT' });
        const elsewhere = await newRecord();
        await expect(store.store(request(elsewhere, { documentId: stored.documentId }))).rejects.toMatchObject({
          code: 'DOCUMENT_ID_CONFLICT',
        });
        expect(await store.describe(stored.documentId)).toEqual(stored);
        expect((await store.search({ record: elsewhere })).documents).toEqual([]);
      });

      it('given a record that does not exist, then storing is refused', async () => {
        await expect(store.store(request({ fileReference: `none-${randomUUID()}` }))).rejects.toMatchObject({
          code: 'RECORD_NOT_FOUND',
        });
      });

      it('given an expected hash that the bytes do not have, then storing is refused and nothing is kept', async () => {
        const record = await newRecord();
        const wrong = { sha256: '0'.repeat(64), size: PDF.length };
        await expect(store.store(request(record, { expected: wrong }))).rejects.toMatchObject({
          code: 'INTEGRITY_VIOLATION',
        });
        expect((await store.search({ record })).documents).toEqual([]);
      });

      it('given a stream that breaks in the middle, then its error is answered and nothing is kept', async () => {
        const record = await newRecord();
        async function* broken(): AsyncGenerator<Uint8Array> {
          yield PDF;
          await Promise.resolve();
          throw new Error('line cut');
        }
        await expect(store.store(request(record, { content: broken() }))).rejects.toThrow('line cut');
        expect((await store.search({ record })).documents).toEqual([]);
      });

      it('given a hostile file name, then it is made safe', async () => {
        const record = await newRecord();
        const stored = await store.store(request(record, { fileName: '../../etc/"pass\r\nwd".pdf' }));
        expect(stored.versions[0]?.fileName).toBe('_passwd_.pdf');
        const umlaut = await store.store(request(record, { fileName: 'Prüfung Größe.pdf' }));
        expect(umlaut.versions[0]?.fileName).toBe('Prüfung Größe.pdf');
      });

      it('given twenty megabytes, then they come back unchanged', async () => {
        const big = Buffer.alloc(20 * 1024 * 1024, 'Laufzettel ');
        PDF.copy(big);
        const stored = await store.store(request(await newRecord(), { content: streamOf(big, 65_536) }));
        expect(stored.versions[0]?.size).toBe(big.length);
        expect((await bytesOf(stored.documentId)).equals(big)).toBe(true);
      }, 60_000);
    });

    describe('versions', () => {
      const versionTwo = Buffer.from('%PDF-1.7\nzweite Fassung\n%%EOF\n');
      const add = async (id: DocumentId, version: number, bytes: Buffer): Promise<DocumentState> =>
        store.addVersion({
          documentId: id,
          version,
          fileName: 'neu.pdf',
          mediaType: 'application/pdf',
          content: streamOf(bytes),
          by: BY,
        });

      it('given a second and a third version, then every version is still read as it was', async () => {
        const { documentId: id } = await store.store(request(await newRecord()));
        await add(id, 2, versionTwo);
        const state = await add(id, 3, PDF);
        expect(state.versions.map((version) => version.version)).toEqual([1, 2, 3]);
        expect(state.versions[1]).toMatchObject({ fileName: 'neu.pdf', size: versionTwo.length });
        expect(await bytesOf(id, 1)).toEqual(PDF);
        expect(await bytesOf(id, 2)).toEqual(versionTwo);
        expect(await bytesOf(id)).toEqual(PDF);
      });

      it('given the same version again, then nothing changes; given another number, then it is refused', async () => {
        const { documentId: id } = await store.store(request(await newRecord()));
        const once = await add(id, 2, versionTwo);
        expect(await add(id, 2, versionTwo)).toEqual(once);
        await expect(add(id, 2, PDF)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
        await expect(add(id, 4, PDF)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
        expect(await store.describe(id)).toEqual(once);
      });

      it('given an unknown document or version, then it is named', async () => {
        const { documentId: id } = await store.store(request(await newRecord()));
        await expect(store.read(id, 2)).rejects.toMatchObject({ code: 'VERSION_NOT_FOUND' });
        const unknown = documentId(randomUUID());
        await expect(store.read(unknown)).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
        await expect(store.describe(unknown)).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
        await expect(add(unknown, 2, PDF)).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
      });
    });

    it('given changed bytes in the store, when they are read, then the stream fails before its last byte', async () => {
      const bytes = Buffer.concat([PDF, Buffer.from(randomUUID())]);
      const { documentId: id } = await store.store(request(await newRecord(), { content: streamOf(bytes) }));
      await subject.tamper(id);
      const { stream } = await store.read(id);
      const received: Buffer[] = [];
      await expect(
        (async () => {
          for await (const chunk of stream as AsyncIterable<Buffer>) received.push(chunk);
        })(),
      ).rejects.toMatchObject({ code: 'INTEGRITY_VIOLATION' });
      expect(Buffer.concat(received).length).toBeLessThan(bytes.length);
    });

    describe('index data', () => {
      it('given values of every kind, when set, changed and cleared, then they are read back as they are', async () => {
        const { documentId: id } = await store.store(
          request(await newRecord(), { indexData: { applicant: 'Müller', urgent: true } }),
        );
        const indexData = { amount: 1190.5, received: '2026-11-20', urgent: false };
        expect((await store.setIndexData({ documentId: id, indexData, by: BY })).indexData).toEqual({
          applicant: 'Müller',
          ...indexData,
        });
        const cleared = await store.setIndexData({ documentId: id, indexData: { applicant: null }, by: BY });
        expect(cleared.indexData).toEqual(indexData);
        expect((await store.describe(id)).indexData).toEqual(indexData);
      });

      it('given documents with index data, when searched, then exactly the matching ones are found, in pages', async () => {
        const record = await newRecord();
        const applicant = `O'Neill @x ${randomUUID()}`;
        const ids: string[] = [];
        for (let i = 0; i < 3; i += 1) {
          const stored = await store.store(request(record, { indexData: { applicant, amount: i } }));
          ids.push(stored.documentId);
        }
        const found = await store.search({ indexData: { applicant } });
        expect(found.documents.map((document) => document.documentId).sort()).toEqual(ids.sort());
        const one = await store.search({ record, indexData: { applicant, amount: 1 }, documentType: 'letter' });
        expect(one.documents.map((document) => document.indexData)).toEqual([{ applicant, amount: 1 }]);
        const first = await store.search({ record, limit: 2 });
        const second = await store.search({ record, limit: 2, offset: 2 });
        expect([first.documents.length, first.hasMore, second.documents.length, second.hasMore]).toEqual([
          2,
          true,
          1,
          false,
        ]);
        expect((await store.search({ indexData: { applicant: `${applicant}' OR '1'='1` } })).documents).toEqual([]);
      });
    });

    describe('closing, retention, deletion', () => {
      it('given a closed record, then it is read-only until it is opened with a reason', async () => {
        const record = await newRecord();
        const { documentId: id } = await store.store(request(record));
        expect(await store.closeRecord({ record, by: BY })).toMatchObject({ closed: true });
        expect(await store.closeRecord({ record, by: BY })).toMatchObject({ closed: true });
        await expect(store.store(request(record))).rejects.toMatchObject({ code: 'RECORD_CLOSED' });
        await expect(store.setIndexData({ documentId: id, indexData: { urgent: true }, by: BY })).rejects.toMatchObject(
          { code: 'RECORD_CLOSED' },
        );
        const version = {
          documentId: id,
          version: 2,
          fileName: 'a.pdf',
          mediaType: 'application/pdf',
          content: streamOf(Buffer.concat([PDF, PDF])),
          by: BY,
        };
        await expect(store.addVersion(version)).rejects.toMatchObject({ code: 'RECORD_CLOSED' });
        await expect(store.delete({ documentId: id, reason: 'weg', by: BY })).rejects.toMatchObject({
          code: 'RETENTION_MISSING',
        });
        expect(await bytesOf(id)).toEqual(PDF);
        await expect(store.reopenRecord({ record, reason: ' ', by: BY })).rejects.toMatchObject({
          code: 'REASON_MISSING',
        });
        expect(await store.reopenRecord({ record, reason: 'Nachtrag', by: BY })).toMatchObject({ closed: false });
        await store.setIndexData({ documentId: id, indexData: { urgent: true }, by: BY });
      });

      it('given a stored document in a closed record, when the same request comes again, then it is answered', async () => {
        const record = await newRecord();
        const id = documentId(randomUUID());
        const stored = await store.store(request(record, { documentId: id }));
        await store.closeRecord({ record, by: BY });
        expect(await store.store(request(record, { documentId: id }))).toEqual(stored);
      });

      it('given a retention date, then deletion is refused naming it, until the day has passed', async () => {
        const record = await newRecord();
        const { documentId: id } = await store.store(request(record, { retentionUntil: '2034-12-31' }));
        await store.closeRecord({ record, by: BY });
        subject.setNow(new Date('2034-12-31T20:00:00Z'));
        try {
          await expect(store.delete({ documentId: id, reason: 'Aussonderung', by: BY })).rejects.toMatchObject({
            code: 'RETENTION_NOT_EXPIRED',
            details: { until: '2034-12-31' },
          });
          subject.setNow(new Date('2034-12-31T23:30:00Z'));
          await store.delete({ documentId: id, reason: 'Aussonderung', by: BY });
          await expect(store.describe(id)).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
          expect((await store.search({ record })).documents).toEqual([]);
        } finally {
          subject.setNow(new Date());
        }
      });

      it('given a retention date, then a later one is free and an earlier one needs a reason', async () => {
        const { documentId: id } = await store.store(request(await newRecord()));
        expect((await store.setRetention({ documentId: id, until: '2030-01-01', by: BY })).retentionUntil).toBe(
          '2030-01-01',
        );
        await store.setRetention({ documentId: id, until: '2031-01-01', by: BY });
        await expect(store.setRetention({ documentId: id, until: '2029-01-01', by: BY })).rejects.toMatchObject({
          code: 'REASON_MISSING',
        });
        const shorter = await store.setRetention({
          documentId: id,
          until: '2029-01-01',
          reason: 'Frist korrigiert',
          by: BY,
        });
        expect(shorter.retentionUntil).toBe('2029-01-01');
        await expect(store.setRetention({ documentId: id, until: '2029-02-30', by: BY })).rejects.toMatchObject({
          code: 'INVALID_REQUEST',
        });
      });

      it('given a legal hold, then it beats the retention until it is lifted', async () => {
        const { documentId: id } = await store.store(request(await newRecord()));
        const held = await store.setLegalHold({ documentId: id, hold: true, reason: 'Klage 3 K 17/26', by: BY });
        expect(held.legalHold).toBe('Klage 3 K 17/26');
        await expect(store.delete({ documentId: id, reason: 'weg', by: BY })).rejects.toMatchObject({
          code: 'LEGAL_HOLD',
        });
        await store.setLegalHold({ documentId: id, hold: false, reason: 'Urteil rechtskräftig', by: BY });
        await expect(store.delete({ documentId: id, reason: '', by: BY })).rejects.toMatchObject({
          code: 'REASON_MISSING',
        });
        await store.delete({ documentId: id, reason: 'doppelt eingereicht', by: BY });
        await expect(store.read(id)).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
      });

      it('given two documents with the same bytes, when one is deleted, then the other is still read', async () => {
        const record = await newRecord();
        const first = await store.store(request(record));
        const second = await store.store(request(record));
        await store.delete({ documentId: first.documentId, reason: 'doppelt', by: BY });
        expect(await bytesOf(second.documentId)).toEqual(PDF);
      });
    });

    it('given a store that works, then its health says so', async () => {
      expect(await store.health()).toMatchObject({ ok: true });
    });
  });
}
