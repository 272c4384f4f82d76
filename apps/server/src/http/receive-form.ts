import type { Request, RequestHandler, Response } from 'express';
import { ProblemError } from '#platform';

/**
 * Runs a multipart parser over a request. What the parser's own limits refuse keeps its code, which {@link problemOf} knows;
 * anything else it says is about bytes that are no form.
 * @throws ProblemError 400 for what is no form; errors of the parser's limits as they are
 */
export async function receiveForm(receive: RequestHandler, request: Request, response: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    void receive(request, response, (error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(formProblem(error));
    });
  });
}

function formProblem(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('The parser of forms failed.', { cause: error });
  if (error instanceof ProblemError || 'code' in error) return error;
  return new ProblemError(
    400,
    'REQUEST_INVALID',
    `Expected a form as RFC 7578 has it, but it cannot be read: ${error.message}.`,
    { cause: error },
  );
}
