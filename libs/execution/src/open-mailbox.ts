import type { Pool } from 'pg';
import { MailArrivalStore, MailboxReader } from '#mail';
import type { Settings } from '#platform';
import type { InvoiceArrivals, Log } from '#runtime';
import type { Adapter } from './adapter.ts';
import { type RepeatedWork, repeatWork } from './repeated-work.ts';

/** The mailbox invoices arrive in. */
export interface Mailbox extends Adapter {
  readonly arrivals: MailArrivalStore;
}

/** Beside the server's own word (IDLE), for servers that give none and lines that broke. */
const POLL_MS = 10_000;

/** Opens the mailbox; undefined when the settings name none. Without a line nothing is lost: mails wait where they are. */
export function openMailbox(pool: Pool, settings: Settings, invoices: InvoiceArrivals, log: Log): Mailbox | undefined {
  const { mailboxHost, mailboxUser } = settings;
  if (mailboxHost === undefined) return undefined;
  if (mailboxUser === undefined)
    throw new Error(
      'Expected the user of the mailbox in LAUFZETTEL_MAILBOX_USER, because LAUFZETTEL_MAILBOX_HOST is set.',
    );
  const arrivals = new MailArrivalStore(pool);
  let reading: RepeatedWork | undefined;
  const reader = new MailboxReader({
    settings: {
      host: mailboxHost,
      port: settings.mailboxPort,
      security: settings.mailboxTls,
      user: mailboxUser,
      password: settings.mailboxPassword ?? '',
      folder: settings.mailboxFolder,
    },
    store: arrivals,
    invoices,
    clock: { now: () => Date.now() },
    log,
    onNews: () => reading?.ring(),
  });
  return {
    name: `mailbox ${reader.name}`,
    arrivals,
    startBackground() {
      reading = repeatWork(`reading the mailbox ${reader.name}`, (signal) => reader.poll(signal), {
        pauseMs: POLL_MS,
        log,
      });
      return Promise.resolve();
    },
    check() {
      return reader.trouble === undefined ? Promise.resolve() : Promise.reject(new Error(reader.trouble));
    },
    async close() {
      reader.close();
      await reading?.stop();
      // A look that was on its way may have opened the line once more.
      reader.close();
    },
  };
}
