import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { arrivalsPage } from './arrivals-page.ts';
import { DmsService } from './dms-service.ts';
import { type Answer, html, json, send } from '../http/answer.ts';
import { FaultPlan } from '../http/fault-plan.ts';
import { readRequest } from '../http/read-request.ts';
import { sufferFault } from '../http/suffer-fault.ts';
import { asRecord, objectsOf, parseJson } from './object-input.ts';
import { DEFAULT_OBJECT_DEFINITION, type ObjectDefinition } from './object-definition.ts';
import { ObjectRepository } from './object-repository.ts';
import { ServiceError } from '../http/service-error.ts';

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
  /** Resolves when no call is being worked on, those included whose caller has given up; calls that hang are not waited for. */
  idle(): Promise<void>;
  close(): Promise<void>;
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
    idle: () => standIn.idle(),
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
  readonly #working = new Set<Promise<void>>();

  constructor(options: EnaioStandInOptions, repository: ObjectRepository, definition: ObjectDefinition) {
    this.#options = options;
    this.#repository = repository;
    this.#definition = definition;
    this.#service = new DmsService(repository, definition);
  }

  stop(): void {
    this.#stopped.abort();
  }

  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  /** Answers a request; never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const work = this.#answer(request, response);
    this.#working.add(work);
    await work;
    this.#working.delete(work);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const body = await readRequest(request, BODY_LIMIT);
      if (url.pathname.startsWith(API)) await this.#serve(request, url, body, response);
      else send(response, await this.#control(request.method ?? 'GET', url, body));
    } catch (error) {
      if (!response.headersSent) send(response, failure(error, request.url ?? ''));
    }
  }

  /** One call of the service, with the fault it is to suffer. */
  async #serve(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): Promise<void> {
    const call = `${request.method ?? 'GET'} ${url.pathname}`;
    this.calls.push(call);
    const fault = this.faults.take(call);
    const work = async (): Promise<Answer> =>
      this.#work(request, url, body).catch((error: unknown) => failure(error, url.pathname));
    await sufferFault(fault, work, response, this.#stopped.signal, ({ status, message }) =>
      failure(new ServiceError(status, message), url.pathname),
    );
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
        return html(arrivalsPage(this.#repository.all(), this.#definition, this.faults.list()));
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

function failure(error: unknown, path: string): Answer {
  const status = error instanceof ServiceError ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  return json({ timestamp: new Date().toISOString(), status, message, path }, status);
}
