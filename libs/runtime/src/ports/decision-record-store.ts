import type { OperationRow } from './operation-store.ts';
import type { DecisionHistoryRow } from './rows.ts';

/** Records of decisions. Only evaluations outside a case are written here; those of a case are written with its step. */
export interface DecisionRecordStore {
  /** Writes the record and its entries of the operation log in one transaction. */
  record(row: DecisionHistoryRow, log: readonly OperationRow[]): Promise<void>;
  /** Erases an evaluation, of a case or by hand, with all it required. Nothing when there is none (any more). */
  remove(id: string): Promise<void>;
}
