import type { Declared } from './model/declared.ts';
import type { Variables } from './model/expression.ts';
import type { Fault } from './model/fault.ts';

/** What somebody wants. Imperative; answered by events or by a {@link Rejection}. One command, one transaction. */
export type Command =
  | StartInstance
  | CompleteTask
  | ThrowFromTask
  | CompleteJob
  | ThrowFromJob
  | FailJob
  | FireTimer
  | DeliverMessage
  | DeliverSignal
  | SetVariables
  | EvaluateConditions
  | ChooseAdHocActivities
  | CompleteAdHoc
  | RaiseIncident
  | ResolveIncident
  | CancelInstance
  | ModifyInstance
  | SuspendInstance
  | ResumeInstance
  | MigrateInstance;

/**
 * Where a token begins that does not come from a start event: before or behind a node, or on a flow. Variables are set
 * where they are known, else in the scope around the place.
 */
export type StartPlace = { readonly variables?: Variables; readonly declared?: Declared } & ForActivity &
  ({ readonly nodeId: string; readonly after: boolean } | { readonly flowId: string });

export interface StartInstance {
  readonly type: 'StartInstance';
  /** Id the new process instance gets; it is also the id of its root. */
  readonly processInstanceId: string;
  readonly definitionId: string;
  readonly businessKey?: string;
  readonly variables: Variables;
  readonly declared?: Declared;
  /** Start event, or instantiating receive task or event-based gateway target; the none start event when absent. */
  readonly startNodeId?: string;
  /** Start at these places instead (C7 startInstructions). */
  readonly startAt?: readonly StartPlace[];
  readonly by?: string;
  /** A restarted instance remembers the one it repeats. */
  readonly restartOf?: string;
  /** A message or signal starts it: how many instances have started each other so far, this one included. */
  readonly startedInLine?: number;
}

/** A person has done it. `answers` are flow ids by gateway id; `date` answers a timer drawn with words. */
export interface CompleteTask {
  readonly type: 'CompleteTask';
  readonly taskId: string;
  readonly variables: Variables;
  readonly declared?: Declared;
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  readonly date?: string;
  readonly by?: string;
}

/** A person reports a BPMN error or an escalation instead of completing (escalation leaves the task open unless caught interrupting). */
export interface ThrowFromTask {
  readonly type: 'ThrowFromTask';
  readonly taskId: string;
  readonly kind: 'error' | 'escalation';
  readonly code: string;
  readonly message?: string;
  readonly variables: Variables;
  readonly declared?: Declared;
}

/** The worker has done it. The fencing token has been checked by the runtime before. */
export interface CompleteJob {
  readonly type: 'CompleteJob';
  readonly jobId: string;
  readonly variables: Variables;
  readonly declared?: Declared;
  readonly localVariables?: Variables;
  readonly localDeclared?: Declared;
}

export interface ThrowFromJob {
  readonly type: 'ThrowFromJob';
  readonly jobId: string;
  readonly kind: 'error' | 'escalation';
  readonly code: string;
  readonly message?: string;
  readonly variables: Variables;
  readonly declared?: Declared;
}

/**
 * The worker has failed: the job stays. Without `retries` (or with 0) an incident is raised; with some it may be tried again,
 * and what is left for the engine is what the worker has found out: variables, set where they are known, and local ones.
 */
export interface FailJob {
  readonly type: 'FailJob';
  readonly jobId: string;
  readonly message: string;
  readonly retries?: number;
  readonly variables?: Variables;
  readonly declared?: Declared;
  readonly localVariables?: Variables;
  readonly localDeclared?: Declared;
  /** The same for people; the message itself counts as somebody's own words where there is none. */
  readonly fault?: Fault;
}

export interface FireTimer {
  readonly type: 'FireTimer';
  readonly timerId: string;
  /** Where a cycle goes on from when the timer was moved with all its later dates; its own date when absent. */
  readonly movedTo?: string;
}

export interface DeliverMessage {
  readonly type: 'DeliverMessage';
  readonly subscriptionId: string;
  readonly messageName: string;
  readonly variables: Variables;
  readonly declared?: Declared;
  /** Set where the message is waited for, and nowhere else. */
  readonly localVariables?: Variables;
  readonly localDeclared?: Declared;
  /** Local variables of what the message begins: an event subprocess, or the event itself. */
  readonly scopeVariables?: Variables;
  readonly scopeDeclared?: Declared;
}

export interface DeliverSignal {
  readonly type: 'DeliverSignal';
  readonly subscriptionId: string;
  readonly signalName: string;
  readonly variables: Variables;
  readonly declared?: Declared;
}

/** `scopeId`: a process instance id or an element instance id. Not `local`: set, or removed, where the name is already known, innermost first. */
export interface SetVariables {
  readonly type: 'SetVariables';
  readonly scopeId: string;
  readonly variables: Variables;
  readonly declared?: Declared;
  readonly remove?: readonly string[];
  readonly local: boolean;
}

/** Looks at all waiting conditions again (C7 `/condition`, and time-dependent conditions). */
export interface EvaluateConditions {
  readonly type: 'EvaluateConditions';
  readonly processInstanceId: string;
  readonly variables: Variables;
  readonly declared?: Declared;
}

export interface ChooseAdHocActivities {
  readonly type: 'ChooseAdHocActivities';
  readonly elementInstanceId: string;
  readonly activityIds: readonly string[];
}

export interface CompleteAdHoc {
  readonly type: 'CompleteAdHoc';
  readonly elementInstanceId: string;
}

export interface RaiseIncident {
  readonly type: 'RaiseIncident';
  readonly elementInstanceId: string;
  readonly kind: string;
  readonly message: string;
  /** What it is about in the words of who reports it; opaque here. */
  readonly configuration?: string;
}

/** Repeats what failed: an expression is evaluated again, a job gets its retries back. */
export interface ResolveIncident {
  readonly type: 'ResolveIncident';
  readonly incidentId: string;
}

/** Ends a process instance (or a called one below it) from outside. */
export interface CancelInstance {
  readonly type: 'CancelInstance';
  readonly processInstanceId: string;
  readonly reason: string;
  readonly by?: string;
}

export type Modification =
  | { readonly kind: 'cancel'; readonly elementInstanceId: string }
  | { readonly kind: 'cancelAll'; readonly nodeId: string }
  /** Takes one token away and puts one before or after another node, in the scope around it that holds both. */
  | {
      readonly kind: 'move';
      readonly elementInstanceId: string;
      readonly nodeId: string;
      readonly after: boolean;
      readonly variables: Variables;
      readonly declared?: Declared;
    }
  | ({
      readonly kind: 'startBefore' | 'startAfter';
      readonly nodeId: string;
      readonly ancestorId?: string;
      readonly variables: Variables;
      readonly declared?: Declared;
    } & ForActivity)
  | ({
      readonly kind: 'takeFlow';
      readonly flowId: string;
      readonly ancestorId?: string;
      readonly variables: Variables;
      readonly declared?: Declared;
    } & ForActivity);

/**
 * Variables of the element that begins there, and of nothing around it. Where a token only leaves an element, or takes a
 * flow, no element begins yet: then they are those of the scope it moves in.
 */
export interface ForActivity {
  readonly localVariables?: Variables;
  readonly localDeclared?: Declared;
}

export interface ModifyInstance {
  readonly type: 'ModifyInstance';
  readonly processInstanceId: string;
  readonly modifications: readonly Modification[];
  readonly by?: string;
}

export interface SuspendInstance {
  readonly type: 'SuspendInstance';
  readonly processInstanceId: string;
}

export interface ResumeInstance {
  readonly type: 'ResumeInstance';
  readonly processInstanceId: string;
}

/** A node of the source and the one that stands for it in the target; `updateTrigger` renews timers and message names. */
export interface NodeMapping {
  readonly sourceId: string;
  readonly targetId: string;
  readonly updateTrigger: boolean;
}

export interface MigrateInstance {
  readonly type: 'MigrateInstance';
  readonly processInstanceId: string;
  readonly targetDefinitionId: string;
  readonly mapping: readonly NodeMapping[];
  readonly variables: Variables;
  readonly declared?: Declared;
}

/** Says no; nothing has changed. */
export interface Rejection {
  readonly code:
    | 'INSTANCE_NOT_FOUND'
    | 'INSTANCE_SUSPENDED'
    | 'TASK_NOT_FOUND'
    | 'JOB_NOT_FOUND'
    | 'TIMER_NOT_FOUND'
    | 'SUBSCRIPTION_NOT_FOUND'
    | 'INCIDENT_NOT_FOUND'
    | 'SCOPE_NOT_FOUND'
    | 'NODE_NOT_FOUND'
    | 'START_NOT_POSSIBLE'
    | 'ANSWER_MISSING'
    | 'ANSWER_UNKNOWN'
    | 'DATE_INVALID'
    | 'ERROR_NOT_CAUGHT'
    | 'MODIFICATION_INVALID'
    | 'MIGRATION_INVALID'
    | 'EXPRESSION_FAILED'
    | 'LIMIT_EXCEEDED';
  /** "Expected …, but …": what, where, what to do. */
  readonly message: string;
  readonly elementId?: string;
}
