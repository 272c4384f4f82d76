import type { Page, PageRequest, Sorting } from './page.ts';

/** Work that stopped and waits for somebody to look at it. `endedAt` is set once it is resolved (or its element is gone). */
export interface IncidentView {
  readonly id: string;
  readonly kind: string;
  readonly message: string;
  readonly instanceId: string;
  readonly rootId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly definitionName: string | null;
  readonly businessKey: string | null;
  readonly nodeId: string;
  readonly elementInstanceId: string;
  readonly jobId: string | null;
  readonly raisedAt: string;
  readonly endedAt: string | null;
  readonly annotation: string | null;
}

export interface IncidentFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly instanceId?: string;
  readonly rootId?: string;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly nodeId?: string;
  readonly kind?: string;
  readonly jobId?: string;
  /** Open ones when absent or true; with false the ended ones. */
  readonly open?: boolean;
  readonly sort?: readonly Sorting<'raisedAt' | 'kind' | 'id'>[];
}

export interface Incidents {
  list(filter?: IncidentFilter): Promise<Page<IncidentView>>;
  count(filter?: IncidentFilter): Promise<number>;
  /** @throws INCIDENT_NOT_FOUND */
  get(incidentId: string): Promise<IncidentView>;
  /**
   * Tries again: evaluates the expression again, or gives the job its retries back. If it fails again, a new incident
   * appears. @throws INCIDENT_NOT_FOUND
   */
  retry(incidentId: string): Promise<void>;
  /** A remark for colleagues; null removes it. @throws INCIDENT_NOT_FOUND */
  annotate(incidentId: string, annotation: string | null): Promise<void>;
}
