import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { FaultPlan } from '../http/fault-plan.ts';
import { parseMultipart } from '../enaio/multipart.ts';
import { ServiceError } from '../http/service-error.ts';
import { page, escaped } from '../http/page.ts';
import { readRequest } from '../http/read-request.ts';
import { type Answer, html, json, redirect, send } from '../http/answer.ts';
import { listen } from '../program/listen.ts';
import { startImapStandIn } from './imap-stand-in.ts';
import { type ListedMail, mailboxesPage, mailPage } from './mail-pages.ts';
import { MessageStore } from './message-store.ts';
import { startSmtpStandIn } from './smtp-stand-in.ts';

export interface MailStandInOptions {
  readonly directory: string;
  readonly host: string;
  /** 0 chooses free ones. */
  readonly smtpPort: number;
  readonly imapPort: number;
  readonly pagePort: number;
  /** Mailboxes that can be read by IMAP, with their passwords. The first is where invoices are sent to. */
  readonly passwords: Readonly<Record<string, string>>;
}

export interface MailStandIn {
  readonly smtpPort: number;
  readonly imapPort: number;
  readonly pageUrl: string;
  readonly faults: FaultPlan;
  readonly store: MessageStore;
  close(): Promise<void>;
}

const LARGEST = 40 * 1024 * 1024;
const NEWEST = 100;

/**
 * Starts a mail server: SMTP takes everything, IMAP shows the mailboxes with passwords, the page shows all. `/stand-in/faults`
 * (GET lists, POST plans, DELETE forgets) takes faults of both lines.
 */
export async function startMailStandIn(options: MailStandInOptions): Promise<MailStandIn> {
  const { directory, host, passwords } = options;
  const store = await MessageStore.open(directory);
  const [invoiceAddress = ''] = Object.keys(passwords);
  for (const address of Object.keys(passwords)) store.folders(address);
  const faults = new FaultPlan();
  const smtp = await startSmtpStandIn(store, faults, { port: options.smtpPort, host });
  const imap = await startImapStandIn(store, faults, passwords, { port: options.imapPort, host });

  const listed = async (): Promise<readonly ListedMail[]> => {
    const all = store
      .addresses()
      .flatMap((address) =>
        store
          .folders(address)
          .flatMap((folder) =>
            (store.folder(address, folder)?.messages ?? []).map((one) => ({ address, folder, ...one })),
          ),
      )
      .sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1));
    return Promise.all(
      all.slice(0, NEWEST).map(async (one) => ({ ...one, mail: await PostalMime.parse(await store.content(one)) })),
    );
  };

  const readMail = async (path: readonly string[]): Promise<Answer> => {
    const [address = '', folder = '', number = '', part] = path.map(decodeURIComponent);
    const message = store.addresses().includes(address)
      ? store.folder(address, folder)?.messages.find(({ uid }) => String(uid) === number)
      : undefined;
    if (message === undefined) throw new ServiceError(404, 'Diese E-Mail gibt es nicht.');
    const source = await store.content(message);
    if (part === 'source') return download(source, `${number}.eml`);
    const mail = await PostalMime.parse(source);
    if (part === undefined) return html(mailPage({ address, folder, ...message, mail }));
    const attachment = mail.attachments[Number(part)];
    if (attachment === undefined) throw new ServiceError(404, 'Diesen Anhang gibt es nicht.');
    const { content } = attachment;
    return download(
      typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer),
      attachment.filename ?? 'anhang',
    );
  };

  const sendMail = async (contentType: string, body: Buffer): Promise<Answer> => {
    const parts = parseMultipart(contentType, body);
    const field = (name: string) => parts.find((part) => part.name === name)?.bytes.toString('utf8') ?? '';
    await createTransport({ host, port: smtp.port, ignoreTLS: true }).sendMail({
      from: field('from'),
      to: field('to'),
      subject: field('subject'),
      text: field('text'),
      disableFileAccess: true,
      disableUrlAccess: true,
      attachments: parts
        .filter((part) => part.name === 'files' && part.bytes.length > 0)
        .map(({ fileName, mediaType, bytes }) => ({
          filename: fileName ?? 'anhang',
          contentType: mediaType,
          content: bytes,
        })),
    });
    return redirect('/');
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const body = await readRequest(request, LARGEST);
    const call = `${request.method ?? 'GET'} ${url.pathname}`;
    switch (call) {
      case 'GET /':
        return html(mailboxesPage(store, await listed(), invoiceAddress));
      case 'POST /send':
        return sendMail(request.headers['content-type'] ?? '', body);
      case 'GET /stand-in/faults':
        return json(faults.list());
      case 'POST /stand-in/faults':
        return json(faults.add(JSON.parse(body.toString('utf8'))));
      case 'DELETE /stand-in/faults':
        faults.clear();
        return json({});
      default:
        if (call.startsWith('GET /mail/')) return readMail(url.pathname.split('/').slice(2));
        throw new ServiceError(404, `${call} gibt es nicht.`);
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, await answer(request));
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      send(
        response,
        html(page('Das ging nicht', `<p>${escaped(words)}</p>`), error instanceof ServiceError ? error.status : 500),
      );
    }
  };
  const server = createServer((request, response) => void serve(request, response));
  const pagePort = await listen(server, options.pagePort, host);
  return {
    smtpPort: smtp.port,
    imapPort: imap.port,
    pageUrl: `http://${host}:${pagePort}/`,
    faults,
    store,
    async close() {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), smtp.close(), imap.close()]);
    },
  };
}

/** Never shown in the stand-in's own origin: what arrives may be hostile. */
function download(body: Buffer, fileName: string): Answer {
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
