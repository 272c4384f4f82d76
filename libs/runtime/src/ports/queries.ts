import type { Batches } from '../api/batches.ts';
import type { Decisions } from '../api/decisions.ts';
import type { Definitions } from '../api/definitions.ts';
import type { Deployments } from '../api/deployments.ts';
import type { Incidents } from '../api/incidents.ts';
import type { Instances, TypedVariables } from '../api/instances.ts';
import type { ExternalTasks, Jobs, Timers } from '../api/jobs.ts';
import type { OwnJobs } from '../api/own-jobs.ts';
import type { Metrics } from '../api/metrics.ts';
import type { Standing } from '../api/migrations.ts';
import type { Operations } from '../api/operations.ts';
import type { Records } from '../api/records.ts';
import type { Comments, CommentSelection } from '../api/comments.ts';
import type { CommentView, Tasks } from '../api/tasks.ts';
import type { OperationRow } from './operation-store.ts';
import type { VariableRecords } from '../api/variables.ts';
import type { ItemRow } from './rows.ts';

/**
 * The reading half of the use cases, answered by the same database in the same state as the last commit. A `get` answers
 * undefined instead of throwing.
 */
export interface Queries {
  readonly deployments: Pick<Deployments, 'list'> & Find<Deployments>;
  readonly definitions: Pick<Definitions, 'list' | 'statistics'> & {
    figures(definitionId: string, since: string): ReturnType<Definitions['figures']>;
  };
  readonly decisions: Pick<Decisions, 'history' | 'records' | 'requirements'>;
  readonly instances: Pick<
    Instances,
    'executions' | 'countExecutions' | 'list' | 'count' | 'tokens' | 'activities' | 'variableHistory'
  > &
    Find<Instances> & {
      /** Latest values by scope, as history knows them. */
      latestVariables(instanceId: string, scopeId?: string): ReturnType<Instances['variables']>;
      /** The scope with everything around it; empty when it does not exist (any more). */
      path(scopeId: string): Promise<readonly ItemRow[]>;
      /** Live items of a running instance, and the instance itself, that have gathered something; oldest first. */
      gathering(instanceId: string): Promise<readonly ItemRow[]>;
      /** Ids of all scopes of a running instance; empty when it has ended. */
      liveScopes(instanceId: string): Promise<ReadonlySet<string>>;
      runningOf(definitionIds: readonly string[]): Promise<readonly string[]>;
      /** Where running instances stand, by id: these, or those of a definition behind an id. Ended ones are left out. */
      standings(
        of:
          | { readonly ids: readonly string[] }
          | { readonly definitionId: string; readonly after: string; readonly limit: number },
      ): Promise<readonly Standing[]>;
      /** What an instance was started with, from the record of its first step. */
      initialVariables(rootId: string, instanceId: string): Promise<TypedVariables>;
      deleteHistory(rootId: string, log: readonly OperationRow[]): Promise<void>;
      /** Everything about ended instances of these definitions. */
      deleteHistoryOf(definitionIds: readonly string[]): Promise<void>;
    };
  readonly variables: Pick<VariableRecords, 'list' | 'count' | 'changes' | 'countChanges'> & {
    /** Deletes the values of one variable, or of all of an instance, and logs it. False when there were none. */
    forget(
      which: { readonly scopeId: string; readonly name: string } | { readonly instanceId: string },
      log: readonly OperationRow[],
    ): Promise<boolean>;
  };
  readonly tasks: Pick<Tasks, 'list' | 'count' | 'countByGroup' | 'history'> & Find<Tasks>;
  readonly comments: {
    /** Newest first. */
    of(taskId: string): Promise<readonly CommentView[]>;
    ofInstance: Comments['ofInstance'];
    /** False when there is none. Entries of the operation log are written along with it. */
    change(
      comment: CommentSelection & { readonly id: string },
      message: string,
      at: string,
      log: readonly OperationRow[],
    ): Promise<boolean>;
    /** How many there were. */
    remove(selection: CommentSelection, log: readonly OperationRow[]): Promise<number>;
    /** The comment as it was kept; undefined when no task of that id runs or is in history. */
    add(comment: Pick<CommentView, 'id' | 'taskId' | 'userId' | 'message' | 'at'>): Promise<CommentView | undefined>;
  };
  readonly jobs: Pick<Jobs, 'list' | 'count' | 'log'> & Find<Jobs>;
  readonly ownJobs: Pick<OwnJobs, 'list' | 'count'>;
  readonly externalTasks: Pick<ExternalTasks, 'topics'>;
  readonly timers: Pick<Timers, 'list'>;
  readonly metrics: Metrics;
  readonly operations: Pick<Operations, 'list' | 'count'>;
  readonly records: Records;
  readonly batches: Pick<Batches, 'list' | 'count' | 'items'> & Find<Batches>;
  readonly incidents: Pick<Incidents, 'list' | 'count'> &
    Find<Incidents> & {
      annotate(incidentId: string, annotation: string | null, log: readonly OperationRow[]): Promise<boolean>;
    };
}

interface Find<T extends { get(id: string): Promise<unknown> }> {
  find(id: string): Promise<Awaited<ReturnType<T['get']>> | undefined>;
}
