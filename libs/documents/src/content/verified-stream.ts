import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DocumentError } from '../port/document-error.ts';
import { type ByteStream, type ContentDigest } from '../port/document-store.ts';

/** Bytes that are not those that were stored. Goes to whoever watches over the archive. */
export interface IntegrityViolation {
  /** Which document, version or file, readable. */
  readonly what: string;
  readonly expected: ContentDigest;
  readonly found: ContentDigest;
}

/** Called for every violation, before the reader's stream fails. Must not throw. */
export type IntegrityAlarm = (violation: IntegrityViolation) => void;

/**
 * Passes the bytes on while hashing them, always one chunk behind: the last chunk leaves only when size and SHA-256 of
 * all are right. A consumer therefore never gets a complete document that was changed, and nothing is read twice or
 * held in memory.
 *
 * @throws DocumentError INTEGRITY_VIOLATION at the end of the iteration
 */
export async function* verified(
  source: ByteStream,
  expected: ContentDigest,
  what: string,
  alarm?: IntegrityAlarm,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  let held: Uint8Array | undefined;
  for await (const chunk of source) {
    if (chunk.length === 0) continue;
    hash.update(chunk);
    size += chunk.length;
    if (held !== undefined) yield held;
    held = chunk;
  }
  const found: ContentDigest = { sha256: hash.digest('hex'), size };
  if (found.sha256 !== expected.sha256 || found.size !== expected.size) {
    alarm?.({ what, expected, found });
    throw new DocumentError(
      'INTEGRITY_VIOLATION',
      `Expected the bytes of ${what} to be as stored (SHA-256 ${expected.sha256}, ${expected.size} bytes), ` +
        `but found SHA-256 ${found.sha256}, ${found.size} bytes.`,
      { details: { what, expectedSha256: expected.sha256, foundSha256: found.sha256 } },
    );
  }
  if (held !== undefined) yield held;
}

/** {@link verified} as a Node stream. */
export function verifiedStream(
  source: ByteStream,
  expected: ContentDigest,
  what: string,
  alarm?: IntegrityAlarm,
): Readable {
  return Readable.from(verified(source, expected, what, alarm), { objectMode: false });
}

/**
 * All bytes of a stream, for small documents.
 *
 * @throws DocumentError CONTENT_TOO_LARGE beyond `limit` bytes, and whatever the stream fails with
 */
export async function readAll(stream: ByteStream, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit)
      throw new DocumentError('CONTENT_TOO_LARGE', `Expected at most ${limit} bytes, but there are more.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
