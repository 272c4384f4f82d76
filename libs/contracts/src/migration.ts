import type { DefinitionRef } from './definition.ts';

/** A node of the old version and the node of the new one that stands for it. */
export interface MappedElement {
  readonly sourceId: string;
  readonly targetId: string;
  /** What it waits for (a time, a message) is opened anew as the new version says; otherwise it stays as it is. */
  readonly updateTrigger?: boolean;
}

/** Body of `POST /api/migrations/plan` → {@link MigrationProposal}. */
export interface ProposeMigrationRequest {
  readonly sourceDefinitionId: string;
  readonly targetDefinitionId: string;
}

/** One flow node, as far as a plan needs it. */
export interface MigrationElement {
  readonly id: string;
  /** BPMN element name, e.g. `userTask`. */
  readonly type: string;
  readonly name?: string;
  /** Enclosing subprocess; absent on the top level. */
  readonly scopeId?: string;
  /**
   * Opaque. One node can stand for another when both have the same, and the subprocesses around them stand for each other.
   */
  readonly kind: string;
  /** How many of it run now in cases of the old version; 0 for nodes of the new one. */
  readonly running: number;
}

/** A plan to begin with: nodes of the same id are mapped where they can stand for each other, all others are open. */
export interface MigrationProposal {
  readonly source: DefinitionRef;
  readonly target: DefinitionRef;
  /** Cases that run in the old version. */
  readonly running: number;
  readonly mapping: readonly MappedElement[];
  /** Nodes of the old version in the order of the file. */
  readonly elements: readonly MigrationElement[];
  /** Nodes of the new version in the order of the file. */
  readonly targets: readonly MigrationElement[];
}

/** Body of `POST /api/migrations/validate` → {@link MigrationValidation}. */
export interface MigrationPlanRequest {
  readonly sourceDefinitionId: string;
  readonly targetDefinitionId: string;
  /** @maxItems 20000 */
  readonly mapping: readonly MappedElement[];
}

/**
 * Body of `POST /api/migrations/dry-run` → {@link MigrationDryRun} and of `POST /api/migrations` → 201 `BatchSummary`: a plan,
 * and which cases it is for; all running ones of the old version when `instanceIds` is absent.
 */
export interface MigrationRequest extends MigrationPlanRequest {
  /**
   * @minItems 1
   * @maxItems 100000
   */
  readonly instanceIds?: readonly string[];
}

/**
 * What is wrong, for screens to put into words by code and data; `message` says it in English.
 * - of the plan: `SOURCE_UNKNOWN`, `SOURCE_TWICE`, `TARGET_UNKNOWN`, `TYPE_DIFFERS`, `LOOP_DIFFERS` (it repeats otherwise),
 *   `EVENT_DIFFERS` (it is another kind of event), `SCOPE_DIFFERS` (it lies in another subprocess), `FLOWS_FEWER` (it joins fewer flows)
 * - of cases: `ACTIVE_UNMAPPED` (something runs at a node the plan does not name), `COMPENSATION_RUNNING`, `INSTANCE_ENDED`,
 *   `OTHER_DEFINITION` (a case of another version), and those of the plan where a finished step is remembered for compensation
 */
export const MIGRATION_FINDING_CODES = [
  'SOURCE_UNKNOWN',
  'SOURCE_TWICE',
  'TARGET_UNKNOWN',
  'TYPE_DIFFERS',
  'LOOP_DIFFERS',
  'EVENT_DIFFERS',
  'SCOPE_DIFFERS',
  'FLOWS_FEWER',
  'ACTIVE_UNMAPPED',
  'COMPENSATION_RUNNING',
  'INSTANCE_ENDED',
  'OTHER_DEFINITION',
] as const;
export type MigrationFindingCode = (typeof MIGRATION_FINDING_CODES)[number];

export interface MigrationFinding {
  readonly code: MigrationFindingCode;
  /** `error`: with it nothing can be migrated · `warning`: some cases stay as they are. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Node of the old version it is about. */
  readonly sourceId?: string;
  /** Node of the new version it is about. */
  readonly targetId?: string;
  /** `expected` and `actual` where the two nodes differ, `running` where something runs at a node without counterpart. */
  readonly data: { readonly expected?: string; readonly actual?: string; readonly running?: number };
}

export interface MigrationValidation {
  /** No finding is an error. */
  readonly valid: boolean;
  readonly findings: readonly MigrationFinding[];
}

/** What would happen. Nothing has. `total` = `movable` + `staying`. */
export interface MigrationDryRun extends MigrationValidation {
  readonly total: number;
  readonly movable: number;
  readonly staying: number;
  /** The first 100 of those that would stay, each with the reasons. */
  readonly cases: readonly {
    readonly instanceId: string;
    readonly businessKey?: string;
    readonly findings: readonly MigrationFinding[];
  }[];
}

/** Body of `POST /api/instances/:id/migrate` → `InstanceSummary`. Without `mapping` the proposed one counts. */
export interface MigrateInstanceRequest {
  readonly targetDefinitionId: string;
  /** @maxItems 20000 */
  readonly mapping?: readonly MappedElement[];
}
