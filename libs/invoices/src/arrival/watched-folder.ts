import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock, InvoiceArrivals, Log } from '#runtime';
import { maximumDocumentBytes } from '../read-document.ts';

export interface WatchedFolderOptions {
  readonly directory: string;
  readonly arrivals: InvoiceArrivals;
  readonly clock: Clock;
  readonly log: Log;
  /** A file younger than this may still be being written. */
  readonly settleMs?: number;
}

const SETTLE_MS = 2_000;
const TAKEN_AT_ONCE = 100;
/** Where a file goes once it is kept, and where what cannot be taken in. */
const DONE = 'erledigt';
const REFUSED = 'abgelehnt';
/** What programs call a file they have not finished. */
const UNFINISHED = /^[.~]|\.(?:tmp|part|partial|filepart|crdownload|lock)$/i;

/**
 * Takes in the invoices that lie in a folder: each regular file that has not changed for a moment is received, then moved to
 * `erledigt`; what is larger than an invoice may be goes to `abgelehnt`. A crash between the two is harmless: the same bytes
 * arrive once. Links and folders are left alone.
 */
export class WatchedFolder {
  readonly #options: WatchedFolderOptions;

  constructor(options: WatchedFolderOptions) {
    this.#options = options;
  }

  /** Looks once. Returns how many files were taken in. Rejects when the folder cannot be read. */
  async look(signal?: AbortSignal): Promise<number> {
    const { directory, log } = this.#options;
    const folder = resolve(directory);
    await Promise.all([DONE, REFUSED].map((name) => mkdir(join(folder, name), { recursive: true })));
    const entries = await readdir(folder, { withFileTypes: true });
    let taken = 0;
    for (const entry of entries.filter(isOffered).slice(0, TAKEN_AT_ONCE)) {
      if (signal?.aborted === true) break;
      try {
        if (await this.#take(folder, entry.name)) taken += 1;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn('a file of the invoice folder could not be taken in, it will be tried again', { error: reason });
      }
    }
    return taken;
  }

  async #take(folder: string, name: string): Promise<boolean> {
    const { arrivals, clock, log, settleMs = SETTLE_MS } = this.#options;
    const path = join(folder, name);
    const { size, mtimeMs } = await stat(path);
    if (clock.now() - mtimeMs < settleMs || size === 0) return false;
    if (size > maximumDocumentBytes) {
      log.warn('a file of the invoice folder is too large for an invoice', { size });
      await rename(path, await freeName(join(folder, REFUSED), name));
      return false;
    }
    const bytes = await readAtMost(path, maximumDocumentBytes);
    // Somebody has gone on writing meanwhile.
    if (bytes.length !== size) return false;
    await arrivals.receive({ bytes, fileName: name, channel: 'folder', sender: folder });
    await rename(path, await freeName(join(folder, DONE), name));
    return true;
  }
}

function isOffered(entry: Dirent): boolean {
  return entry.isFile() && !UNFINISHED.test(entry.name);
}

async function readAtMost(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) break;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

/** The name itself, or with a number before it when there is a file of that name already. */
async function freeName(folder: string, name: string): Promise<string> {
  for (let number = 0; ; number += 1) {
    const candidate = join(folder, number === 0 ? name : `${number}-${name}`);
    const taken = await stat(candidate).then(
      () => true,
      () => false,
    );
    if (!taken) return candidate;
  }
}
