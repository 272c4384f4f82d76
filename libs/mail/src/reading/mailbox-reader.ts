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
  /** Called when there is reason to look: the server says that something is new, or a line that broke may be tried again. */
  readonly onNews: () => void;
}

const LARGEST = 30 * 1024 * 1024;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
const COMMAND_MS = 60_000;
/** How soon after the last command the server is asked to tell what is new. */
const IDLE_AFTER_MS = 1_000;
/** Timers may ring a moment early. */
const TIMER_MS = 10;

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
  #again: NodeJS.Timeout | undefined;

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

  /**
   * Looks through the folder once. A mail that cannot be taken in stays where it is for the next look and holds up no other.
   * It is safe to try again whatever happened.
   * @throws Error when the mailbox cannot be read, with a readable message
   */
  async poll(signal?: AbortSignal): Promise<void> {
    const { store, clock } = this.#parts;
    if (clock.now() < this.#notBefore) return;
    let left: string | undefined;
    try {
      await store.alone(this.name, async () => {
        left = await this.#readAll(await this.#connect(), signal);
      });
      this.#trouble = left;
      this.#pauseMs = FIRST_PAUSE_MS;
    } catch (error) {
      this.#drop();
      this.#trouble = wordsOf(error);
      this.#notBefore = clock.now() + this.#pauseMs;
      clearTimeout(this.#again);
      if (signal?.aborted !== true) this.#again = setTimeout(this.#parts.onNews, this.#pauseMs + TIMER_MS).unref();
      this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
      throw new Error(`Expected to read the mailbox ${this.name}, but: ${this.#trouble}`, { cause: error });
    }
  }

  close(): void {
    clearTimeout(this.#again);
    this.#drop();
  }

  /** Answers what is wrong with mails that had to be left for the next look; undefined when there are none. */
  async #readAll(client: ImapFlow, signal: AbortSignal | undefined): Promise<string | undefined> {
    const { settings, log } = this.#parts;
    let left: string | undefined;
    const lock = await this.#timed(client, client.getMailboxLock(settings.folder));
    try {
      const found = await this.#timed(client, client.search({ all: true }, { uid: true }));
      if (found === false || found === undefined) throw new Error('the folder cannot be searched');
      for (const uid of found) {
        if (signal?.aborted === true) break;
        try {
          await this.#readOne(client, uid);
        } catch (error) {
          if (!client.usable) throw error;
          left = `mail ${uid} could not be taken in: ${wordsOf(error)}`;
          log.warn('a mail could not be taken in, it will be tried again', {
            mailbox: this.name,
            uid,
            error: wordsOf(error),
          });
        }
      }
      return left;
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
    const tooLarge = (bytes: number) => {
      const reason = `Die E-Mail ist mit ${Math.ceil(bytes / 1_048_576)} MB größer als die erlaubten ${Math.floor(largest / 1_048_576)} MB.`;
      return store.keep(place, { size: bytes, message: undefined, reason }, now);
    };
    if (size > largest) return tooLarge(size);
    // What the server says about the size is believed for a refusal only.
    const source = { start: 0, maxLength: largest + 1 };
    const whole = await this.#timed(client, client.fetchOne(String(uid), { source }, { uid: true }));
    if (whole === false || whole === undefined) return undefined;
    const message = whole.source;
    if (message === undefined) throw new Error(`the server does not hand out mail ${uid}`);
    if (message.length > largest) return tooLarge(message.length);
    return store.keep(place, { size: message.length, message }, now);
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
      autoIdleDelay: IDLE_AFTER_MS,
      maxIdleTime: 60_000,
    });
    client.on('error', (error: Error) =>
      log.warn('the line to the mailbox broke', { mailbox: this.name, error: error.message }),
    );
    client.on('exists', onNews);
    // Known before it is open, so that closing the reader closes it as well.
    this.#client = client;
    await within(client.connect(), timeoutMs, () => client.close());
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
