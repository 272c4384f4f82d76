import type { Request, Response } from 'express';
import type { JsonObject } from '#contracts';
import { ANSWER_LIMITS, type AnswerFile } from '#participation';
import { OutsideUpload } from '../http/outside-upload.ts';
import { readOutsideJson } from '../http/read-outside-json.ts';

const upload = new OutsideUpload('files', {
  fileBytes: ANSWER_LIMITS.fileBytes,
  totalBytes: ANSWER_LIMITS.totalBytes,
  files: 20,
  fieldBytes: ANSWER_LIMITS.dataBytes,
});

/**
 * Reads what somebody outside has sent: the part `answer` as JSON and any number of parts `files`.
 * @throws ProblemError 400, 408, 413, 415, 422, 429 or 503
 */
export async function readAnswer(
  request: Request,
  response: Response,
): Promise<{ readonly data: JsonObject; readonly files: readonly AnswerFile[] }> {
  const { fields, files } = await upload.read(request, response);
  return { data: readOutsideJson('answer', fields['answer']), files };
}
