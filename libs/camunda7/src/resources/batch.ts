import type { BatchFilter, BatchView, Runtime } from '#runtime';
import { invalid, notFound } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { batchDto, batchKinds, batchStatisticsDto, historicBatchDto } from './batch-dto.ts';
import { truthValue } from '../value/truth-value.ts';

/** `/batch` and `/history/batch`: the same done to many, with progress. */
export function batchRoutes(runtime: Runtime): readonly Route[] {
  const lists: readonly [string, (filter: Filter) => BatchFilter, (batch: BatchView) => Record<string, unknown>][] = [
    ['/batch', runningFilter, batchDto],
    ['/batch/statistics', runningFilter, batchStatisticsDto],
    ['/history/batch', historicFilter, historicBatchDto],
  ];
  return [
    ...lists.flatMap(([path, read, dto]): Route[] => [
      {
        method: 'GET',
        path,
        permission: 'instance:read',
        handle: async (call) => {
          const filter = Filter.of(call);
          const wanted = read(filter);
          return json((await everyPage(filter, (page) => runtime.batches.list({ ...wanted, ...page }))).map(dto));
        },
      },
      {
        method: 'GET',
        path: `${path}/count`,
        permission: 'instance:read',
        handle: async (call) => json({ count: await runtime.batches.count(read(Filter.of(call))) }),
      },
    ]),
    {
      method: 'GET',
      path: '/batch/{id}',
      permission: 'instance:read',
      handle: async (call) => json(batchDto(await running(runtime, call))),
    },
    {
      method: 'PUT',
      path: '/batch/{id}/suspended',
      permission: 'instance:operate',
      handle: async (call) => {
        const { suspended } = jsonBody(call);
        if (typeof suspended !== 'boolean') throw invalid('Expected suspended to be true or false.');
        const { id: batchId } = await able(runtime, call, suspended ? 'suspend' : 'activate');
        await (suspended ? runtime.batches.suspend(batchId) : runtime.batches.resume(batchId));
        return noContent();
      },
    },
    {
      method: 'DELETE',
      path: '/batch/{id}',
      permission: 'instance:operate',
      handle: async (call) => {
        const { id: batchId } = await able(runtime, call, 'delete');
        await runtime.batches.delete(batchId, { keepHistory: truthValue(call.query.get('cascade')) !== true });
        return noContent();
      },
    },
    {
      method: 'GET',
      path: '/history/batch/{id}',
      permission: 'instance:read',
      handle: async (call) => json(historicBatchDto(await historic(runtime, call))),
    },
    {
      method: 'DELETE',
      path: '/history/batch/{id}',
      permission: 'instance:operate',
      handle: async (call) => {
        await runtime.batches.delete((await historic(runtime, call)).id);
        return noContent();
      },
    },
  ];
}

/** A batch that has ended is history only. @throws CamundaError 404 */
async function running(runtime: Runtime, call: Call): Promise<BatchView> {
  const batch = await find(runtime, id(call));
  if (batch === undefined || batch.endedAt !== null) throw notFound(`Batch with id '${id(call)}' does not exist`);
  return batch;
}

/** A change of a batch that has ended, or never was, is a wrong request. @throws CamundaError 400 */
async function able(runtime: Runtime, call: Call, what: string): Promise<BatchView> {
  const batch = await find(runtime, id(call));
  if (batch !== undefined && batch.endedAt === null) return batch;
  throw invalid(`Unable to ${what} batch with id '${id(call)}': Batch for id '${id(call)}' cannot be found`);
}

async function historic(runtime: Runtime, call: Call): Promise<BatchView> {
  const batch = await find(runtime, id(call));
  if (batch === undefined) throw notFound(`Historic batch with id '${id(call)}' does not exist`);
  return batch;
}

async function find(runtime: Runtime, batchId: string): Promise<BatchView | undefined> {
  return (await runtime.batches.list({ ids: [batchId], limit: 1 })).items[0];
}

function commonFilter(filter: Filter): BatchFilter {
  const only = filter.text('batchId');
  const type = filter.text('type');
  return given({
    ids: filter.tenants() ? [] : only === undefined ? undefined : [only],
    kinds: type === undefined ? undefined : batchKinds(type),
  });
}

/** Batches that run, alone or with their figures. Names of former versions of the interface mean the same. */
function runningFilter(filter: Filter): BatchFilter {
  const failed = [filter.flag('hasFailure'), filter.flag('withFailures'), not(filter.flag('withoutFailures'))];
  const creators = ['createUserId', 'createdBy', 'userId'].map((name) => filter.text(name));
  const wanted = {
    open: true,
    ...commonFilter(filter),
    ...given({
      suspended: filter.flag('suspended'),
      createdBy: creators.find((name) => name !== undefined),
      createdAfter: filter.date('startedAfter'),
      createdBefore: filter.date('startedBefore'),
      failed: failed.find((flag) => flag !== undefined),
    }),
    sort: filter.sorting({ batchId: 'id', tenantId: 'id', startTime: 'createdAt' } as const),
  };
  filter.close();
  return wanted;
}

function not(flag: boolean | undefined): boolean | undefined {
  return flag === undefined ? undefined : !flag;
}

function historicFilter(filter: Filter): BatchFilter {
  const completed = filter.flag('completed');
  const wanted = {
    ...commonFilter(filter),
    ...given({ open: completed === undefined ? undefined : !completed }),
    sort: filter.sorting({ batchId: 'id', tenantId: 'id', startTime: 'createdAt', endTime: 'endedAt' } as const),
  };
  filter.close();
  return wanted;
}
