import { Controller, Inject, Param, StreamableFile } from '@nestjs/common';
import type { MailForReview, Page } from '#contracts';
import type { Mailbox } from '#execution';
import type { Account } from '#identity';
import type { MailArrival } from '#mail';
import { ProblemError } from '#platform';
import { CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { present } from '../http/present.ts';
import { MAILBOX } from './mailbox-ports.ts';

const tag = 'Invoices';
const problems = { 404: 'No such mail waits for anybody.' } as const;
const MOST = 200;

/** Mails of the mailbox of the invoices that nothing could be taken in from. */
@Controller()
export class MailboxController {
  constructor(@Inject(MAILBOX) private readonly mailbox: Mailbox | undefined) {}

  @Operation({
    method: 'get',
    path: '/api/mailbox/review',
    access: 'invoice:receive',
    summary: 'Mails without a usable invoice, oldest first; at most 200',
    tag,
    answer: { pageOf: 'MailForReview' },
  })
  async list(): Promise<Page<MailForReview>> {
    const mails = (await this.mailbox?.arrivals.forReview(MOST)) ?? [];
    return { items: mails.map(shown), total: mails.length };
  }

  @Operation({
    method: 'get',
    path: '/api/mailbox/review/:id/source',
    access: 'invoice:receive',
    summary: 'The mail as it arrived, to be saved',
    tag,
    answer: { mediaType: 'message/rfc822' },
    problems,
  })
  async source(@Param('id') id: string): Promise<StreamableFile> {
    const message = await this.mailbox?.arrivals.message(id);
    if (message === undefined) throw notFound();
    return new StreamableFile(message, {
      type: 'message/rfc822',
      length: message.length,
      disposition: 'attachment; filename="mail.eml"',
    });
  }

  @Operation({
    method: 'post',
    path: '/api/mailbox/review/:id/clear',
    access: 'invoice:receive',
    summary: 'Somebody has dealt with the mail; it leaves the list, the mailbox keeps it',
    tag,
    answer: 'nothing',
    problems,
  })
  async clear(@Param('id') id: string, @CurrentAccount() account: Account): Promise<void> {
    const cleared = await this.mailbox?.arrivals.clear(id, account.name, new Date());
    if (cleared !== true) throw notFound();
  }
}

function shown({ id, receivedAt, sender, subject, reason, size, attachments }: MailArrival): MailForReview {
  return {
    id,
    receivedAt,
    reason: reason ?? '',
    size,
    attachments: attachments.map(({ fileName, mediaType, size: bytes }) => ({ fileName, mediaType, size: bytes })),
    ...present({ sender, subject }),
  };
}

function notFound(): ProblemError {
  return new ProblemError(
    404,
    'MAIL_NOT_FOUND',
    'Expected a mail that waits for somebody, but there is none of this id.',
  );
}
