import { type DefinitionReference, type DefinitionView, type Runtime } from '#runtime';
import { CamundaError, notFound } from '../http/camunda-error.ts';
import { Filter } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { xmlText } from '../value/xml-text.ts';
import { calledDefinitions } from './called-definitions.ts';
import { processDefinitionDto, timeToLiveOf } from './definition-dto.ts';
import { diagramOf } from './definition-file.ts';
import { sortedPage } from './definition-filter.ts';
import { activityStatistics, definitionStatistics } from './definition-statistics.ts';
import { suspendByKey, suspendDefinition } from './definition-suspension.ts';
import { matchingProcesses, PROCESS_SORT } from './process-definition-filter.ts';
import { startFormRoutes } from './start-form.ts';
import { startInstance } from './start-instance.ts';
import type { GroupsOf } from './task-filter.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { truthValue } from '../value/truth-value.ts';

const ROOTS = ['/process-definition/{id}', '/process-definition/key/{key}'] as const;

/** `/process-definition`: by id, and by key, which means the newest version of the key. */
export function processDefinitionRoutes(runtime: Runtime, groupsOf: GroupsOf): readonly Route[] {
  const both = (
    method: Route['method'],
    tail: string,
    permission: Route['permission'],
    handle: (view: DefinitionView, call: Call) => ReturnType<Route['handle']>,
  ): Route[] =>
    ROOTS.map((root) => ({
      method,
      path: `${root}${tail}`,
      permission,
      handle: async (call) => handle(await foundProcess(runtime, call), call),
    }));
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      const found = await matchingProcesses(runtime, filter, call.caller, groupsOf);
      return sortedPage(found, filter, PROCESS_SORT).map(processDefinitionDto);
    },
    count: async (call) => (await matchingProcesses(runtime, Filter.of(call), call.caller, groupsOf)).length,
  };
  return [
    ...listRoutes('/process-definition', 'process:read', listing, ['GET']),
    {
      method: 'GET',
      path: '/process-definition/statistics',
      permission: 'process:read',
      handle: async (call) => json(await definitionStatistics(runtime, Filter.of(call))),
    },
    {
      method: 'PUT',
      path: '/process-definition/suspended',
      permission: 'instance:operate',
      handle: async (call) => {
        await suspendByKey(runtime, jsonBody(call));
        return noContent();
      },
    },
    ...both('GET', '', 'process:read', (view) => Promise.resolve(json(processDefinitionDto(view)))),
    ...both('GET', '/xml', 'process:read', async ({ id }) =>
      json({ id, bpmn20Xml: xmlText(await runtime.definitions.source({ id })) }),
    ),
    ...both('GET', '/diagram', 'process:read', (view) => diagramOf(runtime, view)),
    ...both('POST', '/start', 'instance:start', (view, call) => startInstance(runtime, view, call)),
    ...startFormRoutes(runtime, both),
    ...both('GET', '/statistics', 'process:read', async (view, call) =>
      json(await activityStatistics(runtime, view, Filter.of(call))),
    ),
    ...both('PUT', '/suspended', 'instance:operate', async (view, call) => {
      await suspendDefinition(runtime, view, jsonBody(call));
      return noContent();
    }),
    ...both('PUT', '/history-time-to-live', 'process:deploy', async ({ id }, call) => {
      await runtime.definitions.setHistoryTimeToLive({ id }, timeToLiveOf(jsonBody(call)));
      return noContent();
    }),
    ...both('GET', '/static-called-process-definitions', 'process:read', async (view) =>
      json(await calledDefinitions(runtime, view)),
    ),
    {
      method: 'DELETE',
      path: '/process-definition/{id}',
      permission: 'instance:operate',
      handle: (call) => remove(runtime, call, { id: call.params['id'] ?? '' }),
    },
    {
      method: 'DELETE',
      path: '/process-definition/key/{key}',
      permission: 'instance:operate',
      handle: (call) => remove(runtime, call, { key: call.params['key'] ?? '' }),
    },
    ...tenantRoutes('/process-definition', 'process definition', [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/xml'],
      ['GET', '/diagram'],
      ['POST', '/start'],
      ['POST', '/submit-form'],
      ['GET', '/startForm'],
      ['GET', '/deployed-start-form'],
      ['GET', '/rendered-form'],
      ['GET', '/form-variables'],
      ['GET', '/statistics'],
      ['PUT', '/suspended'],
      ['PUT', '/history-time-to-live'],
    ]),
  ];
}

/** The process a path names: by id, or the newest version of a key. @throws CamundaError 404 */
async function foundProcess(runtime: Runtime, call: Call): Promise<DefinitionView> {
  const { id, key } = call.params;
  const wanted = key === undefined ? { ids: [id ?? ''] } : { key, latestOnly: true };
  const [view] = (await runtime.definitions.list({ kind: 'process', limit: 1, ...wanted })).items;
  if (view !== undefined) return view;
  if (key === undefined) throw notFound(`No matching definition with id ${id ?? ''}`);
  throw new CamundaError(404, 'RestException', `No matching process definition with key: ${key} and no tenant-id`);
}

/** Deletes one version, or all versions of a key. */
async function remove(runtime: Runtime, call: Call, reference: DefinitionReference) {
  const wanted = 'id' in reference ? { ids: [reference.id] } : { key: reference.key };
  const { items } = await runtime.definitions.list({ kind: 'process', limit: 1000, ...wanted });
  if (items.length === 0)
    throw notFound(
      'id' in reference
        ? `No process definition found with id '${reference.id}'`
        : `No process definition found with key '${reference.key}' without tenant-id`,
    );
  await runtime.definitions.delete(
    items.map(({ id }) => id),
    { cascade: truthValue(call.query.get('cascade')) === true, by: call.caller.userId },
  );
  return noContent();
}
