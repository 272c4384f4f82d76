import { Body, Controller, Inject, Param } from '@nestjs/common';
import type {
  BatchItem,
  BatchItemQuery,
  BatchQuery,
  BatchSummary,
  CreateBatchRequest,
  InstanceSummary,
  Page,
  RestartRequest,
} from '#contracts';
import type { Account } from '#identity';
import type { Runtime } from '#runtime';
import { CheckedQuery, CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { present } from '../http/present.ts';
import { InstanceViews } from '../instances/instance-views.ts';
import { RUNTIME } from '../server-ports.ts';
import { batchCommand, restartOptions } from './batch-request.ts';
import { batchItem, batchSummary } from './batch-views.ts';

const tag = 'Batches';
const problems = { 404: 'There is no such batch.' } as const;

@Controller()
export class BatchesController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly instances: InstanceViews,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/batches',
    access: 'instance:operate',
    summary: 'Batches with their progress, newest first',
    tag,
    query: 'BatchQuery',
    answer: { pageOf: 'BatchSummary' },
  })
  async list(@CheckedQuery() query: BatchQuery): Promise<Page<BatchSummary>> {
    const window = windowOf(query);
    const filter = present({ open: query.open, kinds: query.kind });
    const { items, total } = await this.runtime.batches.list({ ...filter, ...window });
    return pageOf(items.map(batchSummary), total, window);
  }

  @Operation({
    method: 'post',
    path: '/api/batches',
    access: 'instance:operate',
    summary: 'Do the same to many cases, in the background',
    tag,
    body: 'CreateBatchRequest',
    status: 201,
    answer: { shape: 'BatchSummary' },
    problems: { 404: 'There is no such process version.', 422: 'The plan does not fit, or a variable is wrong.' },
  })
  async create(@Body() body: CreateBatchRequest, @CurrentAccount() account: Account): Promise<BatchSummary> {
    return batchSummary(await this.runtime.batches.create(await batchCommand(this.runtime, body, account.name)));
  }

  @Operation({
    method: 'get',
    path: '/api/batches/:id',
    access: 'instance:operate',
    summary: 'One batch with its progress',
    tag,
    answer: { shape: 'BatchSummary' },
    problems,
  })
  async get(@Param('id') id: string): Promise<BatchSummary> {
    return batchSummary(await this.runtime.batches.get(id));
  }

  @Operation({
    method: 'get',
    path: '/api/batches/:id/items',
    access: 'instance:operate',
    summary: 'The targets of a batch, in order',
    tag,
    query: 'BatchItemQuery',
    answer: { pageOf: 'BatchItem' },
    problems,
  })
  async items(@Param('id') id: string, @CheckedQuery() query: BatchItemQuery): Promise<Page<BatchItem>> {
    const window = windowOf(query);
    const { items, total } = await this.runtime.batches.items(id, { ...present({ states: query.state }), ...window });
    return pageOf(items.map(batchItem), total, window);
  }

  @Operation({
    method: 'post',
    path: '/api/batches/:id/suspend',
    access: 'instance:operate',
    summary: 'Pause a batch',
    tag,
    answer: 'nothing',
    problems,
  })
  async suspend(@Param('id') id: string): Promise<void> {
    await this.runtime.batches.suspend(id);
  }

  @Operation({
    method: 'post',
    path: '/api/batches/:id/resume',
    access: 'instance:operate',
    summary: 'Let a paused batch go on',
    tag,
    answer: 'nothing',
    problems,
  })
  async resume(@Param('id') id: string): Promise<void> {
    await this.runtime.batches.resume(id);
  }

  @Operation({
    method: 'post',
    path: '/api/batches/:id/retry',
    access: 'instance:operate',
    summary: 'Try the failed targets of a batch again',
    tag,
    answer: { shape: 'BatchSummary' },
    problems: { ...problems, 409: 'The batch has ended.' },
  })
  async retry(@Param('id') id: string): Promise<BatchSummary> {
    await this.runtime.batches.retryFailed(id);
    return this.get(id);
  }

  @Operation({
    method: 'delete',
    path: '/api/batches/:id',
    access: 'instance:operate',
    summary: 'Stop a batch; an ended one is forgotten',
    tag,
    answer: 'nothing',
    problems,
  })
  async remove(@Param('id') id: string): Promise<void> {
    const { endedAt } = await this.runtime.batches.get(id);
    await this.runtime.batches.delete(id, { keepHistory: endedAt === null });
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/restart',
    access: 'instance:operate',
    summary: 'Begin an ended case again',
    tag: 'Cases',
    body: 'RestartRequest',
    status: 201,
    answer: { shape: 'InstanceSummary' },
    problems: {
      404: 'There is no such case.',
      409: 'It still runs, its process is suspended, or its business key is taken.',
      422: 'It cannot begin there.',
    },
  })
  async restart(
    @Param('id') id: string,
    @Body() body: RestartRequest,
    @CurrentAccount() account: Account,
  ): Promise<InstanceSummary> {
    const options = { ...restartOptions(body), by: account.name };
    return this.instances.summary(await this.runtime.instances.restart(id, options));
  }
}
