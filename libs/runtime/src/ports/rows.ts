import type {
  Declared,
  EngineEvent,
  Fault,
  IncidentKind,
  JobFacts,
  LoopRound,
  Question,
  StartOccurrence,
  TaskFacts,
  Value,
  Variables,
} from '#engine';

/**
 * What the transaction script reads and writes, row by row. Field names are the store's column names in camel case; all
 * instants ISO 8601 UTC with milliseconds. `instanceId` is always the (called) process instance, `rootId` the topmost one,
 * whose row is the lock for the whole tree.
 */
export interface InstanceRow {
  readonly id: string;
  readonly rootId: string;
  readonly superInstanceId: string | null;
  readonly superElementInstanceId: string | null;
  readonly definitionId: string;
  readonly businessKey: string | null;
  readonly suspended: boolean;
  readonly startedAt: string;
  readonly startedBy: string | null;
  readonly startNodeId: string | null;
  readonly restartOf: string | null;
  /** Variables of the instance's own scope, small values only: what lists and correlation look at. */
  readonly variables: Variables;
  /** Counts the committed steps of the tree (root rows only). */
  readonly revision: number;
  /** How many items the tree has (root rows only): decides whether it is loaded as a whole. */
  readonly itemCount: number;
}

/** One partition of the engine's state, with what screens and history need to know about it. */
export interface ItemRow {
  readonly id: string;
  readonly rootId: string;
  readonly parentId: string | null;
  readonly instanceId: string;
  readonly definitionId: string;
  /** Null for the partition of a process instance. */
  readonly nodeId: string | null;
  readonly nodeType: string | null;
  readonly enteredAt: string;
  /** Over, but kept by the engine (for compensation, or for its output). */
  readonly endedAt: string | null;
  readonly multiInstanceBody: boolean;
  readonly calledInstanceId: string | null;
  /** With all variables where it is read; without the large ones, see {@link valueIds}, where it is written. */
  readonly data: Value;
  /** Variables whose values lie beside the row, with the ids of the values. */
  readonly valueIds: Readonly<Record<string, string>>;
}

/** A large value of a variable. Never changed: a new value has a new id. */
export interface ValueRow {
  readonly id: string;
  readonly rootId: string;
  readonly value: Value;
}

interface OfElementRow {
  readonly id: string;
  readonly rootId: string;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly elementInstanceId: string;
  readonly nodeId: string;
  readonly createdAt: string;
}

export interface TaskRow extends OfElementRow {
  readonly name: string;
  readonly purpose: TaskFacts['purpose'];
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly formKey: string | null;
  readonly instruction: string | null;
  readonly asks: readonly Question[];
  readonly priority: number;
  readonly dueDate: string | null;
  readonly followUpDate: string | null;
  readonly suspended: boolean;
  /** Nodes whose work somebody else must have done. */
  readonly differentFrom: readonly string[];
  readonly rounds: readonly LoopRound[];
}

export type StoredJobState = 'ready' | 'locked' | 'waiting' | 'failed';

export interface JobRow extends OfElementRow {
  readonly kind: JobFacts['kind'];
  readonly performer: JobFacts['performer'];
  readonly topic: string;
  readonly priority: number;
  readonly retries: number;
  readonly retryCycle: string | null;
  readonly settings: Variables;
  readonly state: StoredJobState;
  /** How often it was taken. */
  readonly attempts: number;
  readonly workerId: string | null;
  readonly lockToken: string | null;
  readonly lockedUntil: string | null;
  /** When the relay looks at it again (ready: ring again, waiting: try again, locked: the lock is over); null: never. */
  readonly wakeAt: string | null;
  readonly errorMessage: string | null;
  readonly errorDetails: string | null;
  readonly suspended: boolean;
}

export interface TimerRow extends OfElementRow {
  readonly purpose: string;
  readonly dueAt: string;
  readonly suspended: boolean;
}

export interface SubscriptionRow extends OfElementRow {
  readonly kind: 'message' | 'signal' | 'conditional';
  readonly name: string;
  readonly correlation: Variables;
  /** Only messages of this conversation are meant (see `MessageDefinition.byConversation`); null: of any. */
  readonly conversation: string | null;
}

export interface IncidentRow extends OfElementRow {
  readonly kind: IncidentKind;
  /** English, for logs and programs. */
  readonly message: string;
  /** The same for people; null in rows older than this column. */
  readonly fault: Fault | null;
  readonly jobId: string | null;
  readonly configuration: string | null;
  readonly annotation: string | null;
}

/** What a thrown message or signal becomes until it has arrived. */
export type OutboxBody =
  | {
      readonly kind: 'message';
      readonly name: string;
      readonly correlation: Variables;
      readonly variables: Variables;
      readonly declared?: Declared;
      readonly businessKey: string | null;
      readonly expiresAt: string;
      /** How many instances have started each other up to the thrower; absent for none. */
      readonly startedInLine?: number;
    }
  | {
      readonly kind: 'signal';
      readonly name: string;
      readonly variables: Variables;
      readonly declared?: Declared;
      readonly startedInLine?: number;
    }
  | {
      readonly kind: 'deliverMessage' | 'deliverSignal';
      readonly name: string;
      readonly subscriptionId: string;
      readonly targetRootId: string;
      readonly elementInstanceId: string;
      readonly variables: Variables;
      readonly declared?: Declared;
    }
  | {
      readonly kind: 'start';
      readonly definitionId: string;
      readonly startNodeId: string;
      readonly instanceId: string;
      readonly businessKey: string | null;
      readonly variables: Variables;
      readonly declared?: Declared;
      /** The same, the instance to be started included. */
      readonly startedInLine?: number;
    }
  /** One trigger of a parallel multiple start event, to be collected with the others. */
  | ({
      readonly kind: 'collect';
      readonly definitionId: string;
      readonly startNodeId: string;
    } & StartOccurrence);

export interface OutboxRow {
  readonly id: string;
  /** The tree it comes from; null when it was sent through the API. */
  readonly originRootId: string | null;
  readonly body: OutboxBody;
  readonly createdAt: string;
  readonly wakeAt: string;
  readonly attempts: number;
}

/** A start event that waits for something outside. */
export interface StartSubscriptionRow {
  readonly id: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly nodeId: string;
  /** Which of the event's definitions, from 0. */
  readonly definition: number;
  /** How many triggers of the node must occur before it starts: 1 unless it is a parallel multiple start event. */
  readonly needed: number;
  readonly kind: 'message' | 'timer' | 'signal' | 'conditional';
  readonly name: string | null;
  readonly timerForm: 'date' | 'duration' | 'cycle' | null;
  readonly timerText: string | null;
  readonly dueAt: string | null;
  readonly repetitions: number | null;
  readonly condition: Value;
  readonly suspended: boolean;
  readonly createdAt: string;
}

/** One committed step: the audit of the engine, and what replay reads. */
export interface EventRow {
  readonly rootId: string;
  readonly seq: number;
  readonly at: string;
  readonly command: string;
  readonly events: readonly EngineEvent[];
}

export interface ActivityHistoryRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly rootId: string;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly nodeId: string;
  readonly nodeType: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly canceled: boolean;
  readonly taskId: string | null;
  readonly assignee: string | null;
  readonly calledInstanceId: string | null;
}

export interface VariableHistoryRow {
  readonly rootId: string;
  readonly instanceId: string;
  readonly scopeId: string;
  readonly name: string;
  readonly value: Value;
  readonly declaredType: string | null;
  /** The element instance that has set it, where it is not the scope itself. */
  readonly sourceId: string | null;
  /** What somebody did that has set it, see the operation log. */
  readonly operationId: string | null;
  /** Its instance was started with it. */
  readonly initial: boolean;
  readonly removed: boolean;
  readonly at: string;
}

/** What somebody has entered in a field of a form, as text. */
export interface FormFieldRow {
  readonly rootId: string;
  readonly instanceId: string;
  readonly elementInstanceId: string;
  readonly taskId: string | null;
  readonly fieldId: string;
  readonly value: string;
  readonly operationId: string | null;
  readonly at: string;
}

/** How a try of a job went, or its end without one. Timers are jobs, too: what the engine does later by itself. */
export interface JobHistoryRow {
  readonly jobId: string;
  readonly rootId: string;
  readonly instanceId: string;
  readonly nodeId: string;
  readonly topic: string;
  readonly at: string;
  readonly performer: 'external' | 'connector' | 'engine';
  readonly definitionId: string;
  /** Null for the timer of a start event. */
  readonly elementInstanceId: string | null;
  readonly kind: JobFacts['kind'] | 'timer';
  readonly priority: number;
  readonly createdAt: string;
  /** When a timer was to fire. */
  readonly dueAt: string | null;
  readonly outcome: 'completed' | 'failed' | 'error' | 'canceled';
  readonly attempt: number;
  readonly retries: number;
  readonly workerId: string | null;
  readonly message: string | null;
  readonly details: string | null;
}

/** An evaluation of a decision. Case, element and node are null together: then somebody asked by hand. */
export interface DecisionHistoryRow {
  readonly id: string;
  readonly rootId: string | null;
  readonly instanceId: string | null;
  readonly elementInstanceId: string | null;
  readonly nodeId: string | null;
  /** Who asked by hand; null for a case, and where a program asked for itself. */
  readonly userId: string | null;
  readonly decisionDefinitionId: string;
  readonly evaluations: Value;
  readonly at: string;
}
