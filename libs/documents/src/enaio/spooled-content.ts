import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ByteStream, type ContentDigest } from '../port/document-store.ts';

/** Content in a temporary file, with its hash and size known. */
export interface SpooledContent extends ContentDigest {
  open(): ByteStream;
  remove(): Promise<void>;
}

/** Writes a stream of unknown size and hash to a temporary file. Leaves nothing behind when the stream fails. */
export async function spool(content: ByteStream, directory: string = tmpdir()): Promise<SpooledContent> {
  const path = join(directory, `laufzettel-${randomUUID()}`);
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of content) {
      hash.update(chunk);
      size += chunk.length;
      await file.appendFile(chunk);
    }
  } catch (error) {
    await file.close();
    await unlink(path);
    throw error;
  }
  await file.close();
  return {
    sha256: hash.digest('hex'),
    size,
    open: () => bytesOf(path),
    remove: async () => unlink(path),
  };
}

/** Opens the file when it is read: a stream that nobody reads would stumble over its file being removed. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) yield chunk;
}
