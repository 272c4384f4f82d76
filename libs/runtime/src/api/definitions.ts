import type { ProcessModel } from '#engine';
import type { Page, PageRequest, Sorting } from './page.ts';

export interface DefinitionView {
  /** `<key>:<version>:<uuid>`; opaque to callers. */
  readonly id: string;
  readonly kind: 'process' | 'decision';
  readonly key: string;
  readonly name: string | null;
  readonly version: number;
  readonly versionTag: string | null;
  readonly deploymentId: string;
  readonly resource: string;
  readonly deployedAt: string;
  readonly suspended: boolean;
  /** Is it the newest version of its key? */
  readonly latest: boolean;
  readonly documentation: string | null;
  /** Who may start it from the portal; everybody when empty. */
  readonly starterGroups: readonly string[];
  /** Can it be started by hand (has a none start event)? */
  readonly startable: boolean;
  readonly historyTimeToLive: string | null;
  /** Namespace of the file it came from. */
  readonly category: string | null;
  /** Name of the picture of it that was deployed with it. */
  readonly diagram: string | null;
  /** The graph a decision belongs to; null for one that stands alone. */
  readonly requirementsId: string | null;
  readonly requirementsKey: string | null;
}

export interface DefinitionFilter extends PageRequest {
  readonly kind?: 'process' | 'decision';
  readonly ids?: readonly string[];
  readonly key?: string;
  readonly keys?: readonly string[];
  /** Part of the name or of the key, any case. */
  readonly text?: string;
  readonly version?: number;
  readonly versionTag?: string;
  readonly latestOnly?: boolean;
  readonly deploymentId?: string;
  readonly suspended?: boolean;
  /** Only what a member of these groups may start from the portal. */
  readonly startableBy?: readonly string[];
  readonly sort?: readonly Sorting<'key' | 'name' | 'version' | 'deployedAt'>[];
}

/** Which definition is meant: by id, or the newest version of a key, or a fixed one. */
export type DefinitionReference =
  { readonly id: string } | { readonly key: string; readonly version?: number; readonly versionTag?: string };

/** Figures of one definition, for lists and the diagram. */
export interface DefinitionStatistics {
  readonly definitionId: string;
  readonly running: number;
  readonly incidents: number;
  /** What runs where, by element. */
  readonly elements: readonly { readonly nodeId: string; readonly running: number; readonly incidents: number }[];
}

export interface SuspensionOptions {
  /** Suspends or resumes the running instances, too. */
  readonly includeInstances?: boolean;
  /** Not now but at this instant (ISO 8601); the background work does it when it has come. */
  readonly at?: string;
}

/** How long something took, in seconds, over those that were completed and not canceled. Null where there are none. */
export interface Durations {
  readonly median: number | null;
  /** Nine of ten took no longer. */
  readonly ninetieth: number | null;
}

/** What happened at one element of a definition since a moment, and what waits there now. */
export interface ElementFigures {
  readonly nodeId: string;
  readonly completed: number;
  readonly canceled: number;
  readonly seconds: Durations;
  readonly waiting: number;
  /** Since when the one waits that has waited longest; null when none does. */
  readonly waitingSince: string | null;
}

/** How a definition does: what ended since a moment, and what runs now. */
export interface DefinitionFigures {
  readonly running: number;
  readonly ended: number;
  readonly seconds: Durations;
  /** Elements anything happened at, in no order. */
  readonly elements: readonly ElementFigures[];
}

export interface Definitions {
  list(filter?: DefinitionFilter): Promise<Page<DefinitionView>>;
  /** @throws DEFINITION_NOT_FOUND */
  get(reference: DefinitionReference): Promise<DefinitionView>;
  /** The file it came from, as uploaded. @throws DEFINITION_NOT_FOUND */
  source(reference: DefinitionReference): Promise<Uint8Array>;
  /** What the importer made of it. @throws DEFINITION_NOT_FOUND */
  model(reference: DefinitionReference): Promise<ProcessModel>;
  statistics(definitionIds: readonly string[]): Promise<readonly DefinitionStatistics[]>;
  /** `since`: ISO 8601 instant; what ended before is left out. @throws DEFINITION_NOT_FOUND */
  figures(reference: DefinitionReference, since: string): Promise<DefinitionFigures>;
  /**
   * A suspended definition starts nothing: not by hand, message, signal nor timer. @throws DEFINITION_NOT_FOUND
   */
  suspend(reference: DefinitionReference, options?: SuspensionOptions): Promise<void>;
  resume(reference: DefinitionReference, options?: SuspensionOptions): Promise<void>;
  /**
   * Removes these versions of processes and leaves the rest of their deployments; start triggers of the newest version that
   * is left are registered again. All or nothing.
   * @throws DEFINITION_NOT_FOUND, DEFINITION_IN_USE when instances run and `cascade` is not set (cascade deletes them with
   *   their history)
   */
  delete(
    definitionIds: readonly string[],
    options?: { readonly cascade?: boolean; readonly by?: string },
  ): Promise<void>;
  /**
   * How long history keeps its ended instances, or, of a decision, its answers to cases that have ended: an ISO 8601
   * period, null for the installation's retention. A key means a process. @throws DEFINITION_NOT_FOUND
   */
  setHistoryTimeToLive(reference: DefinitionReference, period: string | null): Promise<void>;
}
