import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { DmsError } from '../port/dms-error.ts';
import { type ByteStream } from '../port/document-store.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly mediaType: string; readonly length: number; readonly bytes: ByteStream };
  /** Milliseconds from the start until the head of the answer; the body must go on arriving within the same time. */
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Must be read to its end or destroyed. */
  readonly body: Readable;
}

/** Failures before a connection stood: the partner cannot have seen anything. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
]);

/**
 * One request and its answer over a connection of its own. Connections are not kept: a partner (or a proxy before it)
 * that answers twice would otherwise leave its second answer on the connection for the next request to read. Redirects
 * are not followed; a login page behind one must not look like an answer.
 *
 * @throws DmsError DMS_UNAVAILABLE (retryable) when there is no answer in time or the connection breaks
 */
export async function exchange(request: HttpRequest): Promise<HttpAnswer> {
  const started = performance.now();
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), request.timeoutMs);
  };
  watch();
  const send = request.url.protocol === 'https:' ? requestHttps : requestHttp;
  const outgoing = send(request.url, {
    method: request.method,
    agent: false,
    signal: abort.signal,
    headers: {
      ...request.headers,
      connection: 'close',
      ...(request.body === undefined
        ? {}
        : { 'content-type': request.body.mediaType, 'content-length': request.body.length }),
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
  });
  // Whoever fails first is told below. What fails later (a second answer on the line, say) must not end the process.
  answered.catch(() => undefined);
  outgoing.on('error', () => undefined);
  let bodyError: unknown;
  try {
    if (request.body === undefined) outgoing.end();
    else {
      const source = Readable.from(request.body.bytes, { objectMode: false });
      source.on('data', watch);
      await Promise.race([
        pipeline(source, outgoing).catch((error: unknown) => {
          bodyError = error;
          // A partner may answer (413, 401) before it has read everything, and then cut the line: its answer counts.
          return answered.then(
            () => undefined,
            () => Promise.reject(toError(error)),
          );
        }),
        answered.then(() => undefined),
      ]);
    }
    const answer = await answered;
    watch();
    answer.on('data', watch);
    for (const event of ['end', 'close', 'error']) answer.once(event, () => clearTimeout(timer));
    answer.pause();
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: answer };
  } catch (error) {
    clearTimeout(timer);
    outgoing.destroy();
    // An error of the bytes we send (a changed file, a broken upload) is ours, not the partner's.
    if (bodyError !== undefined && !isNetworkError(bodyError) && !abort.signal.aborted) throw toError(bodyError);
    throw connectionError(request, error, abort.signal.aborted, performance.now() - started);
  }
}

/** Reads a body that must be small. @throws DmsError DMS_UNAVAILABLE when it breaks off, DMS_PROTOCOL beyond `limit` */
export async function readBody(request: HttpRequest, answer: HttpAnswer, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw connectionError(request, error, false, 0);
  } finally {
    answer.body.destroy();
  }
  if (size <= limit) return Buffer.concat(chunks);
  throw new DmsError(
    'DMS_PROTOCOL',
    `Expected an answer of at most ${limit} bytes to ${nameOf(request)}, but it is larger.`,
    {
      words: '',
      status: answer.status,
      outcomeUnknown: request.method !== 'GET',
      retryable: false,
    },
  );
}

/** Method and path, for messages. The query is left out: it may carry personal data. */
export function nameOf(request: HttpRequest): string {
  return `${request.method} ${request.url.pathname}`;
}

function connectionError(request: HttpRequest, error: unknown, timedOut: boolean, afterMs: number): DmsError {
  const code = errorCode(error);
  const said = timedOut ? `no answer within ${Math.round(afterMs)} ms` : (code ?? toError(error).message);
  return new DmsError(
    'DMS_UNAVAILABLE',
    `Expected an answer to ${nameOf(request)} from ${request.url.host}, but: ${said}.`,
    {
      words: said,
      outcomeUnknown: request.method !== 'GET' && !(code !== undefined && NEVER_ARRIVED.has(code)),
      retryable: true,
      cause: error,
    },
  );
}

function isNetworkError(error: unknown): boolean {
  const code = errorCode(error);
  return code !== undefined && /^(?:E[A-Z]+|ERR_STREAM_PREMATURE_CLOSE|HPE_.*|ABORT_ERR)$/.test(code);
}

function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function toError(error: unknown): Error {
  return error instanceof Error
    ? error
    : new Error(typeof error === 'string' ? error : 'unknown failure', { cause: error });
}
