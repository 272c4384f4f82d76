import type { Fault } from '#engine';
import type { Page, PageRequest, Sorting } from './page.ts';

/** Work that stopped and waits for somebody to look at it. `endedAt` is set once it is resolved (or its element is gone). */
export interface IncidentView {
  readonly id: string;
  readonly kind: string;
  /** English, for logs and programs. */
  readonly message: string;
  /** The same for people; null of incidents that are older than this field. */
  readonly fault: Fault | null;
  readonly instanceId: string;
  readonly rootId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly definitionName: string | null;
  readonly businessKey: string | null;
  readonly nodeId: string;
  readonly elementInstanceId: string;
  readonly jobId: string | null;
  /** What it is about, in the words of who has reported it; null for those of the engine itself. */
  readonly configuration: string | null;
  /** Who does the job that failed; null where no job did. */
  readonly performer: 'external' | 'connector' | 'engine' | null;
  readonly raisedAt: string;
  readonly endedAt: string | null;
  /** It has ended because its element was taken away, not because somebody mended it. */
  readonly withdrawn: boolean;
  readonly annotation: string | null;
}

export interface IncidentFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly instanceId?: string;
  readonly rootId?: string;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly nodeId?: string;
  /** Raised at one of these places. */
  readonly at?: readonly { readonly definitionId: string; readonly nodeId: string }[];
  readonly kind?: string;
  /** Of jobs of external workers (true), or of anything else (false). */
  readonly external?: boolean;
  readonly jobId?: string;
  /** Of this job, or reported from outside with this configuration. */
  readonly about?: string;
  readonly definitionKeys?: readonly string[];
  readonly elementInstanceId?: string;
  readonly message?: string;
  /** Pattern with `%`. */
  readonly messageLike?: string;
  readonly raisedAfter?: string;
  readonly raisedBefore?: string;
  readonly endedAfter?: string;
  readonly endedBefore?: string;
  readonly withdrawn?: boolean;
  /** Open ones when absent or true; with false the ended ones; with `any` both. */
  readonly open?: boolean | 'any';
  readonly sort?: readonly Sorting<
    | 'raisedAt'
    | 'endedAt'
    | 'kind'
    | 'id'
    | 'elementInstanceId'
    | 'nodeId'
    | 'instanceId'
    | 'definitionId'
    | 'definitionKey'
    | 'jobId'
    | 'about'
    | 'message'
  >[];
}

/** An incident somebody reports. */
export interface NewIncident {
  readonly elementInstanceId: string;
  readonly kind: string;
  readonly message: string;
  readonly configuration?: string;
}

export interface Incidents {
  list(filter?: IncidentFilter): Promise<Page<IncidentView>>;
  count(filter?: IncidentFilter): Promise<number>;
  /** @throws INCIDENT_NOT_FOUND */
  get(incidentId: string): Promise<IncidentView>;
  /**
   * Somebody outside reports trouble at a live element, which goes on as it was; it is over when somebody resolves it, or
   * with the element. @throws SCOPE_NOT_FOUND, INPUT_INVALID for a kind that is empty or longer than 255 characters
   */
  raise(incident: NewIncident): Promise<IncidentView>;
  /**
   * Tries again: evaluates the expression again, or gives the job its retries back. If it fails again, a new incident
   * appears. @throws INCIDENT_NOT_FOUND
   */
  retry(incidentId: string): Promise<void>;
  /** A remark for colleagues; null removes it. @throws INCIDENT_NOT_FOUND */
  annotate(incidentId: string, annotation: string | null): Promise<void>;
}
