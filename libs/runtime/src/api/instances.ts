import type { Declared, Gathering, Modification, StartPlace, Value, Variables, VariableTypes } from '#engine';
import type { DefinitionReference } from './definitions.ts';
import type { MigrationPlan, MigrationReport, MigrationTrial } from './migrations.ts';
import type { ModificationEffect, ModificationPlace, ModifiedStep } from './modifications.ts';
import type { Page, PageRequest, Sorting } from './page.ts';

export type InstanceState = 'active' | 'suspended' | 'completed' | 'terminated' | 'canceled' | 'failed';

/** A process instance, running or ended: the same shape from the first to the last day. */
export interface InstanceView {
  readonly id: string;
  /** The topmost instance of the call hierarchy; its own id for a root. */
  readonly rootId: string;
  readonly superInstanceId: string | null;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly definitionName: string | null;
  readonly definitionVersion: number;
  readonly businessKey: string | null;
  readonly state: InstanceState;
  readonly startedAt: string;
  readonly startedBy: string | null;
  readonly startNodeId: string | null;
  readonly endedAt: string | null;
  readonly endNodeId: string | null;
  /** Why it was canceled. */
  readonly reason: string | null;
  readonly incidentCount: number;
  /** The ended instance it repeats. */
  readonly restartOf: string | null;
  /** When it is erased; null while it runs, or when nobody has said how long it is kept. */
  readonly removedAt: string | null;
  /** Variables of the instance's own scope; a value above 4 KB is left out here and read with {@link Instances.variables}. */
  readonly variables: Variables;
}

export type Comparison = 'eq' | 'neq' | 'gt' | 'gteq' | 'lt' | 'lteq' | 'like' | 'notLike';
export interface VariableFilter {
  readonly name: string;
  readonly operator: Comparison;
  readonly value: Value;
  /** The case of letters in the name, or in a text, makes no difference. */
  readonly anyCaseOfName?: boolean;
  readonly anyCaseOfValue?: boolean;
  /** `value` is a date and time: texts that are one, too, are compared as instants, whatever their offset. */
  readonly instant?: boolean;
  /** What a value may mean besides, where its type is not known: any of them matches. */
  readonly readings?: readonly Value[];
}

/** What is asked of a single instance. */
export interface InstanceCriteria {
  readonly ids?: readonly string[];
  readonly idsNot?: readonly string[];
  readonly rootId?: string;
  readonly superInstanceId?: string;
  /** Only topmost instances. */
  readonly rootsOnly?: boolean;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly definitionKeys?: readonly string[];
  readonly definitionKeysNot?: readonly string[];
  readonly definitionName?: string;
  /** Pattern with `%`. */
  readonly definitionNameLike?: string;
  readonly deploymentId?: string;
  /** It has called this one. */
  readonly subInstanceId?: string;
  /** Only instances that wait for no called one. */
  readonly leavesOnly?: boolean;
  readonly businessKey?: string;
  readonly businessKeys?: readonly string[];
  /** Pattern with `%`. */
  readonly businessKeyLike?: string;
  /** Running and ended when absent. */
  readonly running?: boolean;
  readonly states?: readonly InstanceState[];
  readonly startedBy?: string;
  readonly startedAfter?: string;
  readonly startedBefore?: string;
  readonly endedAfter?: string;
  readonly endedBefore?: string;
  readonly withIncidents?: boolean;
  /** An incident like this is, or was, in it. */
  readonly incident?: {
    readonly id?: string;
    readonly ids?: readonly string[];
    readonly open?: boolean;
    readonly kind?: string;
    readonly message?: string;
    /** Pattern with `%`. */
    readonly messageLike?: string;
  };
  /** Work of the engine itself was tried after (before) this. */
  readonly triedAfter?: string;
  readonly triedBefore?: string;
  /** Work of the engine itself has failed and will be tried again. */
  readonly retrying?: boolean;
  /** One of these elements has been completed. */
  readonly executedNodeIds?: readonly string[];
  /** Some element was entered after (before) this. */
  readonly executedAfter?: string;
  readonly executedBefore?: string;
  /** A token waits in one of these elements now. */
  readonly activeNodeIds?: readonly string[];
  readonly variables?: readonly VariableFilter[];
  /** Part of business key, definition name or key, any case; from three characters on also of any text in its data. */
  readonly text?: string;
}

export interface InstanceFilter extends InstanceCriteria, PageRequest {
  /** Of each of these at least one criterion must be met. */
  readonly anyOf?: readonly InstanceCriteria[];
  readonly sort?: readonly Sorting<
    | 'startedAt'
    | 'endedAt'
    | 'duration'
    | 'businessKey'
    | 'definitionId'
    | 'definitionKey'
    | 'definitionName'
    | 'definitionVersion'
    | 'id'
  >[];
}

export interface StartCommand {
  readonly definition: DefinitionReference;
  readonly variables?: Variables;
  readonly declared?: Declared;
  /** What was entered in which field of a form, as text, for history. */
  readonly formFields?: Readonly<Record<string, string>>;
  readonly businessKey?: string;
  /** Refuse a second running instance of this key with the same business key (BUSINESS_KEY_TAKEN). */
  readonly uniqueBusinessKey?: boolean;
  /** The same key again answers with the instance of the first call (`created: false`) and starts nothing. */
  readonly idempotencyKey?: string;
  /** A start event other than the none start event. */
  readonly startNodeId?: string;
  /** Start before or after these nodes instead. */
  readonly startAt?: readonly StartPlace[];
  readonly by?: string;
}

/** A token: one live element instance. */
export interface TokenView {
  readonly elementInstanceId: string;
  readonly parentId: string;
  readonly instanceId: string;
  readonly nodeId: string;
  readonly nodeType: string;
  readonly nodeName: string | null;
  readonly enteredAt: string;
  readonly incidentIds: readonly string[];
  readonly taskId: string | null;
  readonly jobId: string | null;
  readonly calledInstanceId: string | null;
  readonly multiInstanceBody: boolean;
  /** It waits before or after its work until the engine goes on (asynchronous continuation). */
  readonly inTransition: boolean;
}

/** A running instance (`nodeId` null) or an element that is live in one. */
export interface ExecutionView {
  readonly id: string;
  readonly instanceId: string;
  readonly nodeId: string | null;
}

export interface ExecutionFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly instanceId?: string;
  readonly definitionId?: string;
  readonly definitionKey?: string;
  readonly businessKey?: string;
  readonly nodeId?: string;
  readonly suspended?: boolean;
  /** Waits for a message or signal of this name. */
  readonly message?: string;
  readonly signal?: string;
  /** Has an open incident like this. */
  readonly incident?: InstanceCriteria['incident'];
  /** Its own. */
  readonly variables?: readonly VariableFilter[];
  readonly instanceVariables?: readonly VariableFilter[];
  readonly sort?: readonly Sorting<'instanceId' | 'definitionId' | 'definitionKey'>[];
}

/** One element instance in history, running (`endedAt` null) or over. */
export interface ActivityView {
  readonly id: string;
  readonly parentId: string;
  readonly instanceId: string;
  readonly rootId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly nodeId: string;
  readonly nodeName: string | null;
  readonly nodeType: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly canceled: boolean;
  readonly taskId: string | null;
  readonly assignee: string | null;
  readonly calledInstanceId: string | null;
}

/** Variables with the types senders have declared; a variable whose value tells its own type has none. */
export interface TypedVariables {
  readonly variables: Variables;
  readonly types: VariableTypes;
}

export interface ActivityFilter extends PageRequest {
  readonly ids?: readonly string[];
  readonly instanceId?: string;
  readonly rootId?: string;
  readonly definitionId?: string;
  readonly nodeId?: string;
  readonly nodeName?: string;
  readonly nodeType?: string;
  readonly assignee?: string;
  readonly finished?: boolean;
  readonly canceled?: boolean;
  readonly startedAfter?: string;
  readonly startedBefore?: string;
  readonly endedAfter?: string;
  readonly endedBefore?: string;
  readonly sort?: readonly Sorting<
    'id' | 'instanceId' | 'definitionId' | 'nodeId' | 'nodeName' | 'nodeType' | 'startedAt' | 'endedAt' | 'duration'
  >[];
}

/** A variable as it is now (or was at the end). `version` counts its values from 1. */
export interface VariableView {
  readonly name: string;
  readonly value: Value;
  /** The type its sender has declared; null when the value tells its own. */
  readonly declaredType: string | null;
  readonly scopeId: string;
  readonly instanceId: string;
  readonly version: number;
  readonly setAt: string;
}

/** Every value a variable has had. `removed`: it was taken away. */
export interface VariableChange extends VariableView {
  readonly removed: boolean;
  readonly elementInstanceId: string | null;
}

/** How an ended instance is repeated. */
export interface RestartOptions {
  /** Refuses instances of any other definition. */
  readonly definitionId?: string;
  /** Before or after these nodes instead of at the beginning. */
  readonly startAt?: readonly StartPlace[];
  /** The variables it was started with instead of those it ended with. */
  readonly initialVariables?: boolean;
  readonly withoutBusinessKey?: boolean;
}

export interface Instances {
  /** @throws DEFINITION_NOT_FOUND, DEFINITION_SUSPENDED, BUSINESS_KEY_TAKEN, VARIABLES_INVALID, START_NOT_POSSIBLE, NODE_NOT_FOUND */
  start(command: StartCommand): Promise<{ readonly instance: InstanceView; readonly created: boolean }>;
  list(filter?: InstanceFilter): Promise<Page<InstanceView>>;
  count(filter?: InstanceFilter): Promise<number>;
  /** Running or ended. @throws INSTANCE_NOT_FOUND */
  get(instanceId: string): Promise<InstanceView>;
  /** Where it stands now, this instance only. */
  tokens(instanceId: string): Promise<readonly TokenView[]>;
  executions(filter?: ExecutionFilter): Promise<Page<ExecutionView>>;
  countExecutions(filter?: ExecutionFilter): Promise<number>;
  /** What has arrived, and what is still awaited, where a running instance goes on only when several have come. */
  gatherings(instanceId: string): Promise<readonly Gathering[]>;
  /** What happened, oldest first. */
  activities(filter: ActivityFilter): Promise<Page<ActivityView>>;
  /** Variables of an instance with all scopes inside, or of one scope (element instance) only. @throws INSTANCE_NOT_FOUND */
  variables(instanceId: string, scopeId?: string): Promise<readonly VariableView[]>;
  /** What an element instance (or the instance itself) can see: its own variables and those of the scopes around. @throws SCOPE_NOT_FOUND */
  visibleVariables(scopeId: string): Promise<Variables>;
  /** The same with the types senders have declared; `local`: only its own. @throws SCOPE_NOT_FOUND */
  visibleTyped(scopeId: string, options?: { readonly local?: boolean }): Promise<TypedVariables>;
  variableHistory(instanceId: string, name?: string): Promise<readonly VariableChange[]>;
  /** @throws SCOPE_NOT_FOUND, VARIABLES_INVALID */
  setVariables(
    scopeId: string,
    change: {
      readonly variables: Variables;
      readonly declared?: Declared;
      readonly remove?: readonly string[];
      readonly local?: boolean;
    },
  ): Promise<void>;
  /** @throws INSTANCE_NOT_FOUND */
  cancel(instanceId: string, options: { readonly reason: string; readonly by?: string }): Promise<void>;
  /** `reason` stands as annotation in the operation log. @throws INSTANCE_NOT_FOUND, INPUT_INVALID for a reason that is no remark */
  suspend(instanceId: string, options?: { readonly reason?: string }): Promise<void>;
  resume(instanceId: string, options?: { readonly reason?: string }): Promise<void>;
  /**
   * `annotation`: why; `steps`: what the operation log tells of it, one entry each.
   * @throws INSTANCE_NOT_FOUND, MODIFICATION_INVALID, NODE_NOT_FOUND, START_NOT_POSSIBLE
   */
  modify(
    instanceId: string,
    modifications: readonly Modification[],
    options?: { readonly by?: string; readonly annotation?: string; readonly steps?: readonly ModifiedStep[] },
  ): Promise<void>;
  /** What {@link modify} would do now; changes nothing. @throws as modify */
  previewModification(
    instanceId: string,
    modifications: readonly Modification[],
  ): Promise<readonly ModificationEffect[]>;
  /** What can be done by hand at each element of a running instance. @throws INSTANCE_NOT_FOUND, also when it has ended */
  modificationPlaces(instanceId: string): Promise<readonly ModificationPlace[]>;
  /** A plan that maps each element to the one of the same id, where it exists and is of the same type. */
  proposeMigration(sourceDefinitionId: string, targetDefinitionId: string): Promise<MigrationPlan>;
  /** Would the plan work (for these instances)? Changes nothing. @throws DEFINITION_NOT_FOUND, INSTANCE_NOT_FOUND */
  checkMigration(plan: MigrationPlan, instanceIds?: readonly string[]): Promise<MigrationReport>;
  /**
   * A dry run: which of these instances, or of all running ones of the source, would move and which would stay. Changes nothing.
   * @throws DEFINITION_NOT_FOUND, INSTANCE_NOT_FOUND
   */
  tryMigration(plan: MigrationPlan, instanceIds?: readonly string[]): Promise<MigrationTrial>;
  /** @throws MIGRATION_INVALID (`details.problems`), INSTANCE_NOT_FOUND */
  migrate(plan: MigrationPlan, instanceId: string): Promise<void>;
  /**
   * Starts an ended instance once more, on the same version, from its history: same business key, variables of its own
   * scope. The new one remembers it ({@link InstanceView.restartOf}).
   * @throws INSTANCE_NOT_FOUND, INSTANCE_STILL_RUNNING, INPUT_INVALID (other definition), DEFINITION_SUSPENDED,
   *   NODE_NOT_FOUND, START_NOT_POSSIBLE, BUSINESS_KEY_TAKEN
   */
  restart(instanceId: string, options?: RestartOptions & { readonly by?: string }): Promise<InstanceView>;
  /** Looks at all waiting conditions again. @throws INSTANCE_NOT_FOUND */
  evaluateConditions(instanceId: string, variables?: Variables, declared?: Declared): Promise<void>;
  /** Removes an ended instance (with those it called) from history for good. @throws INSTANCE_NOT_FOUND, INSTANCE_STILL_RUNNING */
  deleteHistory(instanceId: string): Promise<void>;
  /** Starts the activities a person has chosen in an ad-hoc subprocess (BPMN 2.0.2 clause 13.3.5). @throws NODE_NOT_FOUND, SCOPE_NOT_FOUND */
  chooseAdHocActivities(elementInstanceId: string, activityIds: readonly string[]): Promise<void>;
  /** Activities that were chosen there and whose turn has not come, the next one first. @throws SCOPE_NOT_FOUND */
  waitingActivities(elementInstanceId: string): Promise<readonly string[]>;
  completeAdHoc(elementInstanceId: string): Promise<void>;
}
