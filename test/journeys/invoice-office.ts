import { expect } from '@jest/globals';
import PostalMime from 'postal-mime';
import {
  apiPaths,
  type InstanceDetail,
  type InvoiceReceipt,
  type InvoiceSummary,
  type JsonObject,
  type Page,
  type TaskSummary,
} from '#contracts';
import type { ApiClient, Reply } from '#testkit';
import { ublInvoice } from '../../libs/invoices/src/testing/ubl-invoice.ts';
import type { MailStandIn } from '../../apps/partners/src/mail/mail-stand-in.ts';
import { eventually } from '../api/test-server.ts';
import { until } from '../runtime/installation.ts';

/** What an invoice of the tests says otherwise than the sample. */
export interface InvoiceWords {
  readonly number: string;
  readonly issueDate?: string;
  readonly dueDate?: string;
  /** Of both lines together; the totals follow. */
  readonly terms?: string;
  readonly leitwegId?: string;
  readonly more?: (xml: string) => string;
}

/** A day from today, `YYYY-MM-DD`. */
export function day(offset: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(Date.now() + offset * 86_400_000);
}

export function invoiceXml({
  number,
  issueDate,
  dueDate,
  terms,
  leitwegId,
  more = (xml) => xml,
}: InvoiceWords): string {
  const put = (name: string, value: string | undefined) => (xml: string) =>
    value === undefined ? xml : xml.replace(new RegExp(`<cbc:${name}>[^<]*`), `<cbc:${name}>${value}`);
  const steps = [
    put('IssueDate', issueDate ?? day(0)),
    put('DueDate', dueDate ?? day(30)),
    put('BuyerReference', leitwegId),
    (xml: string) => xml.replace('R-2026-0815', number).replace('Zahlbar in 30 Tagen', terms ?? 'Zahlbar in 30 Tagen'),
    more,
  ];
  return steps.reduce((xml, step) => step(xml), ublInvoice);
}

/** People and programs around one invoice, as the journeys need them: each step must succeed. */
export class InvoiceOffice {
  constructor(
    readonly api: ApiClient,
    readonly mails: MailStandIn,
  ) {}

  async receive(xml: string | Uint8Array, fileName = 'rechnung.xml'): Promise<InvoiceSummary> {
    const body = typeof xml === 'string' ? xml : new Uint8Array(xml);
    const path = `${apiPaths.invoices}?fileName=${encodeURIComponent(fileName)}`;
    const reply: Reply<InvoiceReceipt> = await this.api.call('POST', path, { as: 'clerk', body });
    expect([reply.status, reply.body]).toEqual([201, expect.objectContaining({ repeated: false })]);
    return reply.body.invoice;
  }

  /** The open task at a step, as soon as it is there. */
  async task({ instanceId = '' }: InvoiceSummary, nodeId: string): Promise<TaskSummary> {
    const path = `${apiPaths.tasks}?scope=all&instanceId=${instanceId}`;
    const { items } = await eventually(
      () => this.api.get<Page<TaskSummary>>(path, 'head'),
      (page) => page.items.some((task) => task.nodeId === nodeId),
    );
    const task = items.find((one) => one.nodeId === nodeId);
    if (task === undefined) throw new Error(`Expected a task at ${nodeId}, but there is none.`);
    return task;
  }

  async complete(invoice: InvoiceSummary, nodeId: string, as: string, variables: JsonObject): Promise<void> {
    const { id } = await this.task(invoice, nodeId);
    const reply = await this.api.post(apiPaths.completeTask(id), as, { variables });
    expect([nodeId, reply.status, reply.body]).toEqual([nodeId, 200, expect.anything()]);
  }

  /** What the case knows, as soon as `found` is true of it. */
  case({ instanceId = '' }: InvoiceSummary, found: (instance: InstanceDetail) => boolean): Promise<InstanceDetail> {
    return eventually(() => this.api.get<InstanceDetail>(apiPaths.instance(instanceId), 'head'), found);
  }

  /** The mail to somebody whose text has these words, as soon as it has arrived. */
  async mail(to: string, words: string): Promise<{ readonly subject: string; readonly text: string }> {
    return until(async () => {
      for (const message of this.mails.store.folder(to, 'INBOX')?.messages ?? []) {
        const { subject = '', text = '' } = await PostalMime.parse(await this.mails.store.content(message));
        if (text.includes(words)) return { subject, text };
      }
      return undefined;
    });
  }
}
