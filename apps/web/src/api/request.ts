import type { ProblemDetails } from './contracts.ts';
import { ProblemError } from './problem-error.ts';

type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a FormData is sent as it is. */
  readonly body?: unknown;
  /** Absent values are left out; a list becomes a repeated parameter. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly signal?: AbortSignal;
}

/** JSON answer of the API. @throws ProblemError for every answer of 400 and above and when no answer came. */
export async function requestJson<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** Text answer of the API, e.g. the XML of a diagram. @throws ProblemError as {@link requestJson}. */
export async function requestText(path: string, options: RequestOptions = {}): Promise<string> {
  const response = await send(path, options);
  // `text()` would read everything as UTF-8.
  const charset = /charset=([\w.-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1] ?? 'utf-8';
  return new TextDecoder(charset).decode(await response.arrayBuffer());
}

/** The first bytes of a file, at most `limit`. @throws ProblemError as {@link requestJson}. */
export async function requestBytes(
  path: string,
  { signal, limit }: { readonly signal: AbortSignal; readonly limit: number },
): Promise<Uint8Array> {
  const response = await send(path, { signal }, { range: `bytes=0-${limit - 1}` });
  return new Uint8Array(await response.arrayBuffer()).subarray(0, limit);
}

/** A file. @throws ProblemError as {@link requestJson}. */
export async function requestFile(path: string, options: RequestOptions = {}): Promise<Blob> {
  return (await send(path, options)).blob();
}

async function send(
  path: string,
  { method = 'GET', body, query, signal }: RequestOptions,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json, application/xml',
    'accept-language': document.documentElement.lang || 'de',
    ...more,
  };
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  const request: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) request.body = isForm ? body : JSON.stringify(body);
  if (signal !== undefined) request.signal = signal;

  let response: Response;
  try {
    response = await fetch(path + queryString(query), request);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new ProblemError({
      code: 'SERVER_UNREACHABLE',
      status: 0,
      detail: `Expected an answer to ${method} ${path}, but none came`,
    });
  }
  if (response.ok) return response;
  throw await readProblem(response, `${method} ${path}`);
}

function queryString(query: RequestOptions['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === '') continue;
    for (const each of Array.isArray(value) ? (value as readonly string[]) : [value])
      parameters.append(name, String(each));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

async function readProblem(response: Response, request: string): Promise<ProblemError> {
  try {
    const problem = (await response.json()) as Partial<ProblemDetails>;
    if (typeof problem.code === 'string') {
      return new ProblemError({
        ...problem,
        code: problem.code,
        status: response.status,
        detail: problem.detail ?? '',
      });
    }
  } catch {
    // Not JSON: a proxy answered instead of the server. Said below with the status that came.
  }
  return new ProblemError({
    code: 'ANSWER_UNREADABLE',
    status: response.status,
    detail: `Expected problem details from ${request}, but status ${response.status} came without them`,
  });
}
