import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { checkEvent, signServiceEvent, tagOf } from './event-log.ts';
import { sendApplication } from './citizen.ts';
import { citizenPage, submissionPage } from './citizen-page.ts';
import { type Faults, misbehave } from './faults.ts';
import { KeptState } from './kept-state.ts';
import { isSampleName, sampleApplication } from './sample-application.ts';

/** A destination as its owner set it up in the self-service portal. */
export interface Destination {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Public keys by kid: one to encrypt for, one to verify events with. */
  readonly keys: readonly JWK[];
  readonly encryptionKid: string;
  readonly callbackUrl?: string;
  /** What callbacks are signed with (HMAC, SHA-512). */
  readonly callbackSecret?: string;
  readonly services: readonly { readonly identifier: string; readonly name: string; readonly schemaUri: string }[];
}

interface StoredSubmission {
  readonly submissionId: string;
  readonly caseId: string;
  readonly destinationId: string;
  readonly publicService: { readonly identifier: string; readonly name: string };
  readonly announced: readonly string[];
  readonly attachments: Map<string, string>;
  metadata: string | null;
  data: string | null;
  state: 'announced' | 'submitted' | 'accepted' | 'rejected';
}

const CALLBACK = 'https://schema.fitko.de/fit-connect/submission-api/callbacks/new-submissions';
const PROBLEM = 'https://schema.fitko.de/fit-connect/submission-api/problems/';

/** A submission as it is kept, with the log of its case. */
interface KeptSubmission extends Omit<StoredSubmission, 'attachments'> {
  readonly attachments: readonly (readonly [string, string])[];
  readonly events: readonly string[];
}

/**
 * Stand-in of FIT-Connect: token service, destinations and submission API v2 with real encryption and signatures. It
 * keeps submissions in memory, and in a folder where it is given one, deletes the data of an accepted one as the original
 * does, and misbehaves when told to.
 */
export class FitConnectServer {
  readonly destinations = new Map<string, Destination>();
  readonly faults: Faults = { next: [] };
  readonly #submissions = new Map<string, StoredSubmission>();
  readonly #events = new Map<string, string[]>();
  readonly #tokens = new Map<string, { readonly clientId: string; readonly until: number }>();
  readonly #server: Server;
  readonly #kept: KeptState<KeptSubmission> | undefined;
  readonly #keptKeys: KeptState<JWK> | undefined;
  #keys: { readonly privateKey: CryptoKey; readonly jwk: JWK } | undefined;

  /** @param directory where submissions, logs and the service's own key outlive the program */
  constructor(directory?: string) {
    if (directory !== undefined) {
      this.#kept = new KeptState(join(directory, 'submissions'));
      this.#keptKeys = new KeptState(join(directory, 'service'));
      for (const { events, attachments, ...rest } of this.#kept.all().values()) {
        this.#submissions.set(rest.submissionId, { ...rest, attachments: new Map(attachments) });
        this.#events.set(rest.caseId, [...events]);
      }
    }
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  /** Starts on a loopback port (0: a free one) and answers its address. */
  async listen(port: number): Promise<string> {
    const secret = this.#keptKeys?.all().get('signing') ?? (await newSigningKey());
    this.#keptKeys?.keep('signing', secret);
    const { kty, n, e } = secret;
    this.#keys = {
      privateKey: (await importJWK(secret, 'PS512')) as CryptoKey,
      jwk: { kty, n, e, kid: 'fit-connect-service', alg: 'PS512', use: 'sig' } as JWK,
    };
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string')
      throw new Error('Expected the server to listen, but it does not.');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What arrived, for pages and tests. */
  overview(): readonly Pick<StoredSubmission, 'submissionId' | 'caseId' | 'state' | 'publicService'>[] {
    return [...this.#submissions.values()].map(({ submissionId, caseId, state, publicService }) => ({
      submissionId,
      caseId,
      state,
      publicService,
    }));
  }

  events(caseId: string): readonly string[] {
    return this.#events.get(caseId) ?? [];
  }

  /** Puts bytes in place of a part, as an attacker between the two could. */
  tamper(
    submissionId: string,
    change: { data?: string; metadata?: string; attachment?: readonly [string, string] },
  ): void {
    const one = this.#submissions.get(submissionId);
    if (one === undefined) throw new Error(`Expected submission ${submissionId}, but there is none.`);
    one.data = change.data ?? one.data;
    one.metadata = change.metadata ?? one.metadata;
    if (change.attachment !== undefined) one.attachments.set(...change.attachment);
  }

  /** Adds a raw token to the log of a case, trusted or not. */
  addEvent(caseId: string, token: string): void {
    this.#events.set(caseId, [...this.events(caseId), token]);
    for (const submission of this.#submissions.values()) if (submission.caseId === caseId) this.#keep(submission);
  }

  #keep({ attachments, ...rest }: StoredSubmission): void {
    this.#kept?.keep(rest.submissionId, { ...rest, attachments: [...attachments], events: this.events(rest.caseId) });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const body = await read(request);
      if (misbehave(this.faults, `${request.method} ${url.pathname}`, response)) return;
      await this.#route(request, response, url, body);
      if (this.faults.twice === true)
        await this.#route(request, new SilentResponse() as unknown as ServerResponse, url, body);
    } catch (error) {
      if (!response.headersSent) problem(response, 500, 'internal', error instanceof Error ? error.message : 'unknown');
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse, url: URL, body: Buffer): Promise<void> {
    const { pathname } = url;
    const method = request.method ?? 'GET';
    if (method === 'GET' && pathname === '/') {
      html(response, citizenPage(this));
      return;
    }
    const shown = /^\/antraege\/([0-9a-f-]{36})$/.exec(pathname);
    if (method === 'GET' && shown) {
      const found = submissionPage(this, shown[1] ?? '');
      if (found === undefined) problem(response, 404, 'submission-not-found', 'There is no such submission.');
      else html(response, found);
      return;
    }
    if (method === 'POST' && pathname === '/antraege') {
      await this.#apply(response, new URLSearchParams(body.toString()));
      return;
    }
    if (method === 'POST' && pathname === '/token') {
      this.#token(response, new URLSearchParams(body.toString()));
      return;
    }
    if (method === 'GET' && pathname === '/.well-known/jwks.json') {
      json(response, 200, { keys: [this.#keys?.jwk] });
      return;
    }
    const key = /^\/v2\/destinations\/([^/]+)\/keys\/([^/]+)$/.exec(pathname);
    if (method === 'GET' && key) {
      const jwk = this.destinations
        .get(decodeURIComponent(key[1] ?? ''))
        ?.keys.find((one) => one.kid === decodeURIComponent(key[2] ?? ''));
      if (jwk === undefined) problem(response, 404, 'key-not-found', 'There is no such key.');
      else json(response, 200, jwk);
      return;
    }
    const destination = /^\/v2\/destinations\/([^/]+)$/.exec(pathname);
    if (method === 'GET' && destination) {
      this.#destination(response, decodeURIComponent(destination[1] ?? ''));
      return;
    }
    // Senders are public in this stand-in; the original asks them for a token of their own.
    if (method === 'POST' && pathname === '/v2/submissions') {
      this.#announce(response, body);
      return;
    }
    const attachment = /^\/v2\/submissions\/([^/]+)\/attachments\/([^/]+)$/.exec(pathname);
    if (method === 'PUT' && attachment) {
      this.#putAttachment(response, attachment[1] ?? '', attachment[2] ?? '', body.toString());
      return;
    }
    const one = /^\/v2\/submissions\/([^/]+)$/.exec(pathname);
    if (method === 'PUT' && one) {
      await this.#submit(response, one[1] ?? '', body);
      return;
    }

    const clientId = this.#client(request);
    if (clientId === undefined) {
      problem(response, 401, 'unauthorized', 'A valid token is needed.');
      return;
    }
    if (method === 'GET' && pathname === '/v2/submissions') {
      this.#list(response, url, clientId);
      return;
    }
    if (method === 'GET' && one) {
      this.#get(response, one[1] ?? '', clientId);
      return;
    }
    if (method === 'GET' && attachment) {
      const content = this.#owned(attachment[1] ?? '', clientId)?.attachments.get(attachment[2] ?? '');
      if (content === undefined) {
        problem(response, 404, 'attachment-not-found', 'There is no such attachment.');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/jose' });
      response.end(content);
      return;
    }
    const events = /^\/v2\/cases\/([^/]+)\/events$/.exec(pathname);
    if (method === 'GET' && events) {
      json(response, 200, { eventLog: this.events(events[1] ?? '') });
      return;
    }
    if (method === 'POST' && events) {
      await this.#event(response, events[1] ?? '', body.toString(), clientId);
      return;
    }
    problem(response, 404, 'not-found', `There is nothing at ${method} ${pathname}.`);
  }

  /** What a portal does when a citizen has pressed "send": over the public interface, like everybody else. */
  async #apply(response: ServerResponse, form: URLSearchParams): Promise<void> {
    const sample = form.get('beispiel') ?? '';
    const [destination] = [...this.destinations.values()];
    if (!isSampleName(sample) || destination === undefined) {
      problem(response, 400, 'unknown-sample', 'There is no such sample, or no destination.');
      return;
    }
    const person = { name: form.get('name') ?? '', email: form.get('email') ?? '' };
    const { submissionId } = await sendApplication(this.url, destination, await sampleApplication(sample, person));
    response.writeHead(303, { location: `/antraege/${submissionId}` }).end();
  }

  #token(response: ServerResponse, form: URLSearchParams): void {
    const clientId = form.get('client_id') ?? '';
    const owner = [...this.destinations.values()].find(
      (one) => one.clientId === clientId && one.clientSecret === form.get('client_secret'),
    );
    if (form.get('grant_type') !== 'client_credentials' || owner === undefined || form.has('scope'))
      return json(response, 400, { error: form.has('scope') ? 'invalid_scope' : 'invalid_client' });
    const token = randomUUID();
    this.#tokens.set(token, { clientId, until: Date.now() + 1_800_000 });
    json(response, 200, {
      access_token: token,
      token_type: 'Bearer',
      expires_in: 1800,
      scope: 'subscribe-destinations',
    });
  }

  #client(request: IncomingMessage): string | undefined {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const known = token === undefined ? undefined : this.#tokens.get(token);
    return known !== undefined && known.until > Date.now() ? known.clientId : undefined;
  }

  /** Ends every token at once, as an operator of the token service could. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  #destination(response: ServerResponse, id: string): void {
    const found = this.destinations.get(id);
    if (found === undefined) return problem(response, 404, 'destination-not-found', 'There is no such destination.');
    json(response, 200, {
      destinationId: id,
      status: 'active',
      encryptionKid: found.encryptionKid,
      publicServices: found.services.map(({ identifier, schemaUri }) => ({
        identifier,
        submissionSchemas: [{ schemaUri }],
        regions: ['DE'],
      })),
      metadataVersions: ['2.1.0'],
    });
  }

  #announce(response: ServerResponse, body: Buffer): void {
    const wanted = JSON.parse(body.toString()) as {
      destinationId: string;
      announcedAttachments?: string[];
      publicService: { identifier: string; name: string };
    };
    if (!this.destinations.has(wanted.destinationId))
      return problem(response, 404, 'destination-not-found', 'There is no such destination.');
    const submission: StoredSubmission = {
      submissionId: randomUUID(),
      caseId: randomUUID(),
      destinationId: wanted.destinationId,
      publicService: wanted.publicService,
      announced: wanted.announcedAttachments ?? [],
      attachments: new Map(),
      metadata: null,
      data: null,
      state: 'announced',
    };
    this.#submissions.set(submission.submissionId, submission);
    this.#keep(submission);
    json(response, 201, { submissionId: submission.submissionId, caseId: submission.caseId });
  }

  #putAttachment(response: ServerResponse, submissionId: string, attachmentId: string, jwe: string): void {
    const submission = this.#submissions.get(submissionId);
    if (submission?.state !== 'announced' || !submission.announced.includes(attachmentId))
      return problem(response, 404, 'submission-not-found', 'There is no such announced attachment.');
    submission.attachments.set(attachmentId, jwe);
    this.#keep(submission);
    response.writeHead(204).end();
  }

  async #submit(response: ServerResponse, submissionId: string, body: Buffer): Promise<void> {
    const submission = this.#submissions.get(submissionId);
    if (submission?.state !== 'announced') {
      problem(response, 404, 'submission-not-found', 'There is no such submission.');
      return;
    }
    const { encryptedMetadata, encryptedData } = JSON.parse(body.toString()) as {
      encryptedMetadata: string;
      encryptedData: string;
    };
    for (const part of [encryptedMetadata, encryptedData])
      if (!['application/json', 'application/xml'].includes(String(decodeProtectedHeader(part)['cty']))) {
        problem(response, 422, 'invalid-content-type', 'The header cty must be application/json or application/xml.');
        return;
      }
    submission.metadata = encryptedMetadata;
    submission.data = encryptedData;
    submission.state = 'submitted';
    await this.#log('submit', submission);
    json(response, 200, { submissionId, caseId: submission.caseId, status: 'submitted' });
    void this.#callBack(submission);
  }

  async #log(kind: 'submit' | 'accept' | 'reject', submission: StoredSubmission): Promise<void> {
    if (this.#keys === undefined) throw new Error('Expected the stand-in to listen before it is used.');
    const tags = {
      metadata: tagOf(submission.metadata ?? ''),
      ...(submission.data === null ? {} : { data: tagOf(submission.data) }),
      attachments: Object.fromEntries([...submission.attachments].map(([id, jwe]) => [id, tagOf(jwe)])),
    };
    this.addEvent(submission.caseId, await signServiceEvent(kind, submission, tags, this.#keys.privateKey, this.url));
  }

  async #callBack(submission: StoredSubmission): Promise<void> {
    const { callbackUrl, callbackSecret = '' } = this.destinations.get(submission.destinationId) ?? {};
    if (callbackUrl === undefined) return;
    const { submissionId, caseId, destinationId } = submission;
    const content = { type: CALLBACK, submissions: [{ submissionId, caseId, destinationId }] };
    const body = JSON.stringify(content);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha512', callbackSecret).update(`${timestamp}.${body}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'callback-timestamp': timestamp,
      'callback-authentication': signature,
    };
    await fetch(callbackUrl, { method: 'POST', headers, body }).catch(() => undefined);
  }

  #owned(submissionId: string, clientId: string): StoredSubmission | undefined {
    const submission = this.#submissions.get(submissionId);
    const owner = submission && this.destinations.get(submission.destinationId);
    return owner?.clientId === clientId && submission?.state === 'submitted' ? submission : undefined;
  }

  #list(response: ServerResponse, url: URL, clientId: string): void {
    const destinationId = url.searchParams.get('destinationId');
    const all = [...this.#submissions.values()].filter(
      (one) => one.destinationId === destinationId && this.#owned(one.submissionId, clientId) !== undefined,
    );
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const rows = all.slice(offset, offset + Number(url.searchParams.get('limit') ?? 100));
    const submissions = rows.map(({ submissionId, caseId, publicService }) => ({
      submissionId,
      caseId,
      destinationId,
      publicService,
    }));
    json(response, 200, { count: rows.length, offset, totalCount: all.length, submissions });
  }

  #get(response: ServerResponse, submissionId: string, clientId: string): void {
    const submission = this.#owned(submissionId, clientId);
    if (submission === undefined) return problem(response, 404, 'submission-not-found', 'There is no such submission.');
    json(response, 200, {
      submissionId,
      caseId: submission.caseId,
      destinationId: submission.destinationId,
      publicService: submission.publicService,
      encryptedMetadata: submission.metadata,
      encryptedData: submission.data,
      attachments: [...submission.attachments.keys()],
    });
  }

  async #event(response: ServerResponse, caseId: string, token: string, clientId: string): Promise<void> {
    const checked = await checkEvent(token, this.destinations);
    if ('error' in checked) {
      problem(response, 400, 'invalid-event', checked.error);
      return;
    }
    const submission = this.#owned(checked.submissionId, clientId);
    if (submission?.caseId !== caseId) {
      problem(response, 404, 'case-not-found', 'There is no such case.');
      return;
    }
    const tags = checked.tags as { metadata?: string; data?: string };
    if (tags.metadata !== tagOf(submission.metadata ?? '') || (tags.data ?? '') !== tagOf(submission.data ?? '')) {
      problem(response, 400, 'invalid-event', 'The authentication tags are not those of the submission.');
      return;
    }
    submission.state = checked.kind === 'accept' ? 'accepted' : 'rejected';
    submission.data = null;
    submission.attachments.clear();
    this.addEvent(caseId, token);
    response.writeHead(204).end();
  }
}

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('PS512', { modulusLength: 2048, extractable: true });
  return exportJWK(privateKey);
}

/** Swallows the second answer when a request is carried out twice. */
class SilentResponse {
  readonly headersSent = false;
  writeHead(): this {
    return this;
  }
  end(): this {
    return this;
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body);
}

function problem(response: ServerResponse, status: number, type: string, detail: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ type: `${PROBLEM}${type}`, title: type, status, detail }));
}
