import type { DeploymentFile, DeploymentResult, DeploymentView, Runtime } from '#runtime';
import { invalid, notFound } from '../http/camunda-error.ts';
import { everyPage, Filter, given, UNLIMITED } from '../http/filter.ts';
import { bytes, json, noContent, selfLink } from '../http/reply.ts';
import { type Call, formParts, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { fromCamundaDate, toCamundaDate } from '../value/date.ts';
import { decisionDefinitionDto, processDefinitionDto, requirementsDto } from './definition-dto.ts';
import { sortedPage, textCriterion } from './definition-filter.ts';
import { truthValue } from '../value/truth-value.ts';

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
      method: 'POST',
      path: '/deployment/{id}/redeploy',
      permission: 'process:deploy',
      handle: (call) => redeploy(runtime, call, strict),
    },
    {
      method: 'GET',
      path: '/deployment',
      permission: 'process:read',
      handle: async (call) => {
        const filter = Filter.of(call);
        const found = sortedPage(await matching(runtime, filter), filter, SORT);
        return json(found.map((view) => deploymentDto(view)));
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
      handle: async (call) => json(deploymentDto(await runtime.deployments.get(id(call)))),
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
        return bytes(await runtime.deployments.resource(id(call), name), mediaTypeOf(name), name);
      },
    },
    {
      method: 'DELETE',
      path: '/deployment/{id}',
      permission: 'instance:operate',
      handle: async (call) => {
        await runtime.deployments.delete(id(call), {
          cascade: truthValue(call.query.get('cascade')) === true,
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
  for (const { name, fileName, content } of await formParts(call)) {
    if (SETTINGS.has(name)) settings.set(name, new TextDecoder().decode(content).trim());
    else if (fileName !== null) files.push({ name: fileName, content });
    else throw invalid(`No file name found in the deployment resource described by form parameter '${name}'.`);
  }
  if (files.length === 0) throw invalid('No deployment resources contained in the form upload.');
  const changedOnly = settings.get('deploy-changed-only') === 'true';
  const filtering = changedOnly || settings.get('enable-duplicate-filtering') === 'true';
  const result = await runtime.deployments.deploy({
    files,
    strict,
    duplicates: changedOnly ? 'each' : filtering ? 'all' : 'none',
    by: call.caller.userId,
    ...given({
      name: settings.get('deployment-name'),
      source: settings.get('deployment-source'),
      activateAt: activationTime(settings.get('deployment-activation-time')),
    }),
  });
  return json(await deployedDto(runtime, call, result));
}

function activationTime(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const instant = fromCamundaDate(text);
  if (instant !== undefined) return instant;
  throw invalid(`Expected deployment-activation-time as yyyy-MM-dd'T'HH:mm:ss.SSSZ, but got "${text.slice(0, 80)}".`);
}

/** The files of a deployment once more, as a new one: all of them, or those that are named. */
async function redeploy(runtime: Runtime, call: Call, strict: boolean) {
  const body = jsonBody(call);
  const earlier = await runtime.deployments.get(id(call));
  const wanted = new Set([
    ...names(body, 'resourceIds').map((resourceId) => resourceNamed(earlier, resourceId)),
    ...names(body, 'resourceNames').map((name) => {
      if (earlier.resources.includes(name)) return name;
      throw notFound(`cannot find deployment resource with name '${name}' for deployment '${earlier.id}'`);
    }),
  ]);
  const chosen = wanted.size === 0 ? earlier.resources : [...wanted];
  const files = await Promise.all(
    chosen.map(async (name) => ({ name, content: await runtime.deployments.resource(earlier.id, name) })),
  );
  const source = body['source'];
  const result = await runtime.deployments.deploy({
    files,
    strict,
    duplicates: 'none',
    by: call.caller.userId,
    ...given({ name: earlier.name ?? undefined, source: typeof source === 'string' ? source : undefined }),
  });
  return json(await deployedDto(runtime, call, result));
}

function names(body: Readonly<Record<string, unknown>>, field: string): readonly string[] {
  const value = body[field] ?? [];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw invalid(`Expected ${field} to be a list of strings.`);
}

/** A deployment with what it has made; where nothing is new, the one that holds it already. */
async function deployedDto(
  runtime: Runtime,
  call: Call,
  { deployment, definitions, requirements }: DeploymentResult,
): Promise<Record<string, unknown>> {
  const { items } = await runtime.definitions.list({ ids: definitions.map((one) => one.id), limit: 1000 });
  const holder = deployment ?? (await runtime.deployments.get(items[0]?.deploymentId ?? ''));
  const created = new Set(definitions.filter((one) => one.created).map((one) => one.id));
  const fresh = items.filter((view) => created.has(view.id));
  return {
    ...deploymentDto(holder),
    links: [selfLink(`${call.baseUrl}/deployment/${holder.id}`)],
    deployedProcessDefinitions: byId(fresh.filter((view) => view.kind === 'process').map(processDefinitionDto)),
    deployedDecisionDefinitions: byId(fresh.filter((view) => view.kind === 'decision').map(decisionDefinitionDto)),
    deployedDecisionRequirementsDefinitions: byId(requirements.map(requirementsDto)),
    deployedCaseDefinitions: null,
  };
}

const SORT = { id: 'id', name: 'name', deploymentTime: 'deployedAt', tenantId: 'id' } as const;

async function matching(runtime: Runtime, filter: Filter): Promise<readonly DeploymentView[]> {
  const only = filter.text('id');
  const after = filter.date('after');
  const before = filter.date('before');
  const named = textCriterion(filter, 'name', 'name');
  const source = filter.text('source');
  const withoutSource = filter.flag('withoutSource') === true;
  if (source !== undefined && withoutSource)
    throw invalid('The query parameters "source" and "withoutSource" cannot be used in combination.');
  const nobody = filter.tenants('includeDeploymentsWithoutTenantId');
  filter.close();
  if (nobody) return [];
  const all = await everyPage(UNLIMITED, (page) => runtime.deployments.list(page));
  return all.filter(
    (view) =>
      (only === undefined || view.id === only) &&
      named(view) &&
      (source === undefined || view.source === source) &&
      (!withoutSource || view.source === null) &&
      (after === undefined || view.deployedAt > after) &&
      (before === undefined || view.deployedAt < before),
  );
}

function deploymentDto(view: DeploymentView): Record<string, unknown> {
  return {
    links: [],
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

function resourceNamed(deployment: DeploymentView, resourceId: string): string {
  const name = deployment.resources.find(
    (one) => one === resourceId || Buffer.from(one, 'utf8').toString('hex') === resourceId,
  );
  if (name !== undefined) return name;
  throw notFound(
    `Deployment resource with resource id '${resourceId}' for deployment id '${deployment.id}' does not exist.`,
  );
}

async function resourceName(runtime: Runtime, call: Call): Promise<string> {
  return resourceNamed(await runtime.deployments.get(id(call)), call.params['resourceId'] ?? '');
}

/** What a file is, told by its ending; it is a download in any case. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  bpmn: 'application/xml',
  cmmn: 'application/xml',
  dmn: 'application/xml',
  xml: 'application/xml',
  form: 'application/json',
  json: 'application/json',
  css: 'text/css',
  html: 'text/html',
  xhtml: 'application/xhtml+xml',
  md: 'text/markdown',
  txt: 'text/plain',
  pdf: 'application/pdf',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
};

function mediaTypeOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return (Object.hasOwn(MEDIA_TYPES, ending) ? MEDIA_TYPES[ending] : undefined) ?? 'application/octet-stream';
}

function byId(definitions: readonly Record<string, unknown>[]): Record<string, unknown> | null {
  if (definitions.length === 0) return null;
  return Object.fromEntries(definitions.map((one) => [String(one['id']), one] as const));
}
