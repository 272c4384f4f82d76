import { IntakeSourceError } from '../port/intake-source.ts';
import { DEFAULT_MAX_BYTES, DEFAULT_TIMEOUT_MS, type FitConnectSettings } from './fit-connect-settings.ts';

export interface EncryptedSubmission {
  readonly submissionId: string;
  readonly caseId: string;
  readonly service: string;
  readonly encryptedMetadata: string;
  readonly encryptedData: string | null;
  readonly attachmentIds: readonly string[];
}

interface Token {
  readonly value: string;
  readonly expiresAt: number;
}

/**
 * The subscriber's side of the FIT-Connect submission API v2. Tokens are fetched when needed and renewed a minute before
 * they end; a 401 renews once. Answers are limited in size and time. Failures are {@link IntakeSourceError}s.
 */
export class FitConnectClient {
  readonly #settings: FitConnectSettings;
  readonly #now: () => number;
  #token: Token | undefined;

  constructor(settings: FitConnectSettings, now: () => number = Date.now) {
    this.#settings = settings;
    this.#now = now;
  }

  /** Ids of all submissions that wait for the destination, page by page. */
  async waiting(): Promise<readonly string[]> {
    const ids: string[] = [];
    for (;;) {
      const query = new URLSearchParams({
        destinationId: this.#settings.destinationId,
        offset: String(ids.length),
        limit: '50',
      });
      const page = objectOf(await this.#json('GET', `/v2/submissions?${query.toString()}`));
      const rows = arrayOf(page['submissions']);
      for (const row of rows) ids.push(textOf(objectOf(row)['submissionId'], 'submissionId'));
      if (rows.length === 0 || ids.length >= Number(page['totalCount'] ?? 0)) return ids;
    }
  }

  async submission(submissionId: string): Promise<EncryptedSubmission> {
    const body = objectOf(await this.#json('GET', `/v2/submissions/${encodeURIComponent(submissionId)}`));
    const service = objectOf(body['publicService'] ?? body['serviceType'] ?? {});
    const data = body['encryptedData'];
    return {
      submissionId: textOf(body['submissionId'] ?? submissionId, 'submissionId'),
      caseId: textOf(body['caseId'], 'caseId'),
      service: typeof service['identifier'] === 'string' ? service['identifier'] : '',
      encryptedMetadata: textOf(body['encryptedMetadata'], 'encryptedMetadata'),
      encryptedData: typeof data === 'string' && data !== '' ? data : null,
      attachmentIds: arrayOf(body['attachments'] ?? body['announcedAttachments'] ?? []).map((one) =>
        typeof one === 'string' ? one : textOf(objectOf(one)['attachmentId'], 'attachmentId'),
      ),
    };
  }

  /** The encrypted attachment as compact JWE. */
  async attachment(submissionId: string, attachmentId: string): Promise<string> {
    const path = `/v2/submissions/${encodeURIComponent(submissionId)}/attachments/${encodeURIComponent(attachmentId)}`;
    const jwe = (await this.#call('GET', path, { accept: 'application/jose' })).trim();
    // An error page answered with 200 is trouble of the transport, never a reason to refuse the sender.
    if (!/^[\w-]+(?:\.[\w-]*){4}$/.test(jwe))
      throw new IntakeSourceError(
        'SOURCE_ANSWER_INVALID',
        `Expected an encrypted attachment from ${path}, but got something else.`,
      );
    return jwe;
  }

  /** Security event tokens of a case, oldest first. */
  async events(caseId: string): Promise<readonly string[]> {
    const body = objectOf(await this.#json('GET', `/v2/cases/${encodeURIComponent(caseId)}/events?limit=500`));
    return arrayOf(body['eventLog']).map((token) => textOf(token, 'eventLog'));
  }

  async sendEvent(caseId: string, token: string): Promise<void> {
    const headers = { 'content-type': 'application/jose' };
    await this.#call('POST', `/v2/cases/${encodeURIComponent(caseId)}/events`, headers, token);
  }

  /** Public keys FIT-Connect itself signs events with. */
  async serviceKeys(): Promise<readonly Record<string, unknown>[]> {
    const body = objectOf(await this.#json('GET', '/.well-known/jwks.json'));
    return arrayOf(body['keys']).map(objectOf);
  }

  /** A public key of a destination: senders of its events sign with it. */
  async destinationKey(destinationId: string, kid: string): Promise<Record<string, unknown>> {
    const path = `/v2/destinations/${encodeURIComponent(destinationId)}/keys/${encodeURIComponent(kid)}`;
    return objectOf(await this.#json('GET', path));
  }

  async #json(method: string, path: string): Promise<unknown> {
    const text = await this.#call(method, path, { accept: 'application/json' });
    try {
      return JSON.parse(text);
    } catch {
      throw new IntakeSourceError('SOURCE_ANSWER_INVALID', `Expected JSON from ${path}, but got something else.`);
    }
  }

  async #call(method: string, path: string, headers: Record<string, string>, body?: string): Promise<string> {
    for (let attempt = 0; ; attempt += 1) {
      const authorization = `Bearer ${await this.#bearer()}`;
      const response = await this.#fetch(`${this.#settings.submissionApiUrl}${path}`, {
        method,
        headers: { ...headers, authorization },
        ...(body === undefined ? {} : { body }),
      });
      if (response.status === 401 && attempt === 0) {
        this.#token = undefined;
        await response.body?.cancel();
        continue;
      }
      const text = await this.#limited(response);
      // A maintenance page answered with 200 looks like success; no call of this interface answers HTML.
      if (response.ok && (response.headers.get('content-type') ?? '').includes('html'))
        throw new IntakeSourceError('SOURCE_ANSWER_INVALID', `Expected data from ${path}, but got a web page.`);
      if (response.ok) return text;
      const title = problemTitle(text);
      const says = `FIT-Connect answered ${response.status} to ${method} ${path}${title === '' ? '' : `: ${title}`}`;
      if (response.status === 401 || response.status === 403)
        throw new IntakeSourceError('SOURCE_REFUSED_LOGIN', says, response.status);
      if (response.status === 404 || response.status === 410)
        throw new IntakeSourceError('SUBMISSION_GONE', says, response.status);
      // 408 and 429 mean "later", as every 5xx does.
      const final = method === 'POST' && response.status < 500 && response.status !== 408 && response.status !== 429;
      throw new IntakeSourceError(final ? 'SOURCE_REFUSED_ANSWER' : 'SOURCE_UNREACHABLE', says, response.status);
    }
  }

  async #bearer(): Promise<string> {
    if (this.#token !== undefined && this.#token.expiresAt > this.#now()) return this.#token.value;
    const { tokenUrl, clientId, clientSecret } = this.#settings;
    const response = await this.#fetch(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      // Scopes are bound to the client at FIT-Connect; sending some is an error there.
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    });
    const text = await this.#limited(response);
    if (!response.ok) {
      const code = response.status === 400 || response.status === 401 ? 'SOURCE_REFUSED_LOGIN' : 'SOURCE_UNREACHABLE';
      throw new IntakeSourceError(code, `The token service answered ${response.status}.`, response.status);
    }
    let answer: Record<string, unknown>;
    try {
      answer = objectOf(JSON.parse(text));
    } catch {
      throw new IntakeSourceError(
        'SOURCE_ANSWER_INVALID',
        'Expected JSON from the token service, but got something else.',
      );
    }
    const lifetime = Math.max(0, Number(answer['expires_in'] ?? 0) - 60) * 1000;
    this.#token = { value: textOf(answer['access_token'], 'access_token'), expiresAt: this.#now() + lifetime };
    return this.#token.value;
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      const signal = AbortSignal.timeout(this.#settings.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      return await fetch(url, { ...init, signal, redirect: 'error' });
    } catch (error) {
      const why = error instanceof Error ? error.message : 'no reason given';
      throw new IntakeSourceError('SOURCE_UNREACHABLE', `FIT-Connect cannot be reached: ${why}`);
    }
  }

  async #limited(response: Response): Promise<string> {
    // Base64 and the envelope need a third more than the content.
    const most = (this.#settings.maxBytes ?? DEFAULT_MAX_BYTES) * 1.5;
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of response.body ?? []) {
        size += (chunk as Uint8Array).length;
        if (size > most) break;
        chunks.push(chunk);
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : 'no reason given';
      throw new IntakeSourceError('SOURCE_UNREACHABLE', `The answer of FIT-Connect broke off: ${why}`);
    }
    if (size > most)
      throw new IntakeSourceError(
        'SOURCE_ANSWER_INVALID',
        `Expected an answer of at most ${most} bytes, but it is larger.`,
      );
    return Buffer.concat(chunks).toString('utf8');
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new IntakeSourceError(
      'SOURCE_ANSWER_INVALID',
      'Expected an object from FIT-Connect, but got something else.',
    );
  return value as Record<string, unknown>;
}

function arrayOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value))
    throw new IntakeSourceError('SOURCE_ANSWER_INVALID', 'Expected a list from FIT-Connect, but got something else.');
  return value;
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '')
    throw new IntakeSourceError('SOURCE_ANSWER_INVALID', `Expected ${name} from FIT-Connect, but it is missing.`);
  return value;
}

function problemTitle(text: string): string {
  try {
    const { title, detail } = JSON.parse(text) as { title?: unknown; detail?: unknown };
    return [title, detail]
      .filter((part) => typeof part === 'string')
      .join(': ')
      .slice(0, 500);
  } catch {
    return '';
  }
}
