import { Body, Controller } from '@nestjs/common';
import type { ForgetInboxFilterQuery, InboxMemory, KeepInboxFilterRequest, SeeTasksRequest } from '#contracts';
import { Identity, type Account } from '#identity';
import { CheckedQuery, CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';

const tag = 'Session';
const answer = { shape: 'InboxMemory' } as const;

/** What the inbox remembers for whoever asks; nobody reads or changes what is another person's. */
@Controller()
export class InboxMemoryController {
  constructor(private readonly identity: Identity) {}

  @Operation({
    method: 'get',
    path: '/api/account/inbox',
    access: 'session',
    summary: 'What my account keeps of my inbox',
    tag,
    answer,
  })
  read(@CurrentAccount() { name }: Account): Promise<InboxMemory> {
    return this.identity.inboxes.read(name);
  }

  @Operation({
    method: 'post',
    path: '/api/account/inbox/filters',
    access: 'session',
    summary: 'Keep a search in my inbox',
    tag,
    body: 'KeepInboxFilterRequest',
    status: 200,
    answer,
    problems: { 422: 'There are too many already, or there are control characters in it.' },
  })
  keepFilter(@Body() filter: KeepInboxFilterRequest, @CurrentAccount() { name }: Account): Promise<InboxMemory> {
    return this.identity.inboxes.keepFilter(name, filter);
  }

  @Operation({
    method: 'delete',
    path: '/api/account/inbox/filters',
    access: 'session',
    summary: 'Forget a kept search',
    tag,
    query: 'ForgetInboxFilterQuery',
    answer,
  })
  forgetFilter(
    @CheckedQuery() filter: ForgetInboxFilterQuery,
    @CurrentAccount() { name }: Account,
  ): Promise<InboxMemory> {
    return this.identity.inboxes.forgetFilter(name, filter);
  }

  @Operation({
    method: 'post',
    path: '/api/account/inbox/seen',
    access: 'session',
    summary: 'Remember tasks as opened by me',
    tag,
    body: 'SeeTasksRequest',
    status: 200,
    answer,
    problems: { 422: 'There is no id of a task.' },
  })
  seeTasks(@Body() { taskIds }: SeeTasksRequest, @CurrentAccount() { name }: Account): Promise<InboxMemory> {
    return this.identity.inboxes.seeTasks(name, taskIds);
  }
}
