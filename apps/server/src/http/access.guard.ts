import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { Identity } from '#identity';
import { ProblemError, type Settings } from '#platform';
import { SETTINGS } from '../server-ports.ts';
import { basicCredentials } from './basic-credentials.ts';
import { factsOf, type Caller } from './caller.ts';
import { refuseCrossSite } from './cross-site.ts';
import { OPERATION, type Access, type OperationDescription } from './operation.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';

/** Default deny: a route without {@link Operation} is refused, one with it to everybody who lacks its permission. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: Identity,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const operation = this.reflector.get<OperationDescription | undefined>(OPERATION, context.getHandler());
    if (operation === undefined) {
      throw new ProblemError(
        403,
        'PERMISSION_MISSING',
        'Expected a route that says who may use it, but this one does not.',
      );
    }
    refuseCrossSite(request, this.settings.publicUrl);
    if (operation.access === 'public') return true;
    const caller = await this.#authenticate(request, context.switchToHttp().getResponse<Response>());
    requirePermission(caller, operation.access);
    factsOf(request).caller = caller;
    return true;
  }

  async #authenticate(request: Request, response: Response): Promise<Caller> {
    const credentials = basicCredentials(request.get('authorization'));
    if (credentials !== undefined) {
      return { account: await this.identity.verify(credentials.name, credentials.password, request.ip ?? '') };
    }
    const token = readSessionCookie(request);
    const session = token === undefined ? undefined : await this.identity.resume(token);
    if (token === undefined || session === undefined) {
      throw new ProblemError(
        401,
        'LOG_IN_REQUIRED',
        'Expected a session or HTTP Basic, but there is neither, or the session has ended.',
      );
    }
    setSessionCookie(response, token, session.expiresAt, {
      secure: this.settings.publicUrl?.startsWith('https:') ?? false,
    });
    return { account: session.account, sessionExpiresAt: session.expiresAt };
  }
}

function requirePermission({ account }: Caller, access: Exclude<Access, 'public'>): void {
  if (access === 'session') return;
  const sufficient = typeof access === 'string' ? [access] : access;
  if (!sufficient.some((permission) => account.permissions.has(permission))) {
    throw new ProblemError(
      403,
      'PERMISSION_MISSING',
      `Expected the permission ${sufficient.join(' or ')}, but ${account.name} (${account.roles.join(', ') || 'no role'}) does not have it.`,
    );
  }
}
