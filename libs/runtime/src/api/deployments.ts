import type { RequirementsView } from './decisions.ts';
import type { Page, PageRequest } from './page.ts';

/** One file of a deployment: BPMN, DMN, or anything a process refers to (form, template); at most 50 MB together. */
export interface DeploymentFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What is wrong with a file, or how it was read. Any `error` refuses the whole deployment. */
export interface DeploymentFinding {
  readonly resource: string;
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** The same in German, where it exists. */
  readonly messageDe?: string;
  /** The rule of a standard that is broken, with its clause. */
  readonly rule?: string;
  readonly elementId?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A file that cannot be released with the others. */
export interface LeftOutFile {
  readonly resource: string;
  /**
   * `error`: it has an error itself. `sameId`: another file left out has an id it has, too. `uses`: it uses files that are
   * left out. `alone`: it has an error as soon as the others are left out.
   */
  readonly because: 'error' | 'sameId' | 'uses' | 'alone';
  /** The files left out it has to do with. */
  readonly others: readonly string[];
}

export interface DeployCommand {
  readonly files: readonly DeploymentFile[];
  /**
   * Leaves out files with errors and what depends on them instead of refusing all, and deploys the others, again all or
   * nothing. Refused as ever when nothing is left.
   */
  readonly onlySound?: boolean;
  readonly name?: string;
  /** Where it came from: `portal`, `cli`, `process application` … */
  readonly source?: string;
  readonly by?: string;
  /**
   * `each` (default): a file equal to the newest deployed one of that name makes no new version.
   * `none`: every file makes a new version.
   * `all`: as soon as one file differs, all make new versions (C7 `deploy-changed-only` = false with duplicate filtering).
   */
  readonly duplicates?: 'each' | 'none' | 'all';
  /** New versions of processes start nothing before this instant (ISO 8601). */
  readonly activateAt?: string;
  /** Refuse what is only a drawing instead of reading it (see the importer's findings). */
  readonly strict?: boolean;
}

export interface ValidationReport {
  readonly findings: readonly DeploymentFinding[];
  /** What `onlySound` would leave out; every file when nothing would be left. */
  readonly leftOut: readonly LeftOutFile[];
  /** What would be deployed. */
  readonly processes: readonly { readonly key: string; readonly name: string | null; readonly resource: string }[];
  readonly decisions: readonly { readonly key: string; readonly name: string | null; readonly resource: string }[];
}

export interface DeployedDefinition {
  readonly id: string;
  readonly kind: 'process' | 'decision';
  readonly key: string;
  readonly name: string | null;
  readonly version: number;
  readonly resource: string;
  /** False: an equal version existed and is reused. */
  readonly created: boolean;
}

export interface DeploymentView {
  readonly id: string;
  readonly name: string | null;
  readonly source: string | null;
  readonly deployedAt: string;
  readonly deployedBy: string | null;
  readonly resources: readonly string[];
}

export interface DeploymentResult {
  /** Null when every file was a duplicate and nothing was stored. */
  readonly deployment: DeploymentView | null;
  readonly definitions: readonly DeployedDefinition[];
  /** Graphs of the files with several decisions that were stored. */
  readonly requirements: readonly Omit<RequirementsView, 'diagram'>[];
  readonly findings: readonly DeploymentFinding[];
  /** Files that were not deployed, see `onlySound`; they keep their findings to themselves. */
  readonly leftOut: readonly LeftOutFile[];
}

export interface Deployments {
  /**
   * Stores several files as one deployment, gives versions per key and registers the start triggers (message, timer,
   * signal, conditional) of the new versions in place of the older ones'. All or nothing.
   * @throws DEPLOYMENT_REFUSED (`details.findings`), DEPLOYMENT_EMPTY
   */
  deploy(command: DeployCommand): Promise<DeploymentResult>;
  /** The same reading without storing anything; never throws for a bad file. */
  validate(files: readonly DeploymentFile[], options?: { readonly strict?: boolean }): Promise<ValidationReport>;
  list(filter?: PageRequest & { readonly name?: string; readonly source?: string }): Promise<Page<DeploymentView>>;
  /** @throws DEPLOYMENT_NOT_FOUND */
  get(deploymentId: string): Promise<DeploymentView>;
  /** @throws RESOURCE_NOT_FOUND */
  resource(deploymentId: string, name: string): Promise<Uint8Array>;
  /**
   * Removes the deployment with its definitions; the newest remaining version's start triggers are registered again.
   * @throws DEFINITION_IN_USE when instances run and `cascade` is not set (cascade deletes them with their history)
   */
  delete(deploymentId: string, options?: { readonly cascade?: boolean; readonly by?: string }): Promise<void>;
}
