import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { Variables } from '#engine';
import { createMailConnector, MailOutbox, mailMigrations, MailServer } from '#mail';
import type { CaseDocument, ConnectorJob, FileDocument } from '#runtime';
import { createPostgresPool } from '#store';
import { testDatabase, type TestDatabase } from '#testkit';
import type { Pool } from 'pg';
import { type MailStandIn, startMailStandIn } from '../../apps/partners/src/mail/mail-stand-in.ts';

const PDF = new TextEncoder().encode('%PDF-1.7 Bescheid');
const DOCUMENT: CaseDocument = {
  documentId: 'd1',
  documentType: 'letter',
  title: 'Bescheid',
  fileName: 'Bescheid "Rex".pdf',
  mediaType: 'application/pdf',
  sha256: '',
  size: PDF.length,
  version: 1,
};

let directory: string;
let database: TestDatabase;
let pool: Pool;
let mailServer: MailStandIn;
const filed: FileDocument[] = [];
let failFiling = false;
const caseFiles = {
  read: (_instanceId: string, documentId: string) =>
    documentId === 'd1'
      ? Promise.resolve({
          document: DOCUMENT,
          content: (async function* () {
            yield await Promise.resolve(PDF);
          })(),
        })
      : Promise.reject(new Error('Expected a document of the case, but there is none.')),
  file(document: FileDocument) {
    if (failFiling) return Promise.reject(new Error('the record is away'));
    filed.push(document);
    return Promise.resolve({ ...DOCUMENT, documentType: 'mail' });
  },
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mail-'));
  database = await testDatabase({ rooms: [mailMigrations] });
  pool = createPostgresPool(database.url, { connections: 4 });
  mailServer = await startMailStandIn({
    directory,
    host: '127.0.0.1',
    smtpPort: 0,
    imapPort: 0,
    pagePort: 0,
    passwords: { 'rechnung@stadt.example': 'geheim' },
  });
}, 60_000);
afterAll(async () => {
  await mailServer.close();
  await pool.end();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => {
  mailServer.faults.clear();
  failFiling = false;
  filed.length = 0;
});

let count = 0;
function job(variables: Variables): ConnectorJob {
  count += 1;
  return {
    jobId: `j${count}`,
    idempotencyKey: `key-${count}`,
    topic: 'mail-send',
    instanceId: 'i1',
    definitionKey: 'p',
    businessKey: 'HS-2026-0001',
    nodeId: 'send',
    variables: { to: `buerger${count}@post.example`, subject: 'Ihr Bescheid', text: 'Guten Tag', ...variables },
    settings: {},
    attempt: 1,
    signal: new AbortController().signal,
  };
}

const connector = () =>
  createMailConnector({
    server: new MailServer({
      host: '127.0.0.1',
      port: mailServer.smtpPort,
      security: 'none',
      from: 'stadt@stadt.example',
      timeoutMs: 1000,
    }),
    outbox: new MailOutbox(pool),
    caseFiles,
    clock: { now: () => Date.now() },
  });

async function arrived(address: string) {
  const messages = mailServer.store.addresses().includes(address)
    ? (mailServer.store.folder(address, 'INBOX')?.messages ?? [])
    : [];
  return Promise.all(messages.map(async (message) => PostalMime.parse(await mailServer.store.content(message))));
}

describe('mail-send', () => {
  it('given a mail with a document and umlauts, then it arrives with it, marked as sent by a program, and is filed', async () => {
    const sending = job({
      subject: 'Bescheid für Jörg Ärmel – Hundesteuer',
      text: 'Grüße <b>\nhttps://stadt.example/status?a=1&b=2.',
      formatted: true,
      attachments: [{ ...DOCUMENT }],
      fileCopy: true,
    });
    const result = await connector().execute(sending);
    expect(result).toMatchObject({
      kind: 'done',
      localVariables: { mail: { rejected: [], document: { documentType: 'mail' } } },
    });
    const [mail] = await arrived(`buerger${count}@post.example`);
    expect(mail?.subject).toBe('Bescheid für Jörg Ärmel – Hundesteuer');
    expect(mail?.text).toContain('Grüße <b>');
    expect(mail?.html).toContain('Grüße &lt;b&gt;');
    expect(mail?.html).toContain('<a href="https://stadt.example/status?a=1&amp;b=2">');
    expect(mail?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(mail?.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['Bescheid _Rex_.pdf', 'application/pdf'],
    ]);
    expect(Buffer.from(mail?.attachments[0]?.content as ArrayBuffer)).toEqual(Buffer.from(PDF));
    expect(filed).toHaveLength(1);
  });

  it('given the job again after it was done, then nothing is sent again', async () => {
    const sending = job({});
    expect((await connector().execute(sending)).kind).toBe('done');
    expect((await connector().execute(sending)).kind).toBe('done');
    expect(await arrived(`buerger${count}@post.example`)).toHaveLength(1);
  });

  it('given a crash after sending and before filing, then the repetition only files', async () => {
    const sending = job({ fileCopy: true });
    failFiling = true;
    await expect(connector().execute(sending)).rejects.toThrow('the record is away');
    failFiling = false;
    expect((await connector().execute(sending)).kind).toBe('done');
    expect(await arrived(`buerger${count}@post.example`)).toHaveLength(1);
    expect(filed).toHaveLength(1);
  });

  it('given a line cut before the answer, then the repetition carries the same Message-ID and bytes', async () => {
    const sending = job({});
    mailServer.faults.add({ kind: 'reset-after', match: 'SMTP DATA', times: 1 });
    expect(await connector().execute(sending)).toMatchObject({ kind: 'failed' });
    expect((await connector().execute(sending)).kind).toBe('done');
    const mails = await arrived(`buerger${count}@post.example`);
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it.each([
    ['SMTP DATA', 451, false],
    ['SMTP DATA', 552, true],
    ['SMTP RCPT', 450, false],
    ['SMTP RCPT', 550, true],
  ])('given %s answered %i, then final is %s and the words of the server are told', async (match, status, final) => {
    mailServer.faults.add({ kind: 'fail', match, status, message: 'Postfach voll', times: 1 });
    const result = await connector().execute(job({}));
    expect(result).toMatchObject({ kind: 'failed', message: expect.stringContaining('Postfach voll') as unknown });
    expect(result.kind === 'failed' && result.final === true).toBe(final);
  });

  it('given a server that hangs, then it is tried again later', async () => {
    mailServer.faults.add({ kind: 'hang', match: 'SMTP RCPT', times: 1 });
    const result = await connector().execute(job({}));
    expect(result).toMatchObject({ kind: 'failed' });
    expect(result).not.toHaveProperty('final');
  });

  it.each([
    [{ subject: 'Hallo\r\nBcc: alle@welt.example' }, 'subject'],
    [{ to: 'a@b.example\r\nBcc: c@d.example' }, 'to'],
    [{ to: 'a@b.example, c@d.example' }, 'to'],
    [{ to: 'niemand' }, 'to'],
    [{ to: [] }, 'to'],
    [{ cc: ['"x y"@b.example'] }, 'cc'],
    [{ text: { a: 1 } }, 'text'],
    [{ attachments: [5] }, 'attachments'],
  ])('given %o, then nothing is sent and %s is named', async (variables, name) => {
    const result = await connector().execute(job(variables));
    expect(result).toMatchObject({
      kind: 'failed',
      final: true,
      message: expect.stringContaining(`"${name}"`) as unknown,
    });
    expect(await arrived('c@d.example')).toEqual([]);
  });
});
