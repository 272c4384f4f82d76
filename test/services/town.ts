import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import PostalMime from 'postal-mime';
import type { ApplicationReceipt, InstanceDetail, JsonObject, Page, TaskDetail, TaskSummary } from '#contracts';
import { type MailStandIn, startMailStandIn } from '../../apps/partners/src/mail/mail-stand-in.ts';
import { type PaymentStandIn, startPaymentStandIn } from '../../apps/partners/src/payment/payment-stand-in.ts';
import { eventually, startTestServer, type TestServer } from '../api/test-server.ts';

/** A mail the town has sent. */
interface SentMail {
  readonly subject: string;
  readonly text: string;
}

/** A town with the shipped processes, over HTTP with its own PostgreSQL, a mail server and a payment service. */
export class Town {
  readonly server: TestServer;
  readonly #payments: PaymentStandIn;
  readonly #post: MailStandIn;
  readonly #directory: string;

  private constructor(server: TestServer, payments: PaymentStandIn, post: MailStandIn, directory: string) {
    this.server = server;
    this.#payments = payments;
    this.#post = post;
    this.#directory = directory;
  }

  static async open(): Promise<Town> {
    const directory = mkdtempSync(join(tmpdir(), 'laufzettel-town-'));
    const partner = { originatorId: 'town', endPointId: 'cash', user: 'u', password: 'p' };
    const payments = await startPaymentStandIn({ directory, port: 0, ...partner });
    const post = await startMailStandIn({
      directory: join(directory, 'mail'),
      host: '127.0.0.1',
      smtpPort: 0,
      imapPort: 0,
      pagePort: 0,
      passwords: {},
    });
    const server = await startTestServer({
      LAUFZETTEL_MAIL_HOST: '127.0.0.1',
      LAUFZETTEL_MAIL_PORT: String(post.smtpPort),
      LAUFZETTEL_MAIL_TLS: 'none',
      LAUFZETTEL_MAIL_FROM: 'rathaus@musterstadt.example',
      LAUFZETTEL_PROCESSES: 'processes',
      LAUFZETTEL_PAYMENT_URL: payments.baseUrl,
      LAUFZETTEL_PAYMENT_ORIGINATOR: partner.originatorId,
      LAUFZETTEL_PAYMENT_ENDPOINT: partner.endPointId,
      LAUFZETTEL_PAYMENT_USER: partner.user,
      LAUFZETTEL_PAYMENT_PASSWORD: partner.password,
    });
    return new Town(server, payments, post, directory);
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.#payments.close();
    await this.#post.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** A citizen fills in the online form of a service. */
  async apply(
    service: string,
    data: object,
    files: readonly (readonly [string, Blob])[] = [],
  ): Promise<ApplicationReceipt> {
    const body = new FormData();
    body.append('data', JSON.stringify(data));
    body.append('submission', randomUUID());
    for (const [name, blob] of files) body.append('files', blob, name);
    const { status, body: receipt } = await this.server.api.call<ApplicationReceipt>(
      'POST',
      `/api/online-services/${service}/applications`,
      { body },
    );
    expect([status, service]).toEqual([201, service]);
    return receipt;
  }

  /** What somebody has got, oldest first. */
  async mailsTo(address: string): Promise<readonly SentMail[]> {
    const messages = this.#post.store.folder(address, 'INBOX')?.messages ?? [];
    const mails = await Promise.all(
      messages.map(async (message) => PostalMime.parse(await this.#post.store.content(message))),
    );
    return mails.map(({ subject = '', text = '' }) => ({ subject, text }));
  }

  /** The secret of the link somebody was invited by. */
  async invitedSecret(address: string): Promise<string> {
    const mails = await eventually(
      async () => ({ status: 200, headers: new Headers(), body: await this.mailsTo(address) }),
      (all) => all.some(({ text }) => text.includes('/beteiligung/')),
    );
    const found = mails
      .map(({ text }) => /\/beteiligung\/([\w-]{43})/.exec(text)?.[1])
      .find((one) => one !== undefined);
    return found ?? '';
  }

  /** The case of a number. */
  async caseOf(number: string): Promise<InstanceDetail> {
    const { items } = await eventually(
      () => this.server.api.get<Page<{ id: string }>>(`/api/instances?businessKey=${number}`, 'head'),
      ({ items }) => items.length > 0,
    );
    return (await this.server.api.get<InstanceDetail>(`/api/instances/${items[0]?.id ?? ''}`, 'head')).body;
  }

  /** The open task of a case at a step, as soon as it is there. */
  async task(instanceId: string, nodeId: string, as: string): Promise<TaskDetail> {
    const find = ({ items }: Page<TaskSummary>) => items.find((task) => task.nodeId === nodeId);
    const inScope = (scope: string) =>
      this.server.api.get<Page<TaskSummary>>(`/api/tasks?scope=${scope}&instanceId=${instanceId}`, as);
    // A task that was put off is among the follow-ups alone.
    const page = await eventually(
      async () => {
        const open = await inScope('groups');
        return find(open.body) === undefined ? inScope('followUps') : open;
      },
      (put) => find(put) !== undefined,
    ).catch(async () => {
      throw new Error(`Expected the task ${nodeId}, but ${await this.#where(instanceId)}.`);
    });
    return (await this.server.api.get<TaskDetail>(`/api/tasks/${find(page)?.id ?? ''}`, as)).body;
  }

  /** Somebody takes a task and does it. */
  async do(instanceId: string, nodeId: string, as: string, variables: JsonObject): Promise<void> {
    const { id } = await this.task(instanceId, nodeId, as);
    expect((await this.server.api.post(`/api/tasks/${id}/claim`, as)).status).toBe(200);
    const { status, body } = await this.server.api.post(`/api/tasks/${id}/complete`, as, { variables });
    expect([status, nodeId, status === 200 ? null : body]).toEqual([200, nodeId, null]);
  }

  /** The case when it has ended. */
  async ended(instanceId: string): Promise<InstanceDetail> {
    return eventually(
      () => this.server.api.get<InstanceDetail>(`/api/instances/${instanceId}`, 'head'),
      ({ state }) => state === 'completed',
    ).catch(async (error: unknown) => {
      throw new Error(`${String(error).slice(0, 200)} … ${await this.#where(instanceId)}`);
    });
  }

  /** A citizen pays what a case asks for, on the page of the payment service, and comes back. Answers the amount. */
  async pay(number: string): Promise<number> {
    const all = await eventually(
      () => Promise.resolve({ status: 200, headers: new Headers(), body: this.#payments.book.all() }),
      (transactions) => transactions.some(({ request }) => JSON.stringify(request).includes(number)),
    );
    const { transactionId, request } = all.find((one) => JSON.stringify(one.request).includes(number)) ?? {};
    if (transactionId === undefined || request === undefined) throw new Error(`Expected a payment for ${number}.`);
    await this.#payments.settle(transactionId, 'PAYED');
    const back = new URL(String(request['redirectUrl']));
    await fetch(this.server.url + back.pathname);
    return Number(request['grosAmount']);
  }

  async #where(instanceId: string): Promise<string> {
    const { body } = await this.server.api.get<InstanceDetail>(`/api/instances/${instanceId}`, 'operator');
    const { body: incidents } = await this.server.api.get(`/api/incidents?instanceId=${instanceId}`, 'operator');
    return `the case is ${body.state}, at ${JSON.stringify(body.tokens)}; incidents: ${JSON.stringify(incidents)}`;
  }
}
