import pg from 'pg';
import type { Change, ChangePublisher, Log } from '#runtime';

const CHANNEL = 'laufzettel_changes';
/** PostgreSQL takes at most 8000 bytes of payload. */
const LARGEST_PAYLOAD = 7900;
/** Changes are collected this long: at full load a screen needs no more than this, and NOTIFY takes a lock at commit. */
const COLLECT_MS = 20;
const RECONNECT_MS = 1000;

interface Payload {
  readonly changes?: readonly Change[];
  /** Too many to name: ask for everything again. */
  readonly many?: true;
  readonly outbox?: true;
}

/**
 * The change feed over LISTEN and NOTIFY, on a connection of its own. Changes are told after the commit and not inside it:
 * NOTIFY inside a transaction would let all transactions of the installation commit one after another.
 */
export class PostgresChangeFeed implements ChangePublisher {
  readonly #url: string;
  readonly #log: Log;
  readonly #listeners = new Set<(changes: readonly Change[] | undefined) => void>();
  readonly #outboxListeners = new Set<() => void>();
  #client: pg.Client | undefined;
  #pending: Change[] = [];
  #outbox = false;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(url: string, log: Log) {
    this.#url = url;
    this.#log = log;
  }

  /** Begins to listen. */
  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      application_name: 'laufzettel-changes',
      pipeline: true,
    });
    client.on('notification', ({ payload }) => this.#receive(payload ?? ''));
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, undefined));
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.#client = client;
  }

  subscribe(listener: (changes: readonly Change[] | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onOutbox(listener: () => void): () => void {
    this.#outboxListeners.add(listener);
    return () => this.#outboxListeners.delete(listener);
  }

  publish(changes: readonly Change[]): void {
    this.#pending.push(...changes);
    this.#timer ??= setTimeout(() => this.#flush(), COLLECT_MS);
  }

  ringOutbox(): void {
    this.#outbox = true;
    // News to deliver is work that waits: it does not wait for the collecting time.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), 0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#flush();
    await this.#sending;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const client = this.#client;
    const payloads: string[] = packed(this.#pending, this.#outbox);
    this.#pending = [];
    this.#outbox = false;
    if (client === undefined || payloads.length === 0) return;
    this.#sending = client
      .query(`SELECT ${payloads.map((_, index) => `pg_notify('${CHANNEL}', $${index + 1})`).join(', ')}`, payloads)
      .then(
        () => undefined,
        (error: unknown) => this.#log.warn('changes could not be told', { error: String(error) }),
      );
  }

  #receive(text: string): void {
    let payload: Payload;
    try {
      payload = JSON.parse(text) as Payload;
    } catch {
      return;
    }
    if (payload.outbox === true) for (const listener of this.#outboxListeners) listener();
    if (payload.many === true) this.#tell(undefined);
    else if (payload.changes !== undefined && payload.changes.length > 0) this.#tell(payload.changes);
  }

  #tell(changes: readonly Change[] | undefined): void {
    for (const listener of this.#listeners) {
      try {
        listener(changes);
      } catch (error) {
        this.#log.error('a listener to changes failed', { error: String(error) });
      }
    }
  }

  #lost(client: pg.Client, error: Error | undefined): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    this.#log.warn('connection for changes lost, connecting again', { error: String(error) });
    client.end().catch(() => undefined);
    this.#reconnect();
  }

  #reconnect(): void {
    setTimeout(() => {
      if (this.#closed) return;
      this.open().then(
        () => {
          this.#tell(undefined);
          for (const listener of this.#outboxListeners) listener();
        },
        () => this.#reconnect(),
      );
    }, RECONNECT_MS).unref();
  }
}

/** Groups changes into as few payloads as fit; beyond some, "many" says it all. */
function packed(changes: readonly Change[], outbox: boolean): string[] {
  const payloads: string[] = [];
  let group: Change[] = [];
  let size = 0;
  for (const change of changes) {
    const length = Buffer.byteLength(JSON.stringify(change)) + 1;
    if (size + length > LARGEST_PAYLOAD - 40) {
      payloads.push(JSON.stringify({ changes: group } satisfies Payload));
      group = [];
      size = 0;
    }
    group.push(change);
    size += length;
  }
  if (group.length > 0) payloads.push(JSON.stringify({ changes: group } satisfies Payload));
  const told = payloads.length > 4 ? [JSON.stringify({ many: true } satisfies Payload)] : payloads;
  return outbox ? [...told, JSON.stringify({ outbox: true } satisfies Payload)] : told;
}
