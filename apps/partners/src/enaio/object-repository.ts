import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A value of a property. */
export type Value = string | number | boolean;

/** Content of an object: what it is, and under which name its bytes lie. */
export interface StoredContent {
  readonly contentStreamId: string;
  readonly mimeType: string;
  readonly fileName: string;
  readonly length: number;
}

/** One entry of an object's history: what was before a change. */
export interface HistoryEntry {
  readonly versionNumber: string;
  readonly at: string;
  readonly by: string;
  /** The index data before the change, when it changed. */
  readonly fields?: Readonly<Record<string, Value>>;
  /** The content before the change, when it changed. */
  readonly content?: StoredContent;
}

export interface StoredObject {
  readonly id: string;
  readonly typeId: string;
  /** Folder and register the object lies in; empty at the top. */
  readonly folderId: string;
  readonly registerId: string;
  readonly fields: Readonly<Record<string, Value>>;
  readonly content?: StoredContent;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly modifiedAt: string;
  readonly modifiedBy: string;
  readonly history: readonly HistoryEntry[];
}

/** The stand-in's objects: one JSON file each, contents beside them. A restart finds everything again. */
export class ObjectRepository {
  readonly #directory: string;
  readonly #objects = new Map<string, StoredObject>();
  #lastId = 1000;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async open(directory: string): Promise<ObjectRepository> {
    const repository = new ObjectRepository(directory);
    await repository.#load();
    return repository;
  }

  all(): readonly StoredObject[] {
    return [...this.#objects.values()].sort((left, right) => Number(left.id) - Number(right.id));
  }

  get(id: string): StoredObject | undefined {
    return this.#objects.get(id);
  }

  nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  async save(object: StoredObject): Promise<void> {
    const path = join(this.#directory, 'objects', `${object.id}.json`);
    await writeFile(`${path}.new`, JSON.stringify(object, null, 2));
    await rename(`${path}.new`, path);
    this.#objects.set(object.id, object);
  }

  async remove(id: string): Promise<void> {
    this.#objects.delete(id);
    await rm(join(this.#directory, 'objects', `${id}.json`), { force: true });
  }

  async keepContent(bytes: Buffer, mimeType: string, fileName: string): Promise<StoredContent> {
    const contentStreamId = randomUUID().replaceAll('-', '').toUpperCase();
    await writeFile(this.contentPath(contentStreamId), bytes);
    return { contentStreamId, mimeType, fileName, length: bytes.length };
  }

  contentPath(contentStreamId: string): string {
    return join(this.#directory, 'contents', contentStreamId);
  }

  async clear(): Promise<void> {
    this.#objects.clear();
    await rm(join(this.#directory, 'objects'), { recursive: true, force: true });
    await rm(join(this.#directory, 'contents'), { recursive: true, force: true });
    await this.#prepare();
  }

  async #load(): Promise<void> {
    await this.#prepare();
    for (const name of await readdir(join(this.#directory, 'objects'))) {
      if (!name.endsWith('.json')) continue;
      const object = JSON.parse(await readFile(join(this.#directory, 'objects', name), 'utf8')) as StoredObject;
      this.#objects.set(object.id, object);
      this.#lastId = Math.max(this.#lastId, Number(object.id));
    }
  }

  async #prepare(): Promise<void> {
    await mkdir(join(this.#directory, 'objects'), { recursive: true });
    await mkdir(join(this.#directory, 'contents'), { recursive: true });
  }
}
