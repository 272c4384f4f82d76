import type { DeploymentFile, DeploymentFinding } from '../api/deployments.ts';

/** What is deployed together with a file. */
export interface DeployedBeside {
  readonly files: readonly DeploymentFile[];
  /** Keys of the processes in them. */
  readonly processes: readonly string[];
}

/**
 * Reads files a process refers to, such as letter templates, before they are deployed; any `error` refuses them all.
 */
export interface FileCheck {
  /** Empty for a sound file, and for one of another kind. Rejects only when the database cannot be asked. */
  check(
    file: DeploymentFile,
    beside: DeployedBeside,
  ): readonly DeploymentFinding[] | Promise<readonly DeploymentFinding[]>;
}
