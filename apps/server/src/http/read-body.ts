import type { Request } from 'express';

const NOTHING = new Uint8Array();

/** The whole body as it came; undefined when it is larger than `limit` bytes, the rest of it is not read then. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.get('content-length') ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 0 ? NOTHING : Buffer.concat(chunks);
}
