import type { Instant } from './json.ts';

/**
 * Server-sent events of `GET /api/changes` (needs a session). They say what to read again, never what it contains, and
 * only what the person may read. Screens invalidate their queries by `kind` and ids.
 *
 * - `event: hello`, data {@link ChangesHello}: first event of each connection.
 * - `event: change`, `id:` the position, data {@link Change}.
 * - `event: refresh`, data `{}`: more has happened than the server remembers since the position the browser
 *   resumed from (`Last-Event-ID`), or the server has restarted: read everything visible again.
 * - comment lines every 20 s keep proxies from closing the connection.
 */
export const CHANGE_EVENTS = { hello: 'hello', change: 'change', refresh: 'refresh' } as const;

export interface ChangesHello {
  readonly at: Instant;
}

export type Change =
  | { readonly kind: 'instance'; readonly instanceId: string; readonly definitionKey?: string }
  | { readonly kind: 'task'; readonly taskId: string; readonly instanceId?: string }
  | { readonly kind: 'incident'; readonly incidentId?: string; readonly instanceId?: string }
  | { readonly kind: 'definition'; readonly definitionKey?: string };
