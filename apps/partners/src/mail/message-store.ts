import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredMessage {
  readonly id: string;
  readonly uid: number;
  readonly flags: readonly string[];
  readonly receivedAt: string;
  readonly size: number;
}

interface Folder {
  readonly uidValidity: number;
  nextUid: number;
  messages: readonly StoredMessage[];
}

type Mailboxes = Record<string, Record<string, Folder>>;

/** Mailboxes by address, each with folders and messages; the index in one file, each message in one of its own. */
export class MessageStore {
  readonly #directory: string;
  readonly #mailboxes: Mailboxes;
  readonly #watchers = new Set<() => void>();
  #writing: Promise<void> = Promise.resolve();

  private constructor(directory: string, mailboxes: Mailboxes) {
    this.#directory = directory;
    this.#mailboxes = mailboxes;
  }

  static async open(directory: string): Promise<MessageStore> {
    await mkdir(directory, { recursive: true });
    const text = await readFile(join(directory, 'mailboxes.json'), 'utf8').catch(() => '{}');
    return new MessageStore(directory, JSON.parse(text) as Mailboxes);
  }

  /** Addresses that have a mailbox. */
  addresses(): readonly string[] {
    return Object.keys(this.#mailboxes).sort();
  }

  folders(address: string): readonly string[] {
    return Object.keys(this.#mailbox(address));
  }

  folder(address: string, name: string): Readonly<Folder> | undefined {
    const mailbox = this.#mailbox(address);
    return Object.hasOwn(mailbox, name) ? mailbox[name] : undefined;
  }

  createFolder(address: string, name: string): Promise<void> {
    this.#folder(address, name);
    return this.#save();
  }

  /** Delivers to the inbox of each; resolves when it is on disk. */
  async deliver(addresses: readonly string[], message: Buffer): Promise<void> {
    const id = await this.#keep(message);
    for (const address of new Set(addresses.map((one) => one.toLowerCase())))
      this.#add(address, 'INBOX', id, message.length, []);
    await this.#save();
  }

  async append(address: string, folder: string, message: Buffer, flags: readonly string[]): Promise<number> {
    const uid = this.#add(address, folder, await this.#keep(message), message.length, flags);
    await this.#save();
    return uid;
  }

  content({ id }: Pick<StoredMessage, 'id'>): Promise<Buffer> {
    return readFile(join(this.#directory, `${id}.eml`));
  }

  setFlags(address: string, folder: string, uid: number, flags: readonly string[]): Promise<void> {
    const found = this.#folder(address, folder);
    found.messages = found.messages.map((one) => (one.uid === uid ? { ...one, flags } : one));
    return this.#save();
  }

  /** Copies; answers the new UIDs in order. */
  async copy(address: string, from: string, uids: readonly number[], to: string): Promise<readonly number[]> {
    const messages = this.#folder(address, from).messages.filter((one) => uids.includes(one.uid));
    const copies = messages.map((one) => this.#add(address, to, one.id, one.size, one.flags));
    await this.#save();
    return copies;
  }

  remove(address: string, folder: string, uids: readonly number[]): Promise<void> {
    const found = this.#folder(address, folder);
    found.messages = found.messages.filter((one) => !uids.includes(one.uid));
    return this.#save();
  }

  /** Does a connection idle, so that it hears of the next change at once? */
  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** Calls back on every change until the answer is called. */
  watch(callback: () => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  async #keep(message: Buffer): Promise<string> {
    const id = randomUUID();
    await writeFile(join(this.#directory, `${id}.eml`), message);
    return id;
  }

  #add(address: string, folder: string, id: string, size: number, flags: readonly string[]): number {
    const found = this.#folder(address, folder);
    const uid = found.nextUid;
    found.nextUid += 1;
    found.messages = [...found.messages, { id, uid, flags, receivedAt: new Date().toISOString(), size }];
    return uid;
  }

  #mailbox(address: string): Record<string, Folder> {
    return (this.#mailboxes[address.toLowerCase()] ??= { INBOX: newFolder() });
  }

  #folder(address: string, name: string): Folder {
    return (this.#mailbox(address)[name] ??= newFolder());
  }

  async #save(): Promise<void> {
    for (const callback of [...this.#watchers]) callback();
    const file = join(this.#directory, 'mailboxes.json');
    this.#writing = this.#writing.then(async () => {
      await writeFile(`${file}.new`, JSON.stringify(this.#mailboxes, undefined, 1));
      await rename(`${file}.new`, file);
    });
    await this.#writing;
  }
}

function newFolder(): Folder {
  return { uidValidity: Math.floor(Date.now() / 1000), nextUid: 1, messages: [] };
}
