import type { DefinitionRef } from './definition.ts';
import type { Fault } from './fault.ts';
import type { Instant } from './json.ts';
import type { PageQuery } from './page.ts';

/** Something that stops a case until somebody mends the cause and retries. */
export interface IncidentSummary {
  readonly id: string;
  /** `job`, `expression`, `noFlow`, `called`, `unhandledError`, `timer`, `decision`, `limit`, … */
  readonly kind: string;
  /** English, for logs and programs; what people read is made of `fault`. */
  readonly message: string;
  /** Absent of incidents that are older than this field. */
  readonly fault?: Fault;
  readonly raisedAt: Instant;
  readonly instance: { readonly id: string; readonly businessKey?: string };
  readonly definition: DefinitionRef;
  readonly nodeId: string;
  readonly nodeName?: string;
  /** Groups incidents that very likely have the same cause: same definition, node, kind and message without its figures. */
  readonly causeId: string;
}

/** Query of `GET /api/incidents` → `Page<IncidentSummary>`, oldest first; only open ones. */
export interface IncidentQuery extends PageQuery {
  readonly causeId?: string;
  readonly definitionKey?: string;
  readonly instanceId?: string;
}

/** One line of the cockpit. `GET /api/incidents/causes` → `{ causes: IncidentCause[] }`, most cases first. */
export interface IncidentCause {
  readonly causeId: string;
  readonly kind: string;
  /** Message of the newest one. */
  readonly message: string;
  readonly fault?: Fault;
  readonly definition: DefinitionRef;
  readonly nodeId: string;
  readonly nodeName?: string;
  /** How many cases it stops. */
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

export interface IncidentCauses {
  readonly causes: readonly IncidentCause[];
}

/**
 * Body of `POST /api/incidents/retry` → 200 {@link RetryResult}: all incidents of a cause. One alone:
 * `POST /api/incidents/:id/retry` without body → 200 {@link RetryResult}.
 */
export interface RetryIncidentsRequest {
  readonly causeId: string;
}

export interface RetryResult {
  /** Incidents resolved; the work is tried again and may fail again as a new incident. */
  readonly retried: number;
}
