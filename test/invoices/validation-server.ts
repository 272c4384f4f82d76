import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { checkLeitwegId, maximumDocumentBytes, validateInvoice } from '#invoices';

/**
 * Serves the room over HTTP with nothing in between, to measure it alone: `POST /api/invoices/validate` with the file
 * as body, `GET /api/leitweg/{value}`, `GET /health`. The port is the first argument, 3999 without one.
 */
const port = Number(process.argv[2] ?? 3999);
const leitwegPath = '/api/leitweg/';

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > maximumDocumentBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '/';
  if (url === '/health') answer(response, 200, { status: 'up' });
  else if (url.startsWith(leitwegPath)) {
    answer(response, 200, checkLeitwegId(decodeURIComponent(url.slice(leitwegPath.length))));
  } else if (request.method === 'POST' && url === '/api/invoices/validate') {
    const bytes = await read(request);
    if (bytes) answer(response, 200, { ...validateInvoice(bytes), model: undefined });
    else answer(response, 413, { code: 'DOCUMENT_TOO_LARGE' });
  } else answer(response, 404, { code: 'NOT_FOUND' });
}

createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    answer(response, 500, { code: 'INTERNAL', message: String(error) });
  });
}).listen(port, '127.0.0.1');
