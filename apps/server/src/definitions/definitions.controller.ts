import { Controller, Inject, Param, StreamableFile } from '@nestjs/common';
import type {
  DefinitionDetail,
  DefinitionQuery,
  DefinitionSummary,
  DefinitionVersion,
  Page,
  PageQuery,
  ProcessEvents,
  ProcessFigures,
  ProcessFiguresQuery,
} from '#contracts';
import type { Account } from '#identity';
import type { DefinitionReference, DefinitionView, Runtime } from '#runtime';
import { ProblemError } from '#platform';
import { CheckedQuery, CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { xmlFile } from '../http/xml-file.ts';
import { RUNTIME } from '../server-ports.ts';
import { DefinitionCatalogue } from './definition-catalogue.ts';
import { DefinitionViews } from './definition-views.ts';
import { awaitedEvents } from './process-events.ts';
import { processFigures } from './process-figures.ts';

/** Searching looks into every latest version; a town has hundreds of processes, not thousands. */
const SEARCHED = 1000;

@Controller()
export class DefinitionsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
    private readonly views: DefinitionViews,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/definitions',
    access: 'process:read',
    summary: 'The latest version of every process, by name',
    tag: 'Processes',
    query: 'DefinitionQuery',
    answer: { pageOf: 'DefinitionSummary' },
  })
  async list(
    @CheckedQuery() query: DefinitionQuery,
    @CurrentAccount() account: Account,
  ): Promise<Page<DefinitionSummary>> {
    const window = windowOf(query);
    const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const filter = { kind: 'process', latestOnly: true, sort: [{ by: 'name' }, { by: 'key' }] } as const;
    const { items, total } =
      words.length === 0
        ? await this.runtime.definitions.list({ ...filter, ...window })
        : await this.#search(words, filter, window);
    return pageOf(await Promise.all(items.map((view) => this.views.summary(view, account))), total, window);
  }

  @Operation({
    method: 'get',
    path: '/api/definitions/:key/versions',
    access: 'process:read',
    summary: 'Versions of a process, newest first',
    tag: 'Processes',
    query: 'PageQuery',
    answer: { pageOf: 'DefinitionVersion' },
    problems: { 404: 'There is no process of this key.' },
  })
  async versions(@Param('key') key: string, @CheckedQuery() query: PageQuery): Promise<Page<DefinitionVersion>> {
    const window = windowOf(query);
    const { items, total } = await this.runtime.definitions.list({
      kind: 'process',
      key,
      sort: [{ by: 'version', descending: true }],
      ...window,
    });
    if (total === 0) await this.runtime.definitions.get({ key });
    return pageOf(await Promise.all(items.map((view) => this.views.version(view))), total, window);
  }

  @Operation({
    method: 'get',
    path: '/api/definitions/:key/versions/:version',
    access: 'process:read',
    summary: 'One version of a process; `latest` is a version',
    tag: 'Processes',
    answer: { shape: 'DefinitionDetail' },
    problems: { 404: 'There is no such version.' },
  })
  async version(
    @Param('key') key: string,
    @Param('version') version: string,
    @CurrentAccount() account: Account,
  ): Promise<DefinitionDetail> {
    return this.views.detail(await this.runtime.definitions.get(referenceOf(key, version)), account);
  }

  @Operation({
    method: 'get',
    path: '/api/definitions/:key/versions/:version/figures',
    access: 'process:read',
    summary: 'How often, how long, and what waits where',
    tag: 'Processes',
    query: 'ProcessFiguresQuery',
    answer: { shape: 'ProcessFigures' },
    problems: { 404: 'There is no such version.' },
  })
  async figures(
    @Param('key') key: string,
    @Param('version') version: string,
    @CheckedQuery() { days = 90 }: ProcessFiguresQuery,
  ): Promise<ProcessFigures> {
    const since = new Date(Date.now() - days * 86_400_000).toISOString();
    return processFigures(await this.runtime.definitions.figures(referenceOf(key, version), since), days);
  }

  @Operation({
    method: 'get',
    path: '/api/definitions/:key/versions/:version/events',
    access: 'process:read',
    summary: 'Messages and signals it listens to, and how many cases wait for them',
    tag: 'Processes',
    answer: { shape: 'ProcessEvents' },
    problems: { 404: 'There is no such version.' },
  })
  async events(@Param('key') key: string, @Param('version') version: string): Promise<ProcessEvents> {
    const { id } = await this.runtime.definitions.get(referenceOf(key, version));
    const events = awaitedEvents(await this.catalogue.model(id)).map(async (event) => {
      const waiting = await this.runtime.events.subscriptions({ kind: event.kind, name: event.name });
      return {
        ...event,
        starts: waiting.some(({ definitionId }) => definitionId === id),
        waiting: new Set(waiting.flatMap(({ instanceId }) => instanceId ?? [])).size,
      };
    });
    return { events: await Promise.all(events) };
  }

  @Operation({
    method: 'get',
    path: '/api/definitions/:key/versions/:version/xml',
    access: 'process:read',
    summary: 'The file as it was deployed',
    tag: 'Processes',
    answer: { mediaType: 'application/xml' },
    problems: { 404: 'There is no such version.' },
  })
  async xml(@Param('key') key: string, @Param('version') version: string): Promise<StreamableFile> {
    return xmlFile(await this.runtime.definitions.source(referenceOf(key, version)));
  }

  /** Every word must occur in the name, the key or a step's name. */
  async #search(
    words: readonly string[],
    filter: Parameters<Runtime['definitions']['list']>[0],
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly items: readonly DefinitionView[]; readonly total: number }> {
    const { items } = await this.runtime.definitions.list({ ...filter, limit: SEARCHED });
    const found: DefinitionView[] = [];
    for (const view of items) {
      const { nodes, name } = await this.catalogue.model(view.id);
      const text = [view.key, view.name, name, ...nodes.map((node) => node.name)].join('\n').toLowerCase();
      if (words.every((word) => text.includes(word))) found.push(view);
    }
    return { items: found.slice(offset, offset + limit), total: found.length };
  }
}

/** @throws ProblemError 404 for a version that is no number */
function referenceOf(key: string, version: string): DefinitionReference {
  if (version === 'latest') return { key };
  if (!/^\d{1,9}$/.test(version)) {
    throw new ProblemError(
      404,
      'DEFINITION_NOT_FOUND',
      `Expected a version number or "latest", but it is ${JSON.stringify(version)}.`,
    );
  }
  return { key, version: Number(version) };
}
