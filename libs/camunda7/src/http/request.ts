import busboy from 'busboy';
import type { Permission } from '#contracts';
import { CamundaError, invalid } from './camunda-error.ts';
import { exactInteger, parseJson } from './exact-integer.ts';

/** Who calls, as far as the façade needs to know; identity has been checked before. */
export interface Caller {
  readonly userId: string;
  readonly groups: readonly string[];
  /** Default deny: a route asks for exactly one permission. */
  may(permission: Permission): boolean;
  /** Topics of external work it may do beside the permission `job:work`; `*` at the end for any rest. */
  readonly topics: readonly string[];
}

/** A request as the transport hands it over; `path` is relative to `/engine-rest`. */
export interface FacadeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  /** The Accept header; empty without one. */
  readonly accept: string;
  readonly body: Uint8Array;
  readonly caller: Caller;
  /** Network address the request comes from. */
  readonly address: string;
  /** Aborted when the client goes away; ends long polling. */
  readonly signal: AbortSignal;
  /** Address of `/engine-rest` as the client sees it, for links. */
  readonly baseUrl: string;
}

/** `body` is an object to be written as JSON, bytes with their own type, or nothing (204). */
export interface FacadeResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a handler is called with: the decoded path parameters beside the request. */
export interface Call extends FacadeRequest {
  readonly params: Readonly<Record<string, string>>;
}

/** The path parameter `id` of a call. */
export function id(call: Call): string {
  return call.params['id'] ?? '';
}

/** How deep the values of a body may lie in each other: no real one comes near, and everything that walks them is safe. */
const DEEPEST = 1000;

/** The JSON object of a request body; an empty body, or null, is an empty object. @throws CamundaError 400 */
export function jsonBody(call: FacadeRequest): Readonly<Record<string, unknown>> {
  if (call.body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(call.body));
  } catch (error) {
    throw new CamundaError(
      400,
      'JsonParseException',
      `Expected a JSON object as request body, but it cannot be read: ${(error as Error).message}`,
    );
  }
  // The Java client says `null` where it has nothing to say.
  if (parsed === null) return {};
  if (typeof parsed !== 'object' || Array.isArray(parsed))
    throw new CamundaError(
      400,
      'MismatchedInputException',
      'Expected a JSON object as request body, but got another kind of value.',
    );
  requireStorable(parsed);
  return parsed as Record<string, unknown>;
}

/**
 * Refuses what no value may hold: the character U+0000, which PostgreSQL cannot keep, and depth without end. Exact numbers
 * stay so as the value of a variable only; anywhere else they are the nearest number, as ever in JSON.
 */
function requireStorable(body: object): void {
  let layer: readonly unknown[] = [body];
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > DEEPEST) throw invalid(`Expected at most ${DEEPEST} values inside each other in the request body.`);
    const within: unknown[] = [];
    for (const value of layer) {
      if (typeof value === 'string') requireText(value);
      else if (Array.isArray(value))
        for (const [index, item] of value.entries()) {
          const exact = typeof item === 'string' ? exactInteger(item) : undefined;
          if (exact === undefined) within.push(item);
          else value[index] = Number(exact.text);
        }
      else if (typeof value === 'object' && value !== null)
        for (const [name, item] of Object.entries(value)) {
          requireText(name);
          const exact = typeof item === 'string' ? exactInteger(item) : undefined;
          if (exact === undefined) within.push(item);
          else (value as Record<string, unknown>)[name] = name === 'value' ? exact : Number(exact.text);
        }
    }
    layer = within;
  }
}

function requireText(text: string): void {
  if (text.includes('\0')) throw invalid('Expected text without the character U+0000, but the request has one.');
}

/**
 * May what this request brings be read at all? Its address must be text, and a body must say that it is JSON, or a form where
 * files are sent. @throws CamundaError 400, 415
 */
export function requireReadable(call: Call): void {
  for (const value of Object.values(call.params)) requireText(value);
  for (const [name, value] of call.query) {
    requireText(name);
    requireText(value);
  }
  const type = (call.contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (call.body.length === 0 || type === '' || type === 'multipart/form-data') return;
  if (type === 'application/json' || type.endsWith('+json')) return;
  throw new CamundaError(415, 'NotSupportedException', `Expected a body of type application/json, but got ${type}.`);
}

/** A part of a multipart request. */
export interface FormPart {
  readonly name: string;
  readonly fileName: string | null;
  readonly contentType: string;
  /** The content type with its parameters, as the part says it. */
  readonly contentTypeHeader: string;
  readonly content: Uint8Array;
}

/** Reads multipart/form-data; file names are reduced to their last segment. @throws CamundaError 400 when it is none. */
export async function formParts(call: FacadeRequest): Promise<readonly FormPart[]> {
  const refused = invalid('Expected multipart/form-data, but the body cannot be read as such.');
  const headers = contentTypeHeaders(call);
  return new Promise((resolve, reject) => {
    const parts: FormPart[] = [];
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: { 'content-type': call.contentType }, defParamCharset: 'utf8' });
    } catch {
      reject(refused);
      return;
    }
    parser.on('field', (name, value, { mimeType }) => {
      parts.push({
        name,
        fileName: null,
        contentType: mimeType,
        contentTypeHeader: headers.get(name) ?? mimeType,
        content: new TextEncoder().encode(value),
      });
    });
    parser.on('file', (name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () =>
        parts.push({
          name,
          fileName: filename ?? null,
          contentType: mimeType,
          contentTypeHeader: headers.get(name) ?? mimeType,
          content: Buffer.concat(chunks),
        }),
      );
    });
    parser.on('error', () => reject(refused));
    parser.on('close', () => resolve(parts));
    parser.end(call.body);
  });
}

/** Content types of the parts by name: the parser keeps no parameters but the character set. */
function contentTypeHeaders(call: FacadeRequest): ReadonlyMap<string, string> {
  const boundary = /;\s*boundary=("?)([^";]+)\1/i.exec(call.contentType)?.[2];
  const headers = new Map<string, string>();
  if (boundary === undefined) return headers;
  for (const part of Buffer.from(call.body).toString('latin1').split(`--${boundary}\r\n`).slice(1)) {
    const head = part.slice(0, part.indexOf('\r\n\r\n'));
    const name = /^content-disposition:.*?[;\s]name="?([^";\r\n]*)/im.exec(head)?.[1];
    const type = /^content-type:\s*([^\r\n]+)/im.exec(head)?.[1];
    if (name !== undefined && type !== undefined) headers.set(name, type);
  }
  return headers;
}
