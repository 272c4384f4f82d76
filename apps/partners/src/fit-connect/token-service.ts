import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from './answers.ts';
import type { Destination } from './destination.ts';

const LIFETIME_S = 1800;

/** OAuth 2.0 client credentials (RFC 6749, 4.4): one client for each destination, no scopes to ask for. */
export class TokenService {
  readonly #destinations: ReadonlyMap<string, Destination>;
  readonly #tokens = new Map<string, { readonly clientId: string; readonly until: number }>();

  constructor(destinations: ReadonlyMap<string, Destination>) {
    this.#destinations = destinations;
  }

  issue(response: ServerResponse, form: URLSearchParams): void {
    const clientId = form.get('client_id') ?? '';
    const owner = [...this.#destinations.values()].find(
      (one) => one.clientId === clientId && one.clientSecret === form.get('client_secret'),
    );
    if (form.get('grant_type') !== 'client_credentials' || owner === undefined || form.has('scope'))
      return json(response, 400, { error: form.has('scope') ? 'invalid_scope' : 'invalid_client' });
    const token = randomUUID();
    this.#tokens.set(token, { clientId, until: Date.now() + LIFETIME_S * 1000 });
    json(response, 200, {
      access_token: token,
      token_type: 'Bearer',
      expires_in: LIFETIME_S,
      scope: 'subscribe-destinations',
    });
  }

  /** Whose token a request carries; undefined where it carries none that is valid. */
  clientOf(request: IncomingMessage): string | undefined {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const known = token === undefined ? undefined : this.#tokens.get(token);
    return known !== undefined && known.until > Date.now() ? known.clientId : undefined;
  }

  forget(): void {
    this.#tokens.clear();
  }
}
