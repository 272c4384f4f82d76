import type { Instant, JsonObject, JsonValue } from './json.ts';
import type { PageQuery } from './page.ts';

/** How applications come: FIT-Connect, a watched folder, the town's own online form. */
export type IntakeChannel = 'fit-connect' | 'ordner' | 'formular';

/**
 * `stored`, `accepted`: on its way to a case · `started`: its case runs · `refusing`, `refused`: the sender is told why not ·
 * `doubtful`: a person must look · `discarded`: a person has decided that nothing becomes of it.
 */
export type IntakeArrivalState = 'stored' | 'accepted' | 'started' | 'refusing' | 'refused' | 'doubtful' | 'discarded';

/** A source of applications and how the last visits went. */
export interface IntakeSource {
  readonly id: string;
  readonly channel: IntakeChannel;
  /** `unknown`: nobody has been there yet. */
  readonly state: 'up' | 'down' | 'unknown';
  readonly succeededAt: Instant | null;
  readonly failedAt: Instant | null;
  /** What the source, or the way there, said. */
  readonly failure: string | null;
}

/** What is wrong with a description or a mapping; `place` says where. */
export interface IntakeFinding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  /** The same in German. */
  readonly messageDe: string;
  readonly place: string;
}

/** A service of the catalogue, with the mapping in force. */
export interface IntakeService {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly process: string;
  readonly numberSeries: string;
  readonly accepts: readonly string[];
  /** Variable → FEEL expression. */
  readonly variables: Readonly<Record<string, string>>;
  readonly required: readonly string[];
  /** Who has changed the mapping on the screen; absent: it is the one of the file. */
  readonly changed?: { readonly by: string; readonly at: Instant };
  readonly hasForm: boolean;
}

/** Answer of `GET /api/intake`. */
export interface IntakeOverview {
  readonly sources: readonly IntakeSource[];
  readonly services: readonly IntakeService[];
  readonly findings: readonly IntakeFinding[];
}

export interface IntakeProblem {
  readonly code: string;
  readonly detail: string;
  readonly part: string;
}

/** One arrival. */
export interface IntakeArrival {
  readonly sourceId: string;
  readonly submissionId: string;
  readonly state: IntakeArrivalState;
  /** What it asks for, as the source says it; empty when it could not be read. */
  readonly service: string;
  readonly receivedAt: Instant;
  readonly changedAt: Instant;
  /** Case number. */
  readonly number: string | null;
  readonly instanceId: string | null;
  readonly problems: readonly IntakeProblem[];
  /** Can it go on, once a person has decided? False: it could not be read. */
  readonly readable: boolean;
  readonly decision: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
  /** When its files and data were erased, because the record has them; null while they are kept. */
  readonly erasedAt: Instant | null;
}

/** Query of `GET /api/intake/arrivals`. */
export interface IntakeArrivalQuery extends PageQuery {
  readonly state?: readonly IntakeArrivalState[];
  readonly sourceId?: string;
  /** Part of number, service or id. */
  readonly search?: string;
}

/** Body of `POST /api/intake/decisions`: what becomes of a doubtful arrival. */
export interface IntakeDecisionRequest {
  readonly sourceId: string;
  readonly submissionId: string;
  /** `release`: take it in after all · `discard`: nothing becomes of it · `fetch-again`: read it anew at its source */
  readonly action: 'release' | 'discard' | 'fetch-again';
  /**
   * Why; needed to discard.
   * @maxLength 1000
   */
  readonly reason?: string;
  /** Take it in as this service; absent: as what it asks for. */
  readonly service?: string;
}

/** Body of `POST /api/intake/services/:key/mapping`. */
export interface ChangeMappingRequest {
  /** Variable → FEEL expression; null goes back to the file. */
  readonly variables: Readonly<Record<string, string>> | null;
}

/** Answer of `POST /api/intake/preview`: what a mapping makes of a sample file. */
export interface IntakePreview {
  readonly data: JsonValue;
  readonly variables: JsonObject;
  readonly files: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly mediaType: string;
    /** @integer */
    readonly size: number;
  }[];
  readonly findings: readonly IntakeFinding[];
}
