import { Body, Controller, Inject, Param } from '@nestjs/common';
import { Duration } from 'luxon';
import type { ChangeRetentionRequest, Retention, RetentionQuery } from '#contracts';
import { ProblemError } from '#platform';
import type { DefinitionView, Runtime } from '#runtime';
import { CheckedQuery } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { present } from '../http/present.ts';
import { gather } from '../instances/instance-history.ts';
import { RUNTIME } from '../server-ports.ts';

const tag = 'Processes';
const path = '/api/definitions/:key/retention';
const unknown = 'There is no such process.';

/** How long the ended cases of a process are kept: its time to live, for all its versions at once. */
@Controller()
export class RetentionController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Operation({
    method: 'get',
    path,
    access: 'process:read',
    summary: 'How long ended cases of a process are kept, and how many are over',
    tag,
    query: 'RetentionQuery',
    answer: { shape: 'Retention' },
    problems: { 404: unknown },
  })
  async get(@Param('key') key: string, @CheckedQuery() { days }: RetentionQuery): Promise<Retention> {
    return this.#retention(key, await this.#versions(key), days);
  }

  @Operation({
    method: 'post',
    path,
    access: 'process:deploy',
    summary: 'Change how long ended cases of a process are kept; what is over is erased within hours',
    tag,
    body: 'ChangeRetentionRequest',
    status: 200,
    answer: { shape: 'Retention' },
    problems: { 404: unknown, 409: 'More ended cases would be erased than `expected`.' },
  })
  async change(@Param('key') key: string, @Body() { days, expected }: ChangeRetentionRequest): Promise<Retention> {
    const versions = await this.#versions(key);
    if (days !== undefined && expected !== undefined) {
      const { expired } = await this.runtime.records.erasableCases(key, periodOf(days));
      if (expired > expected) {
        throw new ProblemError(
          409,
          'MORE_WOULD_BE_ERASED',
          `Expected at most ${expected} ended cases to be erased, but with ${days} days it would be ${expired} by now.`,
        );
      }
    }
    const period = days === undefined ? null : periodOf(days);
    for (const { id } of versions) await this.runtime.definitions.setHistoryTimeToLive({ id }, period);
    return this.#retention(key, await this.#versions(key));
  }

  /** All versions of a process, the latest first. @throws ProblemError 404 */
  async #versions(key: string): Promise<readonly DefinitionView[]> {
    const versions = await gather((window) =>
      this.runtime.definitions.list({
        kind: 'process',
        key,
        sort: [{ by: 'version', descending: true }],
        ...window,
      }),
    );
    if (versions.length > 0) return versions;
    throw new ProblemError(404, 'DEFINITION_NOT_FOUND', `Expected a deployed process "${key}", but there is none.`);
  }

  async #retention(key: string, versions: readonly DefinitionView[], asked?: number): Promise<Retention> {
    const period = versions[0]?.historyTimeToLive ?? null;
    const { ended, expired } = await this.runtime.records.erasableCases(
      key,
      ...(asked === undefined ? [] : ([periodOf(asked)] as const)),
    );
    return {
      ...present({ period, days: period === null ? null : daysOf(period) }),
      differs: versions.some(({ historyTimeToLive }) => historyTimeToLive !== period),
      ended,
      expired,
    };
  }
}

function periodOf(days: number): string {
  return `P${days}D`;
}

function daysOf(period: string): number | null {
  const days = Duration.fromISO(period).as('days');
  return Number.isFinite(days) ? Math.floor(days) : null;
}
