import { Body, Controller, Inject, Param, StreamableFile } from '@nestjs/common';
import type {
  CancelInstanceRequest,
  HistoryEntry,
  InstanceDetail,
  InstanceQuery,
  InstanceSummary,
  Page,
  PageQuery,
  SetVariablesRequest,
  StartInstanceRequest,
  SuspensionRequest,
} from '#contracts';
import type { Account } from '#identity';
import { ProblemError } from '#platform';
import type { DefinitionReference, InstanceFilter, Runtime } from '#runtime';
import { mayStart } from '../definitions/definition-views.ts';
import { CheckedQuery, CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { present } from '../http/present.ts';
import { xmlFile } from '../http/xml-file.ts';
import { RUNTIME } from '../server-ports.ts';
import { checkForm } from '../definitions/check-form.ts';
import { DeployedForms } from '../definitions/deployed-forms.ts';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { InstanceHistory } from './instance-history.ts';
import { InstanceViews } from './instance-views.ts';
import { timeline } from './timeline.ts';

const tag = 'Cases';
const problems = { 404: 'There is no such case.' } as const;

@Controller()
export class InstancesController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly views: InstanceViews,
    private readonly history: InstanceHistory,
    private readonly catalogue: DefinitionCatalogue,
    private readonly forms: DeployedForms,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/instances',
    access: 'instance:read',
    summary: 'Cases, newest first',
    tag,
    query: 'InstanceQuery',
    answer: { pageOf: 'InstanceSummary' },
  })
  async list(@CheckedQuery() query: InstanceQuery): Promise<Page<InstanceSummary>> {
    const window = windowOf(query);
    const { items, total } = await this.runtime.instances.list({
      ...filterOf(query),
      ...window,
      sort: [{ by: 'startedAt', descending: true }],
    });
    return pageOf(await Promise.all(items.map((instance) => this.views.summary(instance))), total, window);
  }

  @Operation({
    method: 'post',
    path: '/api/instances',
    access: 'instance:start',
    summary: 'Start a case',
    tag,
    body: 'StartInstanceRequest',
    status: 201,
    answer: { shape: 'InstanceSummary' },
    problems: {
      404: 'There is no such process or version.',
      409: 'The process is suspended.',
      422: 'It cannot be started this way, or a variable does not fit.',
    },
  })
  async start(@Body() body: StartInstanceRequest, @CurrentAccount() account: Account): Promise<InstanceSummary> {
    const definition = await this.runtime.definitions.get(referenceOf(body));
    if (!mayStart(account, definition.starterGroups)) {
      throw new ProblemError(
        403,
        'PERMISSION_MISSING',
        `Expected a member of ${definition.starterGroups.join(' or ')}, but ${account.name} is in none of these groups.`,
      );
    }
    const { variables, businessKey, startNodeId } = body;
    const { nodes } = await this.catalogue.model(definition.id);
    const start = nodes.find((node) =>
      startNodeId === undefined
        ? node.type === 'startEvent' && node.scopeId === definition.key && node.definitions.length === 0
        : node.id === startNodeId,
    );
    if (start?.type === 'startEvent') {
      const form = await this.forms.find(definition.id, start.formKey, start.formFields);
      checkForm({ form, fields: start.formFields }, variables ?? {}, {}, new Date().toISOString());
    }
    const { instance } = await this.runtime.instances.start({
      definition: { id: definition.id },
      by: account.name,
      ...present({ variables, businessKey, startNodeId }),
    });
    return this.views.summary(instance);
  }

  @Operation({
    method: 'get',
    path: '/api/instances/:id',
    access: 'instance:read',
    summary: 'One case: where it stands, its data, its tasks',
    tag,
    answer: { shape: 'InstanceDetail' },
    problems,
  })
  get(@Param('id') id: string, @CurrentAccount() account: Account): Promise<InstanceDetail> {
    return this.views.detail(id, account);
  }

  @Operation({
    method: 'get',
    path: '/api/instances/:id/history',
    access: 'instance:read',
    summary: 'What happened in a case, oldest first',
    tag,
    query: 'PageQuery',
    answer: { pageOf: 'HistoryEntry' },
    problems,
  })
  async entries(@Param('id') id: string, @CheckedQuery() query: PageQuery): Promise<Page<HistoryEntry>> {
    const window = windowOf(query);
    const entries = timeline(await this.history.remembered(id));
    return pageOf(entries.slice(window.offset, window.offset + window.limit), entries.length, window);
  }

  @Operation({
    method: 'get',
    path: '/api/instances/:id/xml',
    access: 'instance:read',
    summary: 'The file of the version a case runs on',
    tag,
    answer: { mediaType: 'application/xml' },
    problems,
  })
  async xml(@Param('id') id: string): Promise<StreamableFile> {
    const { definitionId } = await this.runtime.instances.get(id);
    return xmlFile(await this.runtime.definitions.source({ id: definitionId }));
  }

  @Operation({
    method: 'patch',
    path: '/api/instances/:id/variables',
    access: 'instance:operate',
    summary: 'Set and remove variables of a case',
    tag,
    body: 'SetVariablesRequest',
    answer: 'nothing',
    problems,
  })
  async setVariables(@Param('id') id: string, @Body() { variables = {}, remove }: SetVariablesRequest): Promise<void> {
    await this.runtime.instances.get(id);
    await this.runtime.instances.setVariables(id, { variables, ...present({ remove }) });
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/cancel',
    access: 'instance:operate',
    summary: 'End a case with a reason',
    tag,
    body: 'CancelInstanceRequest',
    answer: 'nothing',
    problems,
  })
  async cancel(
    @Param('id') id: string,
    @Body() { reason }: CancelInstanceRequest,
    @CurrentAccount() account: Account,
  ): Promise<void> {
    await this.runtime.instances.cancel(id, { reason, by: account.name });
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/suspend',
    access: 'instance:operate',
    summary: 'Halt a case, and say why',
    tag,
    body: 'SuspensionRequest',
    bodyOptional: true,
    answer: 'nothing',
    problems,
  })
  async suspend(@Param('id') id: string, @Body() body: SuspensionRequest | undefined): Promise<void> {
    await this.runtime.instances.suspend(id, present({ reason: body?.reason }));
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/resume',
    access: 'instance:operate',
    summary: 'Let a halted case go on',
    tag,
    body: 'SuspensionRequest',
    bodyOptional: true,
    answer: 'nothing',
    problems,
  })
  async resume(@Param('id') id: string, @Body() body: SuspensionRequest | undefined): Promise<void> {
    await this.runtime.instances.resume(id, present({ reason: body?.reason }));
  }
}

function referenceOf({ definitionId, definitionKey, version }: StartInstanceRequest): DefinitionReference {
  if (definitionId !== undefined && definitionKey === undefined && version === undefined) return { id: definitionId };
  if (definitionKey !== undefined && definitionId === undefined) return { key: definitionKey, ...present({ version }) };
  throw new ProblemError(
    400,
    'REQUEST_INVALID',
    'Expected either definitionKey (with or without version) or definitionId, but it is neither or both.',
    {
      errors: [{ pointer: '/definitionKey', detail: 'Expected exactly one of definitionKey and definitionId.' }],
    },
  );
}

function filterOf(query: InstanceQuery): InstanceFilter {
  const {
    state,
    search,
    includeCalled,
    definitionKey,
    definitionId,
    businessKey,
    startedBy,
    startedAfter,
    startedBefore,
    withIncidents,
  } = query;
  return present({
    states: state?.map((one) => (one === 'running' ? ('active' as const) : one)),
    rootsOnly: includeCalled === true ? undefined : true,
    text: search,
    definitionKey,
    definitionId,
    businessKey,
    startedBy,
    startedAfter,
    startedBefore,
    withIncidents,
  });
}
