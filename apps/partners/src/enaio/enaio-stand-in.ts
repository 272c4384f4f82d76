import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { arrivalsPage } from './arrivals-page.ts';
import { DmsService, type ObjectInput } from './dms-service.ts';
import { type Fault, FaultPlan } from './fault-plan.ts';
import { parseMultipart } from './multipart.ts';
import { DEFAULT_OBJECT_DEFINITION, type ObjectDefinition } from './object-definition.ts';
import { ObjectRepository, type Value } from './object-repository.ts';
import { ServiceError } from './service-error.ts';

export interface EnaioStandInOptions {
  /** Where the objects are kept. */
  readonly directory: string;
  /** 0 chooses a free one. */
  readonly port: number;
  readonly host?: string;
  /** Program users with their passwords. */
  readonly users: Readonly<Record<string, string>>;
  readonly definition?: ObjectDefinition;
}

/** A running stand-in. */
export interface EnaioStandIn {
  /** Address of the DMS service, `http://…/api/dms`. */
  readonly baseUrl: string;
  /** Address of the page that shows what arrived. */
  readonly pageUrl: string;
  readonly faults: FaultPlan;
  readonly repository: ObjectRepository;
  /** "METHOD /path" of every call to the service since the last {@link forgetCalls}. */
  calls(): readonly string[];
  forgetCalls(): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | { readonly file: string };
}

const BODY_LIMIT = 600 * 1024 * 1024;
const API = '/api/dms';
const CONTROL = '/stand-in';

/**
 * Starts the stand-in of enaio's DMS service.
 *
 * Besides the service itself it has a page at `/`, and under `/stand-in` what only a stand-in has: `faults` (GET lists,
 * POST plans, DELETE forgets), `calls` (GET, DELETE), `objects` (GET with all fields, DELETE empties the cabinet).
 */
export async function startEnaioStandIn(options: EnaioStandInOptions): Promise<EnaioStandIn> {
  const repository = await ObjectRepository.open(options.directory);
  const definition = options.definition ?? DEFAULT_OBJECT_DEFINITION;
  const standIn = new StandIn(options, repository, definition);
  const host = options.host ?? '127.0.0.1';
  const server = createServer((request, response) => void standIn.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const origin = `http://${host}:${port}`;
  return {
    baseUrl: `${origin}${API}`,
    pageUrl: `${origin}/`,
    faults: standIn.faults,
    repository,
    calls: () => standIn.calls,
    forgetCalls: () => standIn.calls.splice(0),
    close: async () => {
      standIn.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

class StandIn {
  readonly faults = new FaultPlan();
  readonly calls: string[] = [];
  readonly #options: EnaioStandInOptions;
  readonly #repository: ObjectRepository;
  readonly #definition: ObjectDefinition;
  readonly #service: DmsService;
  readonly #stopped = new AbortController();

  constructor(options: EnaioStandInOptions, repository: ObjectRepository, definition: ObjectDefinition) {
    this.#options = options;
    this.#repository = repository;
    this.#definition = definition;
    this.#service = new DmsService(repository, definition);
  }

  stop(): void {
    this.#stopped.abort();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const body = await readBody(request);
      if (url.pathname.startsWith(API)) await this.#serve(request, url, body, response);
      else write(response, await this.#control(request.method ?? 'GET', url, body));
    } catch (error) {
      if (!response.headersSent) write(response, failure(error, request.url ?? ''));
    }
  }

  /** One call of the service, with the fault it is to suffer. */
  async #serve(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): Promise<void> {
    const call = `${request.method ?? 'GET'} ${url.pathname}`;
    this.calls.push(call);
    const fault = this.faults.take(call);
    const work = async (): Promise<Answer> =>
      this.#work(request, url, body).catch((error: unknown) => failure(error, url.pathname));
    if (fault === undefined) {
      write(response, await work());
      return;
    }
    await this.#suffer(fault, work, response, url.pathname);
  }

  async #suffer(fault: Fault, work: () => Promise<Answer>, response: ServerResponse, path: string): Promise<void> {
    const failed = (): Answer => failure(new ServiceError(fault.status, fault.message), path);
    switch (fault.kind) {
      case 'delay':
        await this.#wait(fault.delayMs);
        write(response, await work());
        return;
      case 'fail-after':
        await work();
        write(response, failed());
        return;
      case 'fail':
        write(response, failed());
        return;
      case 'reset-after':
        await work();
        response.destroy();
        return;
      case 'reset':
        response.destroy();
        return;
      case 'hang-after':
        await work();
        return;
      case 'hang':
        return;
      case 'html-after':
        await work();
        write(response, maintenancePage(fault.message));
        return;
      case 'html':
        write(response, maintenancePage(fault.message));
        return;
      case 'late':
        await this.#wait(fault.delayMs);
        await work();
        return;
      case 'repeat':
        await work();
        write(response, await work());
        return;
      case 'answer-twice': {
        const answer = await work();
        // A second answer on the same line, as a broken gateway writes it.
        const line = response.socket;
        write(response, answer);
        response.once('finish', () =>
          line?.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n{}'),
        );
        return;
      }
    }
  }

  async #wait(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }

  async #work(request: IncomingMessage, url: URL, body: Buffer): Promise<Answer> {
    const user = this.#authenticate(request.headers.authorization);
    const method = request.method ?? 'GET';
    const path = url.pathname.slice(API.length);
    if (method === 'GET' && path === '/schema') return this.#schema(request);
    if (method === 'POST' && path === '/objects/search') {
      const query = parseJson(body)['query'];
      return json(this.#service.search(asRecord(query)));
    }
    if (method === 'POST' && path === '/objects')
      return json(await this.#service.write(objectsOf(request, body), user));
    const [, id = '', rest = ''] = /^\/objects\/(\d+)(\/.*)?$/.exec(path) ?? [];
    if (id === '') throw new ServiceError(404, `Den Aufruf ${path} gibt es nicht.`);
    return this.#object(request, url, { id, rest, body, user });
  }

  async #object(
    request: IncomingMessage,
    url: URL,
    {
      id,
      rest,
      body,
      user,
    }: { readonly id: string; readonly rest: string; readonly body: Buffer; readonly user: string },
  ): Promise<Answer> {
    const { method } = request;
    if (rest === '' && method === 'GET') return json(this.#service.read(id));
    if (rest === '' && method === 'DELETE') {
      await this.#service.remove(id);
      return json({});
    }
    if (rest === '' && (method === 'PATCH' || method === 'POST')) {
      const [input] = objectsOf(request, body);
      if (input === undefined) throw new ServiceError(422, 'Die Anfrage enthält kein Objekt.');
      return json(await this.#service.patch(id, input, user));
    }
    if (rest === '/versions' && method === 'GET') {
      return json(this.#service.versions(id, { content: url.searchParams.get('excludeIndexDataVersions') === 'true' }));
    }
    const version = /^\/versions\/([A-Z0-9]+)\/contents\/file$/.exec(rest)?.[1];
    if ((rest === '/contents/file' || version !== undefined) && method === 'GET') {
      const content = this.#service.content(id, version);
      return {
        status: 200,
        headers: {
          'content-type': content.mimeType,
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(content.fileName)}`,
        },
        body: { file: content.path },
      };
    }
    throw new ServiceError(404, `Den Aufruf ${rest} gibt es nicht.`);
  }

  #schema(request: IncomingMessage): Answer {
    const tag = Buffer.from(this.#definition.lastModificationDate).toString('base64');
    if (request.headers['if-none-match'] === tag) return { status: 304, headers: {}, body: '' };
    return { ...json(this.#definition), headers: { 'content-type': 'application/json', etag: tag } };
  }

  #authenticate(header: string | undefined): string {
    const [, encoded = ''] = /^Basic (.+)$/.exec(header ?? '') ?? [];
    const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    if (user !== '' && Object.hasOwn(this.#options.users, user) && this.#options.users[user] === rest.join(':'))
      return user;
    throw new ServiceError(401, 'Anmeldung fehlgeschlagen: Benutzer oder Kennwort ist falsch.');
  }

  async #control(method: string, url: URL, body: Buffer): Promise<Answer> {
    const call = `${method} ${url.pathname}`;
    switch (call) {
      case 'GET /':
        return {
          status: 200,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: arrivalsPage(this.#repository.all(), this.#definition, this.faults.list()),
        };
      case `GET ${CONTROL}/faults`:
        return json(this.faults.list());
      case `POST ${CONTROL}/faults`:
        return json(this.faults.add(parseJson(body)));
      case `DELETE ${CONTROL}/faults`:
        this.faults.clear();
        return json({});
      case `GET ${CONTROL}/calls`:
        return json(this.calls);
      case `DELETE ${CONTROL}/calls`:
        this.calls.splice(0);
        return json({});
      case `GET ${CONTROL}/objects`:
        return json(this.#repository.all());
      case `DELETE ${CONTROL}/objects`:
        await this.#repository.clear();
        return json({});
      default:
        return this.#download(call);
    }
  }

  #download(call: string): Answer {
    const id = /^GET \/objects\/(\d+)\/content$/.exec(call)?.[1];
    if (id === undefined) throw new ServiceError(404, `${call} gibt es nicht.`);
    const content = this.#service.content(id);
    return {
      status: 200,
      headers: {
        // Never shown in the stand-in's own origin: what arrives may be hostile.
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(content.fileName)}`,
        'x-content-type-options': 'nosniff',
      },
      body: { file: content.path },
    };
  }
}

function objectsOf(request: IncomingMessage, body: Buffer): readonly ObjectInput[] {
  const contentType = request.headers['content-type'] ?? '';
  const parts = contentType.startsWith('multipart/form-data') ? parseMultipart(contentType, body) : [];
  const data = parts.length === 0 ? body : parts.find((part) => part.name === 'data')?.bytes;
  if (data === undefined) throw new ServiceError(400, "Der Anfrage fehlt der Teil 'data'.");
  const { objects } = parseJson(data);
  if (!Array.isArray(objects)) throw new ServiceError(422, "Der Anfrage fehlen die Objekte ('objects').");
  return objects.map((object: unknown) => {
    const values = new Map(Object.entries(asRecord(object)));
    const properties = Object.entries((values.get('properties') ?? {}) as Record<string, { value?: unknown }>);
    const streams = values.get('contentStreams');
    const stream: unknown = Array.isArray(streams) ? streams[0] : undefined;
    const input = {
      properties: new Map(properties.map(([name, property]) => [name, (property.value ?? null) as Value | null])),
    };
    if (typeof stream !== 'object' || stream === null) return input;
    const { cid, mimeType, fileName } = asRecord(stream);
    const part = parts.find((candidate) => candidate.name === cid);
    if (part === undefined) throw new ServiceError(422, `Der Anfrage fehlt der Teil '${String(cid)}' mit dem Inhalt.`);
    return {
      ...input,
      content: {
        bytes: part.bytes,
        mimeType: typeof mimeType === 'string' ? mimeType : part.mediaType,
        fileName: typeof fileName === 'string' ? fileName : (part.fileName ?? 'inhalt'),
      },
    };
  });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new ServiceError(413, 'Die Anfrage ist zu groß.');
    chunks.push(chunk);
  }
  // An upload that broke off is no upload.
  if (!request.complete) throw new ServiceError(400, 'Die Anfrage ist abgebrochen.');
  return Buffer.concat(chunks);
}

function parseJson(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return asRecord(value);
  } catch {
    throw new ServiceError(400, 'Die Anfrage ist kein gültiges JSON.');
  }
  throw new ServiceError(400, 'Die Anfrage ist kein JSON-Objekt.');
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function json(value: unknown): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function failure(error: unknown, path: string): Answer {
  const status = error instanceof ServiceError ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  const body = JSON.stringify({ timestamp: new Date().toISOString(), status, message, path });
  return { status, headers: { 'content-type': 'application/json' }, body };
}

function maintenancePage(message: string): Answer {
  const body = `<!DOCTYPE html><html lang="de"><head><title>Wartung</title></head><body><h1>${message}</h1></body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function write(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, answer.headers);
  if (typeof answer.body === 'string') {
    response.end(answer.body);
    return;
  }
  const stream = createReadStream(answer.body.file);
  stream.once('error', () => response.destroy());
  stream.pipe(response);
}
