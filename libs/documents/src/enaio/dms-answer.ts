import { DmsError } from '../port/dms-error.ts';
import { type DocumentErrorCode } from '../port/document-error.ts';
import { type HttpAnswer, type HttpRequest, nameOf } from './http-exchange.ts';

const MAX_WORDS = 500;

/** The DMS's own words in an answer: the message of a JSON error, the title of an HTML page, or the plain text. */
function wordsOf(body: Buffer, contentType: string): string {
  const text = body.subarray(0, 64 * 1024).toString('utf8');
  const json = parseJson(text);
  const words = json === undefined ? (looksLikeHtml(text, contentType) ? htmlWords(text) : text) : jsonWords(json);
  const plain = words.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return plain.length > MAX_WORDS ? `${plain.slice(0, MAX_WORDS)}…` : plain;
}

/**
 * The JSON of a good answer.
 *
 * @throws DmsError DMS_PROTOCOL for a page or anything else that is not JSON, although the status says that all is well
 */
export function jsonAnswer(request: HttpRequest, answer: HttpAnswer, body: Buffer): unknown {
  const json = parseJson(body.toString('utf8'));
  if (json !== undefined) return json;
  const contentType = answer.headers['content-type'] ?? '';
  throw protocolError(
    request,
    answer,
    body,
    looksLikeHtml(body.toString('utf8', 0, 2048), contentType) ? 'an HTML page' : 'no JSON',
  );
}

/** What a page instead of content or JSON means: usually a proxy or a log-in in between, so the outcome is unknown. */
export function protocolError(request: HttpRequest, answer: HttpAnswer, body: Buffer, found: string): DmsError {
  const words = wordsOf(body, answer.headers['content-type'] ?? '');
  return new DmsError(
    'DMS_PROTOCOL',
    `Expected the DMS to answer ${nameOf(request)} in its protocol, but status ${answer.status} came with ${found}: ${words}`,
    { words, status: answer.status, outcomeUnknown: request.method !== 'GET', retryable: true },
  );
}

/** The failure an unhappy status means. 401 and 403 are not repeated: repeated wrong passwords lock accounts. */
export function statusError(request: HttpRequest, answer: HttpAnswer, body: Buffer): DmsError {
  const { status } = answer;
  const words = wordsOf(body, answer.headers['content-type'] ?? '');
  if (status >= 300 && status < 400) return protocolError(request, answer, body, 'a redirect');
  const [code, retryable, outcomeUnknown] = meaningOf(status);
  return new DmsError(code, `Expected the DMS to accept ${nameOf(request)}, but it answered ${status}: ${words}`, {
    words,
    status,
    retryable,
    outcomeUnknown: outcomeUnknown && request.method !== 'GET',
  });
}

function meaningOf(status: number): readonly [code: DocumentErrorCode, retryable: boolean, outcomeUnknown: boolean] {
  if (status === 401) return ['DMS_UNAUTHORIZED', false, false];
  if (status === 404) return ['DMS_NOT_FOUND', false, false];
  if (status === 408 || status === 425 || status === 429) return ['DMS_UNAVAILABLE', true, false];
  // A server that fails may fail after it has stored.
  if (status >= 500) return ['DMS_UNAVAILABLE', true, true];
  return ['DMS_REFUSED', false, false];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function looksLikeHtml(text: string, contentType: string): boolean {
  return contentType.includes('html') || /^\s*<(?:!doctype|html|head|body)/i.test(text);
}

function htmlWords(text: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? '';
  const heading = /<h1[^>]*>([^<]*)/i.exec(text)?.[1] ?? '';
  const words = [title, heading].filter((part) => part.trim() !== '').join(': ');
  return words === '' ? text.replace(/<[^>]*>/g, ' ') : words;
}

const MESSAGE_KEYS = ['message', 'errorMessage', 'detail', 'error_description', 'error', 'title', 'reason'];

function jsonWords(json: unknown): string {
  if (typeof json === 'string') return json;
  if (Array.isArray(json))
    return json
      .map(jsonWords)
      .filter((words) => words !== '')
      .join('; ');
  if (typeof json !== 'object' || json === null) return '';
  const values = new Map<string, unknown>(Object.entries(json));
  for (const key of MESSAGE_KEYS) {
    const words = values.has(key) ? jsonWords(values.get(key)) : '';
    if (words !== '') return words;
  }
  const nested = values.get('errors');
  return nested === undefined ? '' : jsonWords(nested);
}
