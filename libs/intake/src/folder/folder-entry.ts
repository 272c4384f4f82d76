import { createHash, type Hash } from 'node:crypto';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** One file of a case in the folder. */
export interface FolderFile {
  /** Below the entry, with `/`; the name itself for an entry that is one file. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly changedMs: number;
}

/** Too much, or something that is no file; the code is told in the reason file. */
export class FolderEntryError extends Error {
  readonly code: 'TOO_MANY_FILES' | 'TOO_LARGE' | 'NO_ORDINARY_FILE';
  constructor(code: FolderEntryError['code'], message: string) {
    super(message);
    this.name = 'FolderEntryError';
    this.code = code;
  }
}

const MAX_FILES = 100;
/** Folders inside an entry. */
const MAX_DEPTH = 3;
/** Still being written by the usual programs, or nobody's business. */
const UNFINISHED = /^[.~]|\.(?:tmp|temp|part|partial|filepart|crdownload|swp|lock)$/i;

export function isUnfinishedName(name: string): boolean {
  return UNFINISHED.test(name);
}

/**
 * The files of an entry, which is a file or a folder, in the order of their names. Links are never followed: they could
 * lead anywhere. @throws FolderEntryError
 */
export async function filesOf(path: string, name: string, depth = 0): Promise<readonly FolderFile[]> {
  const facts = await lstat(path);
  if (facts.isFile()) return [{ name, path, size: facts.size, changedMs: facts.mtimeMs }];
  if (!facts.isDirectory() || depth > MAX_DEPTH)
    throw new FolderEntryError(
      'NO_ORDINARY_FILE',
      `Expected files and few folders, but ${JSON.stringify(name)} is none.`,
    );
  const files: FolderFile[] = [];
  for (const child of (await readdir(path)).sort()) {
    if (depth === 0 && child === 'Thumbs.db') continue;
    files.push(...(await filesOf(join(path, child), depth === 0 ? child : `${name}/${child}`, depth + 1)));
    if (files.length > MAX_FILES)
      throw new FolderEntryError('TOO_MANY_FILES', `Expected at most ${MAX_FILES} files, but there are more.`);
  }
  return files;
}

/** Reads a file up to `limit` bytes. @throws FolderEntryError when it is larger, or no file any more */
export async function readFileWithin({ path, name }: FolderFile, limit: number): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > limit)
      throw new FolderEntryError('TOO_LARGE', `Expected less in ${JSON.stringify(name)}, but it is ${size} bytes.`);
    const content = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await handle.read(content, filled, size - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return content.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

/** Names an entry by its service and its bytes: the same once more is the same submission, whatever it is called. */
export class EntryDigest {
  readonly #hash: Hash;
  constructor(service: string) {
    this.#hash = createHash('sha256').update(service);
  }

  /** `name` only for entries of several files. */
  add(name: string, content: Uint8Array): this {
    this.#hash.update(`\0${name}\0${content.length}\0`).update(content);
    return this;
  }

  text(): string {
    return this.#hash.digest('hex').slice(0, 40);
  }
}
