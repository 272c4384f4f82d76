import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { safeFileName } from '#documents';
import { networkOf } from '#identity';
import { fileTypeOf, harmfulFiles } from '#intake';
import { ProblemError } from '#platform';
import { BoundedMemory } from './bounded-memory.ts';
import { receiveForm } from './receive-form.ts';
import { UploadSpace } from './upload-space.ts';

export interface OutsideUploadLimits {
  readonly fileBytes: number;
  /** Of all files together. */
  readonly totalBytes: number;
  readonly files: number;
  /** Of a part that is no file. */
  readonly fieldBytes: number;
}

export interface OutsideFile {
  /** Safe as a name everywhere; never a path. */
  readonly fileName: string;
  /** What the bytes say. */
  readonly mediaType: string;
  readonly content: Uint8Array;
}

const MEGABYTE = 1024 * 1024;
const FIELDS = 5;
/** A person's connection may falter for so long; whoever falls silent longer holds memory for nothing. */
const LONGEST_SILENCE_MS = 20_000;
const ACCEPTED = new Set(['application/pdf', 'image/png', 'image/jpeg']);
/** All public forms of this program share it. */
const SPACE = new UploadSpace({ bytes: 400 * MEGABYTE, uploads: 64, uploadsOfAddress: 8 });

/**
 * Reads forms of people without log-in. What the record would refuse later is refused here, while the sender can still
 * hear it: only PDF, PNG and JPEG are taken, by their bytes and not by what they are called, and nothing harmful.
 */
export class OutsideUpload {
  readonly #limits: OutsideUploadLimits;
  readonly #storage: BoundedMemory;
  readonly #receive: RequestHandler;

  /** @param filesPart name of the parts that are files */
  constructor(filesPart: string, limits: OutsideUploadLimits) {
    this.#limits = limits;
    this.#storage = new BoundedMemory(limits.totalBytes);
    this.#receive = multer({
      storage: this.#storage,
      limits: {
        fileSize: limits.fileBytes,
        files: limits.files,
        fields: FIELDS,
        fieldSize: limits.fieldBytes,
        fieldNameSize: 100,
      },
      defParamCharset: 'utf8',
    }).array(filesPart);
  }

  /** @throws ProblemError 400, 408, 413, 415, 422, 429 or 503 */
  async read(
    request: Request,
    response: Response,
  ): Promise<{ readonly fields: Readonly<Record<string, string>>; readonly files: readonly OutsideFile[] }> {
    if (request.is('multipart/form-data') !== 'multipart/form-data')
      throw new ProblemError(415, 'MEDIA_TYPE_UNSUPPORTED', 'Expected multipart/form-data, but it is something else.');
    const admitted = SPACE.admit(networkOf(request.ip ?? ''));
    // Until the answer is gone: so long the files are held.
    response.once('close', () => {
      admitted.leave();
    });
    this.#storage.share(request, admitted);
    try {
      await whileTalking(request, receiveForm(this.#receive, request, response));
    } catch (error) {
      throw this.#tooLarge(error) ?? error;
    }
    const files = (Array.isArray(request.files) ? request.files : []).map(({ originalname, buffer }) =>
      accepted(safeFileName(originalname), buffer),
    );
    const fields = Object.entries(request.body as Readonly<Record<string, unknown>>).filter(
      (part): part is [string, string] => typeof part[1] === 'string',
    );
    return { fields: Object.fromEntries(fields), files };
  }

  #tooLarge(error: unknown): ProblemError | undefined {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'LIMIT_FILE_SIZE' && code !== 'LIMIT_FILE_COUNT') return undefined;
    const { files, fileBytes } = this.#limits;
    return new ProblemError(
      413,
      'TOO_LARGE',
      `Expected at most ${files} files of at most ${fileBytes / MEGABYTE} MB, but there is more.`,
    );
  }
}

function accepted(fileName: string, content: Uint8Array): OutsideFile {
  const mediaType = fileTypeOf(content)?.mediaType;
  if (mediaType === undefined || !ACCEPTED.has(mediaType))
    throw new ProblemError(
      415,
      'FILE_TYPE_REFUSED',
      `Expected PDF, PNG or JPEG, but ${JSON.stringify(fileName)} is none of these.`,
    );
  const file = { id: fileName, fileName, mediaType, content };
  if (harmfulFiles([file]).length > 0)
    throw new ProblemError(422, 'MALWARE_FOUND', 'Expected files without malware, but one of them has it.');
  return { fileName, mediaType, content };
}

/** Ends the work when nothing has arrived for too long. @throws ProblemError 408 */
async function whileTalking(request: Request, work: Promise<void>): Promise<void> {
  let fell: (error: Error) => void = () => undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    fell = reject;
  });
  const timer = setTimeout(() => {
    fell(new ProblemError(408, 'REQUEST_INVALID', 'Expected the rest of the form, but nothing more has arrived.'));
    // The answer first; then the line, which would otherwise be kept for the rest.
    request.res?.once('finish', () => request.socket.destroy());
  }, LONGEST_SILENCE_MS);
  const heard = () => timer.refresh();
  request.on('data', heard);
  try {
    await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
    request.off('data', heard);
  }
}
