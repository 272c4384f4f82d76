import type { Request, Response } from 'express';
import multer from 'multer';
import { APPLICATION_PARTS } from '#contracts';
import { fileTypeOf, harmfulFiles, type IntakeFile } from '#intake';
import { ProblemError } from '#platform';
import { BoundedMemory } from '../http/bounded-memory.ts';

/** What citizens may send at once. */
export const UPLOAD_LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  totalBytes: 40 * 1024 * 1024,
  files: 20,
  dataBytes: 1024 * 1024,
} as const;

const ACCEPTED = new Set(['application/pdf', 'image/png', 'image/jpeg']);

const receive = multer({
  storage: new BoundedMemory(UPLOAD_LIMITS.totalBytes),
  limits: {
    fileSize: UPLOAD_LIMITS.fileBytes,
    files: UPLOAD_LIMITS.files,
    fields: 10,
    fieldSize: UPLOAD_LIMITS.dataBytes,
    fieldNameSize: 100,
  },
  defParamCharset: 'utf8',
}).array(APPLICATION_PARTS.files);

export interface ApplicationUpload {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly IntakeFile[];
}

/**
 * Reads what somebody sends from a public page. Only PDF, PNG and JPEG are taken, by their bytes and not by what they are
 * called. @throws ProblemError 400, 413, 415 or 422
 */
export async function readApplicationUpload(
  request: Request,
  response: Response,
  maximumFiles: number,
): Promise<ApplicationUpload> {
  if (request.is('multipart/form-data') !== 'multipart/form-data')
    throw new ProblemError(415, 'MEDIA_TYPE_UNSUPPORTED', 'Expected multipart/form-data, but it is something else.');
  await new Promise<void>((resolve, reject) => {
    receive(request, response, (error: unknown) => {
      if (error instanceof Error) reject(tooLarge(error) ?? error);
      else resolve();
    });
  });
  const uploaded = Array.isArray(request.files) ? request.files : [];
  if (uploaded.length > maximumFiles)
    throw new ProblemError(
      413,
      'TOO_LARGE',
      `Expected at most ${maximumFiles} files, but there are ${uploaded.length}.`,
    );
  const files = uploaded.map((file, index): IntakeFile => {
    const type = fileTypeOf(file.buffer);
    const fileName = (file.originalname.split(/[/\\]/).at(-1) ?? '').slice(0, 180) || `anlage-${index + 1}`;
    if (type === undefined || !ACCEPTED.has(type.mediaType))
      throw new ProblemError(
        415,
        'FILE_TYPE_REFUSED',
        `Expected PDF, PNG or JPEG, but ${JSON.stringify(fileName)} is none of these.`,
      );
    return { id: `anlage-${index + 1}`, fileName, mediaType: type.mediaType, content: file.buffer };
  });
  if (harmfulFiles(files).length > 0)
    throw new ProblemError(422, 'MALWARE_FOUND', 'Expected files without malware, but one of them has it.');
  const fields = Object.fromEntries(
    Object.entries(request.body as Readonly<Record<string, unknown>>).filter(
      (part): part is [string, string] => typeof part[1] === 'string',
    ),
  );
  return { fields, files };
}

function tooLarge(error: Error): ProblemError | undefined {
  const { code } = error as Error & { readonly code?: unknown };
  if (code !== 'LIMIT_FILE_SIZE' && code !== 'LIMIT_FILE_COUNT') return undefined;
  const megabytes = UPLOAD_LIMITS.fileBytes / 1024 / 1024;
  return new ProblemError(
    413,
    'TOO_LARGE',
    `Expected at most ${UPLOAD_LIMITS.files} files of at most ${megabytes} MB, but there is more.`,
  );
}
