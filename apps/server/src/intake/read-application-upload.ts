import type { Request, Response } from 'express';
import { APPLICATION_PARTS } from '#contracts';
import type { IntakeFile } from '#intake';
import { ProblemError } from '#platform';
import { OutsideUpload } from '../http/outside-upload.ts';

/** What citizens may send at once. */
export const UPLOAD_LIMITS = {
  fileBytes: 10 * 1024 * 1024,
  totalBytes: 40 * 1024 * 1024,
  files: 20,
  fieldBytes: 1024 * 1024,
} as const;

const upload = new OutsideUpload(APPLICATION_PARTS.files, UPLOAD_LIMITS);

export interface ApplicationUpload {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly IntakeFile[];
}

/** Reads what somebody sends from a public page. @throws ProblemError 400, 408, 413, 415, 422, 429 or 503 */
export async function readApplicationUpload(
  request: Request,
  response: Response,
  maximumFiles: number,
): Promise<ApplicationUpload> {
  const { fields, files } = await upload.read(request, response);
  if (files.length > maximumFiles)
    throw new ProblemError(413, 'TOO_LARGE', `Expected at most ${maximumFiles} files, but there are ${files.length}.`);
  return { fields, files: files.map((file, index) => ({ ...file, id: `anlage-${index + 1}` })) };
}
