import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DocumentError } from '../port/document-error.ts';
import { type ByteStream, type ContentDigest } from '../port/document-store.ts';

/** Content that was written completely to a temporary file and waits to be kept or discarded. */
export interface ReceivedContent extends ContentDigest {
  readonly path: string;
}

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Files named after the SHA-256 of what is in them. A file is written under a temporary name, flushed to the disk and
 * only then renamed, so that under its final name there is always a complete file; it is never written again.
 *
 *     incoming/<random>             being received
 *     content/<ab>/<cd>/<sha256>    kept
 */
export class ContentDirectory {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Creates what is missing. Must have run once before anything else. */
  async prepare(): Promise<void> {
    await mkdir(join(this.#root, 'incoming'), { recursive: true, mode: 0o750 });
    await mkdir(join(this.#root, 'content'), { recursive: true, mode: 0o750 });
  }

  /** Writes the stream to a temporary file, hashing it on the way. Leaves nothing behind when the stream fails. */
  async receive(content: ByteStream): Promise<ReceivedContent> {
    const path = join(this.#root, 'incoming', randomUUID());
    const file = await open(path, 'wx', 0o440);
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const chunk of content) {
        hash.update(chunk);
        size += chunk.length;
        await writeFully(file, chunk);
      }
      await file.sync();
    } catch (error) {
      await file.close();
      await unlink(path).catch(ignoreMissing);
      throw error;
    }
    await file.close();
    return { path, sha256: hash.digest('hex'), size };
  }

  /**
   * Moves received content to its final name. When a file is there already it is read and compared first: a changed
   * file must not silently become part of a new document, nor be healed without anybody noticing.
   *
   * @returns undefined when all is well; what was found when the file that is already there has other bytes than its
   *   name says (the received content is then not kept)
   */
  async keep(received: ReceivedContent): Promise<ContentDigest | undefined> {
    const target = this.#pathOf(received.sha256);
    const present = await this.digestOf(received.sha256);
    if (present !== undefined) {
      if (present.sha256 !== received.sha256) return present;
      await this.discard(received);
      return undefined;
    }
    const folder = join(target, '..');
    await mkdir(folder, { recursive: true, mode: 0o750 });
    await rename(received.path, target);
    // The new names are durable only when their directories are; up to three levels may be new.
    for (const directory of [folder, join(folder, '..'), join(this.#root, 'content')]) await syncDirectory(directory);
    return undefined;
  }

  /** Throws received content away; nothing happens when it was kept. */
  async discard(received: ReceivedContent): Promise<void> {
    await unlink(received.path).catch(ignoreMissing);
  }

  /** The bytes of a kept file. The stream fails with ENOENT when it is not there. */
  async *open(sha256: string): AsyncGenerator<Uint8Array> {
    // Opened when read: a stream that nobody reads would keep the file open, or stumble over its removal.
    const stream = createReadStream(this.#pathOf(sha256), { highWaterMark: 256 * 1024 });
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
  }

  /** Size and hash of a kept file as it is on the disk now; undefined when it is not there. */
  async digestOf(sha256: string): Promise<ContentDigest | undefined> {
    const path = this.#pathOf(sha256);
    if ((await stat(path).catch(ignoreMissing)) === undefined) return undefined;
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
    }
    return { sha256: hash.digest('hex'), size };
  }

  /** Removes a kept file; nothing happens when it is gone already. */
  async remove(sha256: string): Promise<void> {
    await unlink(this.#pathOf(sha256)).catch(ignoreMissing);
  }

  /** Path of a kept file below the root, for messages. */
  nameOf(sha256: string): string {
    return relative(this.#root, this.#pathOf(sha256));
  }

  /** Names (paths below the root) of all kept files and whatever else lies among them. */
  async *names(): AsyncGenerator<string> {
    const entries = await opendir(join(this.#root, 'content'), { recursive: true });
    for await (const entry of entries) {
      if (!entry.isDirectory()) yield relative(this.#root, join(entry.parentPath, entry.name));
    }
  }

  /** Removes temporary files older than `ageMs`: what a crash left while receiving. Answers their number. */
  async sweepIncoming(ageMs: number, now: Date): Promise<number> {
    let removed = 0;
    for (const name of await readdir(join(this.#root, 'incoming'))) {
      const path = join(this.#root, 'incoming', name);
      const found = await stat(path).catch(ignoreMissing);
      if (found === undefined || now.getTime() - found.mtimeMs < ageMs) continue;
      await unlink(path).catch(ignoreMissing);
      removed += 1;
    }
    return removed;
  }

  #pathOf(sha256: string): string {
    if (!SHA256.test(sha256)) {
      throw new DocumentError(
        'INVALID_REQUEST',
        `Expected a SHA-256 in hexadecimal, but got ${JSON.stringify(sha256.slice(0, 80))}.`,
      );
    }
    return join(this.#root, 'content', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

async function writeFully(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written);
    written += bytesWritten;
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function ignoreMissing(error: unknown): undefined {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
