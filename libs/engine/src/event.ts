import type { VariableTypes } from './model/declared.ts';
import type { Value, Variables } from './model/expression.ts';
import type { Fault } from './model/fault.ts';
import type { NodeType } from './model/process-model.ts';
import type { PersonWork, Question } from './model/work.ts';

/**
 * What has happened, past tense. Facts only: every time, id and expression result is written in, nothing is derived
 * again when it is applied. A type never changes its meaning; a new meaning is a new `v`.
 * `processInstanceId` is the (called) process instance it happened in, the id of the whole tree is known to the caller.
 */
export type EngineEvent = { readonly v: 1; readonly at: string; readonly processInstanceId: string } & EventBody;

export type EventBody =
  // instance
  | {
      readonly type: 'InstanceStarted';
      readonly definitionId: string;
      readonly processId: string;
      readonly businessKey?: string;
      readonly startNodeId?: string;
      readonly by?: string;
      readonly superProcessInstanceId?: string;
      readonly superElementInstanceId?: string;
      readonly restartOf?: string;
      /** How many instances have started each other by messages and signals up to this one. */
      readonly startedInLine?: number;
    }
  | {
      readonly type: 'InstanceEnded';
      readonly outcome: 'completed' | 'terminated' | 'canceled' | 'failed';
      readonly reason?: string;
      readonly endNodeId?: string;
    }
  | { readonly type: 'InstanceSuspended' }
  | { readonly type: 'InstanceResumed' }
  | {
      readonly type: 'InstanceMigrated';
      readonly fromDefinitionId: string;
      readonly toDefinitionId: string;
      /** The process of the new definition; absent in old records, where it is that of the old one. */
      readonly toProcessId?: string;
      readonly elements: readonly {
        readonly elementInstanceId: string;
        readonly fromNodeId: string;
        readonly toNodeId: string;
      }[];
    }
  // elements
  | ({
      readonly type: 'ElementEntered';
      readonly parentId: string;
      readonly viaFlowId?: string;
      readonly loopCounter?: number;
      readonly multiInstanceBody: boolean;
      readonly calledProcessInstanceId?: string;
      readonly state?: Value;
      /** Answers of people the token carries along until their gateway takes them. */
      readonly answers?: Answers;
      /** Further tokens of the scope that reach this node go to this instance (joins, start quantity). */
      readonly gathers?: true;
    } & OfElement)
  | ({
      readonly type: 'ElementCompleted';
      /** The body of a multi-instance or looping activity: history counts its inner instances, never the body. */
      readonly multiInstanceBody?: true;
      /** It stays as a record for compensation, or for its output, until its scope ends; ordered by completion. */
      readonly kept?: { readonly order: number; readonly output?: Value };
    } & OfElement)
  | ({ readonly type: 'ElementCanceled'; readonly reason: CancelReason } & OfElement)
  /** The element's own bookkeeping has changed (loop counters, arrivals at a join, compensation record …): engine-internal, opaque outside. */
  | {
      readonly type: 'ElementStateChanged';
      readonly elementInstanceId: string;
      readonly state: Value;
      /** The instance gathers no further tokens. */
      readonly gathers?: false;
      readonly answers?: Answers;
    }
  /** A part of a long input collection, laid aside so that the body of a sequential multi-instance stays small. */
  | {
      readonly type: 'LoopInputStored';
      readonly recordId: string;
      readonly elementInstanceId: string;
      readonly elements: readonly Value[];
      readonly nextRecordId?: string;
    }
  /** Compensation of a scope has begun: handlers run one after another in reverse order of completion (clause 13.5.5). */
  | {
      readonly type: 'CompensationStarted';
      readonly compensationId: string;
      readonly scopeId: string;
      /** Completed instances that are to be compensated, in the order of compensation. */
      readonly records: readonly string[];
      /** The waiting throw event, or the transaction that is being cancelled. */
      readonly notifies?: string;
    }
  | { readonly type: 'CompensationAdvanced'; readonly compensationId: string; readonly recordId: string }
  | { readonly type: 'CompensationEnded'; readonly compensationId: string }
  | {
      readonly type: 'FlowTaken';
      readonly flowId: string;
      readonly scopeId: string;
      readonly answers?: Answers;
    }
  // data
  | {
      readonly type: 'VariablesSet';
      readonly scopeId: string;
      readonly variables: Variables;
      /** Of the variables set: those whose sender has declared a type. */
      readonly types?: VariableTypes;
      readonly removed?: readonly string[];
      /** The element instance that has set them, where it is not the scope itself. */
      readonly sourceId?: string;
    }
  // waiting for people, workers, time and news
  | ({
      readonly type: 'TaskCreated';
      readonly taskId: string;
      readonly task: TaskFacts;
      /** Which of the event's definitions it stands for, from 0. */
      readonly definition?: number;
    } & OfElement)
  | ({
      readonly type: 'TaskCompleted';
      readonly taskId: string;
      readonly by?: string;
      readonly answers?: Answers;
      readonly date?: string;
    } & OfElement)
  | ({ readonly type: 'TaskCanceled'; readonly taskId: string } & OfElement)
  /** An open task reads as the new definition has it (migration). Who has it and until when stays as people have left it. */
  | ({ readonly type: 'TaskRenewed'; readonly taskId: string; readonly task: RenewedTask } & OfElement)
  | ({ readonly type: 'JobCreated'; readonly jobId: string; readonly job: JobFacts } & OfElement)
  | ({ readonly type: 'JobCompleted'; readonly jobId: string } & OfElement)
  | ({ readonly type: 'JobCanceled'; readonly jobId: string } & OfElement)
  | ({
      readonly type: 'TimerScheduled';
      readonly timerId: string;
      readonly dueAt: string;
      readonly purpose: 'catch' | 'boundary' | 'eventSubProcess' | 'gateway';
      /** Which of the event's definitions it belongs to, from 0. */
      readonly definition?: number;
      /** A repeating timer: its text, and the firings left after this one (-1: for ever). */
      readonly cycle?: { readonly text: string; readonly repetitions: number };
    } & OfElement)
  | ({ readonly type: 'TimerFired'; readonly timerId: string } & OfElement)
  | ({ readonly type: 'TimerCanceled'; readonly timerId: string } & OfElement)
  | ({
      readonly type: 'SubscriptionOpened';
      readonly subscriptionId: string;
      readonly kind: 'message' | 'signal' | 'conditional';
      readonly name: string;
      readonly correlation: Variables;
      readonly definition?: number;
      /** Only messages of this conversation are meant, see `MessageDefinition.byConversation`. */
      readonly conversation?: string;
    } & OfElement)
  /** A condition has become true or false; it triggers when it becomes true (clause 10.5.5 conditional). */
  | ({ readonly type: 'ConditionObserved'; readonly subscriptionId: string; readonly holds: boolean } & OfElement)
  | ({ readonly type: 'SubscriptionTriggered'; readonly subscriptionId: string } & OfElement)
  | ({ readonly type: 'SubscriptionClosed'; readonly subscriptionId: string } & OfElement)
  // news for the world outside this instance
  | ({
      readonly type: 'MessageThrown';
      readonly name: string;
      readonly correlation: Variables;
      readonly variables: Variables;
      readonly types?: VariableTypes;
      /** The conversation it belongs to: an instance it starts takes it as its business key. */
      readonly conversation?: string;
      /** Of the thrower, see InstanceStarted. */
      readonly startedInLine?: number;
    } & OfElement)
  | ({
      readonly type: 'SignalThrown';
      readonly name: string;
      readonly variables: Variables;
      readonly types?: VariableTypes;
      readonly startedInLine?: number;
    } & OfElement)
  | ({
      readonly type: 'ErrorThrown';
      readonly code: string;
      readonly message?: string;
      readonly caughtBy?: string;
    } & OfElement)
  | ({ readonly type: 'EscalationThrown'; readonly code: string; readonly caughtBy?: string } & OfElement)
  | ({
      readonly type: 'DecisionEvaluated';
      readonly decisionDefinitionId: string;
      readonly evaluations: Value;
    } & OfElement)
  // trouble
  | ({
      readonly type: 'IncidentRaised';
      readonly incidentId: string;
      readonly kind: IncidentKind;
      /** English, for logs and programs. */
      readonly message: string;
      /** The same for people; absent in histories older than this field. */
      readonly fault?: Fault;
      readonly jobId?: string;
      /** What it is about in the words of who has reported it from outside. */
      readonly configuration?: string;
      /** What is tried again when the incident is resolved: engine-internal, opaque outside. */
      readonly resume?: Value;
      /** Declared types of the variables in `resume`. */
      readonly types?: VariableTypes;
    } & OfElement)
  | ({ readonly type: 'IncidentResolved'; readonly incidentId: string } & OfElement);

/** Flow ids by gateway id: how people answered the questions of gateways. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** The element instance an event belongs to. */
export interface OfElement {
  readonly elementInstanceId: string;
  readonly nodeId: string;
  readonly nodeType: NodeType;
  readonly definitionId: string;
}

export type CancelReason =
  | 'boundary'
  | 'terminate'
  | 'error'
  | 'eventSubProcess'
  | 'gateway'
  | 'completionCondition'
  | 'canceled'
  | 'modification'
  | 'compensation';

/** `expression`: could not be evaluated · `job`: retries used up · `called`: nothing to call · `noFlow`: no condition held and no default. */
export type IncidentKind =
  'expression' | 'job' | 'called' | 'noFlow' | 'unhandledError' | 'timer' | 'decision' | 'limit' | (string & {});

/** What of a task follows the definition. */
export interface RenewedTask extends Pick<TaskFacts, 'name' | 'instruction' | 'asks' | 'differentFrom'> {
  /** Null: it has no form any more. Absent where the form depends on data: it stays. */
  readonly formKey?: string | null;
}

/** A person's work with everything computed: a line in the inbox. Dates are ISO 8601. */
export interface TaskFacts {
  readonly purpose: PersonWork['purpose'];
  readonly name: string;
  readonly assignee?: string;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly formKey?: string;
  readonly dueDate?: string;
  readonly followUpDate?: string;
  readonly priority: number;
  readonly instruction?: string;
  readonly asks: readonly Question[];
  /** See {@link PersonWork.differentFrom}. */
  readonly differentFrom?: readonly string[];
  /** The instances of multi-instances and loops it belongs to, the outermost first; absent when there are none. */
  readonly rounds?: readonly LoopRound[];
}

/** One instance of a multi-instance or looping activity (clause 10.3.8), as people tell it from the others. */
export interface LoopRound {
  /** Its place among them, from 1. */
  readonly index: number;
  /** How many there are; absent for a standard loop, which does not know beforehand. */
  readonly total?: number;
  /** What of the input collection it is about, in at most three values; absent without a collection. */
  readonly subject?: readonly (string | number | boolean)[];
}

/** A worker's work with everything computed. `async`: continue the instance itself; `work`: call a connector or wait for an external worker. */
export interface JobFacts {
  readonly kind: 'work' | 'asyncBefore' | 'asyncAfter';
  readonly performer: 'external' | 'connector' | 'engine';
  readonly topic: string;
  readonly priority: number;
  readonly retries: number;
  readonly retryCycle?: string;
  readonly settings: Variables;
}
