import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type InvoiceSummary, type Page } from '#contracts';
import { projectDirectory } from '#platform';
import { type MailStandIn, startMailStandIn } from '../../apps/partners/src/mail/mail-stand-in.ts';
import { startTestServer, type TestServer } from '../api/test-server.ts';
import { until } from '../runtime/installation.ts';
import { invoiceXml } from './invoice-office.ts';

const ADDRESS = 'rechnung@stadt.example';

let server: TestServer;
let mails: MailStandIn;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'laufzettel-mailbox-'));
  mails = await startMailStandIn({
    directory,
    host: '127.0.0.1',
    smtpPort: 0,
    imapPort: 0,
    pagePort: 0,
    passwords: { [ADDRESS]: 'geheim' },
  });
  server = await startTestServer({
    LAUFZETTEL_PROCESSES: join(projectDirectory().directory, 'processes'),
    LAUFZETTEL_MAILBOX_HOST: '127.0.0.1',
    LAUFZETTEL_MAILBOX_PORT: String(mails.imapPort),
    LAUFZETTEL_MAILBOX_TLS: 'none',
    LAUFZETTEL_MAILBOX_USER: ADDRESS,
    LAUFZETTEL_MAILBOX_PASSWORD: 'geheim',
  });
}, 60_000);
afterAll(async () => {
  await server.close();
  await mails.close();
  await rm(directory, { recursive: true, force: true });
});

/** Sends a mail with the form of the stand-in's page, as a person does. */
async function send(subject: string, files: Readonly<Record<string, string>>): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ from: 'buero@lieferant.example', to: ADDRESS, subject, text: 'Anbei.' }))
    form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append('files', new Blob([content]), name);
  const reply = await fetch(new URL('/send', mails.pageUrl), { method: 'POST', body: form });
  expect(reply.ok).toBe(true);
}

const inFolder = (name: string): number => mails.store.folder(ADDRESS, name)?.messages.length ?? 0;
/** Waits until so many mails lie in both folders. */
const moved = (done: number, review: number) =>
  until(() => inFolder('Verarbeitet') === done && inFolder('Zu prüfen') === review);

async function casesOf(number: string): Promise<readonly InvoiceSummary[]> {
  const path = `${apiPaths.invoices}?search=${number}`;
  return (await server.api.get<Page<InvoiceSummary>>(path, 'clerk')).body.items;
}

describe('invoices that arrive by mail', () => {
  it('given two invoices in one mail, the same mail again and one without an invoice, then each invoice is one case', async () => {
    const files = { 'm-1.xml': invoiceXml({ number: 'M-1' }), 'm-2.xml': invoiceXml({ number: 'M-2' }) };
    await send('Zwei Rechnungen', files);
    await moved(1, 0);
    await send('Zwei Rechnungen', files);
    await moved(2, 0);
    await send('Eine Frage', {});
    await moved(2, 1);
    for (const number of ['M-1', 'M-2']) {
      const found = await casesOf(number);
      expect(found).toMatchObject([{ channel: 'mail', sender: 'buero@lieferant.example' }]);
      expect(found[0]?.caseNumber).toMatch(/^RE-\d{4}-\d{4}$/);
      expect(found[0]?.instanceId).toEqual(expect.any(String));
    }
    expect(inFolder('INBOX')).toBe(0);
  });

  it('given the mail server is away, then the product stays ready', async () => {
    mails.faults.add({ kind: 'reset', match: 'IMAP ', times: 2 });
    await send('Rechnung', { 'm-3.xml': invoiceXml({ number: 'M-3' }) });
    expect((await server.api.call('GET', apiPaths.healthReady)).status).toBe(200);
    await moved(3, 1);
    expect(await casesOf('M-3')).toHaveLength(1);
  });
});
