import type { Declared, NodeMapping, PlaceFault, Variables } from '#engine';

/** How running instances of one definition go on in another one. */
export interface MigrationPlan {
  readonly sourceDefinitionId: string;
  readonly targetDefinitionId: string;
  readonly mapping: readonly NodeMapping[];
  readonly variables?: Variables;
  readonly declared?: Declared;
}

/**
 * - of the plan: `SOURCE_UNKNOWN`, `SOURCE_TWICE`, `TARGET_UNKNOWN` and what differs between the two nodes
 * - of an instance: `ACTIVE_UNMAPPED` (it stands at a node the plan does not name), `COMPENSATION_RUNNING`, `INSTANCE_ENDED`,
 *   `OTHER_DEFINITION`, and what differs where something is remembered for compensation
 */
export type MigrationProblemCode =
  | PlaceFault['code']
  | 'SOURCE_UNKNOWN'
  | 'SOURCE_TWICE'
  | 'ACTIVE_UNMAPPED'
  | 'COMPENSATION_RUNNING'
  | 'INSTANCE_ENDED'
  | 'OTHER_DEFINITION';

export interface MigrationProblem {
  readonly code: MigrationProblemCode;
  /** "Expected …, but …". */
  readonly message: string;
  readonly sourceId?: string;
  readonly targetId?: string;
  /** Where two things differ: what the source has and what the target has, e.g. types or scopes. */
  readonly expected?: string;
  readonly actual?: string;
  readonly instanceId?: string;
}

export interface MigrationReport {
  readonly valid: boolean;
  readonly problems: readonly MigrationProblem[];
}

/** Where one running instance stands: node ids, each once. */
export interface Standing {
  readonly instanceId: string;
  readonly definitionId: string;
  readonly businessKey: string | null;
  /** Live element instances. */
  readonly live: readonly string[];
  /** Completed, but remembered for compensation. */
  readonly kept: readonly string[];
  /** A compensation is running. */
  readonly compensating: boolean;
}

/** What a dry run says. */
export interface MigrationTrial {
  /** Of the plan itself. Nothing would move while there are any. */
  readonly problems: readonly MigrationProblem[];
  /** Ids of the instances that would move, in order of their ids. */
  readonly movable: readonly string[];
  readonly staying: readonly {
    readonly instanceId: string;
    readonly businessKey: string | null;
    readonly problems: readonly MigrationProblem[];
  }[];
}
