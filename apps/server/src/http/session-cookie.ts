import type { Request, Response } from 'express';

/** `__Host-` would demand TLS, which a first start on one's own machine does not have. */
const NAME = 'laufzettel_session';

export interface CookieOptions {
  /** Only over TLS. */
  readonly secure: boolean;
}

/** The token of the session cookie, if one was sent. */
export function readSessionCookie(request: Request): string | undefined {
  for (const part of (request.get('cookie') ?? '').split(';')) {
    const [name, value] = part.split('=', 2);
    if (name?.trim() === NAME && value !== undefined && value !== '') return value.trim();
  }
  return undefined;
}

export function setSessionCookie(response: Response, token: string, expires: Date, { secure }: CookieOptions): void {
  response.cookie(NAME, token, { httpOnly: true, sameSite: 'strict', secure, path: '/', expires });
}

export function clearSessionCookie(response: Response, { secure }: CookieOptions): void {
  response.clearCookie(NAME, { httpOnly: true, sameSite: 'strict', secure, path: '/' });
}
