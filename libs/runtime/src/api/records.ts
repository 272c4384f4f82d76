import type { Page, PageRequest, Sorting } from './page.ts';
import type { VariableFilter } from './instances.ts';

/** A task from its first to its last day: open ones have no end. */
export interface TaskRecord {
  readonly id: string;
  readonly rootId: string;
  readonly instanceId: string;
  readonly elementInstanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly nodeId: string;
  readonly name: string;
  readonly instruction: string | null;
  /** Who has it, or had it when it ended. */
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly priority: number;
  readonly createdAt: string;
  readonly dueDate: string | null;
  readonly followUpDate: string | null;
  readonly endedAt: string | null;
  readonly outcome: 'completed' | 'canceled' | null;
  /** When it is erased with its case; null while that runs, or when nobody has said how long it is kept. */
  readonly removedAt: string | null;
}

/** Patterns (`…Like`) with `%`; instants inclusive. */
export interface TaskRecordFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly instanceId?: string;
  readonly businessKeys?: readonly string[];
  readonly businessKeyLike?: string;
  readonly elementInstanceIds?: readonly string[];
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly definitionName?: string;
  readonly name?: string;
  readonly nameLike?: string;
  readonly instruction?: string;
  readonly instructionLike?: string;
  readonly nodeIds?: readonly string[];
  readonly outcomes?: readonly ('completed' | 'canceled')[];
  readonly assignee?: string;
  readonly assigneeLike?: string;
  readonly owner?: string;
  readonly ownerLike?: string;
  readonly assigned?: boolean;
  readonly priority?: number;
  readonly finished?: boolean;
  readonly caseFinished?: boolean;
  readonly due?: Span;
  readonly followUp?: Span;
  readonly withoutDueDate?: boolean;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly endedAfter?: string;
  readonly endedBefore?: string;
  /** Was somebody's: assignee, owner or candidate, now or before. */
  readonly involvedUser?: string;
  readonly involvedGroup?: string;
  readonly candidateUser?: string;
  readonly candidateGroup?: string;
  readonly withCandidateGroups?: boolean;
  /** Of the case's own scope. */
  readonly variables?: readonly VariableFilter[];
  readonly sort?: readonly Sorting<
    | 'id'
    | 'elementInstanceId'
    | 'instanceId'
    | 'definitionId'
    | 'duration'
    | 'endedAt'
    | 'createdAt'
    | 'name'
    | 'instruction'
    | 'assignee'
    | 'owner'
    | 'dueDate'
    | 'followUpDate'
    | 'outcome'
    | 'nodeId'
    | 'priority'
  >[];
}

interface Span {
  readonly at?: string;
  readonly after?: string;
  readonly before?: string;
}

/** How often, and for which process. */
export interface TaskCount {
  readonly name: string | null;
  readonly count: number;
  readonly definitionId: string | null;
  readonly definitionKey: string;
  readonly definitionName: string | null;
}

/** Milliseconds that something took which began (a case) or ended (a task) in a month or quarter, from 1. */
export interface DurationFigure {
  readonly period: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly average: number;
}

export interface ActivityFigures {
  readonly nodeId: string;
  readonly running: number;
  readonly canceled: number;
  readonly finished: number;
  readonly openIncidents: number;
  readonly resolvedIncidents: number;
  readonly deletedIncidents: number;
}

/** Ended cases of a definition, and how many of them may be erased by now. */
export interface CleanableFigure {
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly definitionName: string | null;
  readonly definitionVersion: number;
  readonly historyTimeToLive: string | null;
  readonly finished: number;
  readonly cleanable: number;
}

/** Ended cases of a process, over all its versions. */
export interface ErasableCases {
  readonly ended: number;
  /** Of these: whose time to live is over. The upkeep of history erases them. */
  readonly expired: number;
}

export type ReportUnit = 'month' | 'quarter';

/** What was, for lists and figures over all cases. */
export interface Records {
  /** Oldest first. */
  tasks(filter?: TaskRecordFilter): Promise<Page<TaskRecord>>;
  /** Ended tasks, counted by their name, or by their definition. */
  taskCounts(
    by: 'name' | 'definition',
    period?: { readonly endedAfter?: string; readonly endedBefore?: string },
  ): Promise<readonly TaskCount[]>;
  taskDurations(
    unit: ReportUnit,
    period?: { readonly endedAfter?: string; readonly endedBefore?: string },
  ): Promise<readonly DurationFigure[]>;
  instanceDurations(
    unit: ReportUnit,
    filter?: {
      readonly definitionIds?: readonly string[];
      readonly definitionKeys?: readonly string[];
      readonly startedAfter?: string;
      readonly startedBefore?: string;
    },
  ): Promise<readonly DurationFigure[]>;
  /** What ran and runs where in a definition. */
  activityFigures(
    definitionId: string,
    filter?: {
      readonly instanceIds?: readonly string[];
      readonly startedAfter?: string;
      readonly startedBefore?: string;
      readonly endedAfter?: string;
      readonly endedBefore?: string;
    },
  ): Promise<readonly ActivityFigures[]>;
  /**
   * Cases of a process that nobody has called, and how many of them are over: by this ISO 8601 period (null: none), or by what
   * their versions have.
   */
  erasableCases(definitionKey: string, period?: string | null): Promise<ErasableCases>;
  cleanableInstances(filter?: {
    readonly definitionIds?: readonly string[];
    readonly definitionKeys?: readonly string[];
  }): Promise<readonly CleanableFigure[]>;
}
