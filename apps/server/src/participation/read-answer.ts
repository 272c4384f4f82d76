import { basename } from 'node:path';
import type { Request, Response } from 'express';
import multer from 'multer';
import type { JsonObject } from '#contracts';
import { ANSWER_LIMITS, type AnswerFile } from '#participation';
import { ProblemError } from '#platform';
import { BoundedMemory } from '../http/bounded-memory.ts';

const receive = multer({
  storage: new BoundedMemory(ANSWER_LIMITS.totalBytes),
  limits: {
    fileSize: ANSWER_LIMITS.fileBytes,
    files: 20,
    fields: 5,
    fieldSize: ANSWER_LIMITS.dataBytes,
    fieldNameSize: 100,
  },
  defParamCharset: 'utf8',
}).array('files');

/**
 * Reads what somebody outside has sent: the part `answer` as JSON and any number of parts `files`.
 * @throws ProblemError 400, 413 or 415
 */
export async function readAnswer(
  request: Request,
  response: Response,
): Promise<{ readonly data: JsonObject; readonly files: readonly AnswerFile[] }> {
  if (request.is('multipart/form-data') !== 'multipart/form-data')
    throw new ProblemError(415, 'MEDIA_TYPE_UNSUPPORTED', 'Expected multipart/form-data with a part "answer".');
  await new Promise<void>((resolve, reject) => {
    receive(request, response, (error: unknown) => {
      if (error instanceof Error) reject(tooLarge(error) ?? error);
      else resolve();
    });
  });
  const files = (Array.isArray(request.files) ? request.files : []).map((file) => ({
    fileName: basename(file.originalname.replaceAll('\\', '/')),
    mediaType: file.mimetype,
    content: file.buffer,
  }));
  const { answer } = request.body as Readonly<Record<string, unknown>>;
  return { data: readData(answer), files };
}

function readData(text: unknown): JsonObject {
  try {
    // No database stores NUL in a text, and no form produces it.
    if (typeof text === 'string' && !/\0|\\u0000/.test(text)) {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    }
  } catch {
    // Told below: what is no JSON is no answer.
  }
  throw new ProblemError(400, 'REQUEST_INVALID', 'Expected a part "answer" with a JSON object, but there is none.');
}

function tooLarge(error: Error): ProblemError | undefined {
  const { code } = error as Error & { readonly code?: unknown };
  return code === 'LIMIT_FILE_SIZE' || code === 'LIMIT_FILE_COUNT'
    ? new ProblemError(
        413,
        'TOO_LARGE',
        `Expected at most 20 files of at most ${ANSWER_LIMITS.fileBytes / 1024 / 1024} MB, but there is more.`,
      )
    : undefined;
}
