import type { ProblemDetails, UploadDocumentQuery } from './contracts.ts';
import { ProblemError } from './problem-error.ts';

export interface Upload {
  readonly path: string;
  readonly file: File;
  readonly query?: UploadDocumentQuery;
  /** Share of the bytes that have been sent, 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file as the body of a request and tells how far it has come, which fetch cannot.
 * @throws ProblemError when the server says no or does not answer; an AbortError when `signal` ended it
 */
export function uploadFile<Answer>({ path, file, query, onProgress, signal }: Upload): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const parameters = new URLSearchParams({ fileName: file.name, ...query });
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.open('POST', `${path}?${parameters.toString()}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/json, application/problem+json');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => {
      const answer = readJson(request.responseText);
      if (request.status < 400 && answer !== undefined) resolve(answer as Answer);
      else reject(problemOf(answer as Partial<ProblemDetails> | undefined, request.status));
    });
    request.addEventListener('error', () => {
      const detail = `Expected an answer to POST ${path}, but none came`;
      reject(new ProblemError({ code: 'SERVER_UNREACHABLE', status: 0, detail }));
    });
    request.addEventListener('abort', () => reject(new DOMException('The upload was stopped.', 'AbortError')));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop));
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else request.send(file);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(problem: Partial<ProblemDetails> | undefined, status: number): ProblemError {
  const { code, detail } = problem ?? {};
  if (typeof code === 'string') return new ProblemError({ ...problem, code, status, detail: detail ?? '' });
  return new ProblemError({
    code: 'ANSWER_UNREADABLE',
    status,
    detail: `Expected problem details, but status ${status} came without them`,
  });
}
