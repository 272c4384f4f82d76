import { basename } from 'node:path';
import type { Request, Response } from 'express';
import multer from 'multer';
import { DEPLOY_FILES_FIELD, DEPLOY_LIMITS } from '#contracts';
import { ProblemError } from '#platform';
import { BoundedMemory } from './bounded-memory.ts';
import { receiveForm } from './receive-form.ts';

export interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

export interface Upload {
  readonly files: readonly UploadedFile[];
  /** Text parts by name. */
  readonly fields: Readonly<Record<string, string>>;
}

const receive = multer({
  storage: new BoundedMemory(DEPLOY_LIMITS.totalBytes),
  limits: {
    fileSize: DEPLOY_LIMITS.fileBytes,
    files: DEPLOY_LIMITS.files,
    fields: 20,
    fieldSize: 10_000,
    fieldNameSize: 200,
  },
  defParamCharset: 'utf8',
}).array(DEPLOY_FILES_FIELD);

/**
 * Reads a multipart request. Names are reduced to their last part: a path in them means nothing here.
 * @throws ProblemError 413, 415 or 400
 */
export async function readUpload(request: Request, response: Response): Promise<Upload> {
  if (request.is('multipart/form-data') !== 'multipart/form-data') {
    throw new ProblemError(
      415,
      'MEDIA_TYPE_UNSUPPORTED',
      `Expected multipart/form-data with files in parts named "${DEPLOY_FILES_FIELD}", but it is ${JSON.stringify(request.get('content-type') ?? 'nothing')}.`,
    );
  }
  await receiveForm(receive, request, response);
  const files = (Array.isArray(request.files) ? request.files : []).map((file) => ({
    name: basename(file.originalname.replaceAll('\\', '/')),
    content: file.buffer,
  }));
  if (files.length === 0) {
    throw new ProblemError(
      400,
      'REQUEST_INVALID',
      `Expected at least one file in a part named "${DEPLOY_FILES_FIELD}", but there is none.`,
    );
  }
  const names = new Set(files.map(({ name }) => name));
  if (names.size < files.length) {
    throw new ProblemError(400, 'REQUEST_INVALID', 'Expected files of different names, but two have the same.');
  }
  return { files, fields: request.body as Readonly<Record<string, string>> };
}
