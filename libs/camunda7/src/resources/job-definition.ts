import type { DefinitionView, JobPlaceSelection, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, UNLIMITED, everyPage, given } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { dateOf, integerOf, wholeNumber } from '../value/body-value.ts';
import { jobDefinitionId, jobPlacesOf, placeOf } from './job-words.ts';

type Body = Readonly<Record<string, unknown>>;
type JobDefinition = Readonly<Record<string, unknown>>;

/** `/job-definition`: the places in definitions where jobs arise; their ids say which. */
export function jobDefinitionRoutes(runtime: Runtime): readonly Route[] {
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      const found = await matching(runtime, filter);
      return filter.page(found);
    },
    count: async (call) => (await matching(runtime, Filter.of(call))).length,
  };
  const put = (path: string, handle: (call: Call, body: Body) => Promise<unknown>): Route => ({
    method: 'PUT',
    path: `/job-definition/${path}`,
    permission: 'instance:operate',
    handle: async (call) => {
      await handle(call, jsonBody(call));
      return noContent();
    },
  });
  return [
    ...listRoutes('/job-definition', 'process:read', listing),
    {
      method: 'GET',
      path: '/job-definition/{id}',
      permission: 'process:read',
      handle: async (call) => json(await existing(runtime, id(call))),
    },
    put('suspended', (_call, body) => suspend(runtime, body, definitionOf(body))),
    put('{id}/suspended', async (call, body) => {
      await existing(runtime, id(call));
      await suspend(runtime, body, { place: placeOf(id(call)) });
    }),
    put('{id}/retries', async (call, body) => {
      const retries = wholeNumber(body['retries'], 'retries');
      await existing(runtime, id(call));
      await runtime.ownJobs.setRetriesAt(placeOf(id(call)), retries);
    }),
    put('{id}/jobPriority', async (call, body) => {
      const { priority: wanted = null, includeJobs } = body;
      const priority = wanted === null ? null : integerOf(wanted, 'priority');
      if (priority === null && includeJobs === true)
        throw invalid('Expected a priority for the jobs that are there, but it is null.');
      await existing(runtime, id(call));
      await runtime.ownJobs.setPlacePriority(placeOf(id(call)), priority, {
        includeJobs: includeJobs === true,
      });
    }),
  ];
}

async function suspend(runtime: Runtime, body: Body, selection: JobPlaceSelection): Promise<void> {
  const { suspended, includeJobs } = body;
  if (typeof suspended !== 'boolean') throw invalid('Expected suspended to be true or false.');
  const at = dateOf(body['executionDate'], 'executionDate');
  await runtime.ownJobs.setPlacesHeld(selection, suspended, {
    includeJobs: includeJobs === true,
    ...(at === undefined ? {} : { at }),
  });
}

/** By id or by key, never both. @throws CamundaError 400 */
function definitionOf(body: Body): JobPlaceSelection {
  const { processDefinitionId: definitionId, processDefinitionKey: definitionKey, jobDefinitionId: one } = body;
  if (one !== undefined && one !== null) throw invalid('Either processDefinitionId or processDefinitionKey can be set');
  if (typeof definitionId === 'string' && definitionKey == null) return { definitionId };
  if (typeof definitionKey === 'string' && definitionId == null) return { definitionKey };
  throw invalid('Either processDefinitionId or processDefinitionKey must be set, and only one of them.');
}

async function existing(runtime: Runtime, jobDefinition: string): Promise<JobDefinition> {
  const { definitionId } = placeOf(jobDefinition);
  const views = await runtime.definitions.list({ kind: 'process', ids: [definitionId], limit: 1 });
  const found = (await ofDefinitions(runtime, views.items)).find((one) => one['id'] === jobDefinition);
  if (found === undefined)
    throw new CamundaError(404, 'InvalidRequestException', `Job Definition with id ${jobDefinition} does not exist`);
  return found;
}

async function matching(runtime: Runtime, filter: Filter): Promise<readonly JobDefinition[]> {
  const definitionId = filter.text('processDefinitionId');
  const key = filter.text('processDefinitionKey');
  const activities = filter.list('activityIdIn');
  const wanted = {
    id: filter.text('jobDefinitionId'),
    jobType: filter.text('jobType'),
    jobConfiguration: filter.text('jobConfiguration'),
    suspended: filter.either('suspended', 'active'),
  };
  const withPriority = filter.onlyTrue('withOverridingJobPriority');
  const nobody = filter.tenants('includeJobDefinitionsWithoutTenantId');
  const sort = filter.sorting({
    jobDefinitionId: 'id',
    activityId: 'activityId',
    processDefinitionId: 'processDefinitionId',
    processDefinitionKey: 'processDefinitionKey',
    jobType: 'jobType',
    jobConfiguration: 'jobConfiguration',
    tenantId: 'tenantId',
  } as const);
  filter.close();
  if (nobody) return [];
  const views = await everyPage<DefinitionView>(UNLIMITED, (page) =>
    runtime.definitions.list({
      kind: 'process',
      ...page,
      ...given({ ids: definitionId === undefined ? undefined : [definitionId], key }),
    }),
  );
  const found = (await ofDefinitions(runtime, views)).filter(
    (one) =>
      Object.entries(wanted).every(([name, value]) => value === undefined || one[name] === value) &&
      (activities?.includes(String(one['activityId'])) ?? true) &&
      (withPriority === undefined || one['overridingJobPriority'] !== null),
  );
  return found.toSorted((a, b) => {
    for (const { by, descending } of sort) {
      const order = String(a[by]).localeCompare(String(b[by]));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

async function ofDefinitions(runtime: Runtime, views: readonly DefinitionView[]): Promise<JobDefinition[]> {
  const decided = new Map(
    (await runtime.ownJobs.places(views.map((view) => view.id))).map((state) => [jobDefinitionId(state), state]),
  );
  const found: JobDefinition[] = [];
  for (const view of views) {
    for (const { at, jobType, jobConfiguration } of jobPlacesOf(
      view.id,
      await runtime.definitions.model({ id: view.id }),
    )) {
      const state = decided.get(jobDefinitionId(at));
      found.push({
        id: jobDefinitionId(at),
        processDefinitionId: view.id,
        processDefinitionKey: view.key,
        activityId: at.nodeId,
        jobType,
        jobConfiguration,
        overridingJobPriority: state?.priority ?? null,
        suspended: view.suspended || (state?.held ?? false),
        tenantId: null,
        deploymentId: view.deploymentId,
      });
    }
  }
  return found;
}
