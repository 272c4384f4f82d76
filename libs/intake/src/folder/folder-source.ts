import { access, constants, lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../data/data-error.ts';
import { fileTypeOf, mediaTypeOfName } from '../data/file-type.ts';
import { harmfulFiles } from '../data/malware.ts';
import { readApplication } from '../data/read-application.ts';
import { IntakeSourceError, type Fetched, type IntakeSource } from '../port/intake-source.ts';
import type { IntakeFile, IntakeProblem } from '../port/submission.ts';
import {
  EntryDigest,
  filesOf,
  FolderEntryError,
  type FolderFile,
  isUnfinishedName,
  readFileWithin,
} from './folder-entry.ts';

export interface FolderSourceOptions {
  readonly id: string;
  /** Holds `eingang/<service>/`, `erledigt/<service>/` and `abgelehnt/<service>/`. */
  readonly directory: string;
  /** Folders to make below `eingang`; asked anew at every opening. */
  readonly services: () => readonly string[];
  /** For so long nothing may have changed in an entry, on two looks. */
  readonly quietMs?: number;
  /** Bytes of an entry, all files together. */
  readonly maxBytes?: number;
  readonly now?: () => number;
}

interface Place {
  readonly service: string;
  readonly name: string;
}

const ARRIVED = 'eingang';
const DONE = 'erledigt';
const REFUSED = 'abgelehnt';
const DEFAULT_QUIET_MS = 2_000;
const DEFAULT_MAX_BYTES = 100 * 1024 * 1024;

/**
 * A folder another system puts cases into: each a file (XML with its attachments inside, JSON, PDF) or a folder of files,
 * below `eingang/<service>/`. What has become of an entry is seen from where it is: still there, in `erledigt`, or in
 * `abgelehnt` beside a file that says why. An entry is named by its bytes, so the same one put there again is no second case.
 * Names of files are shown and never used as a path by anybody behind this source.
 */
export class FolderSource implements IntakeSource {
  readonly id: string;
  readonly channel = 'ordner' as const;
  readonly fallbackServices: readonly string[] = [];
  readonly #options: Required<FolderSourceOptions>;
  /** What each entry looked like at the last look. */
  #looks = new Map<string, string>();
  /** Where each submission lies; the same bytes may lie there under several names. */
  #places = new Map<string, Place[]>();

  constructor(options: FolderSourceOptions) {
    this.id = options.id;
    this.#options = { quietMs: DEFAULT_QUIET_MS, maxBytes: DEFAULT_MAX_BYTES, now: () => Date.now(), ...options };
  }

  /** Makes the folders that are not there. */
  async open(): Promise<void> {
    for (const service of this.#options.services())
      await mkdir(join(this.#options.directory, ARRIVED, service), { recursive: true });
    for (const part of [ARRIVED, DONE, REFUSED]) await mkdir(join(this.#options.directory, part), { recursive: true });
  }

  async waiting(): Promise<readonly string[]> {
    const looks = new Map<string, string>();
    const places = new Map<string, Place[]>();
    for (const place of await this.#entries()) {
      const key = `${place.service}/${place.name}`;
      const look = await this.#look(place).catch(() => undefined);
      if (look === undefined) continue;
      looks.set(key, look.text);
      const quiet = this.#options.now() - look.changedMs >= this.#options.quietMs;
      if (!quiet || this.#looks.get(key) !== look.text) continue;
      const id = await this.#name(place, look);
      if (id !== undefined) places.set(id, [...(places.get(id) ?? []), place]);
    }
    this.#looks = looks;
    this.#places = places;
    return [...places.keys()];
  }

  async fetch(submissionId: string): Promise<Fetched> {
    const [place] = this.#places.get(submissionId) ?? [];
    if (place === undefined) throw gone(submissionId);
    const acknowledgement = null;
    let read: readonly IntakeFile[];
    try {
      read = await this.#read(place);
    } catch (error) {
      if (!(error instanceof FolderEntryError)) throw gone(submissionId);
      const problems = [{ code: error.code, detail: error.message, part: 'submission' }];
      return { kind: 'refused', problems, acknowledgement, received: [] };
    }
    const refused = (...problems: readonly IntakeProblem[]): Fetched => ({
      kind: 'refused',
      problems,
      acknowledgement,
      received: read,
    });
    const harmful = harmfulFiles(read);
    if (harmful.length > 0) return refused(...harmful);
    const original = applicationOf(read);
    if (original === undefined)
      return refused({
        code: 'NOTHING_INSIDE',
        detail: 'Expected at least one file, but there is none.',
        part: 'submission',
      });
    try {
      const names = read.map(({ fileName }) => fileName);
      const { data, files } = readApplication(original, names);
      const inside = harmfulFiles(files);
      if (inside.length > 0) return refused(...inside);
      const attachments = [...read.filter((file) => file !== original), ...files];
      const receivedAt = new Date(this.#options.now()).toISOString();
      const service = `folder:${place.service}`;
      return {
        kind: 'submission',
        submission: { id: submissionId, service, receivedAt, data, original, attachments, acknowledgement },
      };
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      return refused({ code: error.code, detail: error.message, part: original.fileName });
    }
  }

  async accept(submissionId: string): Promise<void> {
    for (const place of this.#places.get(submissionId) ?? []) await this.#move(place, DONE);
    this.#places.delete(submissionId);
  }

  async reject(submissionId: string, problems: readonly IntakeProblem[]): Promise<void> {
    for (const place of this.#places.get(submissionId) ?? []) await this.#move(place, REFUSED, reasonText(problems));
    this.#places.delete(submissionId);
  }

  /**
   * Deletes entries below `erledigt` that were moved there before: they were stored durably then. What was not taken stays
   * for whoever put it there. Links are deleted, never followed. Resolves with how many entries went.
   */
  async eraseDone(before: Date): Promise<number> {
    const done = join(this.#options.directory, DONE);
    let erased = 0;
    for (const service of await readdir(done, { withFileTypes: true }).catch(() => [])) {
      if (!service.isDirectory()) continue;
      for (const name of await readdir(join(done, service.name))) {
        const path = join(done, service.name, name);
        // Moving changes this time and no other.
        const look = await lstat(path).catch(() => undefined);
        if (look === undefined || look.ctimeMs >= before.getTime()) continue;
        await rm(path, { recursive: true, force: true });
        erased += 1;
      }
    }
    return erased;
  }

  async health(): Promise<{ readonly ok: boolean; readonly message: string }> {
    try {
      await access(join(this.#options.directory, ARRIVED), constants.R_OK | constants.W_OK);
      return { ok: true, message: this.#options.directory };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : 'unknown' };
    }
  }

  async #entries(): Promise<readonly Place[]> {
    const arrived = join(this.#options.directory, ARRIVED);
    const places: Place[] = [];
    try {
      for (const service of await readdir(arrived, { withFileTypes: true })) {
        if (!service.isDirectory() || isUnfinishedName(service.name)) continue;
        for (const name of (await readdir(join(arrived, service.name))).sort())
          if (!isUnfinishedName(name)) places.push({ service: service.name, name });
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      throw new IntakeSourceError('SOURCE_UNREACHABLE', `Expected to read the folder ${arrived}, but: ${why}`);
    }
    return places;
  }

  /** How an entry looks from outside; an entry with too much in it has a look, too, to be refused. */
  async #look(place: Place): Promise<{ readonly text: string; readonly changedMs: number }> {
    const path = this.#path(ARRIVED, place);
    const own = await lstat(path);
    try {
      const files = await filesOf(path, place.name);
      return {
        text: JSON.stringify(files.map(({ name, size, changedMs }) => [name, size, changedMs])),
        changedMs: Math.max(own.mtimeMs, ...files.map(({ changedMs }) => changedMs)),
      };
    } catch (error) {
      if (!(error instanceof FolderEntryError)) throw error;
      return { text: `${error.code} ${own.mtimeMs}`, changedMs: own.mtimeMs };
    }
  }

  /** Undefined when it has changed or gone since. What is too large to be read is named by its look. */
  async #name(place: Place, look: { readonly text: string }): Promise<string | undefined> {
    try {
      const read = await this.#read(place);
      const digest = new EntryDigest(place.service);
      for (const { fileName, content } of read) digest.add(read.length > 1 ? fileName : '', content);
      return digest.text();
    } catch (error) {
      if (!(error instanceof FolderEntryError)) return undefined;
      return new EntryDigest(place.service).add(place.name, Buffer.from(look.text)).text();
    }
  }

  async #read(place: Place): Promise<readonly IntakeFile[]> {
    const files: readonly FolderFile[] = await filesOf(this.#path(ARRIVED, place), place.name);
    let left = this.#options.maxBytes;
    if (files.reduce((sum, { size }) => sum + size, 0) > left)
      throw new FolderEntryError('TOO_LARGE', `Expected at most ${left} bytes together, but there are more.`);
    const read: IntakeFile[] = [];
    for (const [index, file] of files.entries()) {
      const content = await readFileWithin(file, left);
      left -= content.length;
      const mediaType = fileTypeOf(content)?.mediaType ?? mediaTypeOfName(file.name);
      read.push({ id: `datei-0-${index + 1}`, fileName: file.name, mediaType, content });
    }
    return read;
  }

  async #move(place: Place, to: string, reason?: string): Promise<void> {
    const folder = join(this.#options.directory, to, place.service);
    await mkdir(folder, { recursive: true });
    const name = await freeName(folder, place.name);
    try {
      // First the reason: a crash in between leaves it beside nothing, never an entry without its reason.
      if (reason !== undefined) await writeFile(join(folder, `${name}.grund.txt`), reason);
      await rename(this.#path(ARRIVED, place), join(folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      const why = error instanceof Error ? error.message : 'unknown';
      throw new IntakeSourceError('SOURCE_UNREACHABLE', `Expected to move an entry to ${folder}, but: ${why}`);
    }
  }

  #path(part: string, { service, name }: Place): string {
    return join(this.#options.directory, part, service, name);
  }
}

/** The application among the files: data before documents, what is called so before the rest, then the first one. */
function applicationOf(files: readonly IntakeFile[]): IntakeFile | undefined {
  const top = files.filter(({ fileName }) => !fileName.includes('/'));
  const rank = ({ fileName }: IntakeFile): number =>
    (/\.(?:json|xml)$/i.test(fileName) ? 0 : /\.pdf$/i.test(fileName) ? 2 : 4) + (/^antrag\b/i.test(fileName) ? 0 : 1);
  return [...(top.length > 0 ? top : files)].sort((one, other) => rank(one) - rank(other))[0];
}

async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? name : `${n}-${name}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function reasonText(problems: readonly IntakeProblem[]): string {
  const lines = problems.map(({ code, detail, part }) => `${code} (${part}): ${detail}`);
  return ['Nicht angenommen:', ...lines, ''].join('\n');
}

function gone(submissionId: string): IntakeSourceError {
  return new IntakeSourceError(
    'SUBMISSION_GONE',
    `Expected ${submissionId} in the folder, but it is not there any more.`,
  );
}
