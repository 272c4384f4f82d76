import type { IncomingMessage } from 'node:http';
import { ServiceError } from './service-error.ts';

/** The whole body. @throws ServiceError 413, or 400 when it broke off */
export async function readRequest(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new ServiceError(413, 'Die Anfrage ist zu groß.');
    chunks.push(chunk);
  }
  if (!request.complete) throw new ServiceError(400, 'Die Anfrage ist abgebrochen.');
  return Buffer.concat(chunks);
}
