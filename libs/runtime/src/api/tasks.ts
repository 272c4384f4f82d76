import type { Declared, LoopRound, Question, Variables } from '#engine';
import type { Actor } from './actor.ts';
import type { VariableFilter } from './instances.ts';
import type { Page, PageRequest, Sorting } from './page.ts';

/** One line of an inbox. */
export interface TaskView {
  readonly id: string;
  readonly instanceId: string;
  readonly rootId: string;
  readonly elementInstanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly definitionName: string | null;
  readonly nodeId: string;
  readonly name: string;
  readonly purpose: 'perform' | 'decide' | 'confirm' | 'date';
  readonly businessKey: string | null;
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly formKey: string | null;
  readonly instruction: string | null;
  readonly asks: readonly Question[];
  readonly priority: number;
  readonly createdAt: string;
  readonly dueDate: string | null;
  readonly followUpDate: string | null;
  readonly suspended: boolean;
  /** Somebody works on it for its owner, or has done so. */
  readonly delegation: 'pending' | 'resolved' | null;
  /** When a person or program changed it last; null: never. */
  readonly updatedAt: string | null;
  /** Who may not do it, because they did work in this case that somebody else has to check (two-person rule). */
  readonly excludedUsers: readonly string[];
  /** The instances of multi-instances and loops it belongs to, the outermost first. */
  readonly rounds: readonly LoopRound[];
}

/** An ended task, from history. */
export interface EndedTaskView extends TaskView {
  readonly endedAt: string;
  readonly outcome: 'completed' | 'canceled';
  readonly completedBy: string | null;
  readonly answers: Readonly<Record<string, readonly string[]>>;
}

/** What somebody has said about a task. */
export interface CommentView {
  readonly id: string;
  readonly rootId: string;
  readonly instanceId: string;
  readonly taskId: string;
  readonly userId: string;
  readonly message: string;
  readonly at: string;
}

/** What is asked of a single task; patterns have `%`. Names and descriptions are compared in any case. */
export interface TaskCriteria {
  readonly ids?: readonly string[];
  readonly assignee?: string;
  readonly assignees?: readonly string[];
  readonly assigneesNot?: readonly string[];
  readonly assigneeLike?: string;
  readonly unassigned?: boolean;
  readonly owner?: string;
  /** One of these groups (or users) is candidate. */
  readonly candidateGroups?: readonly string[];
  readonly candidateGroupLike?: string;
  readonly candidateUser?: string;
  /** Open for this person or one of their groups; `*` is every group. */
  readonly offeredTo?: Pick<Actor, 'userId' | 'groups'>;
  /** With a criterion about candidates: not those somebody has already. */
  readonly openOnly?: boolean;
  readonly withCandidateGroups?: boolean;
  readonly withCandidateUsers?: boolean;
  /** Assignee, owner or candidate. */
  readonly involvedUser?: string;
  /** Everything this person may work on: assigned to them, or open for them or one of their groups. */
  readonly reachableBy?: Actor;
  readonly instanceId?: string;
  readonly instanceIds?: readonly string[];
  readonly rootId?: string;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly definitionKeys?: readonly string[];
  readonly definitionName?: string;
  readonly definitionNameLike?: string;
  readonly elementInstanceId?: string;
  readonly elementInstanceIds?: readonly string[];
  readonly nodeId?: string;
  readonly nodeIds?: readonly string[];
  readonly nodeIdsNot?: readonly string[];
  readonly nodeIdLike?: string;
  readonly businessKey?: string;
  readonly businessKeys?: readonly string[];
  readonly businessKeyLike?: string;
  readonly name?: string;
  readonly nameNot?: string;
  readonly nameLike?: string;
  readonly nameNotLike?: string;
  readonly instruction?: string;
  readonly instructionLike?: string;
  /** Part of task name, process name, business key or of what its rounds are about, any case; from three characters on also of any text in the case's data. */
  readonly text?: string;
  readonly priority?: number;
  readonly priorityFrom?: number;
  readonly priorityTo?: number;
  readonly delegation?: 'pending' | 'resolved';
  readonly dueOn?: string;
  readonly dueBefore?: string;
  readonly dueAfter?: string;
  readonly withoutDueDate?: boolean;
  readonly followUpOn?: string;
  readonly followUpBefore?: string;
  readonly followUpBeforeOrNone?: string;
  readonly followUpAfter?: string;
  readonly createdOn?: string;
  readonly createdBefore?: string;
  readonly createdAfter?: string;
  /** Changed (or, if never, created) since. */
  readonly updatedAfter?: string;
  readonly suspended?: boolean;
  /** Of the instance. */
  readonly variables?: readonly VariableFilter[];
  /** Of the task alone. */
  readonly localVariables?: readonly VariableFilter[];
}

export interface TaskFilter extends TaskCriteria, PageRequest {
  /** Of each of these at least one criterion must be met. */
  readonly anyOf?: readonly TaskCriteria[];
  readonly sort?: readonly TaskSorting[];
}

/** `variable` of the instance: by its value. */
export type TaskSorting =
  | Sorting<
      | 'createdAt'
      | 'updatedAt'
      | 'dueDate'
      | 'followUpDate'
      | 'priority'
      | 'name'
      | 'nameAnyCase'
      | 'instruction'
      | 'assignee'
      | 'instanceId'
      | 'elementInstanceId'
      | 'id'
    >
  | { readonly variable: string; readonly descending?: boolean };

export interface CompleteTaskCommand {
  readonly taskId: string;
  readonly variables?: Variables;
  readonly declared?: Declared;
  /** What was entered in which field of a form, as text, for history. */
  readonly formFields?: Readonly<Record<string, string>>;
  /** Flow ids by gateway id, for the questions in {@link TaskView.asks}. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  /** ISO 8601, for a task of purpose `date`. */
  readonly date?: string;
  /** Whose work it is; without it nobody is checked (programs). */
  readonly actor?: Actor;
}

/**
 * Changes to a task are row-level and fenced: of two people who claim at once exactly one succeeds.
 * All with an `actor` throw TASK_TAKEN when it is somebody else's and NOT_A_CANDIDATE when it is not open for them, unless the
 * actor supervises. Claiming, completing and assigning throw SAME_PERSON for somebody who did work this task must not be done
 * by the same person as, supervisors and programs included. All throw TASK_NOT_FOUND for a task that never was or is over.
 */
export interface Tasks {
  list(filter?: TaskFilter): Promise<Page<TaskView>>;
  count(filter?: TaskFilter): Promise<number>;
  /** Open tasks by candidate group; null: those without one. */
  countByGroup(): Promise<readonly { readonly group: string | null; readonly tasks: number }[]>;
  get(taskId: string): Promise<TaskView>;
  /** The ended ones, newest first. */
  history(
    filter: PageRequest & {
      readonly instanceId?: string;
      readonly rootId?: string;
      readonly definitionKey?: string;
      readonly completedBy?: string;
      readonly ids?: readonly string[];
      readonly endedAfter?: string;
      readonly endedBefore?: string;
    },
  ): Promise<Page<EndedTaskView>>;
  /** What was said about a task, open or ended, newest first; empty for a task nobody knows. */
  comments(taskId: string): Promise<readonly CommentView[]>;
  /** Says something about a task, open or ended. Kept as long as its history. @throws TASK_NOT_FOUND, INPUT_INVALID */
  comment(command: {
    readonly taskId: string;
    readonly message: string;
    readonly userId: string;
  }): Promise<CommentView>;
  /** What the task can see. */
  variables(taskId: string): Promise<Variables>;
  /** Claiming one's own task again changes nothing. */
  claim(taskId: string, actor: Actor): Promise<TaskView>;
  /** @throws TASK_NOT_CLAIMED */
  unclaim(taskId: string, actor: Actor): Promise<TaskView>;
  /** Gives it to somebody; null makes it open for the candidates again. */
  assign(taskId: string, assignee: string | null, actor?: Actor): Promise<TaskView>;
  /** Gives it to somebody who works for its owner, who becomes whoever has it now (or asks). */
  delegate(taskId: string, assignee: string, actor?: Actor): Promise<TaskView>;
  /** Gives it back to its owner. */
  resolve(taskId: string, actor?: Actor): Promise<TaskView>;
  /** Who has it and may take it, when it is due, how urgent it is. Absent fields stay as they are. */
  update(
    taskId: string,
    change: {
      readonly assignee?: string | null;
      readonly owner?: string | null;
      readonly candidateUsers?: readonly string[];
      readonly candidateGroups?: readonly string[];
      readonly dueDate?: string | null;
      readonly followUpDate?: string | null;
      readonly priority?: number;
      readonly name?: string;
      readonly instruction?: string | null;
      readonly delegation?: TaskView['delegation'];
    },
    actor?: Actor,
  ): Promise<TaskView>;
  /** @throws ANSWER_MISSING, ANSWER_UNKNOWN, DATE_INVALID, INSTANCE_SUSPENDED, VARIABLES_INVALID */
  complete(command: CompleteTaskCommand): Promise<void>;
  /** A BPMN error or escalation instead of completion. @throws ERROR_NOT_CAUGHT */
  throwEvent(command: {
    readonly taskId: string;
    readonly kind: 'error' | 'escalation';
    readonly code: string;
    readonly message?: string;
    readonly variables?: Variables;
    readonly declared?: Declared;
    readonly actor?: Actor;
  }): Promise<void>;
}
