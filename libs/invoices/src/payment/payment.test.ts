import { describe, expect, it } from '@jest/globals';
import type { DiscountRow } from '../arrival/arrival.ts';
import type { InvoiceContent } from '../reading/invoice-content.ts';
import { examineInvoice } from '../reading/examine-invoice.ts';
import { ublInvoice } from '../testing/ubl-invoice.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { pain001 } from './pain-001.ts';
import { paymentCsv } from './payment-csv.ts';
import { planPayment } from './payment-plan.ts';
import { bicOf, sepaIban } from './sepa-account.ts';
import { sepaReference, sepaText } from './sepa-text.ts';

function contentOf(xml: string): InvoiceContent {
  const { content } = examineInvoice(Buffer.from(xml));
  if (content === null) throw new Error('Expected a readable invoice.');
  return content;
}

const content = contentOf(ublInvoice);
const tier: DiscountRow = {
  until: '2026-03-12',
  days: 10,
  percent: '2.00',
  base: '374.85',
  saving: '7.50',
  payable: '367.35',
};

describe('the plan of a payment', () => {
  it('given no discount, then all is paid on the due date; when it has passed, today', () => {
    expect(planPayment(content, [], '2026-03-20')).toMatchObject({
      amount: '374.85',
      discount: null,
      executionDate: '2026-04-01',
      creditor: 'Winterdienst Oker GmbH',
      remittance: 'Rechnung R-2026-0815 vom 02.03.2026',
    });
    expect(planPayment(content, [], '2026-05-01').executionDate).toBe('2026-05-01');
  });

  it('given a discount, then it is used up to its last day and not after', () => {
    expect(planPayment(content, [tier], '2026-03-12')).toMatchObject({
      amount: '367.35',
      discount: '7.50',
      executionDate: '2026-03-12',
    });
    expect(planPayment(content, [tier], '2026-03-13')).toMatchObject({ amount: '374.85', discount: null });
  });

  it('given a deduction, then the discount is taken of what remains', () => {
    expect(planPayment(content, [tier], '2026-03-03', { amount: '300' })).toMatchObject({
      amount: '294.00',
      discount: '6.00',
    });
  });

  it.each([
    ['another currency', { ...content, payable: { value: '10.00', currency: 'CHF' } }, /CHF/],
    ['nothing to pay', { ...content, payable: { value: '0.00', currency: 'EUR' } }, /kein Betrag/],
    ['no account', { ...content, payment: [] }, /IBAN/],
    ['a wrong IBAN', contentOf(ublInvoice.replace('DE02120300000000202051', 'DE03120300000000202051')), /IBAN/],
    [
      'more than a transfer carries',
      { ...content, payable: { value: '1000000000.00', currency: 'EUR' } },
      /passt nicht/,
    ],
  ])('given %s, then a person has to decide', (_, impossible, words) => {
    let messageDe = '';
    try {
      planPayment(impossible, [], '2026-03-03');
    } catch (error) {
      ({ messageDe } = error as { messageDe: string });
    }
    expect(messageDe).toMatch(words);
  });
});

describe('pain.001.001.09', () => {
  const order = {
    messageId: 'RE-2026-0311',
    createdAt: '2026-03-03T08:00:00.000Z',
    executionDate: '2026-03-04',
    debtor: { name: 'Große Kreisstadt Öhringen & Umland', iban: 'DE02120300000000202051', bic: undefined },
    transfers: [
      {
        endToEndId: 'RE-2026-0311',
        amount: '0.10',
        creditor: 'Müller <& Söhne>',
        iban: 'DE02500105170137075030',
        bic: 'INGDDEFF',
        remittance: `Rechnung „47/11“ ${'x'.repeat(200)}`,
      },
      {
        endToEndId: 'B',
        amount: '0.20',
        creditor: 'B',
        iban: 'DE02500105170137075030',
        bic: undefined,
        remittance: 'B',
      },
    ],
  };
  const document = parseXml(Buffer.from(pain001(order)));
  const texts = (name: string) =>
    [...document.descendantsAndSelf()].filter((one) => one.localName === name).map(({ text }) => text);

  it('given transfers, then their number and exact sum stand on both levels', () => {
    expect(texts('NbOfTxs')).toEqual(['2', '2']);
    expect(texts('CtrlSum')).toEqual(['0.30', '0.30']);
    expect(texts('EndToEndId')).toEqual(['RE-2026-0311', 'B']);
    expect([...texts('PmtMtd'), ...texts('Cd'), ...texts('ChrgBr'), ...texts('Dt')]).toEqual([
      'TRF',
      'SEPA',
      'SLEV',
      '2026-03-04',
    ]);
  });

  it('given umlauts, mark-up and long texts, then every text fits what every bank takes', () => {
    expect(texts('Nm')).toEqual([
      'Grosse Kreisstadt Oehringen + Umland',
      'Grosse Kreisstadt Oehringen + Umland',
      'Mueller + Soehne',
      'B',
    ]);
    expect(texts('Ustrd')[0]).toMatch(/^Rechnung '47\/11' x+$/);
    expect(texts('Ustrd')[0]).toHaveLength(140);
  });

  it('given no BIC of the town, then the bank is not provided; one of the payee is named where known', () => {
    expect(texts('BICFI')).toEqual(['INGDDEFF']);
    expect(texts('Id')).toContain('NOTPROVIDED');
  });

  it('given the order of elements the schema asks for, then it is kept', () => {
    const payment = [...document.descendantsAndSelf()].find(({ localName }) => localName === 'PmtInf');
    expect(payment?.children.map(({ localName }) => localName)).toEqual([
      ...['PmtInfId', 'PmtMtd', 'BtchBookg', 'NbOfTxs', 'CtrlSum', 'PmtTpInf', 'ReqdExctnDt', 'Dbtr', 'DbtrAcct'],
      ...['DbtrAgt', 'ChrgBr', 'CdtTrfTxInf', 'CdtTrfTxInf'],
    ]);
  });
});

describe('texts, references and accounts of the SEPA', () => {
  it.each([
    ['Łódź–Straße № 5', 'Lodz-Strasse 5'],
    ['  a\n\tb  ', 'a b'],
    ['日本', ''],
  ])('given %j, then a bank reads %j', (text, expected) => {
    expect(sepaText(text, 70)).toBe(expected);
  });

  it('given slashes, then a reference neither begins nor ends with one, nor has two', () => {
    expect(sepaReference('/RE//2026/')).toBe('RE/2026');
  });

  it.each([
    ['DE02 1203 0000 0000 2020 51', 'DE02120300000000202051'],
    ['de02120300000000202051', 'DE02120300000000202051'],
    ['DE0212030000000020205', undefined],
    ['DE03120300000000202051', undefined],
    ['US64SVBKUS6S3300958879', undefined],
    ['', undefined],
  ])('given the account %j, then it is %j', (text, expected) => {
    expect(sepaIban(text)).toBe(expected);
  });

  it('given a BIC, then only eight or eleven signs count', () => {
    expect(['ingddeff', 'INGDDEFFXXX', 'INGDDEF', undefined].map(bicOf)).toEqual([
      'INGDDEFF',
      'INGDDEFFXXX',
      undefined,
      undefined,
    ]);
  });
});

describe('the hand-over as CSV', () => {
  it('given words that look like a formula or hold a semicolon, then a spreadsheet shows them and does not run them', () => {
    const csv = paymentCsv([
      {
        caseNumber: 'RE-2026-0311',
        creditor: '=HYPERLINK("http://x")',
        iban: 'DE02120300000000202051',
        bic: null,
        amount: '1190.00',
        currency: 'EUR',
        discount: '23.80',
        executionDate: '2026-03-04',
        remittance: 'eins; zwei',
        endToEndId: 'RE-2026-0311',
        invoiceNumber: '@x',
        invoiceDate: '2026-03-02',
        leitwegId: undefined,
        orderNumber: undefined,
        accounting: undefined,
      },
    ]);
    const [head, line] = csv.split('\r\n');
    expect(head?.startsWith('\uFEFFVorgang;Zahlungsempfänger;IBAN;BIC;Betrag')).toBe(true);
    expect(line).toContain('1190,00;EUR;23,80');
    expect(line).toContain(`'=HYPERLINK`);
    expect(line).toContain(';"eins; zwei";');
    expect(line).toContain(`'@x`);
  });
});
