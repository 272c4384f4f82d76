import { Body, Controller, Inject, Param, Req, Res, StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import type {
  ChangeMappingRequest,
  IntakeArrival,
  IntakeArrivalQuery,
  IntakeDecisionRequest,
  IntakeOverview,
  IntakePreview,
  IntakeService,
  JsonObject,
  JsonValue,
  Page,
} from '#contracts';
import type { Intake } from '#execution';
import type { Account } from '#identity';
import { type CatalogueFinding, checkMapping, DataError, mapSubmission, readApplication } from '#intake';
import { ProblemError } from '#platform';
import { CheckedQuery, CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { present } from '../http/present.ts';
import { readUpload } from '../http/uploaded-files.ts';
import { arrivalView, serviceView, sourceViews } from './intake-views.ts';
import { INTAKE } from './intake-ports.ts';

const tag = 'Intake';

/** What integrators see of the arrivals, and decide. */
@Controller()
export class IntakeController {
  constructor(@Inject(INTAKE) private readonly intake: Intake) {}

  @Operation({
    method: 'get',
    path: '/api/intake',
    access: 'intake:read',
    summary:
      'Sources of applications with their last contact, services with their mapping, and what is wrong with them',
    tag,
    answer: { shape: 'IntakeOverview' },
  })
  async overview(): Promise<IntakeOverview> {
    const { services, sources, store, mappings } = this.intake;
    const [contacts, changed, catalogue] = await Promise.all([store.contacts(), mappings.all(), services.current()]);
    return {
      sources: sourceViews(sources, contacts),
      services: catalogue.services.map((service) => serviceView(service, changed.get(service.key))),
      findings: catalogue.findings,
    };
  }

  @Operation({
    method: 'get',
    path: '/api/intake/arrivals',
    access: 'intake:read',
    summary: 'Arrivals, newest first',
    tag,
    query: 'IntakeArrivalQuery',
    answer: { pageOf: 'IntakeArrival' },
  })
  async arrivals(@CheckedQuery() query: IntakeArrivalQuery): Promise<Page<IntakeArrival>> {
    const window = windowOf(query);
    const { entries, total } = await this.intake.store.list({
      ...present({ sourceId: query.sourceId, states: query.state, text: query.search }),
      ...window,
    });
    return pageOf(entries.map(arrivalView), total, window);
  }

  @Operation({
    method: 'get',
    path: '/api/intake/arrivals/:sourceId/:submissionId/files/:position',
    access: 'intake:operate',
    summary: 'A file of an arrival exactly as it came; 0 is the application',
    tag,
    answer: { mediaType: 'application/octet-stream' },
    problems: { 404: 'There is no such arrival or file.' },
  })
  async file(
    @Param('sourceId') sourceId: string,
    @Param('submissionId') submissionId: string,
    @Param('position') position: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const files = await this.intake.store.files(sourceId, submissionId);
    const file = /^\d{1,3}$/.test(position) ? files[Number(position)] : undefined;
    if (file === undefined)
      throw new ProblemError(404, 'NOT_FOUND', `Expected file ${position} of this arrival, but there is none.`);
    const name = encodeURIComponent(file.fileName.split(/[/\\]/).at(-1) ?? 'datei');
    response.set('Content-Security-Policy', "default-src 'none'; sandbox");
    return new StreamableFile(file.content, {
      type: 'application/octet-stream',
      disposition: `attachment; filename*=UTF-8''${name}`,
    });
  }

  @Operation({
    method: 'post',
    path: '/api/intake/rounds',
    access: 'intake:operate',
    summary: 'Look at every source now instead of at the next pause',
    tag,
    answer: 'nothing',
  })
  async ring(): Promise<void> {
    await this.intake.ring();
  }

  @Operation({
    method: 'post',
    path: '/api/intake/decisions',
    access: 'intake:operate',
    summary: 'Decide about a doubtful arrival: take it in after all, discard it, fetch it again',
    tag,
    body: 'IntakeDecisionRequest',
    answer: 'nothing',
    problems: {
      404: 'There is no such arrival.',
      409: 'It is not doubtful any more, or this is not possible with it.',
      422: 'The service does not exist, or the reason is missing.',
    },
  })
  async decide(@Body() request: IntakeDecisionRequest, @CurrentAccount() account: Account): Promise<void> {
    const { store, services } = this.intake;
    const { sourceId, submissionId, action, service, reason = '' } = request;
    const entry = await store.registered(sourceId, submissionId);
    if (entry === undefined)
      throw new ProblemError(
        404,
        'NOT_FOUND',
        `Expected an arrival ${submissionId} of ${sourceId}, but there is none.`,
      );
    if (service !== undefined && (await services.current()).service(service) === undefined)
      throw new ProblemError(422, 'SERVICE_UNKNOWN', `Expected a service of the catalogue, but "${service}" is none.`);
    if (action === 'discard' && reason.trim() === '')
      throw new ProblemError(422, 'REASON_MISSING', 'Expected a reason to discard an arrival, but there is none.');
    const decision = { by: account.name, at: new Date().toISOString(), reason };
    const done =
      action === 'discard'
        ? await store.discard(sourceId, submissionId, decision)
        : action === 'fetch-again'
          ? await store.forget(sourceId, submissionId)
          : await store.release(sourceId, submissionId, { ...decision, service: service ?? entry.service });
    if (!done)
      throw new ProblemError(
        409,
        'ARRIVAL_NOT_DOUBTFUL',
        `Expected an arrival with which "${action}" is possible, but it is ${entry.state}${entry.readable ? '' : ' and could not be read'}.`,
      );
    if (action !== 'discard') await this.intake.ring();
  }

  @Operation({
    method: 'post',
    path: '/api/intake/services/:key/mapping',
    access: 'intake:operate',
    summary: 'Change the mapping of a service, or go back to the one of its file',
    tag,
    body: 'ChangeMappingRequest',
    answer: { shape: 'IntakeService' },
    problems: { 404: 'There is no such service.', 422: 'The mapping has errors.' },
  })
  async changeMapping(
    @Param('key') key: string,
    @Body() { variables }: ChangeMappingRequest,
    @CurrentAccount() account: Account,
  ): Promise<IntakeService> {
    const { services, mappings } = this.intake;
    const service = (await services.current()).service(key);
    if (service === undefined)
      throw new ProblemError(404, 'NOT_FOUND', `Expected a service "${key}", but there is none.`);
    if (variables === null) await mappings.reset(key);
    else {
      refuseErrors(checkMapping(variables, '/variables'));
      await mappings.change(key, variables, account.name);
    }
    return serviceView(service, (await mappings.all()).get(key));
  }

  @Operation({
    method: 'post',
    path: '/api/intake/preview',
    access: 'intake:read',
    summary: 'What a mapping makes of a sample file: parts `files` (one) and `mapping` (JSON: variables, required)',
    tag,
    body: 'multipart',
    answer: { shape: 'IntakePreview' },
    problems: { 413: 'The file is too large.', 422: 'The file cannot be read, or the mapping is none.' },
  })
  async preview(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<IntakePreview> {
    const { files, fields } = await readUpload(request, response);
    const [sample] = files;
    if (sample === undefined || files.length > 1)
      throw new ProblemError(400, 'REQUEST_INVALID', 'Expected exactly one sample file, but there are several.');
    const { variables, required } = mappingOf(fields['mapping']);
    const { data, files: inside } = readSample(sample.name, sample.content);
    const checked = checkMapping(variables, '');
    const broken = new Set(checked.filter(({ severity }) => severity === 'error').map(({ place }) => place.slice(1)));
    const mapped = mapSubmission(
      { variables: Object.fromEntries(Object.entries(variables).filter(([name]) => !broken.has(name))), required },
      data,
      { id: 'vorschau', source: 'vorschau', service: '', receivedAt: new Date().toISOString() },
    );
    return {
      data: data as JsonValue,
      variables: mapped.variables as JsonObject,
      files: inside.map(({ id, fileName, mediaType, content }) => ({ id, fileName, mediaType, size: content.length })),
      findings: [...checked.map((finding) => ({ ...finding, place: finding.place.slice(1) })), ...mapped.findings],
    };
  }
}

function readSample(name: string, content: Uint8Array): ReturnType<typeof readApplication> {
  try {
    return readApplication({ fileName: name, content }, [name]);
  } catch (error) {
    if (error instanceof DataError) throw new ProblemError(422, error.code, error.message);
    throw error;
  }
}

function mappingOf(text: string | undefined): {
  readonly variables: Readonly<Record<string, string>>;
  readonly required: readonly string[];
} {
  try {
    const { variables, required = [] } = JSON.parse(text ?? '') as { variables?: unknown; required?: unknown };
    const sound =
      typeof variables === 'object' &&
      variables !== null &&
      Object.values(variables).every((one) => typeof one === 'string') &&
      Array.isArray(required) &&
      required.every((one) => typeof one === 'string');
    if (sound) return { variables: variables as Readonly<Record<string, string>>, required };
  } catch {
    // Told below.
  }
  throw new ProblemError(
    422,
    'MAPPING_INVALID',
    'Expected a part "mapping" with JSON {"variables": {name: FEEL}, "required": [path]}, but there is none.',
  );
}

function refuseErrors(findings: readonly CatalogueFinding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  throw new ProblemError(422, 'MAPPING_INVALID', first.message, {
    errors: errors.map(({ place, message }) => ({ pointer: place, detail: message })),
  });
}
