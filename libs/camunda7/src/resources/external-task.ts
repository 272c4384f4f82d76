import type { JobView, Runtime } from '#runtime';
import { CamundaError } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent, text } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { duration, integerOf, milliseconds, required, textOf, wholeNumber } from '../value/body-value.ts';
import { sentLocal, sentVariables } from '../value/sent-variables.ts';
import { externalTasksOf } from './async-operations.ts';
import { externalTaskDto } from './external-task-dto.ts';
import { externalTaskFilter } from './external-task-filter.ts';
import { requireTopics, visibleTopics } from './topic-permission.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * `/external-task`: work that programs outside fetch, lock and complete. Every route beside lists asks whether the account
 * may do the topic of the task before it does anything; lists show the topics it may do.
 */
export function externalTaskRoutes(runtime: Runtime): readonly Route[] {
  const wanted = (call: Call, filter: Filter) => ({
    ...externalTaskFilter(filter),
    ...given({ topics: visibleTopics(call.caller) }),
  });
  const list: Listing['list'] = async (call) => {
    const filter = Filter.of(call);
    const criteria = wanted(call, filter);
    return (await everyPage(filter, (page) => runtime.jobs.list({ ...criteria, ...page }))).map(externalTaskDto);
  };
  const count: Listing['count'] = (call) => runtime.jobs.count(wanted(call, Filter.of(call)));
  const act = (path: string, handle: (body: Body, jobId: string) => Promise<void>): Route => ({
    method: 'POST',
    path: `/external-task/{id}/${path}`,
    permission: 'job:work',
    handle: async (call) => {
      const { id: jobId } = await existing(runtime, call);
      await handle(jsonBody(call), jobId);
      return noContent();
    },
  });
  const put = (path: string, handle: (body: Body, jobId: string) => Promise<void>): Route => ({
    ...act(path, handle),
    method: 'PUT',
    permission: 'incident:retry',
  });
  return [
    ...listRoutes('/external-task', 'job:work', { list, count }),
    {
      method: 'GET',
      path: '/external-task/topic-names',
      permission: 'job:work',
      handle: (call) => topicNames(runtime, call),
    },
    {
      method: 'GET',
      path: '/external-task/{id}',
      permission: 'job:work',
      handle: async (call) => json(externalTaskDto(await existing(runtime, call))),
    },
    {
      method: 'GET',
      path: '/external-task/{id}/errorDetails',
      permission: 'job:work',
      handle: async (call) => {
        const { errorDetails } = await existing(runtime, call);
        return text(errorDetails);
      },
    },
    act('complete', (body, jobId) =>
      runtime.externalTasks.complete({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        ...sentVariables(body['variables']),
        ...sentLocal(body['localVariables']),
      }),
    ),
    act('failure', (body, jobId) =>
      runtime.externalTasks.fail({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        message: textOf(body['errorMessage'], 'errorMessage') ?? 'The worker gave no reason.',
        retries: wholeNumber(body['retries'] ?? 0, 'retries'),
        retryAfterMs: milliseconds(body['retryTimeout'] ?? 0, 'retryTimeout'),
        ...sentVariables(body['variables']),
        ...sentLocal(body['localVariables']),
        ...given({ details: textOf(body['errorDetails'], 'errorDetails') }),
      }),
    ),
    act('bpmnError', (body, jobId) =>
      runtime.externalTasks.throwError({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        code: required(body['errorCode'], 'errorCode'),
        ...sentVariables(body['variables']),
        ...given({ message: textOf(body['errorMessage'], 'errorMessage') }),
      }),
    ),
    act('extendLock', (body, jobId) =>
      runtime.externalTasks.extendLock({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        durationMs: duration(body['newDuration'], 'newDuration'),
      }),
    ),
    act('lock', (body, jobId) =>
      runtime.externalTasks.lock({
        jobId,
        workerId: required(body['workerId'], 'workerId'),
        durationMs: duration(body['lockDuration'], 'lockDuration'),
      }),
    ),
    act('unlock', (_body, jobId) => runtime.externalTasks.unlock(jobId)),
    put('retries', (body, jobId) => runtime.jobs.setRetries(jobId, wholeNumber(body['retries'], 'retries'))),
    put('priority', (body, jobId) => runtime.jobs.setPriority(jobId, integerOf(body['priority'], 'priority'))),
    {
      method: 'PUT',
      path: '/external-task/retries',
      permission: 'incident:retry',
      handle: async (call) => {
        const body = jsonBody(call);
        const retries = wholeNumber(body['retries'], 'retries');
        for (const one of await externalTasksOf(runtime, body)) await runtime.jobs.setRetries(one, retries);
        return noContent();
      },
    },
  ];
}

/** The external task a path names. @throws CamundaError 404 when there is none, 403 when its topic is not for this account */
async function existing(runtime: Runtime, call: Call): Promise<JobView> {
  const { items } = await runtime.jobs.list({ ids: [id(call)], performer: 'external', limit: 1 });
  const [job] = items;
  if (job === undefined)
    throw new CamundaError(404, 'RestException', `External task with id ${id(call)} does not exist`);
  requireTopics(call.caller, [job.topic]);
  return job;
}

async function topicNames(runtime: Runtime, call: Call) {
  const filter = Filter.of(call);
  const criteria = given({
    locked: filter.onlyTrue('withLockedTasks'),
    unlocked: filter.onlyTrue('withUnlockedTasks'),
    retriesLeft: filter.onlyTrue('withRetriesLeft'),
    topics: visibleTopics(call.caller),
  });
  filter.close();
  return json((await runtime.externalTasks.topics(criteria)).map(({ topic }) => topic));
}
