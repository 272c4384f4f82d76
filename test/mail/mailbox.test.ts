import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { Pool } from 'pg';
import { eraseMailArrivals, MailArrivalStore, MailboxReader, mailMigrations, type MailboxSettings } from '#mail';
import type { ArrivedFile } from '#runtime';
import { createPostgresPool } from '#store';
import { testDatabase, type TestDatabase } from '#testkit';
import { type MailStandIn, startMailStandIn } from '../../apps/partners/src/mail/mail-stand-in.ts';
import { until } from '../runtime/installation.ts';

const ADDRESS = 'rechnung@stadt.example';
const XML = '<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>';

let directory: string;
let database: TestDatabase;
let pool: Pool;
let server: MailStandIn;
let store: MailArrivalStore;
let readers: MailboxReader[] = [];
let received: ArrivedFile[] = [];
let failReceiving = 0;
let news = 0;
const invoices = {
  receive(file: ArrivedFile) {
    if (failReceiving > 0) {
      failReceiving -= 1;
      return Promise.reject(new Error('the database is away'));
    }
    received.push(file);
    return Promise.resolve({ arrivalId: `a${received.length}`, repeated: false, caseNumber: 'RE-1', instanceId: 'i1' });
  },
};

beforeAll(async () => {
  database = await testDatabase({ rooms: [mailMigrations] });
  pool = createPostgresPool(database.url, { connections: 4 });
  store = new MailArrivalStore(pool);
}, 60_000);
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mailbox-'));
  server = await startMailStandIn({
    directory,
    host: '127.0.0.1',
    smtpPort: 0,
    imapPort: 0,
    pagePort: 0,
    passwords: { [ADDRESS]: 'geheim' },
  });
  received = [];
  failReceiving = 0;
  news = 0;
  await pool.query('DELETE FROM mail_arrival');
});
afterEach(async () => {
  for (const reader of readers) reader.close();
  readers = [];
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

function open(change: Partial<MailboxSettings> = {}): MailboxReader {
  const reader = new MailboxReader({
    settings: {
      host: '127.0.0.1',
      port: server.imapPort,
      security: 'none',
      user: ADDRESS,
      password: 'geheim',
      folder: 'INBOX',
      // Only tests in which the server hangs wait for this, and those set a shorter one.
      timeoutMs: 10_000,
      ...change,
    },
    store,
    invoices,
    clock: { now: () => Date.now() },
    log: { warn: () => undefined, error: () => undefined },
    onNews: () => (news += 1),
  });
  readers.push(reader);
  return reader;
}

interface Sent {
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly content: string | Buffer;
    readonly contentType?: string;
  }[];
}

async function post({ subject = 'Rechnung', headers = {}, attachments = [] }: Sent): Promise<void> {
  await createTransport({ host: '127.0.0.1', port: server.smtpPort, ignoreTLS: true }).sendMail({
    from: 'buero@lieferant.example',
    to: ADDRESS,
    subject,
    text: 'Guten Tag',
    headers,
    attachments: [...attachments],
  });
}

const inFolder = (name: string): number => server.store.folder(ADDRESS, name)?.messages.length ?? 0;

describe('the stand-in of a mailbox', () => {
  it('given a real mail program, then it lists, reads, marks, copies, moves, deletes and idles', async () => {
    await post({ subject: 'Grüße', attachments: [{ filename: 'a.xml', content: XML }] });
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: server.imapPort,
      secure: false,
      doSTARTTLS: false,
      auth: { user: ADDRESS, pass: 'geheim' },
      logger: false,
    });
    await client.connect();
    await client.mailboxCreate('Ablage/Größe "1"');
    expect((await client.list()).map(({ path }) => path)).toEqual(['INBOX', 'Ablage/Größe "1"']);
    expect(await client.status('INBOX', { messages: true, unseen: true })).toMatchObject({ messages: 1, unseen: 1 });
    const lock = await client.getMailboxLock('INBOX');
    const message = await client.fetchOne('1', { uid: true, flags: true, envelope: true, size: true, source: true });
    if (message === false || message === undefined) throw new Error('Expected the message.');
    expect(message.envelope).toMatchObject({ subject: 'Grüße', from: [{ address: 'buero@lieferant.example' }] });
    expect(message.source?.length).toBe(message.size);
    await client.messageFlagsAdd('1', ['\\Seen']);
    expect(await client.search({ seen: false }, { uid: true })).toEqual([]);
    await client.messageCopy('1', 'Ablage/Größe "1"');
    await post({ subject: 'zwei' });
    await client.noop();
    expect(await client.search({ all: true }, { uid: true })).toEqual([1, 2]);
    await client.messageMove('2', 'Ablage/Größe "1"', { uid: true });
    await client.messageDelete('1', { uid: true });
    expect([inFolder('INBOX'), inFolder('Ablage/Größe "1"')]).toEqual([0, 2]);
    lock.release();
    await client.logout();
  });

  it('given a wrong password, then nobody is let in', async () => {
    await expect(open({ password: 'falsch' }).poll()).rejects.toThrow('Kennwort ist falsch');
  });
});

describe('reading a mailbox', () => {
  it('given an invoice, a picture of it and a mail without one, then each ends in its folder and the invoice is handed over', async () => {
    await post({
      attachments: [
        { filename: 'rechnung.xml', content: XML },
        { filename: 'rechnung.pdf', content: '%PDF-1.4 only a picture' },
      ],
    });
    await post({ subject: 'Frage' });
    await open().poll();
    expect(received.map(({ fileName, channel, sender }) => [fileName, channel, sender])).toEqual([
      ['rechnung.xml', 'mail', 'buero@lieferant.example'],
    ]);
    expect(Buffer.from(received[0]?.bytes ?? []).toString()).toBe(XML);
    expect(received[0]?.messageId).toMatch(/^<.*>$/);
    expect([inFolder('INBOX'), inFolder('Verarbeitet'), inFolder('Zu prüfen')]).toEqual([0, 1, 1]);
    const [waiting, ...others] = await store.forReview(10);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ subject: 'Frage', reason: expect.stringContaining('Kein Anhang') as unknown });
    expect((await store.message(waiting?.id ?? ''))?.toString()).toContain('Subject: Frage');
    expect(await store.clear(waiting?.id ?? '', 'clerk', new Date())).toBe(true);
    expect(await store.clear(waiting?.id ?? '', 'clerk', new Date())).toBe(false);
    expect(await store.forReview(10)).toEqual([]);
  });

  it('given a forwarded mail with an invoice, and a PDF alone, then both are found', async () => {
    await post({ attachments: [{ filename: 'inner.xml', content: XML }] });
    const [inner] = server.store.folder(ADDRESS, 'INBOX')?.messages ?? [];
    const source = inner === undefined ? Buffer.alloc(0) : await server.store.content(inner);
    await server.store.remove(ADDRESS, 'INBOX', [1]);
    await post({ attachments: [{ filename: 'weiter.eml', content: source, contentType: 'message/rfc822' }] });
    await post({ attachments: [{ filename: 'r.pdf', content: '%PDF-1.7' }] });
    await open().poll();
    expect(received.map(({ fileName }) => fileName)).toEqual(['inner.xml', 'r.pdf']);
  });

  it.each([
    [{ headers: { 'Auto-Submitted': 'auto-replied' } }, 'Automatische'],
    [{ attachments: Array.from({ length: 51 }, (_, i) => ({ filename: `${i}.xml`, content: XML })) }, '51 Anhänge'],
    [{ attachments: [{ filename: 'gross.xml', content: Buffer.alloc(120_000, 'x') }] }, 'größer'],
    [{ attachments: [{ filename: 'rechnung.xml', content: 'PK\u0003\u0004 a zip' }] }, 'Kein Anhang'],
    [{ attachments: [{ filename: 'seite.xml', content: '<!DOCTYPE html><html></html>' }] }, 'Kein Anhang'],
  ])('given a mail that is none to take in (%#), then a person sees why', async (mail, reason) => {
    await post(mail);
    await open({ largestBytes: 100_000 }).poll();
    expect(received).toEqual([]);
    const [waiting] = await store.forReview(10);
    expect(waiting?.reason).toContain(reason);
    expect([inFolder('INBOX'), inFolder('Zu prüfen')]).toEqual([0, 1]);
  });

  it('given parts inside parts without end, then it is refused quickly', async () => {
    const nested = Array.from(
      { length: 3000 },
      (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`,
    );
    await server.store.deliver(
      [ADDRESS],
      Buffer.from(`From: a@b.example\r\n${nested.join('')}Content-Type: text/xml\r\n\r\n${XML}`),
    );
    const started = Date.now();
    await open().poll();
    expect(Date.now() - started).toBeLessThan(10_000);
    expect((await store.forReview(10))[0]?.reason).toContain('verschachtelt');
  });

  it('given mails that are dealt with, then what they say about people is erased in time, and what waits stays', async () => {
    await post({ attachments: [{ filename: 'r.xml', content: XML }] });
    await post({ subject: 'Frage' });
    await open().poll();
    expect(await eraseMailArrivals(pool, new Date(Date.now() - 60_000))).toBe(0);
    expect(await eraseMailArrivals(pool, new Date(Date.now() + 1_000))).toBe(1);
    expect(await eraseMailArrivals(pool, new Date(Date.now() + 1_000))).toBe(0);
    const { rows } = await pool.query('SELECT sender, subject, sha256 FROM mail_arrival ORDER BY uid');
    expect(rows).toEqual([
      { sender: null, subject: null, sha256: expect.any(String) as unknown },
      { sender: 'buero@lieferant.example', subject: 'Frage', sha256: expect.any(String) as unknown },
    ]);
  });

  it('given the invoice could not be kept, then the mail stays and comes with the next look', async () => {
    await post({ attachments: [{ filename: 'r.xml', content: XML }] });
    failReceiving = 1;
    await post({ attachments: [{ filename: 's.xml', content: `${XML}<!-- the next -->` }] });
    const reader = open();
    await reader.poll();
    expect(received.map(({ fileName }) => fileName)).toEqual(['s.xml']);
    expect(reader.trouble).toContain('the database is away');
    expect([inFolder('INBOX'), inFolder('Verarbeitet')]).toEqual([1, 1]);
    await reader.poll();
    expect(received.map(({ fileName }) => fileName)).toEqual(['s.xml', 'r.xml']);
    expect(reader.trouble).toBeUndefined();
    expect([inFolder('INBOX'), inFolder('Verarbeitet')]).toEqual([0, 2]);
  });

  it('given an invoice and a PDF of another name, then it is handed over and a person looks at the other', async () => {
    await post({
      attachments: [
        { filename: 'rechnung.xml', content: XML },
        { filename: 'anlage.pdf', content: '%PDF-1.4 a delivery note, or an invoice' },
      ],
    });
    await open().poll();
    expect(received.map(({ fileName }) => fileName)).toEqual(['rechnung.xml']);
    expect((await store.forReview(10))[0]?.reason).toContain('„anlage.pdf“');
    expect([inFolder('INBOX'), inFolder('Zu prüfen')]).toEqual([0, 1]);
  });

  it('given the connection to the database breaks during a look, then the program goes on and reads it later', async () => {
    await post({ attachments: [{ filename: 'r.xml', content: XML }] });
    server.faults.add({ kind: 'delay', delayMs: 500, match: 'IMAP UID SEARCH$', times: 1 });
    const reader = open();
    const look = reader.poll().catch(() => undefined);
    await until(async () => {
      const { rowCount } = await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1835100524`,
      );
      return (rowCount ?? 0) > 0;
    });
    await look;
    await open().poll();
    expect(received).toHaveLength(1);
    expect(inFolder('Verarbeitet')).toBe(1);
  });

  it.each(
    ['LOGIN|AUTHENTICATE', 'SELECT', 'UID SEARCH', 'UID FETCH', 'UID MOVE', 'CREATE', 'LIST'].flatMap((command) =>
      ['fail', 'reset', 'reset-after', 'hang'].map((kind) => [command, kind] as const),
    ),
  )(
    'given %s that suffers %s, then after the next looks the mail was taken in once and is moved',
    async (command, kind) => {
      await post({ attachments: [{ filename: 'r.xml', content: XML }] });
      server.faults.add({ kind, match: `IMAP (${command})$`, times: 1 });
      // On a busy machine the short patience may end a look before it comes to the fault: then a later look suffers it.
      await until(async () => {
        await open({ timeoutMs: 400 })
          .poll()
          .catch(() => undefined);
        for (const reader of readers) reader.close();
        return inFolder('Verarbeitet') === 1;
      });
      expect(received).toHaveLength(1);
      expect([inFolder('INBOX'), inFolder('Verarbeitet')]).toEqual([0, 1]);
    },
  );

  it('given a new mail while the line is open, then it is told at once', async () => {
    const reader = open();
    await reader.poll();
    await until(() => server.store.isWatched);
    await post({ attachments: [{ filename: 'r.xml', content: XML }] });
    await until(() => news > 0);
    await reader.poll();
    expect(received.length).toBeGreaterThan(0);
  });
});
