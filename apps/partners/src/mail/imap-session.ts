import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultPlan } from '../http/fault-plan.ts';
import { type Argument, type ImapCommand, readCommand } from './imap-command.ts';
import { fetchAnswer, withUid } from './fetch-answer.ts';
import { flat, folderName, inSet, list, text } from './imap-arguments.ts';
import { toModifiedUtf7 } from './modified-utf7.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';

interface Selected {
  readonly folder: string;
  readonly readOnly: boolean;
  /** UIDs by sequence number, as the client knows them. */
  known: readonly number[];
}

/** The no of the server, in an answer of its own. */
class No extends Error {}

const CAPABILITIES = 'IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN IDLE MOVE UIDPLUS UNSELECT';

/** One connection of a mail program: IMAP4rev1 (RFC 3501) with IDLE (2177), UIDPLUS (4315), MOVE (6851). */
export class ImapSession {
  readonly #socket: Socket;
  readonly #store: MessageStore;
  readonly #faults: FaultPlan;
  readonly #passwords: Readonly<Record<string, string>>;
  #buffer: Buffer = Buffer.alloc(0);
  #askedLiterals = 0;
  #working = false;
  #user: string | undefined;
  #selected: Selected | undefined;
  #continuation: ((line: string) => void) | undefined;
  #unwatch: (() => void) | undefined;

  constructor(socket: Socket, store: MessageStore, faults: FaultPlan, passwords: Readonly<Record<string, string>>) {
    this.#socket = socket;
    this.#store = store;
    this.#faults = faults;
    this.#passwords = passwords;
    socket.on('data', (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      void this.#work();
    });
    // Answers are several short lines: kept back until the one before is acknowledged, each would cost 40 ms.
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#unwatch?.());
    this.#write(`* OK [CAPABILITY ${CAPABILITIES}] Nachbildung bereit`);
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#buffer.length > 0 && !this.#socket.destroyed) {
        if (this.#continuation !== undefined) {
          const end = this.#buffer.indexOf('\r\n');
          if (end < 0) return;
          const line = this.#buffer.subarray(0, end).toString('latin1');
          this.#buffer = this.#buffer.subarray(end + 2);
          this.#continuation(line);
          continue;
        }
        const reading = readCommand(this.#buffer, this.#askedLiterals);
        if (reading.kind === 'incomplete') return;
        if (reading.kind === 'literal') {
          this.#askedLiterals += 1;
          this.#write('+ bitte');
          return;
        }
        this.#buffer = this.#buffer.subarray(reading.length);
        this.#askedLiterals = 0;
        await this.#answer(reading.command);
      }
    } catch {
      this.#write('* BAD unverständlich');
      this.#socket.end();
    } finally {
      this.#working = false;
    }
  }

  async #answer(command: ImapCommand): Promise<void> {
    const { tag, name } = command;
    const words = command.args.filter((arg) => typeof arg === 'string');
    const fault = this.#faults.take(`IMAP ${name === 'UID' ? `UID ${(words[0] ?? '').toUpperCase()}` : name}`);
    if (fault?.kind === 'reset') {
      this.#socket.destroy();
      return;
    }
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'delay') await delay(fault.delayMs);
    if (fault?.kind === 'fail') {
      this.#write(`${tag} NO ${fault.message}`);
      return;
    }
    try {
      const ending = await this.#execute(command);
      if (fault?.kind === 'reset-after') this.#socket.destroy();
      else if (ending !== undefined) this.#write(`${tag} OK ${ending}`);
      if (name === 'LOGOUT') this.#socket.end();
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      this.#write(`${tag} ${error instanceof No ? 'NO' : 'BAD'} ${words}`);
    }
  }

  async #execute({ tag, name, args }: ImapCommand): Promise<string | undefined> {
    switch (name) {
      case 'CAPABILITY':
        this.#write(`* CAPABILITY ${CAPABILITIES}`);
        return 'fertig';
      case 'NOOP':
      case 'CHECK':
        this.#tellChanges();
        return 'fertig';
      case 'LOGOUT':
        this.#write('* BYE bis bald');
        return 'fertig';
      case 'LOGIN':
        return this.#logIn(text(args[0]), text(args[1]));
      case 'AUTHENTICATE':
        return this.#authenticate(args);
    }
    if (this.#user === undefined) throw new No('Bitte erst anmelden');
    const user = this.#user;
    switch (name) {
      case 'LIST':
      case 'LSUB':
        return this.#list(name, folderName(args[1]));
      case 'CREATE':
        if (this.#store.folder(user, folderName(args[0])) !== undefined)
          throw new No('[ALREADYEXISTS] Den Ordner gibt es');
        await this.#store.createFolder(user, folderName(args[0]));
        return 'fertig';
      case 'SUBSCRIBE':
      case 'UNSUBSCRIBE':
        return 'fertig';
      case 'STATUS':
        return this.#status(folderName(args[0]), list(args[1]));
      case 'SELECT':
      case 'EXAMINE':
        return this.#select(folderName(args[0]), name === 'EXAMINE');
      case 'CLOSE':
      case 'UNSELECT':
        if (name === 'CLOSE') await this.#expunge(undefined, false);
        this.#selected = undefined;
        return 'fertig';
      case 'EXPUNGE':
        await this.#expunge(undefined, true);
        return 'fertig';
      case 'IDLE':
        await this.#idle();
        return 'fertig';
      case 'APPEND':
        return this.#append(args);
      case 'UID':
        return this.#byUid(text(args[0]).toUpperCase(), args.slice(1), true);
      case 'SEARCH':
      case 'FETCH':
      case 'STORE':
      case 'COPY':
      case 'MOVE':
        return this.#byUid(name, args, false);
      default:
        throw new Error(`${tag} ${name} gibt es nicht`);
    }
  }

  #logIn(user: string, password: string): string {
    const address = user.toLowerCase();
    if (!Object.hasOwn(this.#passwords, address) || this.#passwords[address] !== password)
      throw new No('[AUTHENTICATIONFAILED] Benutzer oder Kennwort ist falsch');
    this.#user = address;
    return `[CAPABILITY ${CAPABILITIES}] angemeldet`;
  }

  async #authenticate(args: readonly Argument[]): Promise<string> {
    if (text(args[0]).toUpperCase() !== 'PLAIN') throw new No('Nur PLAIN');
    const encoded = args.length > 1 ? text(args[1]) : await this.#ask();
    const [, user = '', password = ''] = Buffer.from(encoded, 'base64').toString('utf8').split('\0');
    return this.#logIn(user, password);
  }

  #ask(): Promise<string> {
    this.#write('+ ');
    return new Promise((resolve) => {
      this.#continuation = (line) => {
        this.#continuation = undefined;
        resolve(line);
      };
      this.#working = false;
      void this.#work();
    });
  }

  #list(name: string, pattern: string): string {
    if (pattern === '') this.#write(`* ${name} (\\Noselect) "/" ""`);
    const matcher = new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll(/[*%]/g, '.*')}$`, 'i');
    for (const folder of this.#store.folders(this.#user ?? ''))
      if (pattern !== '' && matcher.test(folder))
        this.#write(`* ${name} (\\HasNoChildren) "/" ${quoted(toModifiedUtf7(folder))}`);
    return 'fertig';
  }

  #status(folder: string, items: readonly Argument[]): string {
    const found = this.#existing(folder);
    const values: Readonly<Record<string, number>> = {
      MESSAGES: found.messages.length,
      RECENT: 0,
      UIDNEXT: found.nextUid,
      UIDVALIDITY: found.uidValidity,
      UNSEEN: found.messages.filter(({ flags }) => !flags.includes('\\Seen')).length,
    };
    const shown = items.map((item) => text(item).toUpperCase()).filter((item) => Object.hasOwn(values, item));
    this.#write(
      `* STATUS ${quoted(toModifiedUtf7(folder))} (${shown.map((item) => `${item} ${values[item] ?? 0}`).join(' ')})`,
    );
    return 'fertig';
  }

  #select(folder: string, readOnly: boolean): string {
    const found = this.#existing(folder);
    this.#selected = { folder, readOnly, known: found.messages.map(({ uid }) => uid) };
    this.#write('* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)');
    this.#write(`* ${found.messages.length} EXISTS`);
    this.#write('* 0 RECENT');
    this.#write(`* OK [UIDVALIDITY ${found.uidValidity}] gültig`);
    this.#write(`* OK [UIDNEXT ${found.nextUid}] nächste`);
    this.#write('* OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft \\*)] erlaubt');
    return `[READ-${readOnly ? 'ONLY' : 'WRITE'}] fertig`;
  }

  async #append(args: readonly Argument[]): Promise<string> {
    const folder = folderName(args[0]);
    const { uidValidity } = this.#existing(folder);
    const flags = args.slice(1, -1).flatMap((arg) => (typeof arg === 'string' ? [] : arg.map(text)));
    const message = Buffer.from(text(args.at(-1)), 'latin1');
    const uid = await this.#store.append(this.#user ?? '', folder, message, flags);
    return `[APPENDUID ${uidValidity} ${uid}] fertig`;
  }

  async #byUid(name: string, args: readonly Argument[], byUid: boolean): Promise<string> {
    const { folder, known } = this.#open();
    if (name === 'SEARCH') return this.#search(args, byUid);
    const messages = this.#chosen(text(args[0]), byUid);
    const uids = messages.map(({ uid }) => uid);
    const user = this.#user ?? '';
    switch (name) {
      case 'FETCH':
        for (const message of messages)
          this.#socket.write(
            await fetchAnswer(message, known.indexOf(message.uid) + 1, withUid(flat(args.slice(1)), byUid), () =>
              this.#store.content(message),
            ),
          );
        return 'fertig';
      case 'STORE':
        for (const message of messages)
          await this.#storeFlags(message, text(args[1]).toUpperCase(), flat(args.slice(2)));
        return 'fertig';
      case 'EXPUNGE':
        await this.#expunge(uids, true);
        return 'fertig';
      case 'COPY':
      case 'MOVE': {
        const target = folderName(args[1]);
        const there = this.#store.folder(user, target);
        if (there === undefined) throw new No('[TRYCREATE] Den Ordner gibt es nicht');
        const copies = await this.#store.copy(user, folder, uids, target);
        const code = `[COPYUID ${there.uidValidity} ${uids.join(',') || '0'} ${copies.join(',') || '0'}]`;
        if (name === 'COPY') return `${code} fertig`;
        this.#write(`* OK ${code} verschoben`);
        await this.#store.remove(user, folder, uids);
        this.#tellChanges();
        return 'fertig';
      }
      default:
        throw new Error(`UID ${name} gibt es nicht`);
    }
  }

  #search(args: readonly Argument[], byUid: boolean): string {
    const keys = flat(args).map((key) => key.toUpperCase());
    const { known } = this.#open();
    const hits = this.#existing(this.#open().folder).messages.filter(({ uid, flags }) => {
      if (keys.includes('UNSEEN') && flags.includes('\\Seen')) return false;
      if (keys.includes('SEEN') && !flags.includes('\\Seen')) return false;
      if (keys.includes('DELETED') && !flags.includes('\\Deleted')) return false;
      if (keys.includes('UNDELETED') && flags.includes('\\Deleted')) return false;
      const range = keys[keys.indexOf('UID') + 1];
      return !keys.includes('UID') || range === undefined || inSet(uid, range, known.at(-1) ?? 0);
    });
    this.#tellChanges();
    const numbers = hits.map(({ uid }) => (byUid ? uid : this.#open().known.indexOf(uid) + 1));
    this.#write(`* SEARCH${numbers.map((number) => ` ${number}`).join('')}`);
    return 'fertig';
  }

  async #storeFlags(message: StoredMessage, how: string, flags: readonly string[]): Promise<void> {
    const { folder } = this.#open();
    const next = how.startsWith('+')
      ? [...new Set([...message.flags, ...flags])]
      : how.startsWith('-')
        ? message.flags.filter((flag) => !flags.includes(flag))
        : flags;
    await this.#store.setFlags(this.#user ?? '', folder, message.uid, next);
    if (!how.endsWith('.SILENT'))
      this.#write(
        `* ${this.#open().known.indexOf(message.uid) + 1} FETCH (UID ${message.uid} FLAGS (${next.join(' ')}))`,
      );
  }

  async #expunge(among: readonly number[] | undefined, tell: boolean): Promise<void> {
    const { folder } = this.#open();
    const doomed = this.#existing(folder)
      .messages.filter(({ uid, flags }) => flags.includes('\\Deleted') && (among?.includes(uid) ?? true))
      .map(({ uid }) => uid);
    await this.#store.remove(this.#user ?? '', folder, doomed);
    if (tell) this.#tellChanges();
  }

  async #idle(): Promise<void> {
    this.#unwatch = this.#store.watch(() => this.#tellChanges());
    this.#tellChanges();
    this.#write('+ wartend');
    await new Promise<void>((resolve) => {
      this.#continuation = () => {
        this.#continuation = undefined;
        resolve();
      };
      this.#working = false;
      void this.#work();
    });
    this.#unwatch();
    this.#unwatch = undefined;
  }

  /** Expunged ones first, from the end so that numbers stay right, then how many there are now. */
  #tellChanges(): void {
    const selected = this.#selected;
    if (selected === undefined) return;
    const now = this.#existing(selected.folder).messages.map(({ uid }) => uid);
    const left = selected.known.filter((uid) => now.includes(uid));
    for (let index = selected.known.length - 1; index >= 0; index -= 1)
      if (!now.includes(selected.known[index] ?? 0)) this.#write(`* ${index + 1} EXPUNGE`);
    if (now.length !== left.length) this.#write(`* ${now.length} EXISTS`);
    selected.known = now;
  }

  #chosen(set: string, byUid: boolean): readonly StoredMessage[] {
    const { folder, known } = this.#open();
    const last = byUid ? (known.at(-1) ?? 0) : known.length;
    return this.#existing(folder).messages.filter(({ uid }) => inSet(byUid ? uid : known.indexOf(uid) + 1, set, last));
  }

  #open(): Selected {
    if (this.#selected === undefined) throw new No('Kein Ordner ist geöffnet');
    return this.#selected;
  }

  #existing(folder: string) {
    const found = this.#store.folder(this.#user ?? '', folder.toUpperCase() === 'INBOX' ? 'INBOX' : folder);
    if (found === undefined) throw new No('[NONEXISTENT] Den Ordner gibt es nicht');
    return found;
  }

  #write(line: string): void {
    if (!this.#socket.destroyed) this.#socket.write(`${line}\r\n`);
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
