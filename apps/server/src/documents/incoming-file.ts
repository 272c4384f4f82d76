import { pipeline } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import type { UploadDocumentQuery } from '#contracts';
import { ProblemError } from '#platform';

/** A file on its way in: what it is called, and its bytes, which are read once and never held as a whole. */
export interface IncomingFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: AsyncIterable<Uint8Array>;
}

const NO_TYPE = 'application/octet-stream';

/**
 * The file of a request: the body itself, or the one file of a form. What was not read when somebody says no is thrown
 * away by the server, so that the caller gets the answer.
 *
 * @throws ProblemError 400 without a name or without a file, 415 for a body that was read as JSON
 */
export async function incomingFile(request: Request, query: UploadDocumentQuery): Promise<IncomingFile> {
  if (request.is('multipart/form-data') === 'multipart/form-data') return fromForm(request, query);
  if (request.body !== undefined) {
    throw new ProblemError(
      415,
      'MEDIA_TYPE_UNSUPPORTED',
      'Expected a file as application/octet-stream (with its own type in the query), but it came as application/json.',
    );
  }
  const { fileName, mediaType } = query;
  if (fileName === undefined || fileName === '')
    throw new ProblemError(400, 'REQUEST_INVALID', 'Expected the name of the file as "fileName" in the query.');
  return { fileName, mediaType: mediaType ?? NO_TYPE, content: request.iterator({ destroyOnReturn: false }) };
}

function fromForm(request: Request, query: UploadDocumentQuery): Promise<IncomingFile> {
  return new Promise((resolve, reject) => {
    let found = false;
    const parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fieldSize: 10_000, fieldNameSize: 200, parts: 21 },
    });
    parser.on('file', (_field, stream, { filename, mimeType }) => {
      found = true;
      // The parser's types promise a name; a form need not have one.
      const named: string | undefined = filename;
      const fileName = query.fileName ?? named ?? '';
      if (fileName === '') {
        stream.resume();
        reject(new ProblemError(400, 'REQUEST_INVALID', 'Expected a name of the file, but it has none.'));
        return;
      }
      const content = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
      resolve({ fileName, mediaType: query.mediaType ?? mimeType, content: drained(content, stream) });
    });
    pipeline(request, parser, (error) => {
      if (error)
        reject(new ProblemError(400, 'REQUEST_INVALID', `Expected a form with a file, but: ${error.message}.`));
      else if (!found)
        reject(new ProblemError(400, 'REQUEST_INVALID', 'Expected a file in the form, but there is none.'));
    });
  });
}

/** Whatever is left when the reader stops is read away: otherwise the form never ends and nobody is answered. */
async function* drained(content: AsyncIterable<Uint8Array>, stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } finally {
    stream.resume();
  }
}
