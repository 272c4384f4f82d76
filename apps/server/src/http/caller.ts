import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Permission } from '#contracts';
import { ProblemError } from '#platform';
import type { Account } from '#identity';

/** Who sent a request. */
export interface Caller {
  readonly account: Account;
  /** Set when a session cookie was used. */
  readonly sessionExpiresAt?: Date;
}

/** What the server knows about a request beside what Express does. */
export interface RequestFacts {
  readonly requestId: string;
  caller?: Caller;
  /** Query after checking, with numbers and flags in their own types. */
  query?: unknown;
}

const facts = new WeakMap<Request, RequestFacts>();

export function rememberFacts(request: Request, value: RequestFacts): void {
  facts.set(request, value);
}

export function factsOf(request: Request): RequestFacts {
  return facts.get(request) ?? { requestId: 'unknown' };
}

/** The caller of a request that needs a log-in. @throws ProblemError 401 */
export function callerOf(request: Request): Caller {
  const { caller } = factsOf(request);
  if (caller === undefined)
    throw new ProblemError(401, 'LOG_IN_REQUIRED', 'Expected a session or HTTP Basic, but there is neither.');
  return caller;
}

/** Parameter: the account that calls. */
export const CurrentAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext) => callerOf(context.switchToHttp().getRequest<Request>()).account,
);

/** Parameter: the checked query. */
export const CheckedQuery = createParamDecorator(
  (_: unknown, context: ExecutionContext) => factsOf(context.switchToHttp().getRequest<Request>()).query ?? {},
);

export function may(account: Account, permission: Permission): boolean {
  return account.permissions.has(permission);
}
