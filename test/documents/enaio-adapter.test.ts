import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  documentId,
  type DocumentId,
  type EnaioDocumentStore,
  type IntegrityViolation,
  readAll,
  type RecordReference,
} from '#documents';
import { configurationFor, type EnaioUnderTest, startEnaio } from './enaio-under-test.ts';

const PDF = Buffer.from('%PDF-1.7\nBescheid\n%%EOF\n');
const BY = 'system:test';

let enaio: EnaioUnderTest;
beforeAll(async () => {
  enaio = await startEnaio();
});
afterAll(async () => {
  await enaio.close();
});
afterEach(() => {
  enaio.standIn.faults.clear();
});

const ensure = async (store: EnaioDocumentStore): Promise<RecordReference> => {
  const record = { fileReference: `A-${randomUUID()}` };
  await store.ensureRecord({ record, recordType: 'case', title: 'Akte', by: BY });
  return record;
};
const put = async (
  store: EnaioDocumentStore,
  record: RecordReference,
  id = documentId(randomUUID()),
): Promise<DocumentId> => {
  await store.store({
    documentId: id,
    record,
    documentType: 'letter',
    title: 'Brief',
    fileName: 'brief.pdf',
    mediaType: 'application/pdf',
    content: Readable.from([PDF]),
    by: BY,
  });
  return id;
};

describe('enaio adapter', () => {
  it('given a mapping that fits, then the check finds nothing and health is well; an unchanged schema is not sent again', async () => {
    const store = enaio.adapter();
    expect(await store.checkMapping()).toEqual([]);
    expect(await store.health()).toEqual({ ok: true, detail: expect.stringContaining('mapping fits') });
  });

  it('given a wrong mapping, then health names its place', async () => {
    const { documents } = configurationFor('') as { documents: { letter: object } };
    const store = enaio.adapter({}, { documents: { letter: { ...documents.letter, idField: 'Fehlt' } } });
    expect(await store.health()).toEqual({
      ok: false,
      detail: expect.stringMatching(/documents\.letter\.idField.*Fehlt/),
    });
  });

  it('given a wrong password, then it is told and not tried again', async () => {
    const store = enaio.adapter({ credentials: { user: 'laufzettel', password: 'falsch' } }, { attempts: 5 });
    enaio.standIn.forgetCalls();
    await expect(store.describeRecord({ fileReference: 'x' })).rejects.toMatchObject({
      code: 'DMS_UNAUTHORIZED',
      status: 401,
      retryable: false,
      words: 'Anmeldung fehlgeschlagen: Benutzer oder Kennwort ist falsch.',
    });
    expect(enaio.standIn.calls()).toHaveLength(1);
  });

  it('given a service that fails twice, then a read is repeated and a write is not', async () => {
    const store = enaio.adapter({}, { attempts: 3 });
    const record = await ensure(store);
    enaio.standIn.faults.add({ kind: 'fail', match: 'search', times: 2 });
    expect(await store.describeRecord(record)).toMatchObject({ title: 'Akte' });
    enaio.standIn.faults.add({
      kind: 'fail',
      match: 'POST .*/objects$',
      times: 2,
      status: 500,
      message: 'Datenbank voll',
    });
    enaio.standIn.forgetCalls();
    const id = documentId(randomUUID());
    await expect(put(store, record, id)).rejects.toMatchObject({
      code: 'DMS_UNAVAILABLE',
      retryable: true,
      words: 'Datenbank voll',
      outcomeUnknown: true,
    });
    expect(enaio.standIn.calls().filter((call) => call === 'POST /api/dms/objects')).toHaveLength(1);
    enaio.standIn.faults.clear();
    await put(store, record, id);
    expect(enaio.documents(id)).toHaveLength(1);
  });

  it('given an HTML page with status 200, then it is no answer, and its words are told', async () => {
    const store = enaio.adapter({}, { attempts: 1 });
    const record = await ensure(store);
    const id = await put(store, record);
    enaio.standIn.faults.add({ kind: 'html', message: 'Wir sind gleich wieder da' });
    const expected = {
      code: 'DMS_PROTOCOL',
      retryable: true,
      words: expect.stringContaining('Wir sind gleich wieder da'),
    };
    await expect(store.describeRecord(record)).rejects.toMatchObject(expected);
    enaio.standIn.faults.clear();
    enaio.standIn.faults.add({ kind: 'html', match: 'contents', message: 'Wir sind gleich wieder da' });
    await expect(store.read(id)).rejects.toMatchObject(expected);
  });

  it('given a service that hangs, then the call ends in time', async () => {
    const store = enaio.adapter({}, { timeoutMs: 150, attempts: 1 });
    enaio.standIn.faults.add({ kind: 'hang' });
    const started = performance.now();
    await expect(store.describeRecord({ fileReference: 'x' })).rejects.toMatchObject({
      code: 'DMS_UNAVAILABLE',
      retryable: true,
    });
    expect(performance.now() - started).toBeLessThan(4_500);
  });

  it('given no service at all, then nothing can have been done', async () => {
    const store = enaio.adapter({}, { baseUrl: 'http://127.0.0.1:9/api/dms', attempts: 1 });
    await expect(
      store.ensureRecord({ record: { fileReference: 'x' }, recordType: 'case', title: 't', by: BY }),
    ).rejects.toMatchObject({
      code: 'DMS_UNAVAILABLE',
      outcomeUnknown: false,
    });
  });

  it('given an answer without end, then it is cut off', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024, ' ')));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const store = enaio.adapter({}, { baseUrl: `http://127.0.0.1:${port}/api/dms`, attempts: 1 });
      await expect(store.describeRecord({ fileReference: 'x' })).rejects.toMatchObject({
        code: 'DMS_PROTOCOL',
        retryable: false,
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('given a value the DMS refuses, then its words come through and nothing is stored', async () => {
    const store = enaio.adapter();
    const record = await ensure(store);
    const id = documentId(randomUUID());
    await expect(
      store.store({
        documentId: id,
        record,
        documentType: 'letter',
        title: 'x',
        fileName: 'a.pdf',
        mediaType: 'application/pdf',
        content: Readable.from([PDF]),
        indexData: { applicant: 'a'.repeat(300) },
        by: BY,
      }),
    ).rejects.toMatchObject({
      code: 'DMS_REFUSED',
      status: 422,
      retryable: false,
      words: "Der Wert für 'Antragsteller' ist länger als 250 Zeichen.",
    });
    expect(enaio.documents(id)).toEqual([]);
  });

  it('given types or fields that are not mapped, then the setting that is missing is named', async () => {
    const store = enaio.adapter();
    const record = await ensure(store);
    const base = {
      documentId: documentId(randomUUID()),
      record,
      title: 'x',
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      by: BY,
    };
    await expect(store.store({ ...base, documentType: 'map', content: Readable.from([PDF]) })).rejects.toMatchObject({
      code: 'NOT_MAPPED',
      message: expect.stringContaining('documents.map'),
    });
    await expect(
      store.store({ ...base, documentType: 'letter', content: Readable.from([PDF]), indexData: { colour: 'rot' } }),
    ).rejects.toMatchObject({ code: 'NOT_MAPPED', message: expect.stringContaining('fields.colour') });
    await expect(
      store.store({ ...base, documentType: 'letter', content: Readable.from([PDF]), indexData: { amount: 'viel' } }),
    ).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    await expect(
      store.ensureRecord({ record: { path: ['a', 'b', 'c'] }, recordType: 'case', title: 't', by: BY }),
    ).rejects.toMatchObject({ code: 'NOT_MAPPED' });
  });

  it('given a DMS that keeps other bytes than were sent, then storing does not count and the alarm is raised', async () => {
    const alarms: IntegrityViolation[] = [];
    const store = enaio.adapter({ alarm: (violation) => alarms.push(violation) });
    const record = await ensure(store);
    const id = documentId(randomUUID());
    const keep = enaio.standIn.repository.keepContent.bind(enaio.standIn.repository);
    enaio.standIn.repository.keepContent = async (bytes, ...rest) => keep(bytes.subarray(0, 10), ...rest);
    try {
      await expect(put(store, record, id)).rejects.toMatchObject({ code: 'DMS_REFUSED', retryable: false });
    } finally {
      enaio.standIn.repository.keepContent = keep;
    }
    expect(alarms).toHaveLength(1);
  });

  it('given somebody who changed the list of versions in the DMS, then reading is refused', async () => {
    const store = enaio.adapter();
    const id = await put(store, await ensure(store));
    const [object] = enaio.documents(id);
    if (object === undefined) return;
    await enaio.standIn.repository.save({ ...object, fields: { ...object.fields, LZ_Versionen: 'verändert' } });
    await expect(store.read(id)).rejects.toMatchObject({ code: 'INTEGRITY_VIOLATION' });
  });

  it('given copies with different content, then a person is asked instead of removing one', async () => {
    const store = enaio.adapter();
    const record = await ensure(store);
    const id = await put(store, record);
    const [object] = enaio.documents(id);
    if (object === undefined) return;
    const other = String(object.fields['LZ_Versionen']).replace(
      createHash('sha256').update(PDF).digest('hex'),
      'f'.repeat(64),
    );
    await enaio.standIn.repository.save({
      ...object,
      id: enaio.standIn.repository.nextId(),
      fields: { ...object.fields, LZ_Versionen: other },
    });
    await expect(store.reconcile(record, id)).rejects.toMatchObject({ code: 'DMS_DUPLICATE', retryable: false });
    expect(enaio.documents(id)).toHaveLength(2);
  });

  it('given a site that wants to decide itself, then an exact copy is reported, too', async () => {
    const store = enaio.adapter({}, { duplicates: 'report' });
    const record = await ensure(store);
    const id = documentId(randomUUID());
    enaio.standIn.faults.add({ kind: 'repeat', match: 'POST .*/objects$' });
    await expect(put(store, record, id)).rejects.toMatchObject({ code: 'DMS_DUPLICATE' });
    enaio.standIn.faults.clear();
    expect(await enaio.adapter().reconcile(record, id)).toBe(1);
    expect(enaio.documents(id)).toHaveLength(1);
  });

  it('given a version that was written twice, then every version is still told apart by its hash', async () => {
    const store = enaio.adapter();
    const id = await put(store, await ensure(store));
    const second = Buffer.concat([PDF, Buffer.from('2')]);
    const third = Buffer.concat([PDF, Buffer.from('3')]);
    enaio.standIn.faults.add({ kind: 'repeat', match: 'POST .*/objects$' });
    for (const [version, bytes] of [
      [2, second],
      [3, third],
    ] as const) {
      await store.addVersion({
        documentId: id,
        version,
        fileName: 'b.pdf',
        mediaType: 'application/pdf',
        content: Readable.from([bytes]),
        by: BY,
      });
    }
    expect((await store.describe(id)).versions).toHaveLength(3);
    expect(await readAll((await store.read(id, 1)).stream, 1000)).toEqual(PDF);
    expect(await readAll((await store.read(id, 2)).stream, 1000)).toEqual(second);
    expect(await readAll((await store.read(id, 3)).stream, 1000)).toEqual(third);
  });
});
