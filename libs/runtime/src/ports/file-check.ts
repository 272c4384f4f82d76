import type { DeploymentFile, DeploymentFinding } from '../api/deployments.ts';

/** Reads files a process refers to, such as letter templates, before they are deployed; any `error` refuses them all. */
export interface FileCheck {
  /** Empty for a sound file, and for one of another kind. Never throws. */
  check(file: DeploymentFile): readonly DeploymentFinding[];
}
