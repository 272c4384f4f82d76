import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { About, LogInRequest, People, PeopleNames, PeopleNamesQuery, Person, Session } from '#contracts';
import { Identity, type Account } from '#identity';
import type { Settings } from '#platform';
import { callerOf, CheckedQuery } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../http/session-cookie.ts';
import { SERVER_FACTS, SETTINGS, type ServerFacts } from '../server-ports.ts';

const tag = 'Session';

@Controller()
export class SessionController {
  constructor(
    private readonly identity: Identity,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SERVER_FACTS) private readonly facts: ServerFacts,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/about',
    access: 'public',
    summary: 'What the log-in page needs',
    tag,
    answer: { shape: 'About' },
  })
  about(): About {
    return {
      product: 'Laufzettel',
      version: this.facts.version,
      town: this.settings.town,
      demoAccounts: this.facts.demoAccounts,
    };
  }

  @Operation({
    method: 'post',
    path: '/api/session',
    access: 'public',
    summary: 'Log in',
    tag,
    body: 'LogInRequest',
    status: 200,
    answer: { shape: 'Session' },
    problems: { 429: 'Too many wrong attempts.' },
  })
  async logIn(
    @Body() { name, password }: LogInRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    const { token, account, expiresAt } = await this.identity.open(name, password, request.ip ?? '');
    setSessionCookie(response, token, expiresAt, this.#cookie());
    return sessionOf(account, expiresAt);
  }

  @Operation({
    method: 'get',
    path: '/api/session',
    access: 'session',
    summary: 'Who am I',
    tag,
    answer: { shape: 'Session' },
  })
  current(@Req() request: Request): Session {
    const { account, sessionExpiresAt } = callerOf(request);
    return sessionOf(account, sessionExpiresAt);
  }

  @Operation({
    method: 'delete',
    path: '/api/session',
    access: 'public',
    summary: 'Log out; nothing happens without a session',
    tag,
    answer: 'nothing',
  })
  async logOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = readSessionCookie(request);
    if (token !== undefined) await this.identity.close(token);
    clearSessionCookie(response, this.#cookie());
  }

  @Operation({
    method: 'get',
    path: '/api/people',
    access: 'user:read',
    summary: 'Everybody with an account, by name',
    tag,
    answer: { shape: 'People' },
  })
  async people(): Promise<People> {
    return {
      people: (await this.identity.people()).map((account) => ({ ...personOf(account), roles: account.roles })),
    };
  }

  @Operation({
    method: 'get',
    path: '/api/people/names',
    access: 'session',
    summary: 'What the people behind log-in names are called',
    tag,
    query: 'PeopleNamesQuery',
    answer: { shape: 'PeopleNames' },
  })
  async peopleNames(@CheckedQuery() { name }: PeopleNamesQuery): Promise<PeopleNames> {
    return { names: Object.fromEntries(await this.identity.displayNames(name)) };
  }

  #cookie(): { readonly secure: boolean } {
    return { secure: this.settings.publicUrl?.startsWith('https:') ?? false };
  }
}

function personOf({ name, displayName, groups }: Account): Person {
  return { name, displayName, groups };
}

function sessionOf(account: Account, expiresAt: Date | undefined): Session {
  return {
    person: personOf(account),
    roles: account.roles,
    permissions: [...account.permissions],
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
  };
}
