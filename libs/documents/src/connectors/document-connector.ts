import {
  type Connector,
  type ConnectorDescription,
  type ConnectorJob,
  type ConnectorResult,
  roomFault,
} from '#runtime';
import { isDocumentError } from '../port/document-error.ts';
import { type RecordReference } from '../port/record-reference.ts';
import { JobInput } from './job-input.ts';

/** Hands a record over to a DMS and waits until it has confirmed. */
export interface RecordDelivery {
  /** @throws DocumentError DELIVERY_PENDING or DELIVERY_FAILED with the DMS's own words */
  deliver(record: RecordReference): Promise<void>;
  /** Lets acts that failed be tried again. */
  retry(record: RecordReference): Promise<unknown>;
}

/** What an act of a connector leads to: the record it concerned, and what the process gets. */
export interface ActOutcome {
  readonly record: RecordReference;
  readonly variables: NonNullable<Extract<ConnectorResult, { kind: 'done' }>['variables']>;
}

/** The person the log of documents names for what a process does by itself. */
export const BY_PROCESS = 'system:process';

/**
 * A connector whose job is done only when the DMS has confirmed. While the DMS is down the job is tried again as the model
 * says, and ends as an incident with the DMS's own words; what the DMS refuses is an incident at once. A job that runs again
 * has somebody behind it who mended something, or a pause: what had failed is tried once more.
 */
export function documentConnector(
  topic: string,
  description: ConnectorDescription,
  delivery: RecordDelivery | undefined,
  act: (job: ConnectorJob, input: JobInput) => Promise<ActOutcome>,
): Connector {
  return {
    topic,
    description,
    async execute(job): Promise<ConnectorResult> {
      try {
        const { record, variables } = await act(job, new JobInput(job));
        if (job.attempt > 1) await delivery?.retry(record);
        await delivery?.deliver(record);
        return { kind: 'done', variables };
      } catch (error) {
        if (!isDocumentError(error)) throw error;
        const { reason } = error.details;
        return {
          kind: 'failed',
          message: error.message,
          fault: roomFault(error),
          details: JSON.stringify({ code: error.code, ...(reason === undefined ? {} : { reason }) }),
          final: !error.retryable,
        };
      }
    },
  };
}

/** What a document made by an activity is called: by a given name versions of one, otherwise a new one each time. */
export function documentNameOf(job: ConnectorJob, input: JobInput): string {
  return input.text('documentName') ?? `${job.nodeId}:${job.idempotencyKey}`;
}
