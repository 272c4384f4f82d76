import type { DataGroup } from './case-data.ts';
import type { DefinitionRef } from './definition.ts';
import type { TaskForm } from './form.ts';
import type { Instant, JsonObject } from './json.ts';
import type { PageQuery } from './page.ts';
import type { Suspension } from './suspension.ts';
import type { Person } from './session.ts';

/**
 * The filters of the inbox, always seen from the person who asks. `mine`: claimed by me · `groups`: open, offered to my
 * groups or to me, claimed by nobody · `followUps`: mine or my groups', put off to a date · `late`: mine or my groups',
 * due date passed · `done`: completed by me, newest first · `all`: every open task (permission `task:assign`).
 */
export const TASK_SCOPES = ['mine', 'groups', 'followUps', 'late', 'done', 'all'] as const;
export type TaskScope = (typeof TASK_SCOPES)[number];

/** Why it is asked: see {@link TaskDetail}.asks, and `date` for a timer drawn with words only. */
export type TaskPurpose = 'perform' | 'decide' | 'confirm' | 'date';
export type TaskState = 'open' | 'completed' | 'canceled';

/** Query of `GET /api/tasks` → `Page<TaskSummary>`. Order: due date (none last), priority downwards, age, id. */
export interface TaskQuery extends PageQuery {
  /** `mine` when absent. */
  readonly scope?: TaskScope;
  readonly group?: string;
  readonly definitionKey?: string;
  readonly instanceId?: string;
  /** Part of the task's name, of what its rounds are about or of the business key, case-insensitive; from three characters on also of any text in the case's data. */
  readonly search?: string;
}

/** Answer of `GET /api/tasks/counts`: the numbers beside the filters. `all` only with permission `task:assign`. */
export interface TaskCounts {
  readonly mine: number;
  readonly groups: number;
  readonly followUps: number;
  readonly late: number;
  readonly done: number;
  readonly all?: number;
  /** Open and unclaimed by group the person works for; groups without tasks are absent. */
  readonly byGroup: Readonly<Record<string, number>>;
}

/** One instance of a multi-instance or loop a task belongs to: what tells it from the others of the same name. */
export interface TaskRound {
  /**
   * Its place among them, from 1.
   * @integer
   */
  readonly index: number;
  /**
   * How many there are; absent for a loop, which goes on as long as its condition says.
   * @integer
   */
  readonly total?: number;
  /** What of the collection it is about, in at most three values; absent where it goes over no collection. */
  readonly subject?: readonly (string | number | boolean)[];
}

/** One line of the inbox. */
export interface TaskSummary {
  readonly id: string;
  readonly name: string;
  /** The instances of multi-instances and loops it belongs to, the outermost first; absent when there are none. */
  readonly rounds?: readonly TaskRound[];
  readonly purpose: TaskPurpose;
  readonly state: TaskState;
  readonly nodeId: string;
  /** `partOf`: of a called case without a business key, that of the case the work belongs to. */
  readonly instance: { readonly id: string; readonly businessKey?: string; readonly partOf?: string };
  readonly definition: DefinitionRef;
  readonly assignee?: Pick<Person, 'name' | 'displayName'>;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly priority: number;
  readonly createdAt: Instant;
  readonly dueDate?: Instant;
  /** Present when it is due on a day without a time (`2026-11-23`, in the installation's time zone): {@link dueDate} is its end. */
  readonly dueDay?: string;
  readonly followUpDate?: Instant;
  /** Present when it comes back on a day without a time: {@link followUpDate} is its beginning. */
  readonly followUpDay?: string;
  /** Present while its case is halted: nobody can complete it. */
  readonly suspension?: Suspension;
  /** Due date passed while open. */
  readonly late: boolean;
  readonly completedAt?: Instant;
  readonly completedBy?: string;
}

/** `GET /api/tasks/:id`. */
export interface TaskDetail extends TaskSummary {
  /** What to do, in the words of whoever drew the process. */
  readonly instruction?: string;
  readonly lane?: string;
  /** Questions of the gateways behind; all must be answered to complete. */
  readonly asks: readonly TaskQuestion[];
  /** Of the task that chooses the work of an ad-hoc subprocess: what may be begun, any number of times. Completing ends the subprocess. */
  readonly choices?: readonly TaskChoice[];
  /** With {@link choices}: what is open inside now; completing drops it. */
  readonly openSteps?: readonly OpenStep[];
  readonly form?: TaskForm;
  /** Case data visible at this step. */
  readonly variables: JsonObject;
  /** What the process calls this data. */
  readonly dataGroups: readonly DataGroup[];
  /** The person who asks did the work this task checks: somebody else has to do it. */
  readonly needsSecondPerson: boolean;
  /** What the person who asks may do with it now. */
  readonly may: {
    readonly claim: boolean;
    readonly unclaim: boolean;
    readonly complete: boolean;
    readonly assign: boolean;
    /** Give it to a colleague it is meant for, and write notes. */
    readonly handOver: boolean;
    readonly followUp: boolean;
  };
}

/** A step that is open inside an ad-hoc subprocess, or was chosen and waits for its turn. */
export interface OpenStep {
  readonly nodeId: string;
  readonly label: string;
  readonly rounds?: readonly TaskRound[];
  readonly assignee?: Pick<Person, 'name' | 'displayName'>;
  /** Its turn has not come: the subprocess does one step after the other. */
  readonly waiting?: boolean;
}

/** A step somebody may begin in an ad-hoc subprocess (BPMN 2.0.2 § 13.3.5). */
export interface TaskChoice {
  readonly nodeId: string;
  readonly label: string;
}

/**
 * Body of `POST /api/tasks/:id/steps` → {@link TaskDetail}: begins these steps, in this order where the subprocess is
 * sequential. 403 `TASK_NOT_YOURS`, 409 `TASK_ALREADY_COMPLETED`, 422 `STEP_NOT_OFFERED` when one is none of the task's choices;
 * in all these cases nothing has changed.
 */
export interface BeginStepsRequest {
  /** Node ids of {@link TaskDetail}.choices; at least one. */
  readonly steps: readonly string[];
}

/** A gateway's question: its name and the labels of its flows. */
export interface TaskQuestion {
  readonly gatewayId: string;
  readonly text: string;
  /** Several answers may be ticked; otherwise exactly one. At least one in any case. */
  readonly multiple: boolean;
  readonly answers: readonly { readonly flowId: string; readonly label: string }[];
}

/**
 * `POST /api/tasks/:id/claim` → {@link TaskDetail}: it becomes mine; 409 `TASK_ALREADY_CLAIMED` if it is somebody else's,
 * 403 `TASK_NOT_YOURS` if it was never offered to me, 403 `TASK_NEEDS_SECOND_PERSON` if I did the work it checks. `POST /api/tasks/:id/unclaim` → {@link TaskDetail}: back to the groups.
 */

/** Body of `POST /api/tasks/:id/assign` → {@link TaskDetail}. `assignee: null` gives it back to the groups. */
export interface AssignTaskRequest {
  readonly assignee: string | null;
}

/** Body of `POST /api/tasks/:id/follow-up` → {@link TaskDetail}. Puts the task off; null takes the date away. */
export interface FollowUpRequest {
  readonly date: Instant | null;
}

/**
 * Body of `POST /api/tasks/:id/complete` → 200 {@link TaskCompletion}. An unclaimed task of my groups is claimed on the
 * way. 409 `TASK_ALREADY_COMPLETED`, 403 `TASK_NOT_YOURS`, 422 `ANSWER_MISSING` or `ANSWER_UNKNOWN` with the gateway as
 * `elementId`, 422 `VARIABLES_INVALID` with every field of the form that is required but empty, here and in the case, or
 * whose value does not fit; in all these cases nothing has changed.
 */
export interface CompleteTaskRequest {
  readonly variables?: JsonObject;
  /** Chosen flow ids by gateway id. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  /** For purpose `date`: when the timer shall fire. */
  readonly date?: Instant;
  /**
   * `false`: 409 `STEPS_STILL_OPEN`, nothing changed, when completing would drop steps of an ad-hoc subprocess that are still
   * open ({@link TaskDetail}.openSteps). Dropped without a question when absent.
   */
  readonly dropOpenSteps?: boolean;
}

export interface TaskCompletion {
  readonly instanceId: string;
  /** Tasks of the same case that are open now and may be worked by the same person: "go on with". */
  readonly next: readonly TaskSummary[];
}
