import { apiPaths, ROLE_PERMISSIONS, type About, type Finding, type Permission, type ProblemDetails } from '#contracts';
import { CliError } from './cli-error.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

const LIMIT_MILLISECONDS = 60_000;

/** A server of Laufzettel, spoken to over its API. */
export class ServerConnection {
  readonly #url: string;
  #credentials: Credentials | undefined;

  constructor(url: string, credentials: Credentials | undefined) {
    this.#url = url.replace(/\/+$/, '');
    this.#credentials = credentials;
  }

  /**
   * Without credentials, a server that offers demo accounts is used with one that may do what is wanted.
   * @returns the demo account chosen, if one was
   */
  async logInFor(permission: Permission): Promise<string | undefined> {
    if (this.#credentials !== undefined) return undefined;
    const { demoAccounts } = await this.request<About>('GET', apiPaths.about);
    const able = demoAccounts.find(({ roles }) => roles.some((role) => ROLE_PERMISSIONS[role].includes(permission)));
    if (able === undefined) {
      throw new CliError(
        'NOT_ALLOWED',
        'Expected a log-in, but there is none. Set LAUFZETTEL_USER and LAUFZETTEL_PASSWORD, or give --user.',
      );
    }
    this.#credentials = { user: able.name, password: able.name };
    return able.name;
  }

  /** @throws CliError with what the server said */
  async request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const form = body instanceof FormData;
    const response = await this.#fetch(path, {
      method,
      headers: {
        accept: 'application/json, application/problem+json',
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...this.#authorization(),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw refusal(response.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.#url + path, { ...init, signal: AbortSignal.timeout(LIMIT_MILLISECONDS) });
    } catch (cause) {
      throw new CliError(
        'UNREACHABLE',
        `Expected a server at ${this.#url}, but it does not answer. Is it started (npm start)? Another address: LAUFZETTEL_URL or --url.`,
        { cause },
      );
    }
  }

  #authorization(): Readonly<Record<string, string>> {
    if (this.#credentials === undefined) return {};
    const { user, password } = this.#credentials;
    return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  }
}

function refusal(status: number, text: string): CliError {
  const problem = readProblem(text);
  if (problem === undefined)
    return new CliError('REFUSED', `Expected an answer of Laufzettel, but got status ${status}: ${text.slice(0, 200)}`);
  const lines = [
    `${problem.detail} (${problem.code})`,
    ...(problem.findings ?? []).map(findingLine),
    ...(problem.errors ?? []).map(({ pointer, detail }) => `  ${pointer}: ${detail}`),
  ];
  return new CliError(status === 401 || status === 403 ? 'NOT_ALLOWED' : 'REFUSED', lines.join('\n'));
}

function readProblem(text: string): ProblemDetails | undefined {
  try {
    const value = JSON.parse(text) as Partial<ProblemDetails> | null;
    return typeof value?.code === 'string' && typeof value.detail === 'string' ? (value as ProblemDetails) : undefined;
  } catch {
    return undefined;
  }
}

/** `error  antrag.bpmn:12:7  Task_1  Expected …` */
export function findingLine({ severity, file, line, column, elementId, message }: Finding): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `  ${[severity.padEnd(7), place, elementId, message].filter((part) => part !== undefined && part !== '').join('  ')}`;
}
