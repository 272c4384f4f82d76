import type { Request } from 'express';
import { ProblemError } from '#platform';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that change something and that, as the browser itself says, another site has caused. Browsers send
 * `Sec-Fetch-Site` or, older ones, `Origin` with every such request and no page can forge them; a program that sends
 * neither is no browser and cannot be lured. Together with SameSite=Strict this needs no token.
 *
 * @param publicUrl address people type when a proxy changes the Host header
 * @throws ProblemError 403 CROSS_SITE_REQUEST
 */
export function refuseCrossSite(request: Request, publicUrl: string | undefined): void {
  if (SAFE.has(request.method)) return;
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const own =
    site === undefined
      ? origin === undefined || sameHost(origin, request.get('host'), publicUrl)
      : site === 'same-origin' || site === 'none';
  if (!own) {
    throw new ProblemError(
      403,
      'CROSS_SITE_REQUEST',
      `Expected a request from Laufzettel's own pages, but it comes from ${JSON.stringify(origin ?? site)}.`,
    );
  }
}

function sameHost(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const { host: from } = new URL(origin);
  return from === host || (publicUrl !== undefined && from === new URL(publicUrl).host);
}
