import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { serveEngineRest } from '../camunda7/engine-rest.ts';
import { ProblemError } from '#platform';
import type { ServerParts } from '../server-parts.ts';
import { rememberFacts } from './caller.ts';
import { sendProblem } from './problem.filter.ts';
import { serveWebApp } from './web-app.ts';

const JSON_LIMIT = '8mb';
/**
 * How long an idle connection is kept: longer than what stands before the server keeps it (nginx 60 s), so that it is never the
 * server that ends a connection on which the next request is already on its way.
 */
const KEEP_ALIVE_MS = 75_000;

/** Everything before the routes: request ids, security headers, body parsing, the browser app. */
export function configureHttp(
  app: NestExpressApplication,
  parts: Pick<ServerParts, 'settings' | 'logger' | 'facts' | 'runtime' | 'identity'>,
): void {
  const { settings, logger, facts } = parts;
  const tls = settings.publicUrl?.startsWith('https:') ?? false;
  app.getHttpServer().keepAliveTimeout = KEEP_ALIVE_MS;
  app.set('trust proxy', settings.trustedProxies);
  app.disable('x-powered-by');
  app.use((request: Request, response: Response, next: NextFunction) => {
    const requestId = randomUUID();
    rememberFacts(request, { requestId });
    response.set('X-Request-Id', requestId);
    if (request.url.includes('%00')) {
      sendProblem(
        request,
        response,
        new ProblemError(400, 'REQUEST_INVALID', 'Expected an address of text, but it has a NUL character.'),
        logger,
      );
      return;
    }
    if (/^\/(api|engine-rest)\//.test(request.path)) response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(helmet(securityHeaders(tls)));
  serveEngineRest(app, parts);
  app.useBodyParser('json', { limit: JSON_LIMIT, strict: false, reviver: refuseTricks, type: isJsonToParse });
  // Whatever a parser refuses has not reached Nest yet, whose filter would otherwise describe it.
  // Express tells error handlers by their four parameters.
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else sendProblem(request, response, error, logger);
  });
  if (facts.webDirectory !== undefined) serveWebApp(app, facts.webDirectory);
}

/** Callbacks are signed over their bytes, so whoever checks them reads the body as it came. */
const SIGNED = /^\/api\/intake\/fit-connect\/callback$/;

function isJsonToParse(request: IncomingMessage): boolean {
  const path = (request.url ?? '').split('?')[0] ?? '';
  return !SIGNED.test(path) && /^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '');
}

/** bpmn-js and form-js set styles on elements and draw cursors and fonts from data addresses; scripts come only from here. */
function securityHeaders(tls: boolean): Parameters<typeof helmet>[0] {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: tls,
    referrerPolicy: { policy: 'same-origin' },
  };
}

/**
 * A variable named __proto__ could reach an object's prototype somewhere, and no database stores NUL in a text; no process
 * needs either. The parser tells its error as 400.
 */
function refuseTricks(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('the name "__proto__" is not allowed.');
  if (key.includes('\0') || (typeof value === 'string' && value.includes('\0')))
    throw new SyntaxError('a text has a NUL character.');
  return value;
}
