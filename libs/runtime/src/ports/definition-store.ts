import type { ProcessModel } from '#engine';
import type { DefinitionReference } from '../api/definitions.ts';
import type { DeploymentFile, DeploymentResult } from '../api/deployments.ts';
import type { OperationRow } from './operation-store.ts';
import type { StartSubscriptionRow } from './rows.ts';

export interface DefinitionRow {
  readonly id: string;
  readonly kind: 'process' | 'decision';
  readonly key: string;
  readonly version: number;
  readonly versionTag: string | null;
  readonly name: string | null;
  readonly documentation: string | null;
  readonly deploymentId: string;
  readonly resource: string;
  readonly contentHash: string;
  readonly deployedAt: string;
  readonly suspended: boolean;
  readonly startable: boolean;
  readonly starterGroups: readonly string[];
  readonly historyTimeToLive: string | null;
  /** Namespace of the file it came from. */
  readonly category: string | null;
}

/** The graph a file of several decisions is; versions are given by the store. */
export interface NewRequirements {
  /** Unique part of its id. */
  readonly uniqueId: string;
  readonly key: string;
  readonly name: string | null;
  readonly category: string | null;
  readonly resource: string;
}

/** A definition is to be suspended or resumed at a later time. */
export interface PlannedSuspension {
  readonly id: string;
  readonly definitionId: string;
  readonly suspended: boolean;
  readonly includeInstances: boolean;
  readonly dueAt: string;
}

export interface NewDefinition {
  readonly row: DefinitionRow;
  readonly model: ProcessModel | null;
  /** What its start events wait for. */
  readonly startSubscriptions: readonly StartSubscriptionRow[];
}

export interface NewDeployment {
  readonly id: string;
  readonly name: string | null;
  readonly source: string | null;
  readonly deployedAt: string;
  readonly deployedBy: string | null;
  readonly resources: readonly {
    readonly name: string;
    readonly content: Uint8Array;
    readonly contentHash: string;
  }[];
  readonly definitions: readonly NewDefinition[];
  readonly log: readonly OperationRow[];
  readonly requirements: readonly NewRequirements[];
  readonly activations: readonly PlannedSuspension[];
}

/**
 * Definitions never change once deployed (but for being suspended), so a program may keep models for ever. Entries of the
 * operation log are written in the transaction of the change.
 */
export interface DefinitionStore {
  /** The newest rows of these keys. */
  latest(kind: 'process' | 'decision', keys: readonly string[]): Promise<readonly DefinitionRow[]>;
  byIds(ids: readonly string[]): Promise<readonly DefinitionRow[]>;
  find(kind: 'process' | 'decision', reference: DefinitionReference): Promise<DefinitionRow | undefined>;
  /** The definition of this key in the same deployment as another definition. */
  inDeploymentOf(kind: 'process' | 'decision', key: string, definitionId: string): Promise<DefinitionRow | undefined>;
  model(definitionId: string): Promise<ProcessModel | undefined>;
  resource(deploymentId: string, name: string): Promise<Uint8Array | undefined>;
  /** The files of a deployment whose names end like this, in any case. */
  resources(deploymentId: string, endings: readonly string[]): Promise<readonly DeploymentFile[]>;
  /**
   * Stores all of it in one transaction under the deployment lock, gives versions, and puts the start subscriptions of the
   * new versions in place of the older ones'. `plan` runs inside the lock with the newest rows, so that two equal
   * deployments at once make one version.
   */
  deploy(
    keys: readonly { readonly kind: 'process' | 'decision'; readonly key: string }[],
    plan: (latest: readonly DefinitionRow[]) => NewDeployment | null,
  ): Promise<{
    readonly definitions: readonly DefinitionRow[];
    readonly requirements: DeploymentResult['requirements'];
  }>;
  /** Deletes it, and registers the start subscriptions `renew` gives for keys whose newest version has changed. */
  deleteDeployment(
    deploymentId: string,
    renew: (latest: DefinitionRow, model: ProcessModel) => readonly StartSubscriptionRow[],
    log: readonly OperationRow[],
  ): Promise<boolean>;
  /** Running instances of these definitions. */
  countRunning(definitionIds: readonly string[]): Promise<number>;
  definitionsOf(deploymentId: string): Promise<readonly DefinitionRow[]>;
  /**
   * `plan`: what is to be done with the instances is planned in the same transaction, in place of what was due for them
   * before it.
   */
  setSuspended(
    definitionId: string,
    suspended: boolean,
    log: readonly OperationRow[],
    plan?: PlannedSuspension,
  ): Promise<void>;
  /** Suspends or resumes the definition as planned. False when the plan is done or somebody has wanted otherwise since. */
  takeUpSuspension(plan: PlannedSuspension): Promise<boolean>;
  planSuspension(plan: PlannedSuspension, log: readonly OperationRow[]): Promise<void>;
  /** Those whose time has come, earliest first. */
  dueSuspensions(now: string, limit: number): Promise<readonly PlannedSuspension[]>;
  /** It has been done, or cannot be done any more. */
  removeSuspension(id: string): Promise<void>;
  /** Deletes these definitions of processes, and registers the start subscriptions `renew` gives as below. */
  deleteDefinitions(
    definitionIds: readonly string[],
    renew: (latest: DefinitionRow, model: ProcessModel) => readonly StartSubscriptionRow[],
    log: readonly OperationRow[],
  ): Promise<void>;
  setHistoryTimeToLive(definitionId: string, period: string | null, log: readonly OperationRow[]): Promise<void>;
  /** Start events waiting for this. */
  startSubscriptions(
    kind: 'message' | 'signal' | 'conditional',
    name?: string,
  ): Promise<readonly StartSubscriptionRow[]>;
  dueStartTimers(now: string, limit: number): Promise<readonly StartSubscriptionRow[]>;
  /** A timer start event that will still go off. */
  startTimer(id: string): Promise<StartSubscriptionRow | undefined>;
  /** Gives it another date. False when there is none any more. */
  rescheduleStartTimer(id: string, dueAt: string, log: readonly OperationRow[]): Promise<boolean>;
}
