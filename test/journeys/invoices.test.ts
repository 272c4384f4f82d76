import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type InvoiceDetail, type Page, type PaymentOrder, type TaskDetail } from '#contracts';
import { projectDirectory } from '#platform';
import { ApiClient } from '#testkit';
import { ciiInvoice } from '../../libs/invoices/src/testing/cii-invoice.ts';
import { type MailStandIn, startMailStandIn } from '../../apps/partners/src/mail/mail-stand-in.ts';
import { startTestServer, type TestServer } from '../api/test-server.ts';
import { day, InvoiceOffice, invoiceXml } from './invoice-office.ts';

let server: TestServer;
let api: ApiClient;
let office: InvoiceOffice;
let mails: MailStandIn;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'laufzettel-mail-'));
  mails = await startMailStandIn({
    directory,
    host: '127.0.0.1',
    smtpPort: 0,
    imapPort: 0,
    pagePort: 0,
    passwords: {},
  });
  server = await startTestServer({
    LAUFZETTEL_PROCESSES: join(projectDirectory().directory, 'processes'),
    LAUFZETTEL_MAIL_HOST: '127.0.0.1',
    LAUFZETTEL_MAIL_PORT: String(mails.smtpPort),
    LAUFZETTEL_MAIL_TLS: 'none',
    LAUFZETTEL_MAIL_FROM: 'rechnung@stadt.example',
  });
  ({ api } = server);
  office = new InvoiceOffice(api, mails);
}, 60_000);
afterAll(async () => {
  await server.close();
  await mails.close();
  await rm(directory, { recursive: true, force: true });
});

const RIGHT = { sachlich: 'richtig', sachlichBemerkung: 'Geliefert.' };

describe('an invoice from arrival to archive', () => {
  it('given a good invoice, then it is checked, paid, handed over and archived with its retention', async () => {
    const invoice = await office.receive(
      invoiceXml({ number: 'J-1', terms: '#SKONTO#TAGE=14#PROZENT=2.00#\n', leitwegId: '05315000-6612-24' }),
    );
    await office.complete(invoice, 'SachlichPruefen', 'clerk', RIGHT);
    await office.complete(invoice, 'RechnerischPruefen', 'clerk', { rechnerisch: 'richtig' });
    const handOver = await office.task(invoice, 'ZahlungUebergeben');
    expect(handOver.candidateGroups).toEqual(['Stadtkasse']);
    const orders = await api.get<Page<PaymentOrder>>(`${apiPaths.paymentOrders}?search=J-1`, 'treasurer');
    expect(orders.body.items).toMatchObject([
      {
        state: 'ordered',
        caseNumber: invoice.caseNumber,
        creditor: 'Winterdienst Oker GmbH',
        iban: 'DE02120300000000202051',
        amount: { value: '367.35', currency: 'EUR' },
        discount: { value: '7.50' },
        executionDate: day(0),
      },
    ]);
    const id = orders.body.items[0]?.id ?? '';
    const sepa = await api.get<string>(apiPaths.paymentOrderSepa(id), 'treasurer');
    expect(sepa.body).toContain('<InstdAmt Ccy="EUR">367.35</InstdAmt>');
    const csv = await api.get<string>(apiPaths.paymentOrderCsv(id), 'treasurer');
    expect(csv.body).toContain('367,35');
    await office.complete(invoice, 'ZahlungUebergeben', 'treasurer', { uebergeben: 'bank' });
    const ended = await office.case(invoice, ({ state }) => state === 'completed');
    expect(ended.incidents).toEqual(0);
    expect(ended.variables).toMatchObject({ akte: { closed: true, recordType: 'invoice' }, amt: 'Tiefbauamt' });
    const detail = await api.get<InvoiceDetail>(apiPaths.invoice(invoice.id), 'clerk');
    expect(detail.body.state).toBe('archived');
    const done = await api.get<Page<PaymentOrder>>(`${apiPaths.paymentOrders}?state=handedOver`, 'treasurer');
    expect(done.body.items).toMatchObject([{ id, handedOverBy: 'treasurer' }]);
  });

  it('given an invoice above the limit, then who checked may not release it, not even as head; another head may', async () => {
    const invoice = await office.receive(
      invoiceXml({
        number: 'J-2',
        more: (xml) =>
          xml
            .replaceAll('374.85', '3748.50')
            .replaceAll('315.00', '3150.00')
            .replaceAll('59.85', '598.50')
            .replace('<cbc:PriceAmount currencyID="EUR">85<', '<cbc:PriceAmount currencyID="EUR">850<')
            .replace('<cbc:PriceAmount currencyID="EUR">120<', '<cbc:PriceAmount currencyID="EUR">1200<')
            .replaceAll('255.00', '2550.00')
            .replaceAll('>60.00<', '>600.00<'),
      }),
    );
    await office.complete(invoice, 'SachlichPruefen', 'head', RIGHT);
    await office.complete(invoice, 'RechnerischPruefen', 'clerk', { rechnerisch: 'richtig' });
    const release = await office.task(invoice, 'RechnungFreigeben');
    const path = apiPaths.completeTask(release.id);
    for (const checker of ['head', 'clerk']) {
      const refused = await api.post(path, checker, { variables: { freigegeben: 'ja' } });
      expect(refused).toMatchObject({ status: 403, body: { code: 'TASK_NEEDS_SECOND_PERSON' } });
      expect(await api.post(apiPaths.claimTask(release.id), checker)).toMatchObject({ status: 403 });
    }
    const { body } = await api.get<TaskDetail>(apiPaths.task(release.id), 'head');
    expect(body).toMatchObject({ needsSecondPerson: true, may: { claim: false, complete: false } });
    const program = await new ApiClient(server.url).call('POST', `/engine-rest/task/${release.id}/complete`, {
      as: 'head',
      json: {},
    });
    expect(program.status).toBe(403);
    await office.complete(invoice, 'RechnungFreigeben', 'treasurer', { freigegeben: 'ja' });
    await office.task(invoice, 'ZahlungUebergeben');
  });

  it('given a bad invoice, then each fault and its cure go back to the supplier after a click, and the case is over', async () => {
    const invoice = await office.receive(
      invoiceXml({
        number: 'J-3',
        more: (xml) => xml.replace('>374.85</cbc:PayableAmount>', '>400.00</cbc:PayableAmount>'),
      }),
    );
    expect(invoice).toMatchObject({ verdict: 'rejected' });
    const task = await office.task(invoice, 'FormaleFehlerBewerten');
    const { body } = await api.get<TaskDetail>(apiPaths.task(task.id), 'clerk');
    expect(body.variables).toMatchObject({
      antwortAn: 'frost@winterdienst.example',
      pruefung: {
        satz: 'Die Rechnung verletzt eine Pflichtregel.',
        urteil: 'fehlerhaft',
        fehler: [{ regel: 'BR-CO-16' }],
      },
    });
    expect(body.variables['antwortText']).toMatch(/1\. .+BR-CO-16, Zeile \d+/);
    const withoutReason = { variables: { formalErgebnis: 'annehmen', formalGrund: '  ' } };
    expect(await api.post(apiPaths.completeTask(task.id), 'clerk', withoutReason)).toMatchObject({
      status: 422,
      body: { code: 'VARIABLES_INVALID', errors: [{ pointer: '/variables/formalGrund' }] },
    });
    await office.complete(invoice, 'FormaleFehlerBewerten', 'clerk', { formalErgebnis: 'zurueckweisen' });
    const mail = await office.mail('frost@winterdienst.example', 'BR-CO-16');
    expect(mail.subject).toContain(invoice.caseNumber);
    await office.case(invoice, ({ state }) => state === 'completed');
    expect((await api.get<InvoiceDetail>(apiPaths.invoice(invoice.id), 'clerk')).body.state).toBe('rejected');
  });

  it('given what cannot be read, then it cannot be accepted; without a mail address the case ends after a note', async () => {
    const invoice = await office.receive('%PDF-1.7 abgeschnitten', 'scan.pdf');
    await office.complete(invoice, 'FormaleFehlerBewerten', 'clerk', {
      formalErgebnis: 'annehmen',
      formalGrund: 'egal',
    });
    await office.complete(invoice, 'FormaleFehlerBewerten', 'clerk', { formalErgebnis: 'ohneMail' });
    await office.case(invoice, ({ state }) => state === 'completed');
  });

  it('given a discount that is about to be lost, then the head is called with the euro amount, until it is paid', async () => {
    const invoice = await office.receive(
      invoiceXml({ number: 'J-4', issueDate: day(-9), terms: '#SKONTO#TAGE=10#PROZENT=3.00#\n' }),
    );
    const rescue = await office.task(invoice, 'SkontoRetten');
    expect(rescue).toMatchObject({ candidateGroups: ['Leitung'], priority: 90 });
    const { body } = await api.get<TaskDetail>(apiPaths.task(rescue.id), 'head');
    expect(body.variables).toMatchObject({ fristen: { skontoText: '11,25 €', skontoBis: day(1) } });
    await office.complete(invoice, 'SachlichPruefen', 'clerk', RIGHT);
    await office.complete(invoice, 'RechnerischPruefen', 'clerk', { rechnerisch: 'richtig' });
    await office.complete(invoice, 'ZahlungUebergeben', 'treasurer', { uebergeben: 'bank' });
    const ended = await office.case(invoice, ({ state }) => state === 'completed');
    expect(ended.variables).toMatchObject({ zahlung: { skonto: 11.25, betrag: 363.6 } });
  });

  it('given a query and a wrong office, then it comes back to the check and ends; a refusal goes to the supplier', async () => {
    const invoice = await office.receive(invoiceXml({ number: 'J-5' }));
    await office.complete(invoice, 'SachlichPruefen', 'clerk', {
      sachlich: 'anderesAmt',
      fachgruppe: 'Schulverwaltung',
    });
    expect(await office.task(invoice, 'SachlichPruefen')).toMatchObject({ candidateGroups: ['Schulverwaltung'] });
    await office.complete(invoice, 'SachlichPruefen', 'clerk', {
      sachlich: 'rueckfrage',
      rueckfrageAn: 'frost@winterdienst.example',
      rueckfrageText: 'Welche Strecke?',
    });
    expect((await office.mail('frost@winterdienst.example', 'Welche Strecke?')).subject).toContain('J-5');
    await office.complete(invoice, 'AntwortAbwarten', 'clerk', { rueckfrageAntwort: 'Alle.' });
    await office.complete(invoice, 'SachlichPruefen', 'clerk', {
      sachlich: 'ablehnen',
      sachlichBemerkung: 'Nicht bestellt.',
    });
    const task = await office.task(invoice, 'ZurueckweisungEntwerfen');
    const { body } = await api.get<TaskDetail>(apiPaths.task(task.id), 'clerk');
    const { antwortAn, antwortBetreff, antwortText } = body.variables;
    expect(antwortText).toContain('Nicht bestellt.');
    await office.complete(invoice, 'ZurueckweisungEntwerfen', 'clerk', {
      antwortAn: antwortAn ?? '',
      antwortBetreff: antwortBetreff ?? '',
      antwortText: antwortText ?? '',
    });
    expect((await office.mail('frost@winterdienst.example', 'Nicht bestellt.')).subject).toContain('nicht anerkannt');
    await office.case(invoice, ({ state }) => state === 'completed');
  });

  it('given a credit note, then nothing is paid: it is settled', async () => {
    const invoice = await office.receive(
      ciiInvoice.replace('R-2026-0815', 'J-6').replace('<ram:TypeCode>380', '<ram:TypeCode>381'),
    );
    expect(invoice.kind).toBe('creditNote');
    await office.complete(invoice, 'SachlichPruefen', 'clerk', RIGHT);
    await office.complete(invoice, 'RechnerischPruefen', 'clerk', { rechnerisch: 'richtig' });
    await office.complete(invoice, 'VerrechnungBuchen', 'treasurer', { verrechnung: 'verrechnet' });
    await office.case(invoice, ({ state }) => state === 'completed');
    expect((await api.get<InvoiceDetail>(apiPaths.invoice(invoice.id), 'clerk')).body.state).toBe('settled');
  });

  it('given no valid account, then the treasury clears it, and the order is made with the account a person named', async () => {
    const invoice = await office.receive(
      invoiceXml({ number: 'J-7', more: (xml) => xml.replace('DE02120300000000202051', 'DE00000000000000000000') }),
    );
    await office.complete(invoice, 'SachlichPruefen', 'clerk', RIGHT);
    await office.complete(invoice, 'RechnerischPruefen', 'clerk', { rechnerisch: 'richtig' });
    const task = await office.task(invoice, 'ZahlungKlaeren');
    const { body } = await api.get<TaskDetail>(apiPaths.task(task.id), 'treasurer');
    expect(body.variables['zahlungHinweis']).toMatch(/keine gültige IBAN/);
    await office.complete(invoice, 'ZahlungKlaeren', 'treasurer', {
      klaerung: 'erneut',
      kontoGeaendert: true,
      zahlungIban: 'DE02500105170137075030',
      zahlungEmpfaenger: 'Winterdienst Oker GmbH',
    });
    await office.task(invoice, 'ZahlungUebergeben');
    const orders = await api.get<Page<PaymentOrder>>(`${apiPaths.paymentOrders}?search=J-7`, 'treasurer');
    expect(orders.body.items).toMatchObject([{ iban: 'DE02500105170137075030' }]);
  });
});
