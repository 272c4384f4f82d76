import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTAKE_FILE } from '#intake';
import { type DeploymentFile, type DeploymentFinding, isRuntimeError, type Runtime } from '#runtime';
import type { Logger } from '#platform';

const DEPLOYED = /\.(bpmn|dmn|form|template\.md|scenarios\.json)$|^intake\.json$/i;

/**
 * Deploys each folder of shipped processes as one deployment. A folder that has not changed since it was deployed is left
 * alone, so that what somebody has deployed over it stays in force, and a file that has not changed makes no new version. A
 * folder that cannot be deployed is told and does not keep the others from starting; with faults in the description of its
 * services alone the process is deployed without them.
 */
export async function loadShippedProcesses(runtime: Runtime, directory: string, logger: Logger): Promise<void> {
  if (!existsSync(directory)) return;
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const files = readdirSync(join(directory, name))
      .filter((file) => DEPLOYED.test(file))
      .map((file) => ({ name: file, content: readFileSync(join(directory, name, file)) }));
    if (files.length === 0 || (await isDeployed(runtime, name, files))) continue;
    try {
      await deployFolder(runtime, name, files, logger);
    } catch (error) {
      if (!isRuntimeError(error)) throw error;
      logger.error({ folder: name, details: error.details }, `A shipped process could not be loaded: ${error.message}`);
    }
  }
}

async function deployFolder(
  runtime: Runtime,
  name: string,
  files: readonly DeploymentFile[],
  logger: Logger,
): Promise<void> {
  const deploy = (some: readonly DeploymentFile[]) =>
    runtime.deployments.deploy({ files: some, name, source: 'shipped', duplicates: 'each' });
  try {
    await deploy(files);
  } catch (error) {
    const rest = files.filter((file) => file.name !== INTAKE_FILE);
    if (!isRuntimeError(error) || rest.length === files.length || !onlyServicesAreWrong(error.details)) throw error;
    logger.error(
      { folder: name, details: error.details },
      `The services of a shipped process have faults: ${error.message}`,
    );
    await deploy(rest);
  }
}

function onlyServicesAreWrong(details: Readonly<Record<string, unknown>>): boolean {
  const findings = (details['findings'] ?? []) as readonly DeploymentFinding[];
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.length > 0 && errors.every(({ resource }) => resource === INTAKE_FILE);
}

/** Is the folder, as it is now, what was shipped last? Decisions it imports are kept with its deployment and do not count. */
async function isDeployed(runtime: Runtime, name: string, files: readonly DeploymentFile[]): Promise<boolean> {
  const { items } = await runtime.deployments.list({ name, source: 'shipped', limit: 1 });
  const [last] = items;
  if (last === undefined) return false;
  const here = new Map(files.map((file) => [file.name, file.content]));
  if (files.some((file) => !last.resources.includes(file.name))) return false;
  for (const resource of last.resources) {
    const content = here.get(resource);
    if (content === undefined && /\.dmn$/i.test(resource)) continue;
    const deployed = await runtime.deployments.resource(last.id, resource);
    if (content === undefined || !Buffer.from(deployed).equals(content)) return false;
  }
  return true;
}
