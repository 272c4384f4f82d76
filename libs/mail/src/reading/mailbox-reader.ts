import { ImapFlow } from 'imapflow';
import type { Clock, InvoiceArrivals, Log } from '#runtime';
import type { LineSecurity } from '../sending/mail-server.ts';
import type { MailArrivalStore } from './mail-arrival-store.ts';
import { takeInMail } from './take-in-mail.ts';

export interface MailboxSettings {
  readonly host: string;
  readonly port: number;
  readonly security: LineSecurity;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** Where mails go whose invoices are taken in, and where those go that a person has to look at. */
  readonly doneFolder?: string;
  readonly reviewFolder?: string;
  /** Larger mails are left to a person. */
  readonly largestBytes?: number;
  readonly timeoutMs?: number;
}

interface MailboxReaderParts {
  readonly settings: MailboxSettings;
  readonly store: MailArrivalStore;
  readonly invoices: Pick<InvoiceArrivals, 'receive'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when the server says that something is new. */
  readonly onNews: () => void;
}

const LARGEST = 30 * 1024 * 1024;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
const COMMAND_MS = 60_000;

/**
 * Reads a mailbox (IMAP4rev1, RFC 3501): every mail of the folder is kept, its invoices are handed over, and it is moved. The
 * line stays open and idles in between (RFC 2177), so that a new mail is told at once; when it breaks it is opened again,
 * later each time.
 */
export class MailboxReader {
  readonly #parts: MailboxReaderParts;
  #client: ImapFlow | undefined;
  #trouble: string | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #notBefore = 0;

  constructor(parts: MailboxReaderParts) {
    this.#parts = parts;
  }

  get name(): string {
    const { user, host, port } = this.#parts.settings;
    return `${user} at ${host}:${port}`;
  }

  /** What the last look went wrong with; undefined when it went well. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Looks through the folder once. Rejects with a readable message; it is safe to try again whatever happened. */
  async poll(signal?: AbortSignal): Promise<void> {
    const { store, clock } = this.#parts;
    if (clock.now() < this.#notBefore) return;
    try {
      await store.alone(this.name, async () => this.#readAll(await this.#connect(), signal));
      this.#trouble = undefined;
      this.#pauseMs = FIRST_PAUSE_MS;
    } catch (error) {
      this.#drop();
      this.#trouble = wordsOf(error);
      this.#notBefore = clock.now() + this.#pauseMs;
      this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
      throw new Error(`Expected to read the mailbox ${this.name}, but: ${this.#trouble}`, { cause: error });
    }
  }

  close(): void {
    this.#drop();
  }

  async #readAll(client: ImapFlow, signal: AbortSignal | undefined): Promise<void> {
    const { settings } = this.#parts;
    const lock = await this.#timed(client, client.getMailboxLock(settings.folder));
    try {
      const found = await this.#timed(client, client.search({ all: true }, { uid: true }));
      if (found === false || found === undefined) throw new Error('the folder cannot be searched');
      for (const uid of found) {
        if (signal?.aborted === true) return;
        await this.#readOne(client, uid);
      }
    } finally {
      lock.release();
    }
  }

  async #readOne(client: ImapFlow, uid: number): Promise<void> {
    const { settings, store, clock, invoices } = this.#parts;
    const { mailbox } = client;
    if (mailbox === false) throw new Error('the folder was closed');
    const place = { mailbox: `${this.name} ${settings.folder}`, uidValidity: mailbox.uidValidity, uid };
    const mail = (await store.find(place)) ?? (await this.#keep(client, uid, place));
    if (mail === undefined) return;
    const state = mail.state === 'received' ? await takeInMail(mail, store, invoices) : mail.state;
    const target = state === 'handed' ? (settings.doneFolder ?? 'Verarbeitet') : (settings.reviewFolder ?? 'Zu prüfen');
    await this.#move(client, uid, target);
    await store.moved(mail.id, new Date(clock.now()));
  }

  /** Undefined when the mail is gone meanwhile. */
  async #keep(client: ImapFlow, uid: number, place: Parameters<MailArrivalStore['find']>[0]) {
    const { settings, store, clock } = this.#parts;
    const largest = settings.largestBytes ?? LARGEST;
    const facts = await this.#timed(client, client.fetchOne(String(uid), { size: true }, { uid: true }));
    if (facts === false || facts === undefined) return undefined;
    const size = facts.size ?? 0;
    const now = new Date(clock.now());
    if (size > largest) {
      const reason = `Die E-Mail ist mit ${Math.ceil(size / 1_048_576)} MB größer als die erlaubten ${Math.floor(largest / 1_048_576)} MB.`;
      return store.keep(place, { size, message: undefined, reason }, now);
    }
    const whole = await this.#timed(client, client.fetchOne(String(uid), { source: true }, { uid: true }));
    if (whole === false || whole === undefined) return undefined;
    if (whole.source === undefined) throw new Error(`the server does not hand out mail ${uid}`);
    return store.keep(place, { size: whole.source.length, message: whole.source }, now);
  }

  async #move(client: ImapFlow, uid: number, target: string): Promise<void> {
    const move = () => this.#timed(client, client.messageMove(String(uid), target, { uid: true }));
    const moved = await move().catch(() => false as const);
    if (moved !== false) return;
    await this.#timed(client, client.mailboxCreate(target));
    if ((await move()) === false) throw new Error(`mail ${uid} cannot be moved to "${target}"`);
  }

  /** A server that does not answer loses its line; the command then ends with an error. */
  #timed<T>(client: ImapFlow, command: Promise<T>): Promise<T> {
    return within(command, this.#parts.settings.timeoutMs ?? COMMAND_MS, () => client.close());
  }

  async #connect(): Promise<ImapFlow> {
    if (this.#client?.usable === true) return this.#client;
    const { settings, onNews, log } = this.#parts;
    const timeoutMs = settings.timeoutMs ?? COMMAND_MS;
    const client = new ImapFlow({
      host: settings.host,
      port: settings.port,
      secure: settings.security === 'tls',
      doSTARTTLS: settings.security === 'starttls',
      auth: { user: settings.user, pass: settings.password },
      logger: false,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: Math.max(timeoutMs, 120_000),
      maxIdleTime: 60_000,
    });
    client.on('error', (error: Error) =>
      log.warn('the line to the mailbox broke', { mailbox: this.name, error: error.message }),
    );
    client.on('exists', onNews);
    await within(client.connect(), timeoutMs, () => client.close());
    this.#client = client;
    return client;
  }

  #drop(): void {
    this.#client?.close();
    this.#client = undefined;
  }
}

async function within<T>(work: Promise<T>, timeoutMs: number, giveUp: () => void): Promise<T> {
  const timer = setTimeout(giveUp, timeoutMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

function wordsOf(error: unknown): string {
  const { responseText, message } = error as { readonly responseText?: unknown; readonly message?: unknown };
  return String(typeof responseText === 'string' && responseText !== '' ? responseText : message).slice(0, 500);
}
