import type { IncomingMessage, ServerResponse } from 'node:http';

const PROBLEM = 'https://schema.fitko.de/fit-connect/submission-api/problems/';

/** Swallows the second answer when a request is carried out twice. */
export class SilentResponse {
  readonly headersSent = false;
  writeHead(): this {
    return this;
  }
  end(): this {
    return this;
  }
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body);
}

/** RFC 9457, with the problem types of the submission API. */
export function problem(response: ServerResponse, status: number, type: string, detail: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ type: `${PROBLEM}${type}`, title: type, status, detail }));
}
