import { Readable } from 'node:stream';
import type { Response } from 'express';
import type { DocumentVersion } from '#documents';
import { ProblemError } from '#platform';

/** Types a browser may show: none of them runs scripts. Texts of any kind are shown as plain text. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);
const TEXT =
  /^(?:text\/(?:plain|csv|xml|calendar|markdown)|application\/(?:xml|json|yaml)|[a-z0-9.+-]+\/[a-z0-9.+-]+\+(?:xml|json))$/;

interface Slice {
  readonly start: number;
  /** Including this byte. */
  readonly end: number;
}

/**
 * Sends a version: to be shown where its type is harmless, to be saved otherwise. Whatever the file is, no browser may
 * guess another type, run anything in it, or let it be framed or fetched by another site.
 */
export function sendContent(
  response: Response,
  version: DocumentVersion,
  content: AsyncIterable<Uint8Array>,
  { download, range }: { readonly download: boolean; readonly range: string | undefined },
): Readable {
  const { mediaType, size, sha256, fileName } = version;
  const text = TEXT.test(mediaType) && mediaType !== 'image/svg+xml';
  const shown = !download && (text || SHOWN.has(mediaType));
  const slice = range === undefined ? undefined : parseRange(range, size);
  response.status(slice === undefined ? 200 : 206).set({
    'Content-Type': text ? 'text/plain; charset=utf-8' : shown ? mediaType : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; ${fileNameParameters(fileName)}`,
    'Content-Length': String(slice === undefined ? size : slice.end - slice.start + 1),
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-cache',
    ETag: `"${sha256}"`,
    ...(slice === undefined ? {} : { 'Content-Range': `bytes ${slice.start}-${slice.end}/${size}` }),
  });
  return Readable.from(slice === undefined ? content : sliced(content, slice));
}

/**
 * One range of bytes (RFC 9110 clause 14.1.2); several at once are answered with the whole.
 *
 * @throws ProblemError 416 for a range outside the content
 */
function parseRange(header: string, size: number): Slice | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const [, first = '', last = ''] = match;
  const slice =
    first === ''
      ? { start: Math.max(0, size - Number(last)), end: size - 1 }
      : { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
  if (slice.start < size && slice.start <= slice.end) return slice;
  throw new ProblemError(
    416,
    'RANGE_INVALID',
    `Expected a range within ${size} bytes, but got ${header.slice(0, 60)}.`,
  );
}

/** The whole is read, because only then its hash is checked; what is outside is left out. */
async function* sliced(content: AsyncIterable<Uint8Array>, { start, end }: Slice): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of content) {
    const piece = chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at));
    at += chunk.length;
    if (piece.length > 0) yield piece;
  }
}

/** The name in both notations of RFC 6266: plain characters for old programs, UTF-8 for the others. */
function fileNameParameters(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
