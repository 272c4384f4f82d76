import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { type Fault, shownValue, type Value, type Variables } from '#engine';
import { type Connector, connectorFault, type ConnectorJob, type ConnectorResult } from '#runtime';
import { HTTP_DESCRIPTION } from './http-description.ts';
import { isPrivateAddress } from './private-address.ts';

export interface HttpConnectorOptions {
  /** May it reach addresses of the own network (10.x, 192.168.x, localhost …)? Names of single hosts that it may. */
  readonly privateHosts?: readonly string[];
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

interface Request {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeoutMs: number;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Value;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const LONGEST_TIMEOUT_MS = 300_000;

/**
 * Topic `http`: one HTTP request. Reads `url`, `method` (GET), `headers`, `body` (text, or a structure sent as JSON) and
 * `timeoutSeconds` from the input mappings, else from the settings of the task. Sets `httpStatus`, `httpHeaders` and
 * `httpBody` (a structure when the answer is JSON) in the activity's scope, for output mappings to pick from.
 *
 * Answers from 400 on are the BPMN error `HTTP_<status>` where one is caught; 408, 425, 429 and from 500 on are tried again.
 * Redirects are not followed. Addresses of the own network are refused unless the operator allows the host: the address is
 * resolved once and that address is used, so that a name cannot point elsewhere a moment later. Sends `Idempotency-Key`.
 */
export function createHttpConnector(options: HttpConnectorOptions = {}): Connector {
  return {
    topic: 'http',
    description: HTTP_DESCRIPTION,
    async execute(job) {
      const read = readRequest(job, options.timeoutMs ?? 30_000);
      if ('problem' in read) return { kind: 'failed', message: read.problem, fault: read.fault, final: true };
      const address = await resolve(read.url.hostname, options.privateHosts ?? []);
      if (!address.ok) return { kind: 'failed', message: address.error, fault: address.fault, final: address.final };
      try {
        const answer = await send(read, address.value, job, options.maxBytes ?? 5 * 1024 * 1024);
        return resultOf(answer, read.url);
      } catch (error) {
        const reported = errorText(error);
        return {
          kind: 'failed',
          message: `Expected an answer of ${read.url.host}, but: ${reported}`,
          fault: connectorFault('HOST_WITHOUT_ANSWER', { host: read.url.host, reported }),
        };
      }
    },
  };
}

function readRequest(job: ConnectorJob, timeoutMs: number): Request | Unreadable {
  const given = (name: string): Value | undefined => {
    if (Object.hasOwn(job.variables, name)) return job.variables[name];
    return Object.hasOwn(job.settings, name) ? job.settings[name] : undefined;
  };
  const text = given('url');
  if (typeof text !== 'string' || !URL.canParse(text))
    return unreadable('Expected a setting "url" with an http(s) address, but there is none.', 'url', text);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return unreadable(`Expected an http(s) address, but got ${url.protocol}.`, 'url', text);
  const method = textOf(given('method') ?? 'GET').toUpperCase();
  if (!METHODS.has(method))
    return unreadable(`Expected one of ${[...METHODS].join(', ')} as method, but got "${method}".`, 'method', method);
  const body = given('body');
  const isText = typeof body === 'string';
  const seconds = Number(given('timeoutSeconds') ?? timeoutMs / 1000);
  return {
    url,
    method,
    headers: {
      ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
      ...headersOf(given('headers')),
      'idempotency-key': job.idempotencyKey,
    },
    body:
      body === undefined || method === 'GET' || method === 'HEAD' ? undefined : isText ? body : JSON.stringify(body),
    timeoutMs: Math.min(LONGEST_TIMEOUT_MS, Math.max(100, Number.isFinite(seconds) ? seconds * 1000 : timeoutMs)),
  };
}

/** A request that cannot be made. */
interface Unreadable {
  readonly problem: string;
  readonly fault: Fault;
}

function unreadable(problem: string, input: string, found: Value | undefined): Unreadable {
  const fault =
    found === undefined || found === null
      ? connectorFault('CONNECTOR_INPUT_MISSING', { input })
      : connectorFault('CONNECTOR_INPUT_INVALID', { input, found: shownValue(found) });
  return { problem, fault };
}

function headersOf(value: Value | undefined): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const headers = Object.entries(value as Variables)
    .filter(([name, content]) => /^[\w-]{1,100}$/.test(name) && !/[\r\n\0]/.test(textOf(content)))
    .map(([name, content]) => [name.toLowerCase(), textOf(content)] as const);
  return Object.fromEntries(headers);
}

type Resolved =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly error: string; readonly fault: Fault; readonly final: boolean };

async function resolve(hostname: string, privateHosts: readonly string[]): Promise<Resolved> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  let address: string;
  try {
    address = isIP(bare) > 0 ? bare : (await lookup(bare)).address;
  } catch (error) {
    const message = `Expected to find the host ${bare}, but: ${errorText(error)}`;
    return { ok: false, error: message, fault: connectorFault('HOST_NOT_FOUND', { host: bare }), final: false };
  }
  if (isPrivateAddress(address) && !privateHosts.includes(bare)) {
    return {
      ok: false,
      error: `Expected a public host, but ${bare} is in the own network. An operator may allow it by name.`,
      fault: connectorFault('HOST_IS_PRIVATE', { host: bare }),
      final: true,
    };
  }
  return { ok: true, value: address };
}

function send(request: Request, address: string, job: ConnectorJob, maxBytes: number): Promise<Answer> {
  const { url, method, headers, body, timeoutMs } = request;
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolvePromise, reject) => {
    const signal = AbortSignal.any([job.signal, AbortSignal.timeout(timeoutMs)]);
    const outgoing = open(
      url,
      {
        method,
        signal,
        headers: {
          accept: 'application/json, */*',
          ...headers,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
        // The address that was checked, not another one of the same name.
        lookup: (_hostname, options, callback) => {
          const family = isIP(address);
          if (options.all === true) callback(null, [{ address, family }]);
          else callback(null, address, family);
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.byteLength;
          if (size > maxBytes) outgoing.destroy(new Error(`the answer is larger than ${maxBytes} bytes`));
          else chunks.push(chunk);
        });
        incoming.on('error', reject);
        incoming.on('end', () => {
          const answerHeaders = Object.fromEntries(
            Object.entries(incoming.headers).map(([name, value]) => [
              name,
              Array.isArray(value) ? value.join(', ') : (value ?? ''),
            ]),
          );
          resolvePromise({
            status: incoming.statusCode ?? 0,
            headers: answerHeaders,
            body: bodyOf(Buffer.concat(chunks).toString('utf8'), answerHeaders['content-type'] ?? ''),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function bodyOf(text: string, contentType: string): Value {
  if (!/[/+]json\b/i.test(contentType)) return text.replaceAll('\0', '');
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text.replaceAll('\0', '');
  }
}

function resultOf({ status, headers, body }: Answer, url: URL): ConnectorResult {
  const localVariables = { httpStatus: status, httpHeaders: headers, httpBody: body };
  if (status < 400) return { kind: 'done', localVariables };
  const message = `${url.host} answered ${status}`;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const seconds = Number(headers['retry-after']);
    const wait = Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: Math.min(seconds, 86_400) * 1000 } : {};
    const fault = connectorFault('HOST_ANSWERED', { host: url.host, status });
    return { kind: 'failed', message, fault, details: excerpt(body), ...wait };
  }
  return { kind: 'error', code: `HTTP_${status}`, message, variables: {} };
}

function excerpt(body: Value): string {
  return textOf(body).slice(0, 2000);
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'TimeoutError' || error.name === 'AbortError' ? 'it took too long' : error.message;
}
