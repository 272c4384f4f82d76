import type { Value } from '#engine';
import type { ConnectorJob } from '#runtime';
import { DocumentError } from '../port/document-error.ts';
import { documentId, type DocumentId } from '../port/document-id.ts';
import { type IndexData, type IndexDataChange } from '../port/index-data.ts';

/** What the activity hands in by its input mappings, else by the constant settings of the model. */
export class JobInput {
  readonly #job: ConnectorJob;

  constructor(job: ConnectorJob) {
    this.#job = job;
  }

  /** A text that is not empty; undefined when it is not given. @throws DocumentError INVALID_REQUEST */
  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') throw unexpected(name, 'a text', value);
    return value;
  }

  /** @throws DocumentError INVALID_REQUEST when it is absent or no text */
  required(name: string): string {
    const text = this.text(name);
    if (text === undefined)
      throw new DocumentError('INVALID_REQUEST', `Expected an input "${name}" of the activity, but there is none.`);
    return text;
  }

  /** Fields with plain values; a number, truth value or text each, `null` clears. Empty when it is not given. */
  indexData(name: string): IndexDataChange {
    const value = this.value(name);
    if (value === undefined || value === null) return {};
    if (typeof value !== 'object' || Array.isArray(value)) throw unexpected(name, 'a context of fields', value);
    return Object.fromEntries(
      Object.entries(value).map(([field, content]) => {
        if (content === null || ['string', 'number', 'boolean'].includes(typeof content))
          return [field, content as string | number | boolean | null];
        throw unexpected(`${name}.${field}`, 'a text, number or truth value', content);
      }),
    );
  }

  /** As {@link indexData}, without the fields that are `null`. */
  newIndexData(name: string): IndexData {
    const entries = Object.entries(this.indexData(name));
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string | number | boolean] => entry[1] !== null),
    );
  }

  /** Ids of documents: a document as cases remember it, its id, or a list of either. */
  documents(name: string): readonly DocumentId[] {
    const value = this.value(name);
    if (value === undefined || value === null) return [];
    return (Array.isArray(value) ? value : [value]).map((one: Value) => {
      const id =
        typeof one === 'object' && one !== null ? Object.entries(one).find(([key]) => key === 'documentId')?.[1] : one;
      if (typeof id !== 'string') throw unexpected(name, 'a document', one);
      return documentId(id);
    });
  }

  value(name: string): Value | undefined {
    if (Object.hasOwn(this.#job.variables, name)) return this.#job.variables[name];
    return Object.hasOwn(this.#job.settings, name) ? this.#job.settings[name] : undefined;
  }
}

function unexpected(name: string, expected: string, value: Value): DocumentError {
  const found = JSON.stringify(value).slice(0, 80);
  return new DocumentError('INVALID_REQUEST', `Expected ${expected} as input "${name}", but got ${found}.`);
}
