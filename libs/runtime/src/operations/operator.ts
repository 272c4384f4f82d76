import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf the use cases are called, and what ties together what one request does. */
export interface Operator {
  readonly userId: string;
  /** Given by the first entry that is written. */
  operationId: string | undefined;
}

const operators = new AsyncLocalStorage<Operator | undefined>();

/**
 * See {@link Operations.as}. Where nobody acts nothing is stored: the first store makes the runtime follow every promise of
 * the program, which costs a worker without HTTP a tenth of its time for nothing.
 */
export function actAs<T>(userId: string | undefined, work: () => T): T {
  if (userId === undefined && operators.getStore() === undefined) return work();
  return operators.run(userId === undefined ? undefined : { userId, operationId: undefined }, work);
}

/** Undefined when a program acts by itself. */
export function currentOperator(): Operator | undefined {
  return operators.getStore();
}
