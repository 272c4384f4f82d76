import type { Deployments } from '../api/deployments.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { deleteDeployment } from './delete-deployment.ts';
import { checkFiles } from './check-files.ts';
import { deploy } from './deploy.ts';
import { soundFiles } from './sound-files.ts';

export function createDeployments(parts: RuntimeParts): Deployments {
  const { definitions, queries } = parts;
  return {
    deploy: (command) => deploy(parts, command),
    async validate(files, options) {
      const command = { files, strict: options?.strict ?? false };
      const { read, findings } = await checkFiles(parts, files, command.strict);
      const hasErrors = findings.some(({ severity }) => severity === 'error');
      return {
        findings,
        leftOut: hasErrors ? (await soundFiles(parts, command)).leftOut : [],
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
