import { DocumentError } from '../port/document-error.ts';
import { type ByteStream } from '../port/document-store.ts';
import { type ContentPolicy } from './content-policy.ts';
import { essence, reconcileMediaType, SNIFF_LENGTH, sniffMediaType } from './media-type.ts';

// Put together at run time, so that this very file is not found by a virus scanner looking for the test string.
const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS', '-TEST-FILE!$H+H*'].join(''),
  'latin1',
);

/** Bytes on their way into a store, checked as they pass; `mediaType` may be asked once the stream has ended. */
export interface InspectedStream extends ByteStream {
  mediaType(): string;
}

/**
 * Passes bytes on while checking them: size, first bytes against the declared media type, nothing executable, no virus
 * test file. Holds no more than a few kilobytes.
 *
 * The iteration throws DocumentError CONTENT_TOO_LARGE, CONTENT_EMPTY, MEDIA_TYPE_MISMATCH, MEDIA_TYPE_REFUSED or
 * MALWARE_FOUND; whoever consumes it must then throw away what has passed.
 */
export function inspectedStream(
  content: ByteStream,
  declaredMediaType: string,
  policy: ContentPolicy,
): InspectedStream {
  let found: string | undefined;
  async function* pass(): AsyncGenerator<Uint8Array> {
    let head = Buffer.alloc(0);
    let size = 0;
    let tail = Buffer.alloc(0);
    for await (const chunk of content) {
      if (chunk.length === 0) continue;
      size += chunk.length;
      if (size > policy.maxSize) {
        throw new DocumentError(
          'CONTENT_TOO_LARGE',
          `Expected at most ${policy.maxSize} bytes, but the content is larger.`,
          {
            details: { maxSize: policy.maxSize },
          },
        );
      }
      const seen = Buffer.concat([tail, chunk]);
      refuseMalware(seen);
      tail = Buffer.from(seen.subarray(Math.max(0, seen.length - EICAR.length + 1)));
      if (found !== undefined) {
        yield chunk;
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length >= SNIFF_LENGTH) {
        found = decide(head, declaredMediaType, policy);
        yield head;
      }
    }
    if (size === 0) throw new DocumentError('CONTENT_EMPTY', 'Expected a document with content, but it is empty.');
    if (found === undefined) {
      found = decide(head, declaredMediaType, policy);
      yield head;
    }
  }
  return {
    [Symbol.asyncIterator]: () => pass(),
    mediaType: () => found ?? 'application/octet-stream',
  };
}

function refuseMalware(bytes: Buffer): void {
  if (bytes.includes(EICAR)) {
    throw new DocumentError('MALWARE_FOUND', 'Expected a harmless file, but it contains the EICAR virus test string.');
  }
}

function decide(bytes: Buffer, declared: string, policy: ContentPolicy): string {
  const sniffed = sniffMediaType(bytes.subarray(0, SNIFF_LENGTH));
  if (sniffed.executable) {
    throw new DocumentError(
      'MEDIA_TYPE_REFUSED',
      `Expected a document, but the file is a program (${sniffed.mediaType}).`,
      {
        details: { found: sniffed.mediaType },
      },
    );
  }
  const mediaType = reconcileMediaType(declared, sniffed);
  if (mediaType === undefined) {
    throw new DocumentError(
      'MEDIA_TYPE_MISMATCH',
      `Expected content of type ${essence(declared)}, but the first bytes say ${sniffed.mediaType}.`,
      { details: { declared: essence(declared), found: sniffed.mediaType } },
    );
  }
  if (policy.accept !== undefined && !policy.accept.includes(mediaType)) {
    throw new DocumentError(
      'MEDIA_TYPE_REFUSED',
      `Expected one of ${policy.accept.join(', ')}, but the file is ${mediaType}.`,
      { details: { found: mediaType } },
    );
  }
  return mediaType;
}
