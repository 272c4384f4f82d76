import type { Variables } from '#engine';
import type { FetchTopic, JobView, LockedJob, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { bytes, json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { fromTyped, toTyped } from '../value/typed-value.ts';
import { externalTasksOf } from './async-operations.ts';
import { id } from './deployment.ts';
import { externalTaskFilter } from './external-task-filter.ts';
import { required } from './process-definition.ts';

/** Camunda 7's limit for long polling. */
const LONGEST_WAIT_MS = 1_800_000;

/** `/external-task`: work that programs outside fetch, lock and complete. */
export function externalTaskRoutes(runtime: Runtime): readonly Route[] {
  const list: Route['handle'] = async (call) => {
    const filter = Filter.of(call);
    const wanted = externalTaskFilter(filter);
    return json((await everyPage(filter, (page) => runtime.jobs.list({ ...wanted, ...page }))).map(externalTaskDto));
  };
  const count: Route['handle'] = async (call) =>
    json({ count: await runtime.jobs.count(externalTaskFilter(Filter.of(call))) });
  const act = (
    path: string,
    handle: (body: Readonly<Record<string, unknown>>, jobId: string) => Promise<void>,
  ): Route => ({
    method: 'POST',
    path: `/external-task/{id}/${path}`,
    permission: 'job:work',
    handle: async (call) => {
      await handle(jsonBody(call), await existing(runtime, id(call)));
      return noContent();
    },
  });
  return [
    { method: 'GET', path: '/external-task', permission: 'job:work', handle: list },
    { method: 'POST', path: '/external-task', permission: 'job:work', handle: list },
    { method: 'GET', path: '/external-task/count', permission: 'job:work', handle: count },
    { method: 'POST', path: '/external-task/count', permission: 'job:work', handle: count },
    {
      method: 'GET',
      path: '/external-task/topic-names',
      permission: 'job:work',
      handle: async () => json((await runtime.externalTasks.topics()).map((topic) => topic.topic)),
    },
    {
      method: 'POST',
      path: '/external-task/fetchAndLock',
      permission: 'job:work',
      handle: (call) => fetchAndLock(runtime, call),
    },
    {
      method: 'GET',
      path: '/external-task/{id}',
      permission: 'job:work',
      handle: async (call) => json(externalTaskDto(await runtime.jobs.get(await existing(runtime, id(call))))),
    },
    {
      method: 'GET',
      path: '/external-task/{id}/errorDetails',
      permission: 'job:work',
      handle: async (call) => {
        const { errorDetails } = await runtime.jobs.get(await existing(runtime, id(call)));
        return errorDetails === null ? noContent() : bytes(new TextEncoder().encode(errorDetails), 'text/plain');
      },
    },
    act('complete', (body, jobId) =>
      runtime.externalTasks.complete({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        variables: fromTyped(body['variables']),
        localVariables: fromTyped(body['localVariables']),
      }),
    ),
    act('failure', (body, jobId) =>
      runtime.externalTasks.fail({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        message: typeof body['errorMessage'] === 'string' ? body['errorMessage'] : 'The worker gave no reason.',
        retries: number(body['retries'] ?? 0, 'retries'),
        retryAfterMs: number(body['retryTimeout'] ?? 0, 'retryTimeout'),
        variables: fromTyped(body['variables']),
        ...(typeof body['errorDetails'] === 'string' ? { details: body['errorDetails'] } : {}),
      }),
    ),
    act('bpmnError', (body, jobId) =>
      runtime.externalTasks.throwError({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        code: required(body['errorCode'], 'errorCode'),
        variables: fromTyped(body['variables']),
        ...(typeof body['errorMessage'] === 'string' ? { message: body['errorMessage'] } : {}),
      }),
    ),
    act('extendLock', (body, jobId) =>
      runtime.externalTasks.extendLock({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        durationMs: positive(body['newDuration'], 'newDuration'),
      }),
    ),
    act('lock', (body, jobId) =>
      runtime.externalTasks.lock({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        durationMs: positive(body['lockDuration'], 'lockDuration'),
      }),
    ),
    act('unlock', (_body, jobId) => runtime.externalTasks.unlock(jobId)),
    {
      method: 'PUT',
      path: '/external-task/{id}/retries',
      permission: 'incident:retry',
      handle: async (call) => {
        const jobId = await existing(runtime, id(call));
        await runtime.jobs.setRetries(jobId, number(jsonBody(call)['retries'], 'retries'));
        return noContent();
      },
    },
    {
      method: 'PUT',
      path: '/external-task/{id}/priority',
      permission: 'incident:retry',
      handle: async (call) => {
        const jobId = await existing(runtime, id(call));
        await runtime.jobs.setPriority(jobId, number(jsonBody(call)['priority'], 'priority'));
        return noContent();
      },
    },
    {
      method: 'PUT',
      path: '/external-task/retries',
      permission: 'incident:retry',
      handle: async (call) => {
        const body = jsonBody(call);
        const retries = number(body['retries'], 'retries');
        for (const one of await externalTasksOf(runtime, body)) await runtime.jobs.setRetries(one, retries);
        return noContent();
      },
    },
  ];
}

async function existing(runtime: Runtime, jobId: string): Promise<string> {
  const { total } = await runtime.jobs.list({ ids: [jobId], performer: 'external', limit: 1 });
  if (total === 0) throw new CamundaError(404, 'RestException', `External task with id ${jobId} does not exist`);
  return jobId;
}

async function fetchAndLock(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  const maxTasks = positive(body['maxTasks'], 'maxTasks');
  const waitMs = number(body['asyncResponseTimeout'] ?? 0, 'asyncResponseTimeout');
  if (waitMs > LONGEST_WAIT_MS)
    throw invalid(
      `The asynchronous response timeout cannot be set to a value greater than ${LONGEST_WAIT_MS} milliseconds`,
    );
  if (!Array.isArray(body['topics'])) throw invalid('Expected topics to be a list with topicName and lockDuration.');
  const topics = (body['topics'] as Record<string, unknown>[]).map(topicOf);
  const locked = await runtime.externalTasks.fetchAndLock({
    workerId: required(body['workerId'], 'workerId'),
    maxTasks,
    usePriority: body['usePriority'] === true,
    topics,
    waitMs,
    signal: call.signal,
  });
  const wantsSettings = new Set(
    (body['topics'] as Record<string, unknown>[])
      .filter((topic) => topic['includeExtensionProperties'] === true)
      .map((topic) => topic['topicName']),
  );
  return json(locked.map((job) => lockedDto(job, wantsSettings.has(job.topic))));
}

function topicOf(topic: Readonly<Record<string, unknown>>): FetchTopic {
  const names = topic['variables'];
  const keys =
    topic['processDefinitionKeyIn'] ??
    (topic['processDefinitionKey'] === undefined ? undefined : [topic['processDefinitionKey']]);
  return {
    topic: required(topic['topicName'], 'topicName'),
    lockDurationMs: positive(topic['lockDuration'], 'lockDuration'),
    localVariables: topic['localVariables'] === true,
    ...given({
      variables: Array.isArray(names) ? names.map(String) : undefined,
      businessKey: typeof topic['businessKey'] === 'string' ? topic['businessKey'] : undefined,
      definitionId: typeof topic['processDefinitionId'] === 'string' ? topic['processDefinitionId'] : undefined,
      definitionKeys: Array.isArray(keys) ? keys.map(String) : undefined,
      definitionVersionTag:
        typeof topic['processDefinitionVersionTag'] === 'string' ? topic['processDefinitionVersionTag'] : undefined,
      instanceVariables: instanceVariables(topic['processVariables']),
    }),
  };
}

/** `processVariables` of a topic: plain values by name. @throws CamundaError 400 */
function instanceVariables(wanted: unknown): Variables | undefined {
  if (wanted === undefined || wanted === null) return undefined;
  if (typeof wanted !== 'object' || Array.isArray(wanted)) throw invalid('Expected processVariables to be an object.');
  for (const [name, value] of Object.entries(wanted))
    if (typeof value === 'object' && value !== null)
      throw invalid(`Expected ${name} of processVariables to be text, a number, true, false or null.`);
  return wanted as Variables;
}

function externalTaskDto(job: JobView): Record<string, unknown> {
  return {
    activityId: job.nodeId,
    activityInstanceId: job.elementInstanceId,
    errorMessage: job.errorMessage,
    executionId: job.elementInstanceId,
    id: job.id,
    lockExpirationTime: toCamundaDate(job.lockedUntil),
    createTime: toCamundaDate(job.createdAt),
    processDefinitionId: job.definitionId,
    processDefinitionKey: job.definitionKey,
    processDefinitionVersionTag: null,
    processInstanceId: job.instanceId,
    retries: job.attempts === 0 && job.errorMessage === null ? null : job.retries,
    suspended: job.suspended,
    workerId: job.workerId,
    topicName: job.topic,
    tenantId: null,
    priority: job.priority,
    businessKey: job.businessKey,
  };
}

function lockedDto(job: LockedJob, withSettings: boolean): Record<string, unknown> {
  return {
    ...externalTaskDto(job),
    processDefinitionVersionTag: job.definitionVersionTag,
    errorDetails: job.errorDetails,
    variables: toTyped(job.variables),
    extensionProperties: withSettings
      ? Object.fromEntries(
          Object.entries(job.settings).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        )
      : {},
  };
}

function number(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw invalid(`Expected ${name} to be a whole number from 0, but got ${JSON.stringify(value)}.`);
  return value;
}

function positive(value: unknown, name: string): number {
  const checked = number(value, name);
  if (checked === 0) throw invalid(`Expected ${name} to be greater than 0.`);
  return checked;
}
