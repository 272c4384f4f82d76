import { randomUUID } from 'node:crypto';
import { type ByteStream } from '../port/document-store.ts';
import { type HttpRequest } from './http-exchange.ts';

/** A file beside the JSON part; `cid` is the name the JSON refers to it by. */
export interface FilePart {
  readonly cid: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly bytes: ByteStream;
}

/**
 * A multipart/form-data body (RFC 7578) with the JSON as part `data`, and one part for each file named by its cid. The
 * bytes are streamed; the length is known beforehand, because gateways before a DMS refuse requests without it.
 */
export function multipartBody(data: unknown, files: readonly FilePart[]): NonNullable<HttpRequest['body']> {
  const boundary = `laufzettel-${randomUUID()}`;
  const json = Buffer.from(JSON.stringify(data), 'utf8');
  const head = part(boundary, 'form-data; name="data"', 'application/json; charset=utf-8');
  const heads = files.map((file) =>
    part(
      boundary,
      `form-data; name="${quoted(file.cid)}"; filename="${quoted(file.fileName)}"`,
      file.mediaType,
      file.cid,
    ),
  );
  const end = Buffer.from(`--${boundary}--\r\n`);
  const newline = Buffer.from('\r\n');
  const filesLength = files.reduce((sum, file, i) => sum + (heads[i]?.length ?? 0) + file.size + newline.length, 0);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.concat([head, json, newline]);
    for (const [i, file] of files.entries()) {
      yield heads[i] ?? Buffer.alloc(0);
      yield* file.bytes;
      yield newline;
    }
    yield end;
  }
  return {
    mediaType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + json.length + newline.length + filesLength + end.length,
    bytes: bytes(),
  };
}

function part(boundary: string, disposition: string, mediaType: string, contentId?: string): Buffer {
  const id = contentId === undefined ? '' : `Content-ID: <${contentId}>\r\n`;
  return Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${mediaType}\r\n${id}\r\n`);
}

/** RFC 7578 section 4.2 with the escapes browsers use for what would end the quoted text. */
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
