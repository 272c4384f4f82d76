import { ServiceError } from '../http/service-error.ts';

/** One part of a multipart/form-data body. */
export interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Takes a multipart body apart (RFC 7578). @throws ServiceError 400 when it is not one */
export function parseMultipart(contentType: string, body: Buffer): readonly Part[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw new ServiceError(400, 'Der Anfrage fehlt die Trennmarke (boundary).');
  const delimiter = Buffer.from(`--${mark}`);
  const parts: Part[] = [];
  let at = body.indexOf(delimiter);
  if (at < 0) throw new ServiceError(400, 'Die Anfrage enthält keinen Teil.');
  for (;;) {
    const start = at + delimiter.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') return parts;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start);
    if (next < 0) throw new ServiceError(400, 'Die Anfrage ist abgeschnitten.');
    parts.push(parsePart(body.subarray(start + 2, next)));
    at = next + 2;
  }
}

function parsePart(part: Buffer): Part {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0) throw new ServiceError(400, 'Einem Teil der Anfrage fehlen die Kopfzeilen.');
  const head = part.subarray(0, end).toString('utf8');
  const disposition = /^content-disposition:\s*(.*)$/im.exec(head)?.[1] ?? '';
  const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) throw new ServiceError(400, 'Ein Teil der Anfrage hat keinen Namen.');
  return {
    name,
    fileName: /[;\s]filename="([^"]*)"/i.exec(disposition)?.[1],
    mediaType: /^content-type:\s*(.*)$/im.exec(head)?.[1]?.trim() ?? 'text/plain',
    bytes: part.subarray(end + 4),
  };
}
