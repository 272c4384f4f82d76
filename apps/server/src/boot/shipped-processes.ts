import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRuntimeError, type Runtime } from '#runtime';
import type { Logger } from '#platform';

const DEPLOYED = /\.(bpmn|dmn|form|template\.md|scenarios\.json)$/i;

/**
 * Deploys each folder of shipped processes as one deployment. A file that has not changed since the last start makes no new
 * version; a folder that cannot be deployed is told and does not keep the others from starting.
 */
export async function loadShippedProcesses(runtime: Runtime, directory: string, logger: Logger): Promise<void> {
  if (!existsSync(directory)) return;
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const files = readdirSync(join(directory, name))
      .filter((file) => DEPLOYED.test(file))
      .map((file) => ({ name: file, content: readFileSync(join(directory, name, file)) }));
    if (files.length === 0) continue;
    try {
      await runtime.deployments.deploy({ files, name, source: 'shipped', duplicates: 'each' });
    } catch (error) {
      if (!isRuntimeError(error)) throw error;
      logger.error({ folder: name, details: error.details }, `A shipped process could not be loaded: ${error.message}`);
    }
  }
}
