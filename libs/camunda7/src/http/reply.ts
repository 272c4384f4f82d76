import { toCamundaError } from './camunda-error.ts';
import { stringifyJson } from './exact-integer.ts';
import type { FacadeResponse } from './request.ts';

const EMPTY = new Uint8Array();

/** JSON with the content type exactly `application/json`: clients of Camunda 7 compare it as a whole. */
export function json(body: unknown, status = 200): FacadeResponse {
  return { status, contentType: 'application/json', body: new TextEncoder().encode(stringifyJson(body)), headers: {} };
}

/** 204 without a body. */
export function noContent(): FacadeResponse {
  return { status: 204, contentType: '', body: EMPTY, headers: {} };
}

/**
 * Bytes of a file; `fileName` makes it a download. The content is not trusted: a browser that is led here runs nothing of it
 * and sends nothing from it.
 */
export function bytes(body: Uint8Array, contentType: string, fileName?: string): FacadeResponse {
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  };
  if (fileName !== undefined)
    headers['content-disposition'] =
      `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  return { status: 200, contentType, body, headers };
}

/** Where something that has just been made can be read. Camunda 7 tells it there only: lists have no links. */
export function selfLink(href: string): { readonly method: string; readonly href: string; readonly rel: string } {
  return { method: 'GET', href, rel: 'self' };
}

/** What is possible at an address. */
export function options(allow: string): FacadeResponse {
  return { status: 200, contentType: '', body: EMPTY, headers: { Allow: allow } };
}

/** Plain text; 204 where there is none. */
export function text(content: string | null): FacadeResponse {
  return content === null || content === '' ? noContent() : bytes(new TextEncoder().encode(content), 'text/plain');
}

/** `{ type, message, code }` of any failure. */
export function failure(error: unknown): FacadeResponse {
  const told = toCamundaError(error);
  const body = { type: told.type, message: told.message, code: told.code, ...told.details };
  return { ...json(body, told.status), headers: told.headers };
}
