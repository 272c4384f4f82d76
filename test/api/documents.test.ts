import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type CaseRecord,
  type DocumentDetail,
  type DocumentSummary,
  type HistoryEntry,
  type Page,
} from '#contracts';
import type { ApiClient, Reply } from '#testkit';
import { DRAWING } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const PDF = Buffer.from('%PDF-1.7\nAnlage\n%%EOF\n');
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS', '-TEST-FILE!$H+H*'].join('');

let server: TestServer;
let api: ApiClient;
let id: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  const office = new Office(api);
  await office.deploy({ 'zeichnung.bpmn': DRAWING });
  ({ id } = await office.start('zeichnung', { businessKey: 'D-1' }));
}, 60_000);
afterAll(() => server.close());

function send(
  content: Buffer | string,
  query: Readonly<Record<string, string>>,
  as = 'clerk',
  path = apiPaths.caseDocuments(id),
) {
  return api.call<DocumentSummary>('POST', `${path}?${new URLSearchParams(query).toString()}`, {
    as,
    body: Buffer.from(content),
    headers: { 'content-type': 'application/octet-stream' },
  });
}

async function bytes(path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(server.url + path, {
    headers: { authorization: `Basic ${Buffer.from('clerk:clerk').toString('base64')}`, ...headers },
  });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

async function uploaded(content: Buffer | string, query: Readonly<Record<string, string>>): Promise<DocumentSummary> {
  const { status, body } = await send(content, query);
  expect(status).toBe(201);
  return body;
}

describe('documents of a case over HTTP', () => {
  it('given a file with a hostile name, when it is uploaded, then it is listed, read back, versioned and in the timeline', async () => {
    const filed = await uploaded(PDF, { fileName: '../../etc/pässe\u202efdp.exe.pdf', title: 'Ausweis' });
    expect(filed).toMatchObject({
      title: 'Ausweis',
      fileName: 'pässefdp.exe.pdf',
      mediaType: 'application/pdf',
      documentType: 'attachment',
      size: PDF.length,
      version: 1,
      filedBy: 'clerk',
      sha256: createHash('sha256').update(PDF).digest('hex'),
    });
    expect(filed.delivery).toBeUndefined();
    const second = Buffer.from('%PDF-1.7\nneu\n%%EOF\n');
    const { body: newer } = await send(
      second,
      { fileName: 'neu.pdf' },
      'clerk',
      apiPaths.documentVersions(id, filed.documentId),
    );
    expect(newer).toMatchObject({ version: 2, fileName: 'neu.pdf', title: 'Ausweis' });
    const { body: record } = await api.get<CaseRecord>(apiPaths.caseDocuments(id), 'clerk');
    expect(record).toMatchObject({ reference: 'D-1', closed: false, documents: [{ ...newer }] });
    const { body: detail } = await api.get<DocumentDetail>(apiPaths.caseDocument(id, filed.documentId), 'clerk');
    expect(detail.versions.map(({ version, fileName }) => [version, fileName])).toEqual([
      [1, 'pässefdp.exe.pdf'],
      [2, 'neu.pdf'],
    ]);
    const content = apiPaths.documentContent(id, filed.documentId);
    expect((await bytes(content)).body).toEqual(second);
    expect((await bytes(`${content}?version=1`)).body).toEqual(PDF);
    expect((await bytes(`${content}?version=3`)).status).toBe(404);
    const { body: history } = await api.get<Page<HistoryEntry>>(`${apiPaths.instanceHistory(id)}?limit=200`, 'clerk');
    expect(history.items.filter(({ type }) => type.startsWith('document-'))).toMatchObject([
      { type: 'document-filed', name: 'Ausweis', by: 'clerk', data: { version: 1, documentId: filed.documentId } },
      { type: 'document-version-added', name: 'Ausweis', by: 'clerk', data: { version: 2 } },
    ]);
  });

  it('given a form as a browser sends it, then its file is taken', async () => {
    const form = new FormData();
    form.set('title', 'wird nicht gelesen');
    form.set('file', new Blob([PDF], { type: 'application/pdf' }), 'Über Mut.pdf');
    const { status, body } = await api.call<DocumentSummary>('POST', apiPaths.caseDocuments(id), {
      as: 'clerk',
      body: form,
    });
    expect([status, body.fileName, body.title]).toEqual([201, 'Über Mut.pdf', 'Über Mut.pdf']);
    const empty = new FormData();
    empty.set('title', 'x');
    expect(await api.call('POST', apiPaths.caseDocuments(id), { as: 'clerk', body: empty })).toMatchObject({
      status: 400,
    });
  });

  it.each([
    ['a harmless text', 'a,b\n1,2', 'liste.csv', 'text/csv', 'text/plain; charset=utf-8', 'inline'],
    ['XML', '<?xml version="1.0"?><a/>', 'a.xml', 'application/xml', 'text/plain; charset=utf-8', 'inline'],
    [
      'HTML',
      '<!doctype html><script>alert(1)</script>',
      'a.html',
      'text/html',
      'application/octet-stream',
      'attachment',
    ],
    [
      'SVG',
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'a.svg',
      'image/svg+xml',
      'application/octet-stream',
      'attachment',
    ],
    ['a ZIP', 'PK\u0003\u0004rest', 'a.zip', 'application/zip', 'application/octet-stream', 'attachment'],
  ])(
    'given %s, then it is answered so that no browser runs it',
    async (_what, content, fileName, mediaType, type, disposition) => {
      const filed = await uploaded(content, { fileName, mediaType });
      expect(filed.mediaType).toBe(mediaType);
      const { headers, body } = await bytes(apiPaths.documentContent(id, filed.documentId));
      expect(body.toString()).toBe(content);
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('content-disposition')).toBe(
        `${disposition}; filename="${fileName}"; filename*=UTF-8''${fileName}`,
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain('sandbox');
      const saved = await bytes(`${apiPaths.documentContent(id, filed.documentId)}?download=true`);
      expect(saved.headers.get('content-disposition')).toContain('attachment');
    },
  );

  it('given a range, then those bytes only; outside the content 416', async () => {
    const filed = await uploaded('0123456789', { fileName: 'ziffern.txt' });
    const path = apiPaths.documentContent(id, filed.documentId);
    const part = await bytes(path, { range: 'bytes=2-4' });
    expect([part.status, part.body.toString(), part.headers.get('content-range')]).toEqual([
      206,
      '234',
      'bytes 2-4/10',
    ]);
    expect((await bytes(path, { range: 'bytes=-3' })).body.toString()).toBe('789');
    expect((await bytes(path, { range: 'bytes=8-99' })).body.toString()).toBe('89');
    expect((await bytes(path, { range: 'bytes=10-' })).status).toBe(416);
    expect((await bytes(path, { range: 'bytes=1-2,4-5' })).status).toBe(200);
  });

  const hostile: readonly (readonly [string, Buffer | string, Readonly<Record<string, string>>, number, string])[] = [
    ['the virus test file', EICAR, { fileName: 'eicar.txt' }, 422, 'MALWARE_FOUND'],
    [
      'a ZIP named XML',
      'PK\u0003\u0004zip',
      { fileName: 'a.xml', mediaType: 'application/xml' },
      415,
      'MEDIA_TYPE_MISMATCH',
    ],
    ['a program', 'MZ\u0000\u0000\u0000', { fileName: 'a.pdf' }, 415, 'MEDIA_TYPE_REFUSED'],
    [
      'HTML named text',
      '<html><script>1</script>',
      { fileName: 'a.txt', mediaType: 'text/plain' },
      415,
      'MEDIA_TYPE_MISMATCH',
    ],
    ['nothing', '', { fileName: 'leer.txt' }, 422, 'CONTENT_EMPTY'],
    ['no name', 'x', {}, 400, 'REQUEST_INVALID'],
    ['an unknown query', 'x', { fileName: 'a', colour: 'red' }, 400, 'REQUEST_INVALID'],
    ['a type that is too long', 'x', { fileName: 'a', documentType: 'x'.repeat(101) }, 400, 'REQUEST_INVALID'],
  ];
  it.each(hostile)('given %s, then it is refused and nothing is kept', async (_what, content, query, status, code) => {
    const before = await api.get<CaseRecord>(apiPaths.caseDocuments(id), 'clerk');
    expect(await send(content, query)).toMatchObject({ status, body: { code } });
    const after = await api.get<CaseRecord>(apiPaths.caseDocuments(id), 'clerk');
    expect(after.body.documents).toEqual(before.body.documents);
  });

  it('given malware at the end of a large file, then the answer still comes and the server goes on', async () => {
    const large = Buffer.concat([Buffer.alloc(20 * 1024 * 1024, 'a'), Buffer.from(EICAR)]);
    expect(await send(large, { fileName: 'gross.txt' })).toMatchObject({
      status: 422,
      body: { code: 'MALWARE_FOUND' },
    });
    const first = Buffer.concat([Buffer.from(EICAR), Buffer.alloc(20 * 1024 * 1024, 'a')]);
    expect(await send(first, { fileName: 'gross.txt' })).toMatchObject({
      status: 422,
      body: { code: 'MALWARE_FOUND' },
    });
    await uploaded(PDF, { fileName: 'danach.pdf' });
  });

  it('given a document of another case, then it is not there; without permission 403', async () => {
    const { documentId } = await uploaded(PDF, { fileName: 'a.pdf' });
    const other = await new Office(api).start('zeichnung', { businessKey: 'D-2' });
    for (const path of [apiPaths.caseDocument(other.id, documentId), apiPaths.documentContent(other.id, documentId)])
      expect((await api.get(path, 'clerk')).status).toBe(404);
    expect((await api.get(apiPaths.caseDocuments('nothing'), 'clerk')).status).toBe(404);
    expect((await api.get(apiPaths.caseDocuments(id), 'integrator')).status).toBe(403);
    expect(await send(PDF, { fileName: 'a.pdf' }, 'owner')).toMatchObject({ status: 403 } satisfies Partial<Reply>);
  });
});
