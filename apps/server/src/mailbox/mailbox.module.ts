import type { DynamicModule } from '@nestjs/common';
import type { Installation } from '#execution';
import { MAILBOX } from './mailbox-ports.ts';
import { MailboxController } from './mailbox.controller.ts';

/** Mails a person has to look at. */
export class MailboxModule {
  static of({ mailbox }: Pick<Installation, 'mailbox'>): DynamicModule {
    return {
      module: MailboxModule,
      controllers: [MailboxController],
      providers: [{ provide: MAILBOX, useValue: mailbox }],
    };
  }
}
