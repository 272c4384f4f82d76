import type { DefinitionView, JobView, Runtime, TimerView } from '#runtime';
import type { NodeModel, ProcessModel } from '#engine';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, UNLIMITED, everyPage, given } from '../http/filter.ts';
import { bytes, json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { fromCamundaDate, toCamundaDate } from '../value/date.ts';
import { id } from './deployment.ts';

/** What Camunda 7 calls a job: a timer, or work of our own workers. External work is `/external-task`. */
type AnyJob = { readonly timer: TimerView } | { readonly work: JobView };

/** `/job` and `/job-definition`. A job definition is a place in a definition where jobs arise; its id says which. */
export function jobRoutes(runtime: Runtime): readonly Route[] {
  const list: Route['handle'] = async (call) => json((await matching(runtime, Filter.of(call))).map(jobDto));
  const count: Route['handle'] = async (call) => json({ count: (await matching(runtime, Filter.of(call))).length });
  const put = (
    path: string,
    handle: (job: AnyJob, body: Readonly<Record<string, unknown>>) => Promise<void>,
  ): Route => ({
    method: 'PUT',
    path: `/job/{id}/${path}`,
    permission: 'incident:retry',
    handle: async (call) => {
      await handle(await existing(runtime, id(call)), jsonBody(call));
      return noContent();
    },
  });
  return [
    { method: 'GET', path: '/job', permission: 'instance:read', handle: list },
    { method: 'POST', path: '/job', permission: 'instance:read', handle: list },
    { method: 'GET', path: '/job/count', permission: 'instance:read', handle: count },
    { method: 'POST', path: '/job/count', permission: 'instance:read', handle: count },
    {
      method: 'GET',
      path: '/job/{id}',
      permission: 'instance:read',
      handle: async (call) => json(jobDto(await existing(runtime, id(call)))),
    },
    {
      method: 'POST',
      path: '/job/{id}/execute',
      permission: 'incident:retry',
      handle: async (call) => {
        const job = await existing(runtime, id(call));
        await ('timer' in job ? runtime.timers.fire(job.timer.id) : runtime.jobs.retryNow(job.work.id));
        return noContent();
      },
    },
    {
      method: 'GET',
      path: '/job/{id}/stacktrace',
      permission: 'instance:read',
      handle: async (call) => {
        const job = await existing(runtime, id(call));
        return bytes(
          new TextEncoder().encode('work' in job ? (job.work.errorDetails ?? job.work.errorMessage ?? '') : ''),
          'text/plain',
        );
      },
    },
    put('retries', async (job, { retries }) => {
      if (typeof retries !== 'number' || !Number.isInteger(retries) || retries < 0)
        throw invalid('Expected retries to be a whole number from 0.');
      if ('work' in job) await runtime.jobs.setRetries(job.work.id, retries);
    }),
    put('duedate', async (job, { duedate }) => {
      const dueAt = typeof duedate === 'string' ? fromCamundaDate(duedate) : undefined;
      if (dueAt === undefined) throw invalid(`Expected duedate to be a date, but got ${JSON.stringify(duedate)}.`);
      if (!('timer' in job)) throw invalid('Expected a timer: other jobs have no due date that can be changed.');
      await runtime.timers.reschedule(job.timer.id, dueAt);
    }),
    put('priority', async (job, { priority }) => {
      if (typeof priority !== 'number') throw invalid('Expected priority to be a number.');
      if ('work' in job) await runtime.jobs.setPriority(job.work.id, priority);
    }),
    ...(['GET', 'POST'] as const).flatMap((method): Route[] => [
      {
        method,
        path: '/job-definition',
        permission: 'process:read',
        handle: async (call) => json(await matchingDefinitions(runtime, Filter.of(call))),
      },
      {
        method,
        path: '/job-definition/count',
        permission: 'process:read',
        handle: async (call) => json({ count: (await matchingDefinitions(runtime, Filter.of(call))).length }),
      },
    ]),
    {
      method: 'GET',
      path: '/job-definition/{id}',
      permission: 'process:read',
      handle: (call) => jobDefinition(runtime, call),
    },
  ];
}

const SEPARATOR = '~';
const jobDefinitionId = (definitionId: string, nodeId: string, what: string) =>
  [definitionId, nodeId, what].join(SEPARATOR);

/** Places in models where jobs arise, one row each. */
async function matchingDefinitions(runtime: Runtime, filter: Filter): Promise<readonly Record<string, unknown>[]> {
  const definitionId = filter.text('processDefinitionId');
  const key = filter.text('processDefinitionKey');
  const activities = filter.list('activityIdIn');
  const type = filter.text('jobType');
  filter.close();
  const definitions = await everyPage<DefinitionView>(UNLIMITED, (page) =>
    runtime.definitions.list({
      kind: 'process',
      ...page,
      ...given({ ids: definitionId === undefined ? undefined : [definitionId], key }),
    }),
  );
  const found: Record<string, unknown>[] = [];
  for (const view of definitions) found.push(...jobDefinitions(view, await runtime.definitions.model({ id: view.id })));
  return found
    .filter(
      (one) =>
        (activities?.includes(String(one['activityId'])) ?? true) && (type === undefined || one['jobType'] === type),
    )
    .slice(filter.firstResult, filter.firstResult + filter.maxResults);
}

async function jobDefinition(runtime: Runtime, call: Call) {
  const [definitionId = ''] = id(call).split(SEPARATOR);
  const view = await runtime.definitions.get({ id: definitionId });
  const found = jobDefinitions(view, await runtime.definitions.model({ id: view.id })).find(
    (one) => one['id'] === id(call),
  );
  if (found === undefined)
    throw new CamundaError(404, 'InvalidRequestException', `Job Definition with id ${id(call)} does not exist`);
  return json(found);
}

function jobDefinitions(view: DefinitionView, model: ProcessModel): Record<string, unknown>[] {
  return model.nodes.flatMap((node) =>
    placesOf(node).map(({ what, jobType, configuration }) => ({
      id: jobDefinitionId(view.id, node.id, what),
      processDefinitionId: view.id,
      processDefinitionKey: view.key,
      activityId: node.id,
      jobType,
      jobConfiguration: configuration,
      overridingJobPriority: null,
      suspended: view.suspended,
      tenantId: null,
      deploymentId: view.deploymentId,
    })),
  );
}

/** Where jobs arise at a node, in Camunda 7's names of job types. */
function placesOf(node: NodeModel): { what: string; jobType: string; configuration: string }[] {
  const places: { what: string; jobType: string; configuration: string }[] = [];
  if (node.asyncBefore === true)
    places.push({ what: 'asyncBefore', jobType: 'async-continuation', configuration: 'async-before' });
  if (node.asyncAfter === true)
    places.push({ what: 'asyncAfter', jobType: 'async-continuation', configuration: 'async-after' });
  if ('work' in node && node.work.kind === 'job' && node.work.performer === 'connector')
    places.push({ what: 'work', jobType: 'connector', configuration: 'connector' });
  if ('definitions' in node)
    for (const definition of node.definitions)
      if (definition.kind === 'timer')
        places.push({
          what: 'timer',
          jobType: TIMER_TYPE[node.type] ?? 'timer-transition',
          configuration:
            definition.form === 'ask'
              ? definition.words
              : `${definition.form.toUpperCase()}: ${textOf(definition.value)}`,
        });
  return places;
}

const textOf = (value: { readonly literal: string } | { readonly expression: { readonly text: string } }): string =>
  'literal' in value ? value.literal : value.expression.text;

const TIMER_TYPE: Readonly<Partial<Record<NodeModel['type'], string>>> = {
  startEvent: 'timer-start-event',
  intermediateCatchEvent: 'timer-intermediate-transition',
  boundaryEvent: 'timer-transition',
};

async function existing(runtime: Runtime, jobId: string): Promise<AnyJob> {
  const { items } = await runtime.jobs.list({ ids: [jobId], limit: 1 });
  const [work] = items;
  if (work !== undefined && work.performer !== 'external') return { work };
  const timers = await everyPage<TimerView>(UNLIMITED, (page) => runtime.timers.list(page));
  const timer = timers.find((one) => one.id === jobId);
  if (timer === undefined)
    throw new CamundaError(404, 'InvalidRequestException', `Job with id ${jobId} does not exist`);
  return { timer };
}

async function matching(runtime: Runtime, filter: Filter): Promise<readonly AnyJob[]> {
  const instanceId = filter.text('processInstanceId');
  const definitionId = filter.text('processDefinitionId');
  const definitionKey = filter.text('processDefinitionKey');
  const nodeId = filter.text('activityId');
  const jobId = filter.text('jobId');
  const timersOnly = filter.flag('timers') ?? false;
  const messagesOnly = filter.flag('messages') ?? false;
  const noRetriesLeft = filter.flag('noRetriesLeft');
  const withRetriesLeft = filter.flag('withRetriesLeft');
  const withException = filter.flag('withException');
  const definition = filter.text('jobDefinitionId');
  filter.sorting({ jobId: 'id', jobDueDate: 'dueAt', jobRetries: 'id', jobPriority: 'priority' });
  filter.close();
  const at = given({ instanceId, definitionId });
  const works = timersOnly
    ? []
    : await everyPage<JobView>(UNLIMITED, (page) =>
        runtime.jobs.list({ ...at, ...page, ...given({ definitionKey, nodeId, noRetriesLeft }) }),
      );
  const timers =
    messagesOnly || noRetriesLeft === true
      ? []
      : await everyPage<TimerView>(UNLIMITED, (page) => runtime.timers.list({ ...at, ...page }));
  const keyOf = (id: string) => id.split(':')[0];
  const jobs: AnyJob[] = [
    ...timers
      .filter(
        (timer) =>
          (nodeId === undefined || timer.nodeId === nodeId) &&
          (definitionKey === undefined || keyOf(timer.definitionId) === definitionKey),
      )
      .map((timer) => ({ timer })),
    ...works
      .filter((job) => job.performer !== 'external' && (withRetriesLeft !== true || job.retries > 0))
      .map((work) => ({ work })),
  ];
  return jobs
    .filter((job) => {
      const dto = jobDto(job);
      return (
        (jobId === undefined || dto['id'] === jobId) &&
        (definition === undefined || dto['jobDefinitionId'] === definition) &&
        (withException !== true || dto['exceptionMessage'] !== null)
      );
    })
    .slice(filter.firstResult, filter.firstResult + filter.maxResults);
}

function jobDto(job: AnyJob): Record<string, unknown> {
  const one = 'timer' in job ? job.timer : job.work;
  const work = 'work' in job ? job.work : undefined;
  return {
    id: one.id,
    jobDefinitionId: jobDefinitionId(one.definitionId, one.nodeId, work?.kind ?? 'timer'),
    processInstanceId: one.instanceId,
    processDefinitionId: one.definitionId,
    processDefinitionKey: work?.definitionKey ?? one.definitionId.split(':')[0],
    executionId: work?.elementInstanceId ?? one.instanceId,
    exceptionMessage: work?.errorMessage ?? null,
    failedActivityId: work !== undefined && work.errorMessage !== null ? work.nodeId : null,
    retries: work?.retries ?? 3,
    dueDate: toCamundaDate(one.dueAt),
    suspended: work?.suspended ?? false,
    priority: work?.priority ?? 0,
    tenantId: null,
    createTime: toCamundaDate(one.createdAt),
    batchId: null,
  };
}
