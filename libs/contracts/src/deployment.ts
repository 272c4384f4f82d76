import type { DefinitionRef } from './definition.ts';
import type { Finding } from './finding.ts';
import type { Instant } from './json.ts';

/**
 * `POST /api/deployments` and `POST /api/deployments/validate`, both `multipart/form-data`: one or more parts named
 * {@link DEPLOY_FILES_FIELD} (`.bpmn`, `.dmn`, `.form`, `.xml`), optional text part `name` (what the deployment is called;
 * the first file's name when absent), optional text part `onlyChanged` (`true` is the default: a process whose file is
 * the same as its latest version gets no new version; `false` always makes one).
 *
 * Optional text part `onlySound` (`false` is the default): with `true`, files with an error and those that depend on them are
 * left out (`leftOut` says which and why) and the others are deployed together.
 *
 * 201 when something new was stored, 200 with the existing deployment when every file was there already.
 * Everything or nothing: one file with an `error` finding and nothing is deployed (422 `MODEL_INVALID` with `findings`),
 * unless `onlySound` leaves it out and something remains.
 * Too large: 413 `TOO_LARGE`.
 */
export const DEPLOY_FILES_FIELD = 'files';
/** At most this many files, each and all together at most this many bytes. */
export const DEPLOY_LIMITS = { files: 100, fileBytes: 16 * 1024 * 1024, totalBytes: 48 * 1024 * 1024 } as const;

export interface Deployment {
  readonly id: string;
  readonly name: string;
  readonly deployedAt: Instant;
  readonly deployedBy?: string;
  readonly resources: readonly DeployedResource[];
  /** Every process of the files; `isNew` is false when the latest version was the same already. */
  readonly definitions: readonly (DefinitionRef & { readonly isNew: boolean })[];
  /** Warnings and hints; errors never come with a deployment. Told in answer to an upload, empty in lists. */
  readonly findings: readonly Finding[];
  /** Files of the upload that were not deployed; there with `onlySound` only. */
  readonly leftOut?: readonly LeftOutFile[];
}

/** A file of an upload that cannot be released with the others, and why. */
export interface LeftOutFile {
  readonly name: string;
  /**
   * `error`: it has an error itself. `sameId`: another file left out has an id it has, too. `uses`: it uses files that are
   * left out. `alone`: it has an error as soon as the others are left out.
   */
  readonly because: 'error' | 'sameId' | 'uses' | 'alone';
  /** Names of the files left out it has to do with. */
  readonly others: readonly string[];
}

export interface DeployedResource {
  readonly name: string;
  readonly kind: 'bpmn' | 'dmn' | 'form' | 'other';
  /** Told in answer to an upload. */
  readonly bytes?: number;
}

/** Answer of `POST /api/deployments/validate`, 200 also when files are faulty. Nothing is stored. */
export interface Validation {
  /** No finding is an error. */
  readonly deployable: boolean;
  /** What `onlySound` would leave out; empty when everything can be released, every file when nothing would remain. */
  readonly leftOut: readonly LeftOutFile[];
  readonly files: readonly ValidatedFile[];
}

export interface ValidatedFile {
  readonly name: string;
  readonly kind: DeployedResource['kind'];
  /** Processes found in it, with what deploying would make of them. */
  readonly processes: readonly {
    readonly key: string;
    readonly name?: string;
    /** Version that would be created; the existing one when the file is unchanged. */
    readonly nextVersion: number;
    readonly unchanged: boolean;
  }[];
  readonly findings: readonly Finding[];
}
