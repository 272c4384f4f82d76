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
  /** Names of variables its model and forms read or write: what to suggest where data is entered. */
  readonly variableNames: readonly string[];
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

/** Query of `GET /api/definitions/:key/versions/:version/figures`. */
export interface ProcessFiguresQuery {
  /**
   * How many days back; 90 when absent.
   * @integer
   * @minimum 1
   * @maximum 3650
   */
  readonly days?: number;
}

/** How long something took, in seconds. Absent where nothing was completed. */
export interface TimeTaken {
  readonly median: number;
  /** Nine of ten took no longer. */
  readonly ninetieth: number;
}

/** `GET /api/definitions/:key/versions/:version/figures`: how this version has done, and what waits where. */
export interface ProcessFigures {
  readonly days: number;
  /** Cases that run now. */
  readonly running: number;
  /** Cases that ended in these days. */
  readonly ended: number;
  /** From start to end, over the cases that came to their end by themselves. */
  readonly time?: TimeTaken;
  /** By flow node id; steps where nothing happened are absent. */
  readonly steps: Readonly<Record<string, StepFigures>>;
}

export interface StepFigures {
  /** How often it was completed in these days. */
  readonly completed: number;
  /** How often it was broken off. */
  readonly canceled: number;
  /** From entering to completing it. */
  readonly time?: TimeTaken;
  /** How many are there now. */
  readonly waiting: number;
  readonly waitingSince?: Instant;
}
