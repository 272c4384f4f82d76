import type { Deployments } from '../api/deployments.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { deleteDeployment } from './delete-deployment.ts';
import { companionFindings, deploy, triggerFindings } from './deploy.ts';
import { missingImports } from './missing-imports.ts';
import { readFiles } from './read-files.ts';
import { replacementFindings } from './replacements.ts';

export function createDeployments(parts: RuntimeParts): Deployments {
  const { definitions, queries } = parts;
  return {
    deploy: (command) => deploy(parts, command),
    async validate(files, options) {
      const imported = await missingImports(files, parts);
      const read = await readFiles(files, parts, { strict: options?.strict ?? false, imported });
      return {
        findings: [
          ...read.findings,
          ...triggerFindings(read, parts),
          ...(await companionFindings(files, read, parts)),
          ...(await replacementFindings(read, definitions)),
        ],
        processes: read.processes.map(({ model, resource }) => ({ key: model.id, name: model.name ?? null, resource })),
        decisions: read.decisions.map(({ key, name, resource }) => ({ key, name, resource })),
      };
    },
    list: (filter) => queries.deployments.list(filter),
    async get(deploymentId) {
      const deployment = await queries.deployments.find(deploymentId);
      if (deployment !== undefined) return deployment;
      throw new RuntimeError('DEPLOYMENT_NOT_FOUND', `Expected deployment ${deploymentId}, but there is none.`, {
        deploymentId,
      });
    },
    async resource(deploymentId, name) {
      const content = await definitions.resource(deploymentId, name);
      if (content !== undefined) return content;
      throw new RuntimeError(
        'RESOURCE_NOT_FOUND',
        `Expected file "${name}" in deployment ${deploymentId}, but it is not there.`,
        {
          deploymentId,
          name,
        },
      );
    },
    delete: (deploymentId, options) => deleteDeployment(parts, deploymentId, options ?? {}),
  };
}
