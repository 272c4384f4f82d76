import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type InstanceSummary,
  type InvoiceCounts,
  type InvoiceDetail,
  type InvoiceReceipt,
  type InvoiceSummary,
  type Page,
} from '#contracts';
import type { ApiClient, Reply } from '#testkit';
import { ublInvoice } from '../../libs/invoices/src/testing/ubl-invoice.ts';
import { ciiInvoice } from '../../libs/invoices/src/testing/cii-invoice.ts';
import { pdfWithAttachment } from '../../libs/invoices/src/testing/pdf-with-attachment.ts';
import { bpmn, flows } from '../runtime/installation.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;

/** Takes an invoice and asks one person; what is tested here is how it arrives. */
const PROCESS = bpmn(
  'rechnungseingang',
  `<bpmn:startEvent id="start"/><bpmn:userTask id="pruefen" name="Rechnung prüfen"/><bpmn:endEvent id="ende"/>` +
    flows('start', 'pruefen', 'ende'),
);

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  await new Office(api).deploy({ 'rechnungseingang.bpmn': PROCESS });
}, 60_000);
afterAll(() => server.close());

function upload(content: string | Buffer, fileName = 'rechnung.xml', as = 'clerk'): Promise<Reply<InvoiceReceipt>> {
  const body = typeof content === 'string' ? content : new Uint8Array(content);
  return api.call<InvoiceReceipt>('POST', `${apiPaths.invoices}?fileName=${encodeURIComponent(fileName)}`, {
    as,
    body,
  });
}

async function detailOf({ body }: Reply<InvoiceReceipt>): Promise<InvoiceDetail> {
  return (await api.get<InvoiceDetail>(apiPaths.invoice(body.invoice.id), 'clerk')).body;
}

function list(query: string): Promise<Reply<Page<InvoiceSummary>>> {
  return api.get<Page<InvoiceSummary>>(`${apiPaths.invoices}?${query}`, 'clerk');
}

let days = 2;

/** The sample with another number and date, so that it is another invoice. */
function numbered(number: string, more: (xml: string) => string = (xml) => xml): string {
  days += 1;
  const date = `2026-03-${String(days).padStart(2, '0')}`;
  return more(ublInvoice.replace('R-2026-0815', number).replace('2026-03-02', date));
}

describe('an invoice that arrives', () => {
  it('given a good invoice, then it is kept as it is, its case begins, and it is told in the order a clerk needs', async () => {
    const reply = await upload(ublInvoice);
    expect(reply).toMatchObject({
      status: 201,
      body: {
        repeated: false,
        invoice: {
          state: 'received',
          verdict: 'accepted',
          supplier: 'Winterdienst Oker GmbH',
          invoiceNumber: 'R-2026-0815',
          amount: { value: '374.85', currency: 'EUR' },
          dueDate: '2026-04-01',
          currentSteps: ['Rechnung prüfen'],
        },
      },
    });
    expect(reply.body.invoice.caseNumber).toMatch(/^RE-\d{4}-\d{4}$/);
    const detail = await detailOf(reply);
    expect(detail).toMatchObject({
      type: { code: '380', de: 'Rechnung', en: 'Commercial invoice' },
      seller: { vatId: 'DE123456788', contact: { email: 'frost@winterdienst.example' }, address: { city: 'Harzburg' } },
      payment: [
        {
          means: { code: '58', de: 'SEPA-Überweisung' },
          account: { iban: 'DE02120300000000202051', ibanValid: true, unknownForSupplier: false },
        },
      ],
      lines: [
        { id: '1', quantity: '3', unit: { de: 'Stunden' }, netAmount: '255.00', vatCategory: { code: 'S' } },
        { id: '2', unit: { de: 'Tonnen' } },
      ],
      vat: [{ category: { code: 'S' }, rate: '19', taxableAmount: '315.00', taxAmount: '59.85' }],
      totals: { net: '315.00', vat: '59.85', gross: '374.85', payable: { value: '374.85' } },
      notes: ['Streuguttransport im Februar'],
      technical: { sha256: createHash('sha256').update(ublInvoice).digest('hex'), syntax: 'ubl-invoice' },
    });
    expect(detail.verdictSentence.de).toMatch(/^Die Rechnung ist formal in Ordnung/);
    const original = await api.get<string>(apiPaths.invoiceOriginal(detail.id), 'clerk');
    expect(original.body).toBe(ublInvoice);
    expect(original.headers.get('content-disposition')).toContain('attachment');
    const ofCase = await api.get<InvoiceDetail>(apiPaths.invoiceOfInstance(detail.instanceId ?? ''), 'clerk');
    expect(ofCase.body.id).toBe(detail.id);
  });

  it('given the same bytes twenty times at once, then there is one arrival and one case', async () => {
    const xml = numbered('R-PARALLEL');
    const replies = await Promise.all(Array.from({ length: 20 }, (_, index) => upload(xml, `kopie-${index}.xml`)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status, body }) => status === 200 && body.repeated)).toHaveLength(19);
    const numbers = new Set(replies.map(({ body }) => body.invoice.caseNumber));
    expect(numbers.size).toBe(1);
    const [caseNumber = ''] = numbers;
    const cases = await api.get<Page<InstanceSummary>>(`${apiPaths.instances}?businessKey=${caseNumber}`, 'clerk');
    expect(cases.body.total).toBe(1);
    expect((await list('search=R-PARALLEL')).body.total).toBe(1);
  });

  it('given other bytes with the same number of the same supplier, then both are flagged as likely the same', async () => {
    const first = await upload(numbered('R-DOUBLE'));
    const second = await upload(numbered('r double', (xml) => xml.replace('Streuguttransport', 'Transport')));
    expect(second.status).toBe(201);
    expect((await detailOf(second)).duplicates).toMatchObject([{ id: first.body.invoice.id, reason: 'sameNumber' }]);
    expect((await detailOf(first)).duplicates).toMatchObject([{ id: second.body.invoice.id, reason: 'sameNumber' }]);
    expect(second.body.invoice.likelyDuplicates).toBe(1);
  });

  it('given the same invoice as XML and inside a PDF, then they are flagged and the XML can be fetched', async () => {
    const xml = ciiInvoice.replace('R-2026-0815', 'R-PDF').replace('20260302', '20260130');
    const plain = await upload(xml);
    const packed = await upload(pdfWithAttachment(Buffer.from(xml)), 'rechnung.pdf');
    const detail = await detailOf(packed);
    expect(detail).toMatchObject({
      original: { isPdf: true },
      attachments: [{ index: 0, kind: 'invoiceXml', fileName: 'factur-x.xml', available: true }],
      duplicates: [{ id: plain.body.invoice.id, reason: 'sameXml' }],
    });
    expect((await api.get(apiPaths.invoiceAttachment(detail.id, 0), 'clerk')).body).toBe(xml);
    expect(await api.get(apiPaths.invoiceAttachment(detail.id, 1), 'clerk')).toMatchObject({ status: 404 });
  });

  it('given a PDF whose XML cannot be read, then the XML can be fetched all the same', async () => {
    const packed = await upload(pdfWithAttachment(Buffer.from('<rsm:Cross')), 'kaputt.pdf');
    const detail = await detailOf(packed);
    expect(detail).toMatchObject({ verdict: 'unreadable', attachments: [{ index: 0, kind: 'invoiceXml' }] });
    expect((await api.get(apiPaths.invoiceAttachment(detail.id, 0), 'clerk')).body).toBe('<rsm:Cross');
  });

  it('given a wrong account of a known supplier, then the account is marked', async () => {
    const reply = await upload(
      numbered('R-IBAN', (xml) => xml.replace('DE02120300000000202051', 'DE02500105170137075030')),
    );
    expect((await detailOf(reply)).payment[0]?.account).toMatchObject({ ibanValid: true, unknownForSupplier: true });
  });

  it('given what is no invoice, then it is kept with the reason, and a person gets a case', async () => {
    const reply = await upload('Sehr geehrte Damen und Herren, anbei unsere Rechnung.', '../../etc/brief.xml');
    expect(reply).toMatchObject({
      status: 201,
      body: { invoice: { verdict: 'unreadable', fileName: 'brief.xml', currentSteps: ['Rechnung prüfen'] } },
    });
    expect((await detailOf(reply)).verdictSentence.de).toMatch(/^Keine lesbare E-Rechnung\. .{10}/);
  });
});

describe('the list of invoices', () => {
  it('given a discount, then it is told to date and euro, found when it is at risk, and counted', async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());
    const reply = await upload(
      numbered('R-SKONTO', (xml) =>
        xml
          .replace(/<cbc:IssueDate>[^<]+/, `<cbc:IssueDate>${today}`)
          .replace('2026-04-01', '2036-04-01')
          .replace('Zahlbar in 30 Tagen', '#SKONTO#TAGE=2#PROZENT=2.00#\n'),
      ),
    );
    expect(reply.body.invoice.discount).toMatchObject({
      percent: '2.00',
      saving: { value: '7.50', currency: 'EUR' },
      daysLeft: 2,
      atRisk: true,
    });
    expect((await list('discountAtRisk=true')).body.items.map(({ invoiceNumber }) => invoiceNumber)).toEqual([
      'R-SKONTO',
    ]);
    expect((await list('discountAtRisk=false&search=R-SKONTO')).body.total).toBe(0);
    const { body } = await api.get<InvoiceCounts>(apiPaths.invoiceCounts, 'head');
    expect(body).toMatchObject({ discountAtRisk: 1, savingAtRisk: { value: '7.50' } });
    expect(body.overdue).toBeGreaterThan(0);
  });

  it('given filters and an order, then only what fits comes, in this order, page by page', async () => {
    const all = await list('sort=caseNumber&limit=2');
    const numbers = all.body.items.map(({ caseNumber = '' }) => caseNumber);
    expect(numbers).toEqual([...numbers].sort());
    const next = await list(`sort=caseNumber&limit=2&cursor=${all.body.nextCursor ?? ''}`);
    expect(next.body.items[0]?.caseNumber).not.toBe(numbers[0]);
    expect((await list('search=streu%25')).body.total).toBe(0);
    expect((await list('supplier=winterdienst&amountFrom=374.85&amountUntil=374.85')).body.total).toBeGreaterThan(3);
    expect((await list('verdict=unreadable')).body.total).toBe(2);
    expect((await list('state=archived')).body.total).toBe(0);
    expect((await list('likelyDuplicate=true')).body.items.length).toBeGreaterThanOrEqual(4);
  });

  it('given somebody who may not, then neither list nor payment orders are told', async () => {
    expect(await api.get(apiPaths.invoices, 'integrator')).toMatchObject({ status: 403 });
    expect(await api.get(apiPaths.paymentOrders, 'clerk')).toMatchObject({ status: 403 });
    expect(await api.get<Page<unknown>>(apiPaths.paymentOrders, 'treasurer')).toMatchObject({ status: 200 });
    expect((await upload(ublInvoice, 'x.xml', 'treasurer')).status).toBe(403);
  });
});
