import type { OperationRow } from './operation-store.ts';
import type { DecisionHistoryRow } from './rows.ts';

/** Records of decisions evaluated outside a case; those of a case are written with its step. */
export interface DecisionRecordStore {
  /** Writes the record and its entries of the operation log in one transaction. */
  record(row: DecisionHistoryRow, log: readonly OperationRow[]): Promise<void>;
}
