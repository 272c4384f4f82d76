import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationDocumentRequest, ApplicationStatus, ApplicationStatusRequest } from '#contracts';
import type { Variables } from '#engine';
import type { Intake } from '#execution';
import { AttemptLimiter } from '#identity';
import type { IntakeEntry, IntakeFile } from '#intake';
import { isRuntimeError, type CaseDocument, type CaseFiles } from '#runtime';
import { ProblemError } from '#platform';
import { Operation } from '../http/operation.ts';
import { CASE_FILES } from '../server-ports.ts';
import { ApplicationStatusViews } from './application-status-views.ts';
import { INTAKE } from './intake-ports.ts';
import { readApplicationUpload } from './read-application-upload.ts';

const tag = 'Applications';
const WINDOW = 15 * 60_000;
const MAXIMUM_PAPERS = 10;
const problems = {
  404: 'Number and secret do not belong together; the same answer for a number that does not exist.',
  429: 'Too many wrong attempts from this address or for this number.',
} as const;

/**
 * Where an application stands, for the person who has its number and secret. Whoever has only one of them learns nothing:
 * not even whether the number exists.
 */
@Controller()
export class ApplicationStatusController {
  readonly #limiter = new AttemptLimiter(Date.now, {
    both: { failures: 5, windowMilliseconds: WINDOW },
    name: { failures: 20, windowMilliseconds: WINDOW },
    address: { failures: 20, windowMilliseconds: WINDOW },
  });

  constructor(
    @Inject(INTAKE) private readonly intake: Intake,
    @Inject(CASE_FILES) private readonly caseFiles: CaseFiles,
    private readonly views: ApplicationStatusViews,
  ) {}

  @Operation({
    method: 'post',
    path: '/api/application-status',
    access: 'public',
    summary: 'Where an application stands, by number and secret',
    tag,
    body: 'ApplicationStatusRequest',
    answer: { shape: 'ApplicationStatus' },
    problems,
  })
  async status(@Body() body: ApplicationStatusRequest, @Req() request: Request): Promise<ApplicationStatus> {
    return this.views.view(await this.#find(body, request));
  }

  @Operation({
    method: 'post',
    path: '/api/application-status/papers',
    access: 'public',
    summary: 'Send papers that are missing: parts `number`, `secret` and `files`',
    tag,
    body: 'multipart',
    answer: { shape: 'ApplicationStatus' },
    problems: {
      ...problems,
      409: 'The case waits for no papers.',
      413: 'The files are too large.',
      415: 'A file is not of an accepted kind.',
    },
  })
  async papers(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<ApplicationStatus> {
    // Before anything is read: who has guessed too often fills no memory.
    this.#refuseGuessing('', request);
    const { fields, files } = await readApplicationUpload(request, response, MAXIMUM_PAPERS);
    const entry = await this.#find({ number: fields['number'] ?? '', secret: fields['secret'] ?? '' }, request);
    const { instanceId } = entry;
    const waiting = instanceId === null ? undefined : await this.views.waiting(instanceId);
    if (instanceId === null || waiting === undefined)
      throw new ProblemError(409, 'PAPERS_NOT_EXPECTED', 'Expected a case that waits for papers, but it does not.');
    if (files.length === 0)
      throw new ProblemError(400, 'REQUEST_INVALID', 'Expected at least one file, but there is none.');
    const filed: CaseDocument[] = [];
    // By its bytes: the same paper sent twice, or again after a failure, is one document.
    for (const file of files) filed.push(await this.#file(instanceId, file));
    try {
      const nachgereicht = filed.map((one) => ({ ...one }));
      await this.views.tell(waiting, { nachgereicht, nachgereichtAm: new Date().toISOString() } satisfies Variables);
    } catch (error) {
      // Somebody else has told it between the two; the papers are in the record.
      if (!isRuntimeError(error) || error.code !== 'NO_MATCHING_SUBSCRIPTION') throw error;
    }
    return this.views.view(entry);
  }

  @Operation({
    method: 'post',
    path: '/api/application-status/document',
    access: 'public',
    summary: 'A document the case releases to its applicant, by number and secret',
    tag,
    body: 'ApplicationDocumentRequest',
    answer: { mediaType: 'application/octet-stream' },
    problems: { ...problems, 404: `${problems[404]} Or the document is not released.` },
  })
  async document(
    @Body() body: ApplicationDocumentRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { instanceId } = await this.#find(body, request);
    const released = instanceId === null ? undefined : await this.views.released(instanceId, body.documentId);
    if (instanceId === null || released === undefined)
      throw new ProblemError(
        404,
        'DOCUMENT_NOT_FOUND',
        'Expected a document released to the applicant, but it is not.',
      );
    // The version that was released: what the office files later stays inside.
    const { document, content } = await this.caseFiles.read(instanceId, released.documentId, released.version);
    response.set({
      // Never shown as a page of this site, and kept by nobody on the way.
      'Content-Type': document.mediaType === 'application/pdf' ? 'application/pdf' : 'application/octet-stream',
      'Content-Length': String(document.size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(document.fileName)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    await pipeline(content, response);
  }

  #file(instanceId: string, { fileName, mediaType, content }: IntakeFile): Promise<CaseDocument> {
    return this.caseFiles.file({
      instanceId,
      name: `nachgereicht:${createHash('sha256').update(content).digest('hex')}`,
      documentType: 'attachment',
      title: `Nachgereicht: ${fileName}`,
      fileName,
      mediaType,
      content,
      by: 'system:applicant',
    });
  }

  #refuseGuessing(name: string, request: Request): void {
    const wait = this.#limiter.waitSeconds(name, request.ip ?? '');
    if (wait > 0)
      throw new ProblemError(429, 'TOO_MANY_ATTEMPTS', `Expected fewer wrong attempts; try again in ${wait} s.`, {
        retryAfterSeconds: wait,
      });
  }

  async #find({ number, secret }: ApplicationStatusRequest, request: Request): Promise<IntakeEntry> {
    const address = request.ip ?? '';
    const name = number.trim().toUpperCase().slice(0, 60);
    this.#refuseGuessing(name, request);
    this.#limiter.begun(name, address);
    // Both are always done, so that the time of the answer does not say which of the two was wrong.
    const [entry, right] = await Promise.all([
      this.intake.store.findByNumber(name),
      this.intake.secrets.matches(name, secret),
    ]);
    if (entry === undefined || !right)
      throw new ProblemError(
        404,
        'APPLICATION_NOT_FOUND',
        'Expected a number with its secret, but the two do not belong together.',
      );
    this.#limiter.succeeded(name, address);
    return entry;
  }
}
