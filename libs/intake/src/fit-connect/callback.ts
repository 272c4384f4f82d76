import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a callback may be before it counts as replayed. */
const WINDOW_MS = 5 * 60_000;

/**
 * Does a callback come from FIT-Connect, just now? It carries `callback-timestamp` (seconds) and `callback-authentication`:
 * an HMAC over `<timestamp>.<body>` with the destination's secret. A valid one only says "look": what waits is fetched by
 * the ordinary round, so a replay within the window does nothing twice.
 */
export function isGenuineCallback(request: {
  readonly timestamp: string;
  readonly authentication: string;
  readonly body: string;
  readonly secret: string;
  readonly hash: 'sha256' | 'sha512';
  readonly now: number;
}): boolean {
  const seconds = /^\d{1,12}$/.test(request.timestamp) ? Number(request.timestamp) : NaN;
  if (!(Math.abs(request.now - seconds * 1000) <= WINDOW_MS)) return false;
  const expected = createHmac(request.hash, request.secret).update(`${request.timestamp}.${request.body}`).digest();
  const given = Buffer.from(request.authentication, /^[0-9a-f]+$/i.test(request.authentication) ? 'hex' : 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
