import type { Variables } from '#engine';
import { type DefinitionView, isRuntimeError, type Runtime } from '#runtime';
import { CamundaError, invalid, notFound } from '../http/camunda-error.ts';
import { everyPage, Filter, UNLIMITED } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { decisionInputs } from '../value/decision-inputs.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { xmlText } from '../value/xml-text.ts';
import { decisionDefinitionDto, timeToLiveOf } from './definition-dto.ts';
import { diagramOf } from './definition-file.ts';
import { DEFINITION_SORT, definitionCriteria, sortedPage, textCriterion } from './definition-filter.ts';
import { tenantRoutes } from './tenant-routes.ts';

const ROOTS = ['/decision-definition/{id}', '/decision-definition/key/{key}'] as const;
const SORT = {
  ...DEFINITION_SORT,
  deployTime: 'deployedAt',
  decisionRequirementsDefinitionKey: 'requirementsKey',
  versionTag: 'versionTag',
} as const;

/** `/decision-definition`: by id, and by key, which means the newest version. Decision services are decisions, too. */
export function decisionDefinitionRoutes(runtime: Runtime): readonly Route[] {
  const both = (
    method: Route['method'],
    tail: string,
    permission: Route['permission'],
    handle: Route['handle'],
  ): Route[] => ROOTS.map((root) => ({ method, path: `${root}${tail}`, permission, handle }));
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      return sortedPage(await matching(runtime, filter), filter, SORT).map(decisionDefinitionDto);
    },
    count: async (call) => (await matching(runtime, Filter.of(call))).length,
  };
  return [
    ...listRoutes('/decision-definition', 'process:read', listing, ['GET']),
    ...both('GET', '', 'process:read', async (call) => json(decisionDefinitionDto(await found(runtime, call)))),
    ...both('GET', '/xml', 'process:read', async (call) => {
      const { id } = await found(runtime, call);
      return json({ id, dmnXml: xmlText(await runtime.definitions.source({ id })) });
    }),
    ...both('GET', '/diagram', 'process:read', async (call) => diagramOf(runtime, await found(runtime, call))),
    ...both('POST', '/evaluate', 'instance:start', async (call) => {
      const view = await found(runtime, call);
      return json(await evaluate(runtime, view, decisionInputs(jsonBody(call)['variables'])));
    }),
    ...both('PUT', '/history-time-to-live', 'process:deploy', async (call) => {
      const { id } = await found(runtime, call);
      await runtime.definitions.setHistoryTimeToLive({ id }, timeToLiveOf(jsonBody(call)));
      return noContent();
    }),
    ...tenantRoutes('/decision-definition', 'decision definition', [
      ['GET', ''],
      ['GET', '/xml'],
      ['GET', '/diagram'],
      ['POST', '/evaluate'],
      ['PUT', '/history-time-to-live'],
    ]),
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
 * must not look like one; where a row says null, that is the answer of the standard. @throws CamundaError 400, 500
 */
async function evaluate(runtime: Runtime, { id, key }: DefinitionView, inputs: Variables) {
  const answer = await runtime.decisions.evaluate({ id }, inputs).catch((error: unknown) => {
    if (!isRuntimeError(error)) throw error;
    const message = `Cannot evaluate decision ${key}: ${error.message}`;
    throw error.code === 'VARIABLES_INVALID' ? invalid(message) : new CamundaError(500, 'RestException', message);
  });
  const wrong = answer.problems.find(({ severity }) => severity === 'error');
  if (answer.rows.length === 0 && wrong !== undefined)
    throw new CamundaError(500, 'RestException', `Cannot evaluate decision ${key}: ${wrong.message}`);
  return answer.rows.map((variables) => answeredVariables({ variables, types: {} }));
}

async function matching(runtime: Runtime, filter: Filter): Promise<readonly DefinitionView[]> {
  const matches = definitionCriteria(filter, {
    id: 'decisionDefinition',
    withoutTenant: 'includeDecisionDefinitionsWithoutTenantId',
  });
  const tag = textCriterion(filter, 'versionTag', 'versionTag');
  const requirementsId = filter.text('decisionRequirementsDefinitionId');
  const requirementsKey = filter.text('decisionRequirementsDefinitionKey');
  const alone = filter.flag('withoutDecisionRequirementsDefinition') === true;
  filter.close();
  const all = await everyPage(UNLIMITED, (page) => runtime.definitions.list({ kind: 'decision', ...page }));
  return all.filter(
    (view) =>
      matches(view) &&
      tag(view) &&
      (requirementsId === undefined || view.requirementsId === requirementsId) &&
      (requirementsKey === undefined || view.requirementsKey === requirementsKey) &&
      (!alone || view.requirementsId === null),
  );
}
