import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { checkEvent, signServiceEvent, tagOf } from './event-log.ts';
import { sendApplication } from './citizen.ts';
import { citizenPage, submissionPage } from './citizen-page.ts';
import { type Faults, misbehave } from './faults.ts';
import { html, json, problem, readBody, SilentResponse } from './answers.ts';
import { callBack } from './call-back.ts';
import type { Destination } from './destination.ts';
import { KeptState } from './kept-state.ts';
import { isSampleName, sampleApplication } from './sample-application.ts';
import { type StoredSubmission, SubmissionBook } from './submission-book.ts';
import { TokenService } from './token-service.ts';

/**
 * Stand-in of FIT-Connect: token service, destinations and submission API v2 with real encryption and signatures. It
 * keeps submissions in memory, and in a folder where it is given one, deletes the data of an accepted one as the original
 * does, and misbehaves when told to.
 */
export class FitConnectServer {
  readonly destinations = new Map<string, Destination>();
  readonly faults: Faults = { next: [] };
  readonly #book: SubmissionBook;
  readonly #tokens = new TokenService(this.destinations);
  readonly #server: Server;
  readonly #keptKeys: KeptState<JWK> | undefined;
  #keys: { readonly privateKey: CryptoKey; readonly jwk: JWK } | undefined;

  /** @param directory where submissions, logs and the service's own key outlive the program */
  constructor(directory?: string) {
    this.#book = new SubmissionBook(directory === undefined ? undefined : join(directory, 'submissions'));
    if (directory !== undefined) this.#keptKeys = new KeptState(join(directory, 'service'));
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
    return this.#book.all().map(({ submissionId, caseId, state, publicService }) => ({
      submissionId,
      caseId,
      state,
      publicService,
    }));
  }

  events(caseId: string): readonly string[] {
    return this.#book.events(caseId);
  }

  /** Puts bytes in place of a part, as an attacker between the two could. */
  tamper(
    submissionId: string,
    change: { data?: string; metadata?: string; attachment?: readonly [string, string] },
  ): void {
    const one = this.#book.find(submissionId);
    if (one === undefined) throw new Error(`Expected submission ${submissionId}, but there is none.`);
    one.data = change.data ?? one.data;
    one.metadata = change.metadata ?? one.metadata;
    if (change.attachment !== undefined) one.attachments.set(...change.attachment);
  }

  /** Adds a raw token to the log of a case, trusted or not. */
  addEvent(caseId: string, token: string): void {
    this.#book.addEvent(caseId, token);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const body = await readBody(request);
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
      this.#tokens.issue(response, new URLSearchParams(body.toString()));
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

    const clientId = this.#tokens.clientOf(request);
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

  /** Ends every token at once, as an operator of the token service could. */
  forgetTokens(): void {
    this.#tokens.forget();
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
    const submission = this.#book.announce({
      destinationId: wanted.destinationId,
      publicService: wanted.publicService,
      announced: wanted.announcedAttachments ?? [],
    });
    json(response, 201, { submissionId: submission.submissionId, caseId: submission.caseId });
  }

  #putAttachment(response: ServerResponse, submissionId: string, attachmentId: string, jwe: string): void {
    const submission = this.#book.find(submissionId);
    if (submission?.state !== 'announced' || !submission.announced.includes(attachmentId))
      return problem(response, 404, 'submission-not-found', 'There is no such announced attachment.');
    submission.attachments.set(attachmentId, jwe);
    this.#book.keep(submission);
    response.writeHead(204).end();
  }

  async #submit(response: ServerResponse, submissionId: string, body: Buffer): Promise<void> {
    const submission = this.#book.find(submissionId);
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
    void callBack(submission, this.destinations.get(submission.destinationId));
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

  #owned(submissionId: string, clientId: string): StoredSubmission | undefined {
    const submission = this.#book.find(submissionId);
    const owner = submission && this.destinations.get(submission.destinationId);
    return owner?.clientId === clientId && submission?.state === 'submitted' ? submission : undefined;
  }

  #list(response: ServerResponse, url: URL, clientId: string): void {
    const destinationId = url.searchParams.get('destinationId');
    const all = this.#book
      .all()
      .filter((one) => one.destinationId === destinationId && this.#owned(one.submissionId, clientId) !== undefined);
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
