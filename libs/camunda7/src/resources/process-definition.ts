import type { DefinitionFilter, DefinitionReference, DefinitionView, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { saying, sentVariables } from '../value/sent-variables.ts';
import { likePattern } from './deployment.ts';
import { processDefinitionDto } from './definition-dto.ts';
import { processInstanceDto } from './instance-dto.ts';
import { ownVariables } from './own-variables.ts';

const ROOTS = ['/process-definition/{id}', '/process-definition/key/{key}'] as const;

/** `/process-definition`: by id, and by key, which means the newest version of the key. */
export function processDefinitionRoutes(runtime: Runtime): readonly Route[] {
  const both = (
    method: Route['method'],
    tail: string,
    permission: Route['permission'],
    handle: Route['handle'],
  ): Route[] => ROOTS.map((root) => ({ method, path: `${root}${tail}`, permission, handle }));
  return [
    {
      method: 'GET',
      path: '/process-definition',
      permission: 'process:read',
      handle: async (call) => json((await matching(runtime, Filter.of(call))).map(processDefinitionDto)),
    },
    {
      method: 'GET',
      path: '/process-definition/count',
      permission: 'process:read',
      handle: async (call) => json({ count: (await matching(runtime, Filter.of(call))).length }),
    },
    {
      method: 'GET',
      path: '/process-definition/statistics',
      permission: 'process:read',
      handle: (call) => statistics(runtime, call),
    },
    {
      method: 'PUT',
      path: '/process-definition/suspended',
      permission: 'instance:operate',
      handle: async (call) => {
        const body = jsonBody(call);
        const reference =
          typeof body['processDefinitionId'] === 'string'
            ? { id: body['processDefinitionId'] }
            : { key: required(body['processDefinitionKey'], 'processDefinitionKey') };
        return suspend(runtime, reference, body);
      },
    },
    ...both('GET', '', 'process:read', async (call) =>
      json(processDefinitionDto(await runtime.definitions.get(named(call)))),
    ),
    ...both('GET', '/xml', 'process:read', async (call) => {
      const view = await runtime.definitions.get(named(call));
      const source = await runtime.definitions.source({ id: view.id });
      return json({ id: view.id, bpmn20Xml: new TextDecoder().decode(source) });
    }),
    ...both('POST', '/start', 'instance:start', (call) => start(runtime, call)),
    ...both('POST', '/submit-form', 'instance:start', (call) => start(runtime, call)),
    ...both('GET', '/startForm', 'process:read', async (call) => {
      const view = await runtime.definitions.get(named(call));
      return json({ key: null, camundaFormRef: null, contextPath: null, processDefinitionId: view.id });
    }),
    ...both('GET', '/statistics', 'process:read', async (call) => {
      const view = await runtime.definitions.get(named(call));
      const [figures] = await runtime.definitions.statistics([view.id]);
      return json(
        (figures?.elements ?? []).map((element) => ({
          '@class': 'org.camunda.bpm.engine.rest.dto.repository.ActivityStatisticsResultDto',
          id: element.nodeId,
          instances: element.running,
          failedJobs: element.incidents,
          incidents: incidentFigures(element.incidents),
        })),
      );
    }),
    ...both('PUT', '/suspended', 'instance:operate', (call) => suspend(runtime, named(call), jsonBody(call))),
    ...both('PUT', '/history-time-to-live', 'process:deploy', async (call) => {
      const days = jsonBody(call)['historyTimeToLive'] ?? null;
      if (days !== null && !(typeof days === 'number' && Number.isInteger(days) && days >= 0))
        throw invalid('Expected historyTimeToLive to be a number of days from 0, or null.');
      await runtime.definitions.setHistoryTimeToLive(named(call), days === null ? null : `P${days}D`);
      return noContent();
    }),
    ...both('DELETE', '', 'instance:operate', (call) => remove(runtime, call)),
  ];
}

/** The definition a path names: by id, or the newest of a key. */
function named(call: Call): DefinitionReference {
  const key = call.params['key'];
  return key === undefined ? { id: call.params['id'] ?? '' } : { key };
}

async function matching(runtime: Runtime, filter: Filter): Promise<readonly DefinitionView[]> {
  const nameLike = filter.text('nameLike');
  const keyLike = filter.text('keyLike');
  const name = filter.text('name');
  const active = filter.flag('active');
  const suspended = filter.flag('suspended');
  filter.flag('withoutTenantId');
  const wanted: DefinitionFilter = {
    kind: 'process',
    ...given({
      ids: filter.list('processDefinitionIdIn') ?? single(filter.text('processDefinitionId')),
      key: filter.text('key'),
      keys: filter.list('keysIn'),
      version: filter.integer('version'),
      versionTag: filter.text('versionTag'),
      latestOnly: filter.flag('latestVersion'),
      deploymentId: filter.text('deploymentId'),
      suspended: suspended === true ? true : active === true ? false : undefined,
    }),
    sort: filter.sorting({
      key: 'key',
      name: 'name',
      version: 'version',
      deployTime: 'deployedAt',
      id: 'key',
    } as const),
  };
  filter.close();
  const [byName, byKey] = [nameLike, keyLike].map((like) => (like === undefined ? undefined : likePattern(like)));
  const all = await everyPage({ firstResult: 0, maxResults: Infinity }, (page) =>
    runtime.definitions.list({ ...wanted, ...page }),
  );
  return all
    .filter(
      (view) =>
        (name === undefined || view.name === name) &&
        (byName?.test(view.name ?? '') ?? true) &&
        (byKey?.test(view.key) ?? true),
    )
    .slice(filter.firstResult, filter.firstResult + filter.maxResults);
}

const single = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

async function start(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  const businessKey = body['businessKey'];
  if (businessKey !== undefined && businessKey !== null && typeof businessKey !== 'string')
    throw invalid('Expected businessKey to be a string.');
  const { id: definitionId } = await runtime.definitions.get(named(call));
  const sent = saying(`Cannot instantiate process definition ${definitionId}`, () => sentVariables(body['variables']));
  const { instance } = await runtime.instances.start({
    definition: { id: definitionId },
    ...sent,
    by: call.caller.userId,
    ...(typeof businessKey === 'string' ? { businessKey } : {}),
    ...startAt(body['startInstructions']),
  });
  const dto = processInstanceDto(call, instance);
  if (body['withVariablesInReturn'] !== true) return json(dto);
  return json({ ...dto, variables: answeredVariables(await ownVariables(runtime, instance.id)) });
}

/** `startInstructions` of a start request. @throws CamundaError 400 */
function startAt(instructions: unknown): { startAt?: { nodeId: string; after: boolean }[] } {
  if (instructions === undefined || instructions === null) return {};
  if (!Array.isArray(instructions)) throw invalid('Expected startInstructions to be a list.');
  const startAt = (instructions as Record<string, unknown>[]).map(({ type, activityId, transitionId }) => {
    if (type === 'startTransition' || transitionId !== undefined)
      throw invalid(
        'Expected startBeforeActivity or startAfterActivity, but startTransition is not possible at a start.',
      );
    return { nodeId: required(activityId, 'activityId'), after: type === 'startAfterActivity' };
  });
  return startAt.length === 0 ? {} : { startAt };
}

async function suspend(runtime: Runtime, reference: DefinitionReference, body: Readonly<Record<string, unknown>>) {
  if (body['executionDate'] !== undefined && body['executionDate'] !== null)
    throw invalid('Expected no executionDate: suspending later is not possible, suspend at once.');
  const options = { includeInstances: body['includeProcessInstances'] === true };
  if (body['suspended'] === true) await runtime.definitions.suspend(reference, options);
  else await runtime.definitions.resume(reference, options);
  return noContent();
}

/** A definition is deleted with its deployment, which must hold nothing else. */
async function remove(runtime: Runtime, call: Call) {
  const view = await runtime.definitions.get(named(call));
  const { total } = await runtime.definitions.list({ deploymentId: view.deploymentId, limit: 2 });
  if (total > 1)
    throw new CamundaError(
      400,
      'InvalidRequestException',
      `Expected process definition '${view.id}' to be alone in its deployment '${view.deploymentId}', but there are ${total}: delete the deployment.`,
    );
  await runtime.deployments.delete(view.deploymentId, {
    cascade: call.query.get('cascade') === 'true',
    by: call.caller.userId,
  });
  return noContent();
}

async function statistics(runtime: Runtime, call: Call) {
  const filter = Filter.of(call);
  for (const name of ['failedJobs', 'incidents', 'rootIncidents']) filter.flag(name);
  filter.text('incidentsForType');
  filter.close();
  const views = await everyPage(filter, (page) => runtime.definitions.list({ kind: 'process', ...page }));
  const figures = new Map(
    (await runtime.definitions.statistics(views.map((view) => view.id))).map((one) => [one.definitionId, one]),
  );
  return json(
    views.map((view) => {
      const { running = 0, incidents = 0 } = figures.get(view.id) ?? {};
      return {
        '@class': 'org.camunda.bpm.engine.rest.dto.repository.ProcessDefinitionStatisticsResultDto',
        id: view.id,
        instances: running,
        failedJobs: incidents,
        incidents: incidentFigures(incidents),
        definition: processDefinitionDto(view),
      };
    }),
  );
}

const incidentFigures = (count: number) => (count === 0 ? [] : [{ incidentType: 'failedJob', incidentCount: count }]);

/** A non-empty string of a body. @throws CamundaError 400 */
export function required(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw invalid(`Expected ${name} to be given, but it is missing.`);
  return value;
}
