import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  APPLICATION_PARTS,
  type ApplicationReceipt,
  type JsonObject,
  type OnlineServiceForm,
  type OnlineServices,
} from '#contracts';
import type { Intake } from '#execution';
import { AttemptLimiter } from '#identity';
import { checkFormData, type IntakeFile, type IntakeService, type OnlineForm } from '#intake';
import { isRuntimeError, type Runtime } from '#runtime';
import { ProblemError, type Settings } from '#platform';
import { DeployedForms } from '../definitions/deployed-forms.ts';
import { Operation } from '../http/operation.ts';
import { readOutsideJson } from '../http/read-outside-json.ts';
import { RUNTIME, SETTINGS } from '../server-ports.ts';
import { INTAKE } from './intake-ports.ts';
import { readApplicationUpload, UPLOAD_LIMITS } from './read-application-upload.ts';

const tag = 'Applications';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const WINDOW = 10 * 60_000;

/** The town's own online services: forms for everybody, without log-in. */
@Controller()
export class OnlineServicesController {
  /** Applications from one address; a family or an office behind one address gets along with it. */
  readonly #limiter = new AttemptLimiter(Date.now, {
    both: { failures: 30, windowMilliseconds: WINDOW },
    name: { failures: 1000, windowMilliseconds: WINDOW },
    address: { failures: 60, windowMilliseconds: WINDOW },
  });

  constructor(
    @Inject(INTAKE) private readonly intake: Intake,
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly forms: DeployedForms,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/online-services',
    access: 'public',
    summary: 'What citizens can apply for online',
    tag,
    answer: { shape: 'OnlineServices' },
  })
  async services(): Promise<OnlineServices> {
    const services = (await this.intake.services.current()).services
      .filter(({ onlineForm }) => onlineForm !== null)
      .map(({ key, name, description }) => ({ key, name, description }));
    return { town: this.settings.town, services };
  }

  @Operation({
    method: 'get',
    path: '/api/online-services/:key',
    access: 'public',
    summary: 'The form of a service',
    tag,
    answer: { shape: 'OnlineServiceForm' },
    problems: { 404: 'There is no such service, or its process is not released.' },
  })
  async form(@Param('key') key: string): Promise<OnlineServiceForm> {
    const { service, onlineForm, schema } = await this.#find(key);
    return {
      key: service.key,
      name: service.name,
      description: service.description,
      town: this.settings.town,
      introduction: onlineForm.introduction,
      schema,
      maximumAttachments: onlineForm.maximumAttachments,
      maximumFileBytes: UPLOAD_LIMITS.fileBytes,
      attachmentHints: onlineForm.attachmentHints,
    };
  }

  @Operation({
    method: 'post',
    path: '/api/online-services/:key/applications',
    access: 'public',
    summary: 'Apply: parts `data` (JSON), `submission` (a UUID that names this application) and `files`',
    tag,
    body: 'multipart',
    status: 201,
    answer: { shape: 'ApplicationReceipt' },
    problems: {
      404: 'There is no such service.',
      413: 'The files are too large.',
      415: 'A file is not of an accepted kind.',
      422: 'A field is missing or does not fit.',
      429: 'Too many applications from this address.',
    },
  })
  async apply(
    @Param('key') key: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ApplicationReceipt> {
    const { service, onlineForm, schema } = await this.#find(key);
    const address = request.ip ?? '';
    const wait = this.#limiter.waitSeconds(key, address);
    if (wait > 0)
      throw new ProblemError(429, 'TOO_MANY_ATTEMPTS', `Expected fewer applications; try again in ${wait} s.`, {
        retryAfterSeconds: wait,
      });
    this.#limiter.begun(key, address);
    const { fields, files } = await readApplicationUpload(request, response, onlineForm.maximumAttachments);
    // People do not see this field; programs that fill in everything do.
    if ((fields[APPLICATION_PARTS.trap] ?? '') !== '')
      throw new ProblemError(
        400,
        'REQUEST_INVALID',
        'Expected an application of a person, but this looks like a program.',
      );
    const submission = fields[APPLICATION_PARTS.submission] ?? '';
    if (!UUID.test(submission))
      throw new ProblemError(400, 'REQUEST_INVALID', 'Expected a part "submission" with a UUID, but there is none.');
    const receivedAt = new Date().toISOString();
    const { data, faults } = checkFormData(
      schema,
      readOutsideJson(APPLICATION_PARTS.data, fields[APPLICATION_PARTS.data]),
      receivedAt,
    );
    if (faults.length > 0) {
      const errors = faults.map(({ pointer, label, fault }) => ({ pointer, detail: `${label}: ${fault}` }));
      throw new ProblemError(
        422,
        'APPLICATION_INVALID',
        'Expected every field to be filled in as asked, but some are not.',
        {
          errors,
        },
      );
    }
    const entry = await this.intake.receiveForm(
      {
        id: `${key}:${submission.toLowerCase()}`,
        service: service.key,
        receivedAt,
        data,
        original: originalOf(data),
        attachments: files,
        acknowledgement: null,
      },
      service,
    );
    const number = entry.number ?? '';
    const secret = await this.intake.secrets.of(number);
    return { number, secret, service: service.name, receivedAt: entry.receivedAt };
  }

  async #find(
    key: string,
  ): Promise<{ readonly service: IntakeService; readonly onlineForm: OnlineForm; readonly schema: JsonObject }> {
    const service = (await this.intake.services.current()).service(key);
    if (service?.onlineForm === null || service === undefined) throw unknown(key);
    const { onlineForm } = service;
    try {
      const definition = await this.runtime.definitions.get({ key: service.process });
      const own =
        service.deploymentId === null ? undefined : await this.#deployed(service.deploymentId, onlineForm.form);
      if (own !== undefined) return { service, onlineForm, schema: own };
      const form = await this.forms.find(definition.id, onlineForm.form, undefined);
      if (form?.kind === 'schema') return { service, onlineForm, schema: form.schema };
    } catch (error) {
      if (!isRuntimeError(error) || error.code !== 'DEFINITION_NOT_FOUND') throw error;
    }
    throw unknown(key);
  }

  /** The form that came with the description, which may be newer, or older, than the process. */
  async #deployed(deploymentId: string, form: string): Promise<JsonObject | undefined> {
    try {
      return await this.forms.inDeployment(deploymentId, form);
    } catch (error) {
      // Deleted between the two looks.
      if (isRuntimeError(error) && /^(DEPLOYMENT|RESOURCE)_NOT_FOUND$/.test(error.code)) return undefined;
      throw error;
    }
  }
}

function unknown(key: string): ProblemError {
  return new ProblemError(
    404,
    'NOT_FOUND',
    `Expected an online service "${key}" with a released form, but there is none.`,
  );
}

function originalOf(data: unknown): IntakeFile {
  return {
    id: 'data',
    fileName: 'antrag.json',
    mediaType: 'application/json',
    content: new TextEncoder().encode(JSON.stringify(data, undefined, 2)),
  };
}
