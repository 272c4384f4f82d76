import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './root.mjs';

const IGNORED = new Set(['node_modules', 'dist', '.git']);

/** All files below the given files and folders that exist, sorted, relative to the project. */
export function filesBelow(...places) {
  const found = [];
  const walk = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (IGNORED.has(entry.name)) continue;
      if (entry.isDirectory()) walk(join(path, entry.name));
      else if (entry.isFile()) found.push(join(path, entry.name));
    }
  };
  for (const place of places.map((one) => join(root, one))) {
    if (!existsSync(place)) continue;
    try {
      walk(place);
    } catch (error) {
      if (error.code !== 'ENOTDIR') throw error;
      found.push(place);
    }
  }
  return found.map((path) => relative(root, path)).sort();
}

/** One hash of names and contents: the same sources give the same hash on every machine, whatever their dates. */
export function hashOf(files, ...more) {
  const hash = createHash('sha256');
  for (const text of more) hash.update(`${text}\0`);
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

export function readStamp(path) {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

export function writeStamp(path, hash) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${hash}\n`);
}
