import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { checkLeitwegId, maximumDocumentBytes, validateInvoice } from '#invoices';

const leitwegPath = '/api/leitweg/';

/**
 * The room behind HTTP with nothing in between, to measure it alone: `POST /api/invoices/validate` with the file as
 * body, `GET /api/leitweg/{value}`, `GET /health`.
 */
export function validationServer(): Server {
  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      answer(response, 500, { code: 'INTERNAL', message: String(error) });
    });
  });
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '/';
  if (url === '/health') answer(response, 200, { status: 'up' });
  else if (url.startsWith(leitwegPath)) {
    answer(response, 200, checkLeitwegId(decodeURIComponent(url.slice(leitwegPath.length))));
  } else if (request.method === 'POST' && url === '/api/invoices/validate') {
    const bytes = await read(request);
    if (bytes) answer(response, 200, validateInvoice(bytes));
    else answer(response, 413, { code: 'DOCUMENT_TOO_LARGE' });
  } else answer(response, 404, { code: 'NOT_FOUND' });
}

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

// Started by itself, the built file serves the port given as its argument.
const [, script = '', port] = process.argv;
if (port !== undefined && /validation-server\.[jt]s$/.test(script))
  validationServer().listen(Number(port), '127.0.0.1');
