import type { Variables } from '#engine';
import type { DefinitionFilter, DefinitionView, Runtime } from '#runtime';
import { CamundaError, notFound } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { json } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { decisionInputs } from '../value/decision-inputs.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { decisionDefinitionDto } from './definition-dto.ts';
import { likePattern } from './deployment.ts';

const ROOTS = ['/decision-definition/{id}', '/decision-definition/key/{key}'] as const;

/** `/decision-definition`: by id, and by key, which means the newest version. Decision services are decisions, too. */
export function decisionDefinitionRoutes(runtime: Runtime): readonly Route[] {
  const both = (
    method: Route['method'],
    tail: string,
    permission: Route['permission'],
    handle: Route['handle'],
  ): Route[] => ROOTS.map((root) => ({ method, path: `${root}${tail}`, permission, handle }));
  return [
    {
      method: 'GET',
      path: '/decision-definition',
      permission: 'process:read',
      handle: async (call) => json((await matching(runtime, Filter.of(call))).map(decisionDefinitionDto)),
    },
    {
      method: 'GET',
      path: '/decision-definition/count',
      permission: 'process:read',
      handle: async (call) => json({ count: (await matching(runtime, Filter.of(call))).length }),
    },
    ...both('GET', '', 'process:read', async (call) => json(decisionDefinitionDto(await found(runtime, call)))),
    ...both('GET', '/xml', 'process:read', async (call) => {
      const { id } = await found(runtime, call);
      return json({ id, dmnXml: new TextDecoder().decode(await runtime.definitions.source({ id })) });
    }),
    ...both('POST', '/evaluate', 'instance:start', async (call) => {
      const view = await found(runtime, call);
      return json(await evaluate(runtime, view, decisionInputs(jsonBody(call)['variables'])));
    }),
  ];
}

/** The decision a path names. @throws CamundaError 404 */
async function found(runtime: Runtime, call: Call): Promise<DefinitionView> {
  const { id, key } = call.params;
  const wanted = key === undefined ? { ids: [id ?? ''] } : { key, latestOnly: true };
  const { items } = await runtime.definitions.list({ kind: 'decision', limit: 1, ...wanted });
  const [view] = items;
  if (view !== undefined) return view;
  if (key === undefined) throw notFound(`No matching decision definition with id ${id ?? ''}`);
  throw new CamundaError(404, 'RestException', `No matching decision definition with key: ${key} and no tenant-id`);
}

/**
 * Rows of typed outputs. An answer without a row says that no rule has matched, so that logic which does not fit the data
 * must not look like one; where a row says null, that is the answer of the standard. @throws CamundaError 500
 */
async function evaluate(runtime: Runtime, { id, key }: DefinitionView, inputs: Variables) {
  const { rows, problems } = await runtime.decisions.evaluate({ id }, inputs);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (rows.length === 0 && wrong !== undefined)
    throw new CamundaError(500, 'RestException', `Cannot evaluate decision ${key}: ${wrong.message}`);
  return rows.map((variables) => answeredVariables({ variables, types: {} }));
}

async function matching(runtime: Runtime, filter: Filter): Promise<readonly DefinitionView[]> {
  const single = filter.text('decisionDefinitionId');
  const exact = { name: filter.text('name'), resource: filter.text('resourceName') };
  const likes = {
    name: filter.text('nameLike'),
    key: filter.text('keyLike'),
    resource: filter.text('resourceNameLike'),
    versionTag: filter.text('versionTagLike'),
  };
  filter.flag('withoutTenantId');
  filter.flag('withoutDecisionRequirementsDefinition');
  const wanted: DefinitionFilter = {
    kind: 'decision',
    ...given({
      ids: filter.list('decisionDefinitionIdIn') ?? (single === undefined ? undefined : [single]),
      key: filter.text('key'),
      version: filter.integer('version'),
      versionTag: filter.text('versionTag'),
      latestOnly: filter.flag('latestVersion'),
      deploymentId: filter.text('deploymentId'),
    }),
    sort: filter.sorting({
      key: 'key',
      name: 'name',
      version: 'version',
      deployTime: 'deployedAt',
      id: 'key',
    } as const),
  };
  const after = filter.date('deployedAfter');
  filter.close();
  const patterns = Object.entries(given(likes)).map(([field, like]) => [field, likePattern(like)] as const);
  const all = await everyPage({ firstResult: 0, maxResults: Infinity }, (page) =>
    runtime.definitions.list({ ...wanted, ...page }),
  );
  return all
    .filter(
      (view) =>
        (exact.name === undefined || view.name === exact.name) &&
        (exact.resource === undefined || view.resource === exact.resource) &&
        (after === undefined || view.deployedAt > after) &&
        patterns.every(([field, pattern]) => pattern.test(view[field as keyof typeof likes] ?? '')),
    )
    .slice(filter.firstResult, filter.firstResult + filter.maxResults);
}
