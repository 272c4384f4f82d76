import type { OperationView } from '../api/operations.ts';

/**
 * An entry of the operation log as a use case knows it. What it leaves null the store fills in from the rows the entry is
 * about: instance, root, definition and deployment of the task, job or instance named.
 */
export type OperationRow = OperationView;

/** The log on its own. Changes of other rows take their entries along: see the parameter `log` of the stores. */
export interface OperationStore {
  /** Remarks on all entries of an operation. False when there is none. */
  annotate(operationId: string, annotation: string | null, log: readonly OperationRow[]): Promise<boolean>;
}
