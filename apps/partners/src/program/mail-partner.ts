import { startMailStandIn } from '../mail/mail-stand-in.ts';
import type { Partner, PartnerOptions } from './partner.ts';

const INVOICES = 'rechnung@musterstadt.example';
const PASSWORD = 'musterstadt';

/** Starts the mail server with the mailbox of the invoices. */
export async function startMailPartner({ directory, host, port }: PartnerOptions): Promise<Partner> {
  const mail = await startMailStandIn({
    directory,
    host,
    smtpPort: await port('smtp-port'),
    imapPort: await port('imap-port'),
    pagePort: await port('mail-port'),
    passwords: { [INVOICES]: PASSWORD },
  });
  return {
    id: 'mail',
    title: 'E-Mail (Postfächer)',
    plays: `Der Mailserver der Stadt und alle Postfächer: was Laufzettel verschickt, und Rechnungen an ${INVOICES}.`,
    pageUrl: mail.pageUrl,
    ports: {
      'mail-port': Number(new URL(mail.pageUrl).port),
      'smtp-port': mail.smtpPort,
      'imap-port': mail.imapPort,
    },
    environment: {
      LAUFZETTEL_MAIL_HOST: host,
      LAUFZETTEL_MAIL_PORT: String(mail.smtpPort),
      LAUFZETTEL_MAIL_TLS: 'none',
      LAUFZETTEL_MAIL_FROM: 'stadt@musterstadt.example',
      LAUFZETTEL_MAILBOX_HOST: host,
      LAUFZETTEL_MAILBOX_PORT: String(mail.imapPort),
      LAUFZETTEL_MAILBOX_TLS: 'none',
      LAUFZETTEL_MAILBOX_USER: INVOICES,
      LAUFZETTEL_MAILBOX_PASSWORD: PASSWORD,
    },
    close: () => mail.close(),
  };
}
