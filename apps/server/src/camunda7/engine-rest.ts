import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { createCamunda7, type Caller, type FacadeResponse, type People } from '#camunda7';
import { type Account, type Identity, IdentityError } from '#identity';
import type { ProblemError } from '#platform';
import { basicCredentials } from '../http/basic-credentials.ts';
import { refuseCrossSite } from '../http/cross-site.ts';
import { readBody } from '../http/read-body.ts';
import type { ServerParts } from '../server-parts.ts';

const ROOT = '/engine-rest';
/** A deployment with its files; everything else is far smaller. */
const LARGEST_BODY = 60 * 1024 * 1024;

/**
 * Serves the Camunda 7 compatible interface at `/engine-rest` for programs: HTTP Basic only, so no page can make a
 * browser call it with somebody's session. It takes the body as it is, before any parser, because it answers errors in
 * Camunda's own shape and with a content type of exactly `application/json`.
 */
export function serveEngineRest(
  app: NestExpressApplication,
  parts: Pick<ServerParts, 'runtime' | 'identity' | 'logger' | 'settings'>,
): void {
  const camunda7 = createCamunda7(
    parts.runtime,
    (error, request) => {
      parts.logger.error(
        { err: error, method: request.method, path: request.path },
        'the compatibility interface failed',
      );
    },
    {
      strict: parts.settings.strictBpmn,
      people: peopleOf(parts.identity),
    },
  );
  app.use(ROOT, (request: Request, response: Response) => {
    void answer(request, response).catch((error: unknown) => {
      parts.logger.error({ err: error, path: request.path }, 'the compatibility interface could not answer');
      if (!response.headersSent) send(response, problem(500, 'RestException', 'The engine failed; the log says why.'));
    });
  });

  async function answer(request: Request, response: Response): Promise<void> {
    try {
      // Browsers remember HTTP Basic and send it along with what another site makes them ask for.
      refuseCrossSite(request, parts.settings.publicUrl);
    } catch (error) {
      send(response, problem(403, 'AuthorizationException', (error as ProblemError).message));
      return;
    }
    const caller = await whoCalls(request);
    if ('status' in caller) {
      response.setHeader('WWW-Authenticate', 'Basic realm="Laufzettel", charset="UTF-8"');
      send(response, caller);
      return;
    }
    const body = await readBody(request, LARGEST_BODY);
    if (body === undefined) {
      send(
        response,
        problem(
          413,
          'InvalidRequestException',
          `Expected at most ${LARGEST_BODY / 1024 / 1024} MB, but the request is larger.`,
        ),
      );
      return;
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { pathname, searchParams } = new URL(request.url, 'http://engine-rest');
    const answered = await camunda7.handle({
      method: request.method === 'HEAD' ? 'GET' : request.method,
      path: pathname,
      query: searchParams,
      contentType: request.get('content-type') ?? '',
      accept: request.get('accept') ?? '',
      body,
      caller,
      address: request.ip ?? '',
      signal: gone.signal,
      baseUrl: `${parts.settings.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`}${ROOT}`,
    });
    send(response, answered);
  }

  async function whoCalls(request: Request): Promise<Caller | FacadeResponse> {
    const credentials = basicCredentials(request.get('authorization'));
    if (credentials === undefined)
      return problem(401, 'AuthorizationException', 'Expected HTTP Basic with the name and password of an account.');
    try {
      const account = await parts.identity.verify(credentials.name, credentials.password, request.ip ?? '');
      const { name: userId, groups, topics, permissions } = account;
      return { userId, groups, topics, may: (permission) => permissions.has(permission) };
    } catch (error) {
      if (!(error instanceof IdentityError)) throw error;
      return problem(error.code === 'TOO_MANY_ATTEMPTS' ? 429 : 401, 'AuthorizationException', error.message);
    }
  }
}

/** The accounts of the product, as the façade asks for them. */
function peopleOf(identity: Identity): People {
  const personOf = ({ name: userId, displayName, groups }: Account) => ({ userId, displayName, groups });
  return {
    all: async () => (await identity.people()).map(personOf),
    find: async (userId) => {
      const account = await identity.find(userId);
      return account && personOf(account);
    },
    verify: async (userId, password, address) => {
      try {
        await identity.verify(userId, password, address);
        return true;
      } catch (error) {
        // Wrong, or too often wrong: nobody is told which.
        if (error instanceof IdentityError) return false;
        throw error;
      }
    },
  };
}

function problem(status: number, type: string, message: string): FacadeResponse {
  const body = new TextEncoder().encode(JSON.stringify({ type, message, code: null }));
  return { status, contentType: 'application/json', body, headers: {} };
}

function send(response: Response, { status, contentType, body, headers }: FacadeResponse): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // Not through Express: it would add a charset, and clients of Camunda 7 compare the type as a whole.
  if (contentType !== '') response.setHeader('Content-Type', contentType);
  response.end(body.length === 0 ? undefined : body);
}
