import { type Pool, type PoolClient } from 'pg';
import { ContentDirectory, type ReceivedContent } from '../content/content-directory.ts';
import { type ContentPolicy } from '../content/content-policy.ts';
import { inspectedStream } from '../content/inspected-stream.ts';
import { type IntegrityAlarm, verifiedStream } from '../content/verified-stream.ts';
import { DocumentError } from '../port/document-error.ts';
import { type DocumentId } from '../port/document-id.ts';
import {
  type AddVersion,
  type DocumentContent,
  type DocumentVersion,
  type StoreDocument,
} from '../port/document-store.ts';
import { removeUnusedContent } from './content-removal.ts';
import { lockName } from './transaction.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The files of the archive: received under checks, kept under the name of their hash, checked again when read. */
export class ArchiveContent {
  readonly #directory: ContentDirectory;
  readonly #policy: ContentPolicy;
  readonly #alarm: IntegrityAlarm | undefined;

  constructor(directory: string, policy: ContentPolicy, alarm: IntegrityAlarm | undefined) {
    this.#directory = new ContentDirectory(directory);
    this.#policy = policy;
    this.#alarm = alarm;
  }

  /** Makes the directory where it is missing. */
  async prepare(): Promise<void> {
    await this.#directory.prepare();
  }

  /** Removes what a crash left over: files half received, and files whose document is deleted. */
  async sweep(pool: Pool, now: Date): Promise<void> {
    await this.#directory.sweepIncoming(DAY_MS, now);
    await this.removeUnused(pool);
  }

  async removeUnused(pool: Pool): Promise<void> {
    await removeUnusedContent(pool, this.#directory);
  }

  /** The bytes of a version; reading fails at their end where they are not what was stored. */
  read(id: DocumentId, version: DocumentVersion): DocumentContent {
    const what = `version ${version.version} of document ${id} (file ${this.#directory.nameOf(version.sha256)})`;
    return { version, stream: verifiedStream(this.#bytes(version), version, what, this.#alarm) };
  }

  /**
   * Takes content in under a name of its own, checks it, and hands it over; what the work has not kept is thrown away.
   *
   * @throws INTEGRITY_VIOLATION where it is not what the caller expected
   */
  async receive<T>(
    request: StoreDocument | AddVersion,
    work: (received: ReceivedContent, mediaType: string) => Promise<T>,
  ): Promise<T> {
    const stream = inspectedStream(request.content, request.mediaType, this.#policy);
    const received = await this.#directory.receive(stream);
    try {
      const { expected } = request;
      if (expected !== undefined && (expected.sha256 !== received.sha256 || expected.size !== received.size)) {
        throw new DocumentError(
          'INTEGRITY_VIOLATION',
          `Expected content with SHA-256 ${expected.sha256} (${expected.size} bytes), but ${received.sha256} (${received.size} bytes) arrived.`,
        );
      }
      return await work(received, stream.mediaType());
    } finally {
      await this.#directory.discard(received);
    }
  }

  /** Gives content its final name. The lock keeps a removal of the same content from coming between. */
  async keep(client: PoolClient, received: ReceivedContent): Promise<void> {
    await lockName(client, `content:${received.sha256}`);
    const present = await this.#directory.keep(received);
    if (present === undefined) return;
    const what = `file ${this.#directory.nameOf(received.sha256)}`;
    this.#alarm?.({ what, expected: received, found: present });
    throw new DocumentError(
      'INTEGRITY_VIOLATION',
      `Expected ${what} to hold what its name says, but its SHA-256 is ${present.sha256}.`,
      { details: { what, foundSha256: present.sha256 } },
    );
  }

  /** A missing file reads as no bytes at all, so that it is reported like any other change of the content. */
  async *#bytes(version: DocumentVersion): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#directory.open(version.sha256);
    } catch (error) {
      if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
}
