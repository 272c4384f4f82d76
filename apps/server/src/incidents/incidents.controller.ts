import { Body, Controller, Inject, Param } from '@nestjs/common';
import type {
  IncidentCauses,
  IncidentQuery,
  IncidentSummary,
  Page,
  RetryIncidentsRequest,
  RetryResult,
} from '#contracts';
import { isRuntimeError, type IncidentView, type Runtime } from '#runtime';
import { CheckedQuery } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { present } from '../http/present.ts';
import { gather } from '../instances/instance-history.ts';
import { RUNTIME } from '../server-ports.ts';
import { causeOf, IncidentViews } from './incident-views.ts';

const tag = 'Incidents';
/** Retries at the same time: enough to be quick, few enough to leave room for people. */
const AT_ONCE = 8;

@Controller()
export class IncidentsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly views: IncidentViews,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/incidents',
    access: 'incident:read',
    summary: 'Open incidents, oldest first',
    tag,
    query: 'IncidentQuery',
    answer: { pageOf: 'IncidentSummary' },
  })
  async list(@CheckedQuery() query: IncidentQuery): Promise<Page<IncidentSummary>> {
    const window = windowOf(query);
    const filter = {
      ...present({ definitionKey: query.definitionKey, instanceId: query.instanceId }),
      sort: [{ by: 'raisedAt' }],
    } as const;
    if (query.causeId === undefined) {
      const { items, total } = await this.runtime.incidents.list({ ...filter, ...window });
      return pageOf(await Promise.all(items.map((one) => this.views.summary(one))), total, window);
    }
    const all = (await gather((part) => this.runtime.incidents.list({ ...filter, ...part }))).filter(
      (one) => causeOf(one) === query.causeId,
    );
    const items = all.slice(window.offset, window.offset + window.limit);
    return pageOf(await Promise.all(items.map((one) => this.views.summary(one))), all.length, window);
  }

  @Operation({
    method: 'get',
    path: '/api/incidents/causes',
    access: 'incident:read',
    summary: 'Open incidents grouped by cause, the worst first',
    tag,
    answer: { shape: 'IncidentCauses' },
  })
  async causes(): Promise<IncidentCauses> {
    return { causes: await this.views.causes(await this.#open()) };
  }

  @Operation({
    method: 'post',
    path: '/api/incidents/retry',
    access: 'incident:retry',
    summary: 'Try all incidents of a cause again',
    tag,
    body: 'RetryIncidentsRequest',
    answer: { shape: 'RetryResult' },
  })
  async retryCause(@Body() { causeId }: RetryIncidentsRequest): Promise<RetryResult> {
    const waiting = (await this.#open()).filter((one) => causeOf(one) === causeId);
    const results: number[] = [];
    const work = async () => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) results.push(await this.#retry(one.id));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const retried = results.reduce((sum, one) => sum + one, 0);
    return { retried };
  }

  @Operation({
    method: 'post',
    path: '/api/incidents/:id/retry',
    access: 'incident:retry',
    summary: 'Try one incident again',
    tag,
    answer: { shape: 'RetryResult' },
    problems: { 404: 'There is no such open incident.' },
  })
  async retry(@Param('id') id: string): Promise<RetryResult> {
    await this.runtime.incidents.retry(id);
    return { retried: 1 };
  }

  #open(): Promise<readonly IncidentView[]> {
    return gather((window) => this.runtime.incidents.list({ open: true, ...window }));
  }

  /** 0 when it has been resolved by somebody else meanwhile. */
  async #retry(id: string): Promise<0 | 1> {
    try {
      await this.runtime.incidents.retry(id);
      return 1;
    } catch (error) {
      if (isRuntimeError(error) && error.code.endsWith('_NOT_FOUND')) return 0;
      throw error;
    }
  }
}
