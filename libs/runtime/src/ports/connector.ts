import type { Fault, Variables } from '#engine';
import type { ConnectorDescription } from './connector-description.ts';

/** One job as a connector sees it. */
export interface ConnectorJob {
  readonly jobId: string;
  /** The same on every repetition of this job: hand it to systems that recognise a repeated request. */
  readonly idempotencyKey: string;
  readonly topic: string;
  readonly instanceId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly nodeId: string;
  /** What the activity can see, its input mappings included. */
  readonly variables: Variables;
  /** Constant settings of the model: task headers, fields, properties. */
  readonly settings: Variables;
  /** From 1. */
  readonly attempt: number;
  /** Aborted when the job is no longer this worker's, or the worker stops. */
  readonly signal: AbortSignal;
}

/** `error` is a BPMN error for the process to catch, `failed` is trouble to be tried again (unless `final`). */
export type ConnectorResult =
  | { readonly kind: 'done'; readonly variables?: Variables; readonly localVariables?: Variables }
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly variables?: Variables }
  | {
      readonly kind: 'failed';
      /** English, for logs. */
      readonly message: string;
      /** The same for people, see `connectorFault`; without one the message is shown as a technical one. */
      readonly fault?: Fault;
      readonly details?: string;
      /** Trying again is useless: an incident at once. */
      readonly final?: boolean;
      readonly retryAfterMs?: number;
    };

/**
 * What a service task of a topic does. Runs outside every transaction and may run again for the same job (after a crash of
 * the worker, or of the world outside): it must be idempotent by `idempotencyKey`, or say in its documentation that it is not.
 * Whatever it throws counts as `failed`.
 */
export interface Connector {
  readonly topic: string;
  /** How modelling tools offer it; one without is found only by who knows its topic. */
  readonly description?: ConnectorDescription;
  execute(job: ConnectorJob): Promise<ConnectorResult>;
}
