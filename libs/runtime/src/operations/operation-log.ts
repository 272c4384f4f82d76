import type { OperationRow } from '../ports/operation-store.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { currentOperator, type Operator } from './operator.ts';

type Written = 'id' | 'operationId' | 'at' | 'userId' | 'property' | 'orgValue' | 'newValue';

/** What was done to what. Things the store can look up (see {@link OperationRow}) may be left out. */
export type Operation = Pick<OperationRow, 'type' | 'entity'> &
  Partial<Omit<OperationRow, Written | 'type' | 'entity'>>;

/** Property, value before, value after. A value nobody knows is null. */
export type PropertyChange = readonly [property: string, from: LoggedValue, to: LoggedValue];
type LoggedValue = string | number | boolean | null;

const TASK_WORKER = new Set(['Task', 'IdentityLink', 'Comment']);
const NOTHING = {
  annotation: null,
  rootId: null,
  instanceId: null,
  executionId: null,
  definitionId: null,
  definitionKey: null,
  deploymentId: null,
  taskId: null,
  jobId: null,
  externalTaskId: null,
  jobDefinitionId: null,
  batchId: null,
};

/**
 * The entries of an operation, one for each property it changes, or one without a property. To be written in the transaction
 * of the change. Empty when nobody is acting: only what people ask for is logged.
 * @param operator who acts; of work in the background, who has asked for it
 */
export function operationLog(
  parts: Pick<RuntimeParts, 'ids' | 'clock'>,
  operation: Operation,
  changes: readonly PropertyChange[] = [],
  operator: Operator | undefined = currentOperator(),
): readonly OperationRow[] {
  if (operator === undefined) return [];
  operator.operationId ??= parts.ids.next();
  const { operationId, userId } = operator;
  const at = isoNow(parts.clock);
  const category = TASK_WORKER.has(operation.entity) ? 'TaskWorker' : 'Operator';
  const one = (property: string | null, from: LoggedValue, to: LoggedValue): OperationRow => ({
    ...NOTHING,
    category,
    ...operation,
    id: parts.ids.next(),
    operationId,
    at,
    userId,
    property,
    orgValue: textOf(from),
    newValue: textOf(to),
  });
  return changes.length === 0 ? [one(null, null, null)] : changes.map((change) => one(...change));
}

function textOf(value: LoggedValue): string | null {
  return value === null ? null : String(value);
}
