import type { Fault } from './fault.ts';
import type { InstanceQuery } from './instance.ts';
import type { Instant, JsonObject } from './json.ts';
import type { MappedElement } from './migration.ts';
import type { PageQuery } from './page.ts';

export const BATCH_KINDS = [
  'deleteInstances',
  'deleteHistory',
  'deleteDecisions',
  'modify',
  'migrate',
  'setRetries',
  'setExternalTaskRetries',
  'suspend',
  'resume',
  'setVariables',
  'restart',
  'correlate',
] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

/** The same done to many cases, with its progress: `total` = `waiting` + `done` + `failed`. */
export interface BatchSummary {
  readonly id: string;
  readonly kind: BatchKind;
  readonly total: number;
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
  readonly suspended: boolean;
  readonly createdAt: Instant;
  readonly createdBy?: string;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  /** `canceled`: stopped before everything was done. Absent while it is open. */
  readonly outcome?: 'completed' | 'canceled';
}

/** One target of a batch. `GET /api/batches/:id/items` → `Page<BatchItem>`, in order. */
export interface BatchItem {
  readonly position: number;
  /** A case, but for `setRetries`: a job, for `deleteDecisions`: an evaluation. */
  readonly targetId: string;
  readonly state: 'waiting' | 'done' | 'failed';
  readonly attempts: number;
  /** Why it failed: English, for logs and programs; what people read is made of `fault`. */
  readonly error?: string;
  /** Absent of what failed before there was this field. */
  readonly fault?: Fault;
  /** The new case of a restart. */
  readonly startedInstanceId?: string;
}

/** Query of `GET /api/batches` → `Page<BatchSummary>`, newest first. */
export interface BatchQuery extends PageQuery {
  /** Not ended. */
  readonly open?: boolean;
  readonly kind?: readonly BatchKind[];
}

/** Query of `GET /api/batches/:id/items`. */
export interface BatchItemQuery extends PageQuery {
  readonly state?: readonly ('waiting' | 'done' | 'failed')[];
}

/** How an ended case is begun again. `POST /api/instances/:id/restart` → 201 `InstanceSummary`. */
export interface RestartRequest {
  /** Begin before these elements … */
  readonly startBefore?: readonly string[];
  /** … and after these, instead of at the start. */
  readonly startAfter?: readonly string[];
  /** With the variables it was started with instead of those it ended with. */
  readonly initialVariables?: boolean;
  readonly withoutBusinessKey?: boolean;
}

/** Body of `POST /api/batches` → 201 {@link BatchSummary}. Targets are `instanceIds` and what matches `filter`, together. */
export interface CreateBatchRequest {
  readonly operation:
    | {
        readonly kind: 'deleteInstances';
        /**
         * @minLength 1
         * @maxLength 2000
         */
        readonly reason: string;
      }
    | { readonly kind: 'deleteHistory' | 'suspend' | 'resume' }
    | {
        readonly kind: 'modify';
        /** Elements whose tokens are taken away. */
        readonly cancel?: readonly string[];
        readonly startBefore?: readonly string[];
        readonly startAfter?: readonly string[];
      }
    | {
        readonly kind: 'migrate';
        readonly sourceDefinitionId: string;
        readonly targetDefinitionId: string;
        /** Elements of the source by elements of the target; equal ids when absent. */
        readonly mapping?: readonly MappedElement[];
      }
    | {
        readonly kind: 'setRetries';
        /**
         * What all stopped jobs of the cases get.
         * @integer
         * @minimum 1
         */
        readonly retries: number;
      }
    | { readonly kind: 'setVariables'; readonly variables: JsonObject }
    | { readonly kind: 'restart'; readonly restart?: RestartRequest };
  readonly instanceIds?: readonly string[];
  readonly filter?: Pick<
    InstanceQuery,
    'state' | 'definitionKey' | 'definitionId' | 'businessKey' | 'startedAfter' | 'startedBefore' | 'withIncidents'
  >;
}
