import { isRuntimeError, type OwnJobSelection, type OwnJobView, type Runtime } from '#runtime';
import { CamundaError, invalid, notFound } from '../http/camunda-error.ts';
import { Filter, everyPage } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent, text } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { dateOf, integerOf, wholeNumber } from '../value/body-value.ts';
import { truthValue } from '../value/truth-value.ts';
import { toCamundaDate } from '../value/date.ts';
import { jobFilter } from './job-filter.ts';
import { jobDefinitionId, placeOf } from './job-words.ts';

type Body = Readonly<Record<string, unknown>>;

/** `/job`: what the engine does by itself, timers and work of its own workers. External work is `/external-task`. */
export function jobRoutes(runtime: Runtime): readonly Route[] {
  const list: Listing['list'] = async (call) => {
    const filter = Filter.of(call);
    const wanted = jobFilter(filter);
    return (await everyPage(filter, (page) => runtime.ownJobs.list({ ...wanted, ...page }))).map(jobDto);
  };
  const count: Listing['count'] = (call) => runtime.ownJobs.count(jobFilter(Filter.of(call)));
  const act = (
    method: 'PUT' | 'POST' | 'DELETE',
    path: string,
    handle: (call: Call, body: Body) => Promise<unknown>,
  ): Route => ({
    method,
    path: `/job/${path}`,
    permission: 'incident:retry',
    handle: async (call) => {
      await handle(call, jsonBody(call));
      return noContent();
    },
  });
  return [
    ...listRoutes('/job', 'instance:read', { list, count }),
    {
      method: 'GET',
      path: '/job/{id}',
      permission: 'instance:read',
      handle: async (call) => json(jobDto(await existing(runtime, call))),
    },
    {
      method: 'GET',
      path: '/job/{id}/stacktrace',
      permission: 'instance:read',
      handle: async (call) => {
        const { errorDetails, errorMessage } = await existing(runtime, call);
        return text(errorDetails ?? errorMessage);
      },
    },
    act('POST', '{id}/execute', async (call) => {
      await existing(runtime, call);
      await runtime.ownJobs.execute(id(call));
    }),
    act('PUT', '{id}/retries', async (call, body) => {
      const retries = wholeNumber(body['retries'], 'retries');
      const dueAt = dateOf(body['dueDate'], 'dueDate');
      await existing(runtime, call);
      await runtime.ownJobs.setRetries(id(call), retries);
      if (dueAt !== undefined) await runtime.ownJobs.setDueDate(id(call), dueAt);
    }),
    act('PUT', '{id}/duedate', async (call, body) => {
      // Without a date it is due at once.
      const dueAt = dateOf(body['duedate'], 'duedate') ?? new Date().toISOString();
      await existing(runtime, call);
      await runtime.ownJobs.setDueDate(id(call), dueAt, { cascade: body['cascade'] === true });
    }),
    act('POST', '{id}/duedate/recalculate', async (call) => {
      const from = truthValue(call.query.get('creationDateBased')) === false ? 'now' : 'creation';
      const { place } = await existing(runtime, call);
      if (place !== 'timer') throw notFound(`No timer job found with id '${id(call)}'.`);
      await runtime.ownJobs.recalculateDueDate(id(call), from);
    }),
    act('PUT', '{id}/priority', async (call, body) => {
      const priority = integerOf(body['priority'], 'priority');
      await existing(runtime, call);
      await runtime.ownJobs.setPriority(id(call), priority);
    }),
    act('PUT', '{id}/suspended', async (call, body) => {
      const suspended = suspendedOf(body);
      const { id: jobId } = await existing(runtime, call);
      await runtime.ownJobs.setHeld({ jobId }, suspended);
    }),
    act('PUT', 'suspended', (_call, body) => runtime.ownJobs.setHeld(selectionOf(body), suspendedOf(body))),
    act('DELETE', '{id}', async (call) => {
      await existing(runtime, call);
      try {
        await runtime.ownJobs.delete(id(call));
      } catch (error) {
        if (isRuntimeError(error) && error.code === 'JOB_LOCK_LOST')
          throw new CamundaError(500, 'RestException', error.message);
        throw error;
      }
    }),
  ];
}

function suspendedOf({ suspended }: Body): boolean {
  if (typeof suspended !== 'boolean') throw invalid('Expected suspended to be true or false.');
  return suspended;
}

/** Exactly one criterion says which jobs. @throws CamundaError 400 */
function selectionOf(body: Body): OwnJobSelection {
  const text = (name: string): string | undefined => {
    const value = body[name] ?? undefined;
    if (value !== undefined && typeof value !== 'string') throw invalid(`Expected ${name} to be a string.`);
    return value;
  };
  const [jobDefinition, instanceId, definitionId, definitionKey] = [
    text('jobDefinitionId'),
    text('processInstanceId'),
    text('processDefinitionId'),
    text('processDefinitionKey'),
  ];
  const found: OwnJobSelection[] = [];
  if (jobDefinition !== undefined) found.push({ place: placeOf(jobDefinition) });
  if (instanceId !== undefined) found.push({ instanceId });
  if (definitionId !== undefined) found.push({ definitionId });
  if (definitionKey !== undefined) found.push({ definitionKey });
  const [selection, second] = found;
  if (selection === undefined || second !== undefined || text('jobId') !== undefined)
    throw invalid(
      'Expected exactly one of jobDefinitionId, processInstanceId, processDefinitionId and processDefinitionKey.',
    );
  return selection;
}

async function existing(runtime: Runtime, call: Call): Promise<OwnJobView> {
  const { items } = await runtime.ownJobs.list({ ids: [id(call)], limit: 1 });
  const [job] = items;
  if (job === undefined) throw notFound(`Job with id ${id(call)} does not exist`);
  return job;
}

function jobDto(job: OwnJobView): Record<string, unknown> {
  return {
    id: job.id,
    jobDefinitionId: jobDefinitionId(job),
    processInstanceId: job.instanceId,
    processDefinitionId: job.definitionId,
    processDefinitionKey: job.definitionKey,
    executionId: job.elementInstanceId ?? job.instanceId,
    exceptionMessage: job.errorMessage,
    failedActivityId: job.errorMessage === null ? null : job.nodeId,
    retries: job.retries,
    dueDate: toCamundaDate(job.dueAt),
    suspended: job.suspended,
    priority: job.priority,
    tenantId: null,
    createTime: toCamundaDate(job.createdAt),
    batchId: null,
  };
}
