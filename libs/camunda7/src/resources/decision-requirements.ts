import type { RequirementsFilter, RequirementsView, Runtime } from '#runtime';
import { CamundaError, notFound } from '../http/camunda-error.ts';
import { everyPage, Filter, UNLIMITED } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json } from '../http/reply.ts';
import type { Call } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { requirementsDto } from './definition-dto.ts';
import { diagramOf } from './definition-file.ts';
import { DEFINITION_SORT, definitionCriteria, sortedPage } from './definition-filter.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { xmlText } from '../value/xml-text.ts';

const ROOTS = ['/decision-requirements-definition/{id}', '/decision-requirements-definition/key/{key}'] as const;

/** `/decision-requirements-definition`: files of several decisions as one graph, with versions of its own. */
export function decisionRequirementsRoutes(runtime: Runtime): readonly Route[] {
  const both = (tail: string, handle: Route['handle']): Route[] =>
    ROOTS.map((root) => ({ method: 'GET', path: `${root}${tail}`, permission: 'process:read', handle }));
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      return sortedPage(await matching(runtime, filter), filter, DEFINITION_SORT).map(requirementsDto);
    },
    count: async (call) => (await matching(runtime, Filter.of(call))).length,
  };
  return [
    ...listRoutes('/decision-requirements-definition', 'process:read', listing, ['GET']),
    ...both('', async (call) => json(requirementsDto(await found(runtime, call)))),
    ...both('/xml', async (call) => {
      const { id, deploymentId, resource } = await found(runtime, call);
      const source = await runtime.deployments.resource(deploymentId, resource);
      return json({ id, dmnXml: xmlText(source) });
    }),
    ...both('/diagram', async (call) => diagramOf(runtime, await found(runtime, call))),
    ...tenantRoutes('/decision-requirements-definition', 'decision requirements definition', [
      ['GET', ''],
      ['GET', '/xml'],
      ['GET', '/diagram'],
    ]),
  ];
}

/** The graph a path names: by id, or the newest of a key. @throws CamundaError 404 */
async function found(runtime: Runtime, call: Call): Promise<RequirementsView> {
  const { id, key } = call.params;
  const wanted: RequirementsFilter = key === undefined ? { ids: [id ?? ''] } : { key, latestOnly: true };
  const [view] = (await runtime.decisions.requirements({ ...wanted, limit: 1 })).items;
  if (view !== undefined) return view;
  if (key === undefined) throw notFound(`No matching decision requirements definition with id: ${id ?? ''}`);
  throw new CamundaError(
    404,
    'RestException',
    `No matching decision requirements definition with key: ${key} and no tenant-id`,
  );
}

async function matching(runtime: Runtime, filter: Filter): Promise<readonly RequirementsView[]> {
  const matches = definitionCriteria(filter, {
    id: 'decisionRequirementsDefinition',
    withoutTenant: 'includeDecisionRequirementsDefinitionsWithoutTenantId',
  });
  filter.close();
  const all = await everyPage(UNLIMITED, (page) => runtime.decisions.requirements(page));
  return all.filter(matches);
}
