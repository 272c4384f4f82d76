import type { DataGroup } from './case-data.ts';
import type { DefinitionRef } from './definition.ts';
import type { Instant, JsonObject } from './json.ts';
import type { IncidentSummary } from './incident.ts';
import type { AwaitedEvent } from './message.ts';
import type { PageQuery } from './page.ts';
import type { Suspension } from './suspension.ts';
import type { TaskSummary } from './task.ts';

/** `running`: active or waiting · `failed`: ended by an error nobody caught. The last four never change again. */
export const INSTANCE_STATES = ['running', 'suspended', 'completed', 'terminated', 'canceled', 'failed'] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];

/** One case in a list. */
export interface InstanceSummary {
  readonly id: string;
  readonly definition: DefinitionRef;
  readonly businessKey?: string;
  readonly state: InstanceState;
  readonly startedAt: Instant;
  readonly startedBy?: string;
  readonly endedAt?: Instant;
  /** The case that called this one. */
  readonly superInstanceId?: string;
  /** Where it has no business key of its own but was called: that of the case the work belongs to. */
  readonly partOf?: string;
  readonly incidents: number;
  /** Names of the steps it stands at, at most five. */
  readonly currentSteps: readonly string[];
}

/** Query of `GET /api/instances` → `Page<InstanceSummary>`. Filters combine with "and". Newest first: start, then id. */
export interface InstanceQuery extends PageQuery {
  readonly state?: readonly InstanceState[];
  readonly definitionKey?: string;
  readonly definitionId?: string;
  readonly businessKey?: string;
  /**
   * Part of the business key or of the name of the process, case-insensitive, or an instance id; from three characters on also
   * part of any text in the data of the case, such as the name of who applied.
   */
  readonly search?: string;
  readonly startedBy?: string;
  readonly startedAfter?: Instant;
  readonly startedBefore?: Instant;
  readonly withIncidents?: boolean;
  /** Called cases are listed, too. Default: only those nobody called. */
  readonly includeCalled?: boolean;
}

/** Body of `POST /api/instances` → 201 {@link InstanceSummary}. Exactly one of `definitionKey` and `definitionId`. */
export interface StartInstanceRequest {
  /** Starts the latest version, or `version`. */
  readonly definitionKey?: string;
  /** @integer */
  readonly version?: number;
  readonly definitionId?: string;
  /**
   * Case number as people know it.
   * @maxLength 255
   */
  readonly businessKey?: string;
  readonly variables?: JsonObject;
  /** Which start event, if there are several. */
  readonly startNodeId?: string;
}

/** `GET /api/instances/:id`. */
export interface InstanceDetail extends InstanceSummary {
  /** Present while it is halted. */
  readonly suspension?: Suspension;
  /** Newest version of its process; greater than that of `definition` when it could go on in a newer one. */
  readonly latestVersion: number;
  /** Where it stands: every live element, outermost first. */
  readonly tokens: readonly Token[];
  /** Variables of the case itself. */
  readonly variables: JsonObject;
  /** What the process calls this data. */
  readonly dataGroups: readonly DataGroup[];
  /** Ids of flows taken and of elements finished, with how often: the way taken, for drawing. */
  readonly path: {
    readonly flows: Readonly<Record<string, number>>;
    readonly elements: Readonly<Record<string, number>>;
  };
  /** Where it goes on only when several things have come, some of which are there. */
  readonly gatherings: readonly Gathering[];
  /** Messages and signals it waits for now. */
  readonly awaits: readonly AwaitedEvent[];
  /** Open tasks the person who asks may see. */
  readonly tasks: readonly TaskSummary[];
  readonly openIncidents: readonly IncidentSummary[];
  /** Cases called by this one, oldest first. */
  readonly calledInstances: readonly {
    readonly id: string;
    readonly nodeId: string;
    readonly definition: DefinitionRef;
  }[];
}

/** A join, a parallel multiple event or a parallel event-based gateway at which something has arrived. */
export interface Gathering {
  readonly nodeId: string;
  readonly name?: string;
  readonly arrived: readonly GatheredPart[];
  readonly awaited: readonly GatheredPart[];
}

/** `way`: a token from the step `label`; else an event, told by its name or, of a timer or condition, as it is written. */
export interface GatheredPart {
  readonly kind: 'way' | 'message' | 'signal' | 'timer' | 'condition' | 'event';
  readonly label: string;
  /**
   * More than once: tokens of the next round are there already.
   * @integer
   */
  readonly count?: number;
}

/** A live element: what "you are here" is drawn from. */
export interface Token {
  readonly elementInstanceId: string;
  readonly nodeId: string;
  /** BPMN element name, e.g. `userTask`. */
  readonly nodeType: string;
  readonly name?: string;
  /** Enclosing live element; absent when directly in the process. */
  readonly parentId?: string;
  readonly since?: Instant;
  readonly hasIncident: boolean;
  /** Variables local to this element, when it has any. */
  readonly variables?: JsonObject;
}

/**
 * One fact of the timeline. `GET /api/instances/:id/history` → `Page<HistoryEntry>`, oldest first. The screen turns facts
 * into sentences.
 */
export interface HistoryEntry {
  /** Grows with each fact of the case. */
  readonly sequence: number;
  readonly at: Instant;
  readonly type: HistoryType;
  readonly nodeId?: string;
  readonly nodeType?: string;
  /** Name of the node or of the task. */
  readonly name?: string;
  /** Log-in name of who did it; absent when the machine did. */
  readonly by?: string;
  readonly elementInstanceId?: string;
  readonly taskId?: string;
  readonly incidentId?: string;
  /** What belongs to the type: `variables` (set), `answers` (gateway question by answer labels), `reason`, `changes` (of a modification: `change`, `from`, `to` as element ids, `fromName`, `toName`), `source` and `target` (versions of a migration as DefinitionRef, absent where it was deleted) with `batchId` when it was one of many, `message`, `dueAt`, `code`, `decisions` (each with name, inputs, matched rules and outputs, the required ones first), `rounds` (of a task, see TaskRound), `steps` (names of what was chosen in an ad-hoc subprocess). */
  readonly data: JsonObject;
}

export const HISTORY_TYPES = [
  'instance-started',
  'instance-ended',
  'instance-suspended',
  'instance-resumed',
  'instance-modified',
  'instance-migrated',
  'element-entered',
  'element-completed',
  'element-canceled',
  'flow-taken',
  'variables-set',
  'task-created',
  'task-claimed',
  'task-unclaimed',
  'task-assigned',
  'task-completed',
  'task-canceled',
  'job-created',
  'job-completed',
  'job-canceled',
  'timer-scheduled',
  'timer-fired',
  'steps-chosen',
  'note-written',
  'message-awaited',
  'message-received',
  'message-sent',
  'signal-sent',
  'error-thrown',
  'escalation-thrown',
  'decision-evaluated',
  'incident-raised',
  'incident-resolved',
  'document-filed',
  'document-version-added',
  'other',
] as const;
export type HistoryType = (typeof HISTORY_TYPES)[number];

/** Body of `POST /api/instances/:id/cancel` → 204. */
export interface CancelInstanceRequest {
  /**
   * @minLength 1
   * @maxLength 2000
   */
  readonly reason: string;
}

/** Body of `PATCH /api/instances/:id/variables` → 204. A variable set to null keeps its name; `remove` takes it away. */
export interface SetVariablesRequest {
  readonly variables?: JsonObject;
  readonly remove?: readonly string[];
}
