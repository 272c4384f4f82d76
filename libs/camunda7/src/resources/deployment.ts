import type { DeploymentFile, DeploymentView, Runtime } from '#runtime';
import { invalid, notFound } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { bytes, json, noContent } from '../http/reply.ts';
import { type Call, formParts } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { decisionDefinitionDto, processDefinitionDto } from './definition-dto.ts';

/** Fields of the multipart request that are settings and not files. */
const SETTINGS = new Set([
  'deployment-name',
  'deployment-source',
  'enable-duplicate-filtering',
  'deploy-changed-only',
  'deployment-activation-time',
  'tenant-id',
]);

/** `/deployment`: what Camunda Modeler and build tools deploy with. */
export function deploymentRoutes(runtime: Runtime, strict: boolean): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/deployment/create',
      permission: 'process:deploy',
      handle: (call) => create(runtime, call, strict),
    },
    {
      method: 'GET',
      path: '/deployment',
      permission: 'process:read',
      handle: async (call) => {
        const filter = Filter.of(call);
        const found = await matching(runtime, filter);
        return json(found.map((view) => deploymentDto(call, view)));
      },
    },
    {
      method: 'GET',
      path: '/deployment/count',
      permission: 'process:read',
      handle: async (call) => json({ count: (await matching(runtime, Filter.of(call))).length }),
    },
    {
      method: 'GET',
      path: '/deployment/registered',
      permission: 'process:read',
      handle: () => Promise.resolve(json([])),
    },
    {
      method: 'GET',
      path: '/deployment/{id}',
      permission: 'process:read',
      handle: async (call) => json(deploymentDto(call, await runtime.deployments.get(id(call)))),
    },
    {
      method: 'GET',
      path: '/deployment/{id}/resources',
      permission: 'process:read',
      handle: async (call) => {
        const { resources } = await runtime.deployments.get(id(call));
        return json(resources.map((name) => resourceDto(id(call), name)));
      },
    },
    {
      method: 'GET',
      path: '/deployment/{id}/resources/{resourceId}',
      permission: 'process:read',
      handle: async (call) => json(resourceDto(id(call), await resourceName(runtime, call))),
    },
    {
      method: 'GET',
      path: '/deployment/{id}/resources/{resourceId}/data',
      permission: 'process:read',
      handle: async (call) => {
        const name = await resourceName(runtime, call);
        return bytes(await runtime.deployments.resource(id(call), name), 'application/octet-stream', name);
      },
    },
    {
      method: 'DELETE',
      path: '/deployment/{id}',
      permission: 'instance:operate',
      handle: async (call) => {
        await runtime.deployments.delete(id(call), {
          cascade: call.query.get('cascade') === 'true',
          by: call.caller.userId,
        });
        return noContent();
      },
    },
  ];
}

async function create(runtime: Runtime, call: Call, strict: boolean) {
  const settings = new Map<string, string>();
  const files: DeploymentFile[] = [];
  for (const part of await formParts(call)) {
    if (SETTINGS.has(part.name)) settings.set(part.name, new TextDecoder().decode(part.content));
    else files.push({ name: part.fileName ?? part.name, content: part.content });
  }
  if (files.length === 0) throw invalid('No resources contained in the form data to deploy.');
  const changedOnly = settings.get('deploy-changed-only') === 'true';
  const filtering = changedOnly || settings.get('enable-duplicate-filtering') === 'true';
  const result = await runtime.deployments.deploy({
    files,
    strict,
    duplicates: changedOnly ? 'each' : filtering ? 'all' : 'none',
    by: call.caller.userId,
    ...given({ name: settings.get('deployment-name'), source: settings.get('deployment-source') }),
  });
  const definitions = await Promise.all(result.definitions.map(({ id }) => runtime.definitions.get({ id })));
  const first = definitions[0];
  const deployment =
    result.deployment ?? (first === undefined ? undefined : await runtime.deployments.get(first.deploymentId));
  if (deployment === undefined)
    throw invalid('Expected something to deploy, but all files are duplicates of files without definitions.');
  const created = new Set(result.definitions.filter((one) => one.created).map((one) => one.id));
  const fresh = definitions.filter((view) => created.has(view.id));
  return json({
    ...deploymentDto(call, deployment),
    deployedProcessDefinitions: byId(fresh.filter((view) => view.kind === 'process').map(processDefinitionDto)),
    deployedDecisionDefinitions: byId(fresh.filter((view) => view.kind === 'decision').map(decisionDefinitionDto)),
    deployedDecisionRequirementsDefinitions: null,
    deployedCaseDefinitions: null,
  });
}

async function matching(runtime: Runtime, filter: Filter): Promise<readonly DeploymentView[]> {
  const id = filter.text('id');
  const like = filter.text('nameLike');
  const after = filter.date('after');
  const before = filter.date('before');
  const exact = given({ name: filter.text('name'), source: filter.text('source') });
  const sort = filter.sorting({ id: 'id', name: 'name', deploymentTime: 'deployedAt' } as const)[0];
  filter.close();
  const all = await everyPage({ firstResult: 0, maxResults: Infinity }, (page) =>
    runtime.deployments.list({ ...exact, ...page }),
  );
  const pattern = like === undefined ? undefined : likePattern(like);
  const found = all.filter(
    (view) =>
      (id === undefined || view.id === id) &&
      (pattern === undefined || pattern.test(view.name ?? '')) &&
      (after === undefined || view.deployedAt > after) &&
      (before === undefined || view.deployedAt < before),
  );
  if (sort !== undefined) {
    const field = sort.by;
    found.sort((a, b) => (a[field] ?? '').localeCompare(b[field] ?? '') * (sort.descending ? -1 : 1));
  }
  return found.slice(filter.firstResult, filter.firstResult + filter.maxResults);
}

/** `%` matches anything, as in SQL. */
export function likePattern(like: string): RegExp {
  const literal = like.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 's');
}

function deploymentDto(call: Call, view: DeploymentView): Record<string, unknown> {
  return {
    links: [{ method: 'GET', href: `${call.baseUrl}/deployment/${view.id}`, rel: 'self' }],
    id: view.id,
    name: view.name,
    source: view.source,
    deploymentTime: toCamundaDate(view.deployedAt),
    tenantId: null,
  };
}

/** A resource has no id of its own here; its name in hexadecimal is one that survives as a path segment. */
function resourceDto(deploymentId: string, name: string): Record<string, unknown> {
  return { id: Buffer.from(name, 'utf8').toString('hex'), name, deploymentId };
}

async function resourceName(runtime: Runtime, call: Call): Promise<string> {
  const wanted = call.params['resourceId'] ?? '';
  const { resources } = await runtime.deployments.get(id(call));
  const name = resources.find((one) => one === wanted || Buffer.from(one, 'utf8').toString('hex') === wanted);
  if (name === undefined) throw notFound(`Deployment resource with resource id '${wanted}' does not exist.`);
  return name;
}

function byId(definitions: readonly Record<string, unknown>[]): Record<string, unknown> | null {
  if (definitions.length === 0) return null;
  return Object.fromEntries(definitions.map((one) => [String(one['id']), one] as const));
}

/** The path parameter `id` of a call. */
export function id(call: Call): string {
  return call.params['id'] ?? '';
}
