import type { ServerResponse } from 'node:http';

/** How the stand-in misbehaves. `next` is used up one request after the other; each may be limited to some requests. */
export interface Faults {
  next: { readonly how: 'fail' | 'hang' | 'html' | 'drop' | 'refuse'; readonly matching?: RegExp }[];
  /** Carries every request out twice, as an impatient proxy would. */
  twice?: boolean;
}

/** True when the request was answered wrongly on purpose, or will never be answered. */
export function misbehave(faults: Faults, request: string, response: ServerResponse): boolean {
  const index = faults.next.findIndex((fault) => fault.matching === undefined || fault.matching.test(request));
  const [fault] = index === -1 ? [] : faults.next.splice(index, 1);
  switch (fault?.how) {
    case undefined:
      return false;
    case 'fail':
      response.writeHead(503, { 'content-type': 'application/problem+json' });
      response.end('{"title":"out of order"}');
      return true;
    case 'refuse':
      response.writeHead(400, { 'content-type': 'application/problem+json' });
      response.end('{"title":"invalid-event"}');
      return true;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><body>Wartungsarbeiten</body></html>');
      return true;
    case 'drop':
      response.destroy();
      return true;
    case 'hang':
      return true;
  }
}
