import { randomUUID } from 'node:crypto';
import { Controller, Inject, Param, Req, Res, StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import type {
  CaseRecord,
  DocumentContentQuery,
  DocumentDetail,
  DocumentSummary,
  UploadDocumentQuery,
} from '#contracts';
import { type DeliveringDocumentStore, DocumentError, type RecordCaseFiles } from '#documents';
import type { Account } from '#identity';
import { CheckedQuery, CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { CASE_FILES } from '../server-ports.ts';
import { sendContent } from './content-answer.ts';
import { DELIVERY } from './document-ports.ts';
import { DocumentViews } from './document-views.ts';
import { incomingFile } from './incoming-file.ts';

const tag = 'Documents';
const problems = { 404: 'There is no such case or document.' } as const;
const refusals = {
  404: 'There is no such case or document.',
  409: 'The record is closed, or somebody else has added this version.',
  413: 'The file is too large.',
  415: 'The file is not what it claims to be, or a program.',
  422: 'The file is empty or holds malware.',
} as const;

/** The documents of a case: its record, whatever keeps it. */
@Controller()
export class DocumentsController {
  constructor(
    @Inject(CASE_FILES) private readonly files: RecordCaseFiles,
    @Inject(DELIVERY) private readonly delivery: DeliveringDocumentStore | undefined,
    private readonly views: DocumentViews,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/instances/:id/documents',
    access: 'document:read',
    summary: 'The record of a case with its documents',
    tag,
    answer: { shape: 'CaseRecord' },
    problems,
  })
  record(@Param('id') id: string): Promise<CaseRecord> {
    return this.views.record(id);
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/documents',
    access: 'document:write',
    summary: 'Add a document to the record of a case',
    tag,
    body: 'file',
    query: 'UploadDocumentQuery',
    status: 201,
    answer: { shape: 'DocumentSummary' },
    problems: refusals,
  })
  async upload(
    @Param('id') id: string,
    @CheckedQuery() query: UploadDocumentQuery,
    @Req() request: Request,
    @CurrentAccount() account: Account,
  ): Promise<DocumentSummary> {
    const file = await incomingFile(request, query);
    const { documentId } = await this.files.file({
      ...file,
      instanceId: id,
      name: `upload:${randomUUID()}`,
      documentType: query.documentType ?? 'attachment',
      title: query.title ?? lastPart(file.fileName),
      by: account.name,
    });
    return this.views.summary(await this.files.describe(id, documentId));
  }

  @Operation({
    method: 'get',
    path: '/api/instances/:id/documents/:documentId',
    access: 'document:read',
    summary: 'One document with its versions',
    tag,
    answer: { shape: 'DocumentDetail' },
    problems,
  })
  detail(@Param('id') id: string, @Param('documentId') documentId: string): Promise<DocumentDetail> {
    return this.views.detail(id, documentId);
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/documents/:documentId/versions',
    access: 'document:write',
    summary: 'Add a version; earlier ones stay as they are',
    tag,
    body: 'file',
    query: 'UploadDocumentQuery',
    status: 201,
    answer: { shape: 'DocumentSummary' },
    problems: refusals,
  })
  async addVersion(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @CheckedQuery() query: UploadDocumentQuery,
    @Req() request: Request,
    @CurrentAccount() account: Account,
  ): Promise<DocumentSummary> {
    await this.files.describe(id, documentId);
    const file = await incomingFile(request, query);
    await this.files.addVersion({ ...file, instanceId: id, documentId, by: account.name });
    return this.views.summary(await this.files.describe(id, documentId));
  }

  @Operation({
    method: 'get',
    path: '/api/instances/:id/documents/:documentId/content',
    access: 'document:read',
    summary: 'The bytes of a document, also in parts; shown where that is safe, else to be saved',
    tag,
    query: 'DocumentContentQuery',
    answer: { mediaType: 'application/octet-stream' },
    problems: { ...problems, 416: 'The range is outside the content.' },
  })
  async content(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @CheckedQuery() query: DocumentContentQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { versions } = await this.files.describe(id, documentId);
    const version = query.version === undefined ? versions.at(-1) : versions[query.version - 1];
    if (version === undefined) {
      throw new DocumentError(
        'VERSION_NOT_FOUND',
        `Expected a version from 1 to ${versions.length}, but ${query.version ?? 'the latest'} was asked for.`,
      );
    }
    const { content } = await this.files.read(id, documentId, version.version);
    const { download = false } = query;
    return new StreamableFile(sendContent(response, version, content, { download, range: request.get('range') }));
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/documents/retry-delivery',
    access: 'document:write',
    summary: 'Let the DMS be tried again with what it refused',
    tag,
    answer: { shape: 'CaseRecord' },
    problems,
  })
  async retry(@Param('id') id: string): Promise<CaseRecord> {
    const record = await this.files.recordOf(id);
    if (record !== undefined) await this.delivery?.retry(record);
    return this.views.record(id);
  }
}

/** A path in the name of a file means nothing. */
function lastPart(fileName: string): string {
  return fileName.split(/[/\\]/).at(-1) || fileName;
}
