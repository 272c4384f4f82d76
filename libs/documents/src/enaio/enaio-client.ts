import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { DmsError, isDmsError } from '../port/dms-error.ts';
import { jsonAnswer, protocolError, statusError } from './dms-answer.ts';
import { type DmsObject, objectsOf } from './dms-object.ts';
import { exchange, type HttpAnswer, type HttpRequest, readBody } from './http-exchange.ts';
import { ObjectDefinition } from './object-definition.ts';
import { type FilePart, multipartBody } from './multipart-body.ts';

/** How a program logs in: HTTP Basic, on every request. */
export interface DmsCredentials {
  readonly user: string;
  readonly password: string;
}

export interface EnaioClientOptions {
  readonly baseUrl: string;
  readonly credentials: DmsCredentials;
  readonly timeoutMs: number;
  /** How often a call that may be repeated is tried in all. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. 200 where absent. */
  readonly backoffMs?: number;
}

/** A property to write; `null` clears the field. */
export type PropertyValue = string | number | boolean | null;

/** An object to insert, or to update when `properties` carry `system:objectId`. */
export interface ObjectWrite {
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly file?: FilePart;
}

const JSON_LIMIT = 32 * 1024 * 1024;
const ERROR_LIMIT = 256 * 1024;

/**
 * The calls of enaio's DMS service (`/api/dms`) this adapter needs. A call is repeated here only when doing it twice is
 * doing it once: reading, searching, setting fields to given values, deleting. Inserting and storing content are not; who
 * calls them must look before trying again.
 */
export class EnaioClient {
  readonly #options: EnaioClientOptions;
  #definition: ObjectDefinition | undefined;
  #schema: { readonly etag: string; readonly json: unknown } | undefined;

  constructor(options: EnaioClientOptions) {
    this.#options = options;
  }

  /** Finds objects by a statement; values travel as named parameters, never within the text. */
  async search(
    statement: string,
    parameters: Readonly<Record<string, string | number | boolean>>,
    page: { readonly skipCount: number; readonly maxItems: number },
  ): Promise<{ readonly objects: readonly DmsObject[]; readonly hasMore: boolean }> {
    const query = {
      statement,
      ...page,
      handleDeletedDocuments: 'DELETED_DOCUMENTS_EXCLUDE',
      options: { Rights: 0, RegisterContext: 0 },
      parameters,
    };
    const json = await this.#repeatable(async () => this.#json('POST', '/objects/search', { query }));
    const hasMore = typeof json === 'object' && json !== null && 'hasMoreItems' in json && json.hasMoreItems === true;
    return { objects: objectsOf(json), hasMore };
  }

  async object(id: string): Promise<DmsObject | undefined> {
    try {
      return objectsOf(await this.#repeatable(async () => this.#json('GET', `/objects/${encodeURIComponent(id)}`)))[0];
    } catch (error) {
      if (isDmsError(error) && error.code === 'DMS_NOT_FOUND') return undefined;
      throw error;
    }
  }

  /** Inserts or updates one object in one call. Never repeated here. */
  async write(object: ObjectWrite): Promise<DmsObject> {
    const streams =
      object.file === undefined
        ? {}
        : {
            contentStreams: [{ cid: object.file.cid, mimeType: object.file.mediaType, fileName: object.file.fileName }],
          };
    const data = { objects: [{ properties: properties(object.properties), ...streams }] };
    const request = this.#request('POST', '/objects');
    const json = await this.#send(
      object.file === undefined
        ? { ...request, body: jsonBody(data) }
        : { ...request, body: multipartBody(data, [object.file]) },
    );
    const written = objectsOf(json)[0];
    if (written !== undefined) return written;
    throw new DmsError(
      'DMS_PROTOCOL',
      'Expected the object that was written in the answer of the DMS, but there is none.',
      {
        words: '',
        status: 200,
        outcomeUnknown: true,
        retryable: true,
      },
    );
  }

  /** Sets fields to these values; others stay. */
  async patch(id: string, values: ObjectWrite['properties']): Promise<void> {
    const data = { objects: [{ properties: properties(values) }] };
    await this.#repeatable(async () => this.#json('PATCH', `/objects/${encodeURIComponent(id)}`, data));
  }

  /** Deletes an object; one that is gone already counts as deleted. */
  async delete(id: string): Promise<void> {
    try {
      const request = this.#request('DELETE', `/objects/${encodeURIComponent(id)}`);
      await this.#repeatable(async () => readBody(request, await this.#answered(request), JSON_LIMIT));
    } catch (error) {
      if (!(isDmsError(error) && error.code === 'DMS_NOT_FOUND')) throw error;
    }
  }

  /** The history of an object, from old to new, the present state last. */
  async versions(id: string): Promise<readonly DmsObject[]> {
    const path = `/objects/${encodeURIComponent(id)}/versions?excludeIndexDataVersions=true`;
    return objectsOf(await this.#repeatable(async () => this.#json('GET', path)));
  }

  /** The content of an object as it is, or as it was in one version of its history. */
  async content(id: string, versionNumber?: string): Promise<Readable> {
    const version = versionNumber === undefined ? '' : `/versions/${encodeURIComponent(versionNumber)}`;
    const request = this.#request('GET', `/objects/${encodeURIComponent(id)}${version}/contents/file`);
    const answer = await this.#repeatable(async () =>
      this.#answered({ ...request, headers: { ...request.headers, accept: '*/*' } }),
    );
    return Readable.from(this.#contentBytes(request, answer), { objectMode: false });
  }

  /** The object definition as it was at first use; types and fields do not come and go while a server runs. */
  async definition(): Promise<ObjectDefinition> {
    this.#definition ??= ObjectDefinition.parse(await this.schema());
    return this.#definition;
  }

  /** The number of an object type; releases before 5.3 do not take its internal name when writing. */
  async typeId(idOrName: string): Promise<string> {
    return (await this.definition()).type(idOrName)?.id ?? idOrName;
  }

  /** The object definition; asked for with the last one's ETag, so that an unchanged one is not sent again. */
  async schema(): Promise<unknown> {
    const request = this.#request('GET', '/schema');
    const headers =
      this.#schema === undefined ? request.headers : { ...request.headers, 'if-none-match': this.#schema.etag };
    return this.#repeatable(async () => {
      const answer = await exchange({ ...request, headers });
      const body = await readBody(request, answer, JSON_LIMIT);
      if (answer.status === 304 && this.#schema !== undefined) return this.#schema.json;
      if (answer.status !== 200) throw statusError(request, answer, body);
      const json = jsonAnswer(request, answer, body);
      const etag = answer.headers.etag ?? modificationTag(json);
      this.#schema = etag === undefined ? undefined : { etag, json };
      return json;
    });
  }

  async *#contentBytes(request: HttpRequest, answer: HttpAnswer): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of answer.body as AsyncIterable<Buffer>) yield chunk;
    } catch (error) {
      throw new DmsError(
        'DMS_UNAVAILABLE',
        `Expected all bytes of ${request.url.pathname}, but the answer broke off.`,
        {
          words: error instanceof Error ? error.message : '',
          outcomeUnknown: false,
          retryable: true,
          cause: error,
        },
      );
    }
  }

  async #json(method: HttpRequest['method'], path: string, data?: unknown): Promise<unknown> {
    const request = this.#request(method, path);
    return this.#send(data === undefined ? request : { ...request, body: jsonBody(data) });
  }

  async #send(request: HttpRequest): Promise<unknown> {
    const answer = await this.#answered(request);
    return jsonAnswer(request, answer, await readBody(request, answer, JSON_LIMIT));
  }

  /** A good answer whose body is still to be read. */
  async #answered(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await exchange(request);
    if (answer.status < 200 || answer.status >= 300) {
      throw statusError(request, answer, await readBody(request, answer, ERROR_LIMIT));
    }
    const isPage = (answer.headers['content-type'] ?? '').startsWith('text/html');
    if (!isPage || answer.headers['content-disposition'] !== undefined) return answer;
    // A stored HTML document comes with a disposition; a page without one is a proxy's or a log-in.
    throw protocolError(request, answer, await readBody(request, answer, ERROR_LIMIT), 'an HTML page');
  }

  #request(method: HttpRequest['method'], path: string): HttpRequest {
    const { user, password } = this.#options.credentials;
    return {
      method,
      url: new URL(`${this.#options.baseUrl}${path}`),
      headers: {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`,
      },
      timeoutMs: this.#options.timeoutMs,
    };
  }

  async #repeatable<T>(call: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!isDmsError(error) || !error.retryable || attempt >= this.#options.attempts) throw error;
        await delay((this.#options.backoffMs ?? 200) * 2 ** (attempt - 1));
      }
    }
  }
}

/** The DMS service takes the Base64 of the definition's own date as tag, also where it sends no ETag header. */
function modificationTag(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !('lastModificationDate' in json)) return undefined;
  const date = json.lastModificationDate;
  return typeof date === 'string' ? Buffer.from(date, 'utf8').toString('base64') : undefined;
}

function jsonBody(data: unknown): NonNullable<HttpRequest['body']> {
  const bytes = Buffer.from(JSON.stringify(data), 'utf8');
  return { mediaType: 'application/json; charset=utf-8', length: bytes.length, bytes: Readable.from([bytes]) };
}

function properties(values: ObjectWrite['properties']): Record<string, { readonly value: PropertyValue }> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}
