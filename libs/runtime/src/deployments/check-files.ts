import type { DeploymentFile, DeploymentFinding } from '../api/deployments.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { missingImports } from './missing-imports.ts';
import { readFiles, type ReadFiles } from './read-files.ts';
import { replacementFindings } from './replacements.ts';
import { startSubscriptions } from './start-subscriptions.ts';

/** Files as they would be deployed, with everything that is to say about them. */
export interface CheckedFiles {
  readonly read: ReadFiles;
  readonly findings: readonly DeploymentFinding[];
}

/** Reads files, what they import from earlier deployments included, and lets everybody who knows about them judge them. */
export async function checkFiles(
  parts: RuntimeParts,
  files: readonly DeploymentFile[],
  strict: boolean,
): Promise<CheckedFiles> {
  const imported = await missingImports(files, parts);
  const read = await readFiles(files, parts, { strict, imported });
  const findings = [
    ...read.findings,
    ...triggerFindings(read, parts),
    ...(await companionFindings(files, read, parts)),
    ...(await replacementFindings(read, parts.definitions)),
  ];
  return { read, findings };
}

/** What about the start events of the files cannot work and has not been told by the file's own findings. */
export function triggerFindings(
  read: ReadFiles,
  parts: Pick<RuntimeParts, 'expressions' | 'calendar' | 'clock' | 'ids'>,
): readonly DeploymentFinding[] {
  return read.processes.flatMap(({ model, resource }) =>
    startSubscriptions(model, '', parts)
      .findings.filter(({ elementId }) => !read.findings.some(isRefusalOf(resource, elementId)))
      .map((finding) => ({ resource, ...finding })),
  );
}

function isRefusalOf(resource: string, elementId: string | undefined) {
  return (known: DeploymentFinding): boolean =>
    known.severity === 'error' && known.resource === resource && known.elementId === elementId;
}

/** Findings of the files a process refers to, by whoever can read them. */
async function companionFindings(
  files: readonly DeploymentFile[],
  read: ReadFiles,
  { fileChecks = [] }: Pick<RuntimeParts, 'fileChecks'>,
): Promise<readonly DeploymentFinding[]> {
  const beside = { files, processes: read.processes.map(({ model }) => model.id) };
  const found = await Promise.all(
    files.flatMap((file) => fileChecks.map((check) => Promise.resolve(check.check(file, beside)))),
  );
  return found.flat();
}
