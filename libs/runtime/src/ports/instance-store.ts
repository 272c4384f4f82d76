import type { Variables } from '#engine';
import type { BatchItemReference } from './batch-store.ts';
import type { OperationRow } from './operation-store.ts';
import type {
  ActivityHistoryRow,
  DecisionHistoryRow,
  EventRow,
  IncidentRow,
  InstanceRow,
  ItemRow,
  FormFieldRow,
  JobHistoryRow,
  JobRow,
  OutboxRow,
  StartSubscriptionRow,
  SubscriptionRow,
  TaskRow,
  TimerRow,
  ValueRow,
  VariableHistoryRow,
} from './rows.ts';

/** Where something lives: the tree to lock, and the element instance to load first when the tree is large. */
export interface Location {
  readonly rootId: string;
  readonly instanceId: string;
  readonly elementInstanceId: string | null;
}

export type LocatedKind = 'instance' | 'item' | 'task' | 'job' | 'timer' | 'subscription' | 'incident';

/** A key nobody else may hold at the same time. */
export interface Reservation {
  readonly kind: 'idempotency';
  readonly key: string;
  readonly instanceId: string;
  /** Until when an idempotency key is remembered. */
  readonly expiresAt: string | null;
}

/** The lock row of a tree. */
export type LockedRoot = Pick<InstanceRow, 'id' | 'definitionId' | 'businessKey' | 'revision' | 'itemCount'>;

/**
 * Everything one transaction changes. The lists are disjoint: what is created and over within the transaction appears in
 * its history only.
 */
export interface Changes {
  readonly itemUpserts: readonly ItemRow[];
  readonly itemRemovals: readonly string[];
  readonly valueInserts: readonly ValueRow[];
  readonly valueRemovals: readonly string[];
  readonly instanceInserts: readonly InstanceRow[];
  /** `variables` is merged into the small copy, `removed` names are taken out; null leaves a field as it is. */
  readonly instancePatches: readonly {
    readonly id: string;
    readonly variables: Variables | null;
    readonly removed: readonly string[];
    readonly suspended: boolean | null;
    readonly definitionId: string | null;
    readonly revision: number | null;
    readonly itemCount: number | null;
  }[];
  /** Moves the row into history. */
  readonly instanceEnds: readonly InstanceEnd[];
  readonly instanceHistory: readonly (InstanceRow & Omit<InstanceEnd, 'id' | 'variables' | 'removed'>)[];
  readonly taskInserts: readonly TaskRow[];
  readonly taskEnds: readonly TaskEnd[];
  readonly taskHistory: readonly (TaskRow & Omit<TaskEnd, 'id'>)[];
  readonly jobInserts: readonly JobRow[];
  readonly jobPatches: readonly JobPatch[];
  /** Jobs that are over with a try, which is in {@link jobHistory}. */
  readonly jobRemovals: readonly string[];
  /** Jobs nobody needs any more: moved into history. */
  readonly jobCancels: readonly { readonly id: string; readonly at: string }[];
  readonly timerInserts: readonly TimerRow[];
  /** Moved into history. */
  readonly timerEnds: readonly {
    readonly id: string;
    readonly at: string;
    readonly outcome: 'completed' | 'canceled';
  }[];
  readonly subscriptionInserts: readonly SubscriptionRow[];
  readonly subscriptionRemovals: readonly string[];
  readonly incidentInserts: readonly IncidentRow[];
  readonly incidentEnds: readonly { readonly id: string; readonly endedAt: string }[];
  readonly incidentHistory: readonly (IncidentRow & { readonly endedAt: string })[];
  readonly outboxInserts: readonly OutboxRow[];
  readonly outboxRemovals: readonly string[];
  readonly outboxPatches: readonly { readonly id: string; readonly wakeAt: string; readonly attempts: number }[];
  /** Start timers that have fired: the next date, or null when there is none left. */
  readonly startTimerPatches: readonly {
    readonly id: string;
    readonly dueAt: string | null;
    readonly repetitions: number | null;
  }[];
  /** Starts that were refused and give their idempotency key back. */
  readonly keyReleases: readonly string[];
  /** Process instances (not only roots) whose waiting rows are put to sleep or woken. */
  readonly suspensions: readonly { readonly instanceId: string; readonly suspended: boolean }[];
  /** Element instances that now belong to another definition (migration). */
  readonly moves: readonly {
    readonly elementInstanceId: string;
    /** Rows of this node (and not of a boundary event) are now of `nodeId`. */
    readonly fromNodeId: string;
    readonly nodeId: string;
    readonly definitionId: string;
  }[];
  /** Open tasks that read as a new definition has them; `keepsForm`: the form key stays. */
  readonly taskRenewals: readonly (Pick<
    TaskRow,
    'id' | 'name' | 'instruction' | 'formKey' | 'asks' | 'differentFrom'
  > & {
    readonly keepsForm: boolean;
  })[];
  readonly events: readonly EventRow[];
  readonly activityHistory: readonly ActivityHistoryRow[];
  readonly variableHistory: readonly VariableHistoryRow[];
  readonly formFieldHistory: readonly FormFieldRow[];
  readonly jobHistory: readonly JobHistoryRow[];
  readonly decisionHistory: readonly DecisionHistoryRow[];
  /** What people have asked for, see {@link OperationRow}. */
  readonly operations: readonly OperationRow[];
  /** Targets of batches done by this transaction; `result` is the instance it has started. */
  readonly batchItemsDone: readonly (BatchItemReference & { readonly at: string; readonly result: string | null })[];
}

export interface InstanceEnd {
  readonly id: string;
  readonly outcome: 'completed' | 'terminated' | 'canceled' | 'failed';
  readonly endedAt: string;
  readonly endNodeId: string | null;
  readonly reason: string | null;
  /** Last changes of the small copy. */
  readonly variables: Variables;
  readonly removed: readonly string[];
}

export interface TaskEnd {
  readonly id: string;
  readonly endedAt: string;
  readonly outcome: 'completed' | 'canceled';
  readonly completedBy: string | null;
  readonly answers: Readonly<Record<string, readonly string[]>>;
}

export interface JobPatch {
  readonly id: string;
  readonly state: JobRow['state'];
  readonly retries: number;
  readonly wakeAt: string | null;
  readonly errorMessage: string | null;
  readonly errorDetails: string | null;
  /** Who has failed at work for outside stays known: it is theirs until somebody else fetches it. */
  readonly keepsWorker: boolean;
}

/** A task as its fence sees it. */
export interface LockedTask extends Pick<
  TaskRow,
  'id' | 'instanceId' | 'nodeId' | 'assignee' | 'candidateUsers' | 'candidateGroups' | 'differentFrom'
> {
  /** Who has done work in this instance that excludes them from this task. */
  readonly excludedUsers: readonly string[];
}

/** One database transaction. Ends with {@link write}, or changes nothing. */
export interface InstanceTransaction {
  /**
   * Takes keys, in a fixed order; waits for a competing transaction. Answers, per reservation, the instance that holds the
   * key: the own one, or an earlier one's.
   */
  reserve(reservations: readonly Reservation[]): Promise<readonly { readonly key: string; readonly heldBy: string }[]>;
  /**
   * The running instances of a process that have this business key, whatever their version. Until this transaction is over
   * another one that asks the same waits.
   */
  businessKeyHolders(
    definitionKey: string,
    businessKey: string,
  ): Promise<readonly { readonly instanceId: string; readonly rootId: string }[]>;
  /** Locks the rows of these trees in a fixed order, so that two transactions never wait for each other in a circle. */
  lock(rootIds: readonly string[]): Promise<readonly LockedRoot[]>;
  /** Rows that fence a command; locked until the end. */
  jobs(ids: readonly string[]): Promise<readonly JobRow[]>;
  tasks(ids: readonly string[]): Promise<readonly LockedTask[]>;
  outbox(ids: readonly string[]): Promise<readonly string[]>;
  startTimers(ids: readonly string[]): Promise<readonly StartSubscriptionRow[]>;
  /** Suspensions of definitions with their instances that are still to be done. */
  plannedSuspensions(ids: readonly string[]): Promise<readonly string[]>;
  /** Those that still wait. */
  batchItems(items: readonly BatchItemReference[]): Promise<readonly BatchItemReference[]>;
  incidents(ids: readonly string[]): Promise<readonly IncidentRow[]>;
  /** The items of these trees that are not over. `partial`: the trees that have others besides, kept by the engine. */
  items(
    rootIds: readonly string[],
  ): Promise<{ readonly rows: readonly ItemRow[]; readonly partial: ReadonlySet<string> }>;
  /** These items with everything around them up to the root. */
  paths(itemIds: readonly string[]): Promise<readonly ItemRow[]>;
  item(id: string): Promise<ItemRow | undefined>;
  children(rootId: string, parentId: string): Promise<readonly ItemRow[]>;
  /** Writes everything with one statement per table and commits. Called once, last. */
  write(changes: Changes): Promise<void>;
}

/** The record of all running instances. The only writer is the transaction script; see {@link CommandExecutor}. */
export interface InstanceStore {
  /** Finds the tree of each thing; what does not exist is missing from the answer. Keys are `<kind>:<id>`. */
  locate(
    references: readonly { readonly kind: LocatedKind; readonly id: string }[],
  ): Promise<ReadonlyMap<string, Location>>;
  /** Rolls back when `work` throws or ends without {@link InstanceTransaction.write}. */
  transaction<T>(work: (transaction: InstanceTransaction) => Promise<T>): Promise<T>;
}
