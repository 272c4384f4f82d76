import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { DEFAULT_CONTENT_POLICY } from './content-policy.ts';
import { inspectedStream } from './inspected-stream.ts';
import { readAll } from './verified-stream.ts';

const accept = async (bytes: Buffer, declared: string, policy = DEFAULT_CONTENT_POLICY, piece = 3): Promise<string> => {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
    bytes.subarray(i * piece, (i + 1) * piece),
  );
  const stream = inspectedStream(Readable.from(pieces), declared, policy);
  expect(await readAll(stream, 10_000_000)).toEqual(bytes);
  return stream.mediaType();
};
const zip = (name: string, content = ''): Buffer =>
  Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(26), Buffer.from(name + content, 'latin1')]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
const DOCX = zip('[Content_Types].xml', 'word/document.xml');
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
);

describe('content on its way into a store', () => {
  const good: readonly (readonly [string, Buffer, string, string])[] = [
    ['a PDF', Buffer.from('%PDF-1.4\n'), 'application/pdf', 'application/pdf'],
    ['a PDF with bytes before its header', Buffer.from('\n\n%PDF-1.4\n'), 'application/pdf', 'application/pdf'],
    ['a PDF declared as nothing', Buffer.from('%PDF-1.4\n'), 'application/octet-stream', 'application/pdf'],
    ['a PNG with parameters', PNG, 'IMAGE/PNG; name=x', 'image/png'],
    [
      'a Word document',
      DOCX,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'a Word document declared as nothing',
      DOCX,
      '',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'an open document',
      zip('mimetypeapplication/vnd.oasis.opendocument.textPK'),
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.text',
    ],
    ['an old Word document', OLE, 'application/msword', 'application/msword'],
    ['a ZIP', zip('a.txt'), 'application/x-zip-compressed', 'application/x-zip-compressed'],
    ['XML', Buffer.from('\ufeff<?xml version="1.0"?><a/>'), 'text/xml', 'text/xml'],
    ['XML in UTF-16', Buffer.from('\ufeff<?xml version="1.0"?><a/>', 'utf16le'), 'application/xml', 'application/xml'],
    ['JSON', Buffer.from('{"a":1}'), 'application/json', 'application/json'],
    ['a text that begins like a bitmap', Buffer.from('BMW fahren'), 'text/plain', 'text/plain'],
    ['a type without a mark', Buffer.from([1, 2, 3, 0, 5]), 'application/acad', 'application/acad'],
    ['HTML that says so', Buffer.from('<!DOCTYPE html><p>'), 'text/html', 'text/html'],
  ];
  for (const [what, bytes, declared, expected] of good) {
    it(`given ${what}, then it passes unchanged as ${expected}`, async () => {
      expect(await accept(bytes, declared)).toBe(expected);
    });
  }

  const bad: readonly (readonly [string, Buffer, string, string])[] = [
    ['a ZIP named PDF', zip('a.txt'), 'application/pdf', 'MEDIA_TYPE_MISMATCH'],
    ['a PDF named PNG', Buffer.from('%PDF-1.4'), 'image/png', 'MEDIA_TYPE_MISMATCH'],
    ['a ZIP named XML', zip('a.txt'), 'application/xml', 'MEDIA_TYPE_MISMATCH'],
    ['HTML named text', Buffer.from('  <!-- x --><script>1</script>'), 'text/plain', 'MEDIA_TYPE_MISMATCH'],
    ['HTML named PDF', Buffer.from('<html>'), 'application/pdf', 'MEDIA_TYPE_MISMATCH'],
    ['SVG named PNG', Buffer.from('<svg onload="x">'), 'image/png', 'MEDIA_TYPE_MISMATCH'],
    ['JPEG named Word', JPEG, 'application/msword', 'MEDIA_TYPE_MISMATCH'],
    ['garbage named PDF', Buffer.from([1, 2, 0, 4]), 'application/pdf', 'MEDIA_TYPE_MISMATCH'],
    ['a Windows program named PDF', Buffer.from('MZ\u0000\u0001', 'latin1'), 'application/pdf', 'MEDIA_TYPE_REFUSED'],
    ['a Windows program declared as nothing', Buffer.from('MZ\u0090\u0000', 'latin1'), '', 'MEDIA_TYPE_REFUSED'],
    ['a shell script named text', Buffer.from('#!/bin/sh\n'), 'text/plain', 'MEDIA_TYPE_REFUSED'],
    ['an ELF program', Buffer.from('\u007fELF\u0002', 'latin1'), 'application/octet-stream', 'MEDIA_TYPE_REFUSED'],
    ['the virus test file', eicar, 'text/plain', 'MALWARE_FOUND'],
    [
      'the virus test string within a text',
      Buffer.concat([Buffer.alloc(9_000, 'a'), eicar, Buffer.from('z')]),
      'text/plain',
      'MALWARE_FOUND',
    ],
    ['nothing', Buffer.alloc(0), 'text/plain', 'CONTENT_EMPTY'],
  ];
  for (const [what, bytes, declared, code] of bad) {
    it(`given ${what}, then it is refused with ${code}, however it is cut`, async () => {
      for (const piece of [1, 7, 5_000])
        await expect(accept(bytes, declared, DEFAULT_CONTENT_POLICY, piece)).rejects.toMatchObject({ code });
    });
  }

  it('given more bytes than allowed, then it is refused as soon as they arrive', async () => {
    let produced = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        produced += 1000;
        yield Buffer.alloc(1000, 'a');
        await Promise.resolve();
      }
    }
    const stream = inspectedStream(endless(), 'text/plain', { maxSize: 10_000 });
    await expect(readAll(stream, 1e9)).rejects.toMatchObject({ code: 'CONTENT_TOO_LARGE' });
    expect(produced).toBeLessThanOrEqual(12_000);
  });

  it('given a list of accepted types, then others are refused', async () => {
    const policy = { maxSize: 1000, accept: ['application/pdf'] };
    expect(await accept(Buffer.from('%PDF-1.4'), '', policy)).toBe('application/pdf');
    await expect(accept(PNG, 'image/png', policy)).rejects.toMatchObject({ code: 'MEDIA_TYPE_REFUSED' });
  });
});
