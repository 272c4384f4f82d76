import type { Finding } from './finding.ts';
import type { Instant } from './json.ts';
import type { TaskForm } from './form.ts';
import type { PageQuery } from './page.ts';

/** Which version of which process. */
export interface DefinitionRef {
  /** Unique for ever; instances point to it. */
  readonly id: string;
  /** BPMN id of the process, the same over all versions. */
  readonly key: string;
  /** From 1, one more with each deployment that changes it. */
  readonly version: number;
  readonly name?: string;
  readonly versionTag?: string;
}

/** A card of the portal: the latest version of one process. `GET /api/definitions` → `Page<DefinitionSummary>`, by name. */
export interface DefinitionSummary extends DefinitionRef {
  readonly deployedAt: Instant;
  readonly deployedBy?: string;
  readonly documentation?: string;
  /** How many versions there are. */
  readonly versions: number;
  /** Has a none start event, so that a person can start it. */
  readonly startable: boolean;
  /** Startable, and the person who asks may (permission and starter groups). */
  readonly mayStart: boolean;
  /** Cases of all versions. */
  readonly counts: InstanceCounts;
  /** Findings of the latest version by severity. */
  readonly findingCounts: { readonly warning: number; readonly info: number };
}

export interface InstanceCounts {
  readonly running: number;
  readonly ended: number;
  readonly incidents: number;
}

export interface DefinitionQuery extends PageQuery {
  /** Words to look for in process names, keys and step names, case-insensitive; every word must occur. */
  readonly search?: string;
}

/** `GET /api/definitions/:key/versions/:version`; `latest` is a version. */
export interface DefinitionDetail extends DefinitionSummary {
  readonly deploymentId: string;
  readonly resourceName: string;
  readonly lanes: readonly { readonly id: string; readonly name: string }[];
  /** Groups any step of it is offered to. */
  readonly groups: readonly string[];
  /** Who may start it; everybody with the permission when empty. */
  readonly starterGroups: readonly string[];
  /** Every flow node in the order of the file: the handbook, and the text alternative of the diagram. */
  readonly steps: readonly DefinitionStep[];
  readonly startForm?: TaskForm;
  readonly findings: readonly Finding[];
  /** Cases of exactly this version that run now, by flow node id: the numbers on the diagram. */
  readonly activity: Readonly<Record<string, { readonly running: number; readonly incidents: number }>>;
}

/** A step as the handbook tells it. */
export interface DefinitionStep {
  readonly nodeId: string;
  /** BPMN element name, e.g. `userTask`. */
  readonly type: string;
  readonly name?: string;
  readonly lane?: string;
  /** Enclosing subprocess; absent on the top level. */
  readonly scopeId?: string;
  readonly instruction?: string;
  /** Groups and people it is offered to, as written in the model. */
  readonly candidates: readonly string[];
}

/** `GET /api/definitions/:key/versions` → `Page<DefinitionVersion>`, newest first. */
export interface DefinitionVersion extends DefinitionRef {
  readonly deployedAt: Instant;
  readonly deployedBy?: string;
  readonly resourceName: string;
  readonly counts: InstanceCounts;
}
