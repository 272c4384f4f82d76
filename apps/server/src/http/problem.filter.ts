import { Catch, Inject, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { problemDetails, ProblemError, type Logger } from '#platform';
import type { Language } from '#sentences';
import { Operations } from '../openapi/operations.ts';
import { LOGGER } from '../server-ports.ts';
import { factsOf } from './caller.ts';
import { problemOf } from './problem-of.ts';
import { unknownRoute } from './unknown-route.ts';

/** Every error becomes problem details (RFC 9457). What nobody expected is logged under the request id and told as 500 without its text. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly operations: Operations,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    // Our own code says 404 with a ProblemError; Nest's comes from its router, which found no route.
    if (error instanceof NotFoundException) {
      const { problem, allow } = unknownRoute(request, this.operations.descriptions());
      if (allow !== undefined) response.set('Allow', allow);
      sendProblem(request, response, problem, this.logger);
      return;
    }
    sendProblem(request, response, error, this.logger);
  }
}

export function sendProblem(request: Request, response: Response, error: unknown, logger: Logger): void {
  const { requestId } = factsOf(request);
  const expected = problemOf(error);
  if (expected === undefined || expected.status >= 500) {
    logger.error(
      { err: error, requestId, method: request.method, path: request.path },
      'A request failed unexpectedly',
    );
  }
  const problem =
    expected ??
    new ProblemError(
      500,
      'INTERNAL_ERROR',
      'Expected to answer, but something went wrong on the server. The log has the details.',
    );
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const wait = problem.extras.retryAfterSeconds;
  if (wait !== undefined) response.set('Retry-After', String(wait));
  if (problem.status === 401 && !isBrowser(request))
    response.set('WWW-Authenticate', 'Basic realm="Laufzettel", charset="UTF-8"');
  const language = languageOf(request);
  response
    .status(problem.status)
    .type('application/problem+json')
    .set('Content-Language', language)
    .vary('Accept-Language')
    .send(JSON.stringify(problemDetails(problem, request.path, requestId, language)));
}

/** German for who asks for it before English, English for everybody else (RFC 9110, clause 12.5.4). */
function languageOf(request: Request): Language {
  return request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';
}

/** A browser would answer the challenge with a window of its own instead of our log-in page. */
function isBrowser(request: Request): boolean {
  return request.get('sec-fetch-site') !== undefined;
}
