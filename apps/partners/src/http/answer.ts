import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';

/** An answer of a stand-in. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | { readonly file: string };
}

export function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

export function html(body: string, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body,
  };
}

export function redirect(location: string): Answer {
  return { status: 303, headers: { location }, body: '' };
}

/** Writes an answer, a file as a stream. A line cut in between is the other side's matter. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, headers);
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    response.end(body);
    return;
  }
  const stream = createReadStream(body.file);
  stream.once('error', () => response.destroy());
  stream.pipe(response);
}
