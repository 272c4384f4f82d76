import type { Pool } from 'pg';
import { createMailConnector, isMailAddress, MailOutbox, MailServer } from '#mail';
import type { Settings } from '#platform';
import type { CaseFiles } from '#runtime';
import type { Adapter } from './adapter.ts';

/**
 * Opens the town's mail server; undefined when the settings name none.
 * @throws Error when the sender's address is none
 */
export function openMail(pool: Pool, settings: Settings, caseFiles: CaseFiles): Adapter | undefined {
  const { mailHost, mailFrom } = settings;
  if (mailHost === undefined) return undefined;
  if (mailFrom === undefined || !isMailAddress(mailFrom))
    throw new Error(
      'Expected the address mails come from in LAUFZETTEL_MAIL_FROM, because LAUFZETTEL_MAIL_HOST is set.',
    );
  const server = new MailServer({
    host: mailHost,
    port: settings.mailPort,
    security: settings.mailTls,
    user: settings.mailUser,
    password: settings.mailPassword,
    from: mailFrom,
  });
  const connector = createMailConnector({
    server,
    outbox: new MailOutbox(pool),
    caseFiles,
    clock: { now: () => Date.now() },
  });
  return {
    name: `mail server at ${server.host}`,
    connectors: [connector],
    check: () => server.check(),
    close: () => Promise.resolve(),
  };
}
