import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type InvoiceReceipt } from '#contracts';
import type { ApiClient } from '#testkit';
import { ublInvoice } from '../../libs/invoices/src/testing/ubl-invoice.ts';
import { startTestServer, type TestServer } from '../api/test-server.ts';

let server: TestServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
}, 60_000);
afterAll(() => server.close());

const SECONDS = 30;
const MEGABYTES = 600;
const doctype = (text: string) => ublInvoice.replace('<ubl:Invoice', `${text}<ubl:Invoice`);
const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
/** A PDF whose attachment grows to `megabytes` when it is unpacked. */
function bomb(megabytes: number): Buffer {
  const stream = deflateSync(Buffer.alloc(megabytes * 1024 * 1024));
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj<</Type/Catalog/Names<</EmbeddedFiles<</Names[(factur-x.xml) 2 0 R]>>>>>>endobj\n` +
        `2 0 obj<</Type/Filespec/F(factur-x.xml)/EF<</F 3 0 R>>>>endobj\n` +
        `3 0 obj<</Type/EmbeddedFile/Filter/FlateDecode/Length ${stream.length}>>stream\n`,
    ),
    stream,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ]);
}
// Put together at run time, so that no scanner finds the test string in this file.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const hostile: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['an external entity', doctype('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), /DOCTYPE/],
  ['nested entities', doctype('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'), /DOCTYPE/],
  ['an external DTD', doctype('<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'), /DOCTYPE/],
  ['a truncated file', ublInvoice.slice(0, 2_000), /./],
  ['two hundred thousand nested elements', nested(200_000), /./],
  ['a hundred thousand attributes', `<x ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`, /./],
  ['a ZIP named XML', Buffer.from('504b0304140000000800', 'hex'), /ARCHIVE/],
  ['a gzip named XML', gzipSync(ublInvoice), /ARCHIVE/],
  [
    'a PDF with a password',
    Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R/Encrypt 2 0 R>>'),
    /PDF_ENCRYPTED/,
  ],
  ['a PDF cut off', Buffer.from('%PDF-1.7\n1 0 obj<</Type/Cat'), /PDF/],
  ['a PDF bomb', bomb(400), /./],
  ['a virus test file', eicar, /./],
  ['a page of a DMS', '<!DOCTYPE html><html><body>Wartung</body></html>', /DOCTYPE/],
  ['nothing but blanks', ' '.repeat(10_000), /./],
];

describe('hostile files at the door', () => {
  it.each(hostile)(
    'given %s, then it is kept with the reason within seconds and bounded memory, and the server answers on',
    async (_, content, rule) => {
      const before = process.memoryUsage().rss;
      const began = Date.now();
      const body = typeof content === 'string' ? content : new Uint8Array(content);
      const path = `${apiPaths.invoices}?fileName=${encodeURIComponent('../../rechnung.xml')}`;
      const reply = await api.call<InvoiceReceipt>('POST', path, { as: 'clerk', body });
      expect(reply).toMatchObject({
        status: 201,
        body: { invoice: { verdict: 'unreadable', fileName: 'rechnung.xml' } },
      });
      expect((Date.now() - began) / 1000).toBeLessThan(SECONDS);
      expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(MEGABYTES);
      const { body: detail } = await api.get<{ findings: readonly { rule: string; messageDe: string }[] }>(
        apiPaths.invoice(reply.body.invoice.id),
        'clerk',
      );
      expect(detail.findings[0]?.rule).toMatch(rule);
      expect(JSON.stringify(detail)).not.toContain('root:');
      expect(await api.get(apiPaths.health)).toMatchObject({ status: 200 });
    },
    30_000,
  );

  it('given an empty body or one without a name, then it is refused', async () => {
    expect(await api.call('POST', `${apiPaths.invoices}?fileName=x.xml`, { as: 'clerk', body: '' })).toMatchObject({
      status: 400,
    });
    expect(await api.call('POST', apiPaths.invoices, { as: 'clerk', body: ublInvoice })).toMatchObject({ status: 400 });
  });
});
