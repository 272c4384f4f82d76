import type {
  CodedText,
  InvoiceAllowance,
  InvoiceDetail,
  InvoiceLine,
  InvoicePaymentMeans,
  InvoiceVatRow,
  Money,
} from '#contracts';
import { ExactDecimal, sumOf } from '../exact-decimal.ts';
import { isIban } from '../iban.ts';
import type { Group, GroupId, TermId } from '../model/business-term.ts';
import { type CodeList, inWords } from './code-words.ts';
import { amountOf, given, plainDate, textOf } from './term-values.ts';
import { type PartyContent, addressOf, buyerOf, payeeOf, sellerOf, taxRepresentativeOf } from './party-content.ts';

/** How many lines are kept for showing; an invoice of more is read in its attachments, not on a screen. */
const shownLines = 1_000;
const longestTerms = 10_000;
const deepestLine = 8;

/**
 * What an invoice says, in the order and the words a clerk needs, without anything that depends on the day it is looked at.
 * Plain data: it is stored, sent between threads and shown.
 */
export interface InvoiceContent
  extends
    PartyContent,
    Pick<
      InvoiceDetail,
      'type' | 'paymentTerms' | 'references' | 'delivery' | 'lines' | 'lineCount' | 'allowances' | 'vat' | 'notes'
    > {
  readonly kind: 'invoice' | 'creditNote';
  readonly currency: string;
  readonly number?: string;
  readonly issueDate?: string;
  readonly dueDate?: string;
  readonly payable?: Money;
  readonly payment: readonly PaymentContent[];
  readonly totals?: Omit<NonNullable<InvoiceDetail['totals']>, 'payable'>;
  readonly specification?: string;
  readonly businessProcess?: string;
}

type Account = NonNullable<InvoicePaymentMeans['account']>;

/** A way to pay, without what other invoices of the supplier tell about it. */
export interface PaymentContent extends Omit<InvoicePaymentMeans, 'account'> {
  readonly account?: Omit<Account, 'unknownForSupplier'>;
}

/** UNTDID 1001 codes that take money back instead of asking for it. */
const creditNotes: ReadonlySet<string> = new Set('81 83 261 262 296 308 381 396 420 458 532'.split(' '));

/** Reads what is shown from the business terms. Missing terms stay absent; nothing is invented. */
export function contentOf(invoice: Group, syntax: string): InvoiceContent {
  const currency = textOf(invoice, 'BT-5') ?? 'EUR';
  const totals = invoice.group('BG-22');
  const payable = totals && amountOf(totals, 'BT-115');
  const type = textOf(invoice, 'BT-3');
  const lines = invoice.groups('BG-25');
  const isCredit = syntax === 'ubl-creditnote' || (type !== undefined && creditNotes.has(type));
  const process = invoice.group('BG-2');
  return {
    kind: isCredit ? 'creditNote' : 'invoice',
    currency,
    references: referencesOf(invoice),
    payment: some(invoice, 'BG-16').flatMap((means) => paymentOf(means, invoice)),
    lines: lines.slice(0, shownLines).map((line) => lineOf(line)),
    lineCount: lines.length,
    allowances: [
      ...some(invoice, 'BG-20').map((group) => allowanceOf(group, 'allowance', [92, 93, 94, 97])),
      ...some(invoice, 'BG-21').map((group) => allowanceOf(group, 'charge', [99, 100, 101, 104])),
    ],
    vat: some(invoice, 'BG-23').map(vatRowOf),
    notes: some(invoice, 'BG-1').flatMap((note) => {
      // The binding of UBL has the text in the element of the group itself.
      const text = (note.term('BT-22')?.value ?? note.element.text).trim();
      return text === '' ? [] : [text.slice(0, longestTerms)];
    }),
    ...given({
      number: textOf(invoice, 'BT-1'),
      issueDate: dateOf(invoice, 'BT-2'),
      dueDate: dateOf(invoice, 'BT-9'),
      type: coded(invoice, 'BT-3', 'documentTypes'),
      paymentTerms: termsOfPayment(invoice),
      payable: payable === undefined ? undefined : { value: payable, currency },
      seller: sellerOf(invoice),
      buyer: buyerOf(invoice),
      payee: payeeOf(invoice),
      taxRepresentative: taxRepresentativeOf(invoice),
      delivery: deliveryOf(invoice),
      totals: totals && totalsOf(totals, invoice),
      specification: process && textOf(process, 'BT-24'),
      businessProcess: process && textOf(process, 'BT-23'),
    }),
  };
}

/** As many groups as are shown. */
function some(from: Group, id: GroupId): readonly Group[] {
  return from.groups(id).slice(0, shownLines);
}

/** BT-20 with its line breaks, which separate the tiers of a discount. */
function termsOfPayment(invoice: Group): string | undefined {
  const text = invoice
    .terms('BT-20')
    .map(({ value }) => value)
    .join('\n');
  return text.trim() === '' ? undefined : text.slice(0, longestTerms);
}

function referencesOf(invoice: Group): InvoiceContent['references'] {
  return {
    preceding: some(invoice, 'BG-3').flatMap((group) => {
      const number = textOf(group, 'BT-25');
      return number === undefined ? [] : [{ number, ...given({ date: dateOf(group, 'BT-26') }) }];
    }),
    ...given({
      order: textOf(invoice, 'BT-13'),
      sellerOrder: textOf(invoice, 'BT-14'),
      contract: textOf(invoice, 'BT-12'),
      project: textOf(invoice, 'BT-11'),
      accounting: textOf(invoice, 'BT-19'),
      buyerReference: textOf(invoice, 'BT-10'),
      receivingAdvice: textOf(invoice, 'BT-15'),
      despatchAdvice: textOf(invoice, 'BT-16'),
      tender: textOf(invoice, 'BT-17'),
      invoicedObject: textOf(invoice, 'BT-18'),
    }),
  };
}

function deliveryOf(invoice: Group): InvoiceContent['delivery'] {
  const delivery = invoice.group('BG-13');
  const period = invoice.group('BG-14');
  const place = delivery?.group('BG-15');
  const result = given({
    date: delivery && dateOf(delivery, 'BT-72'),
    from: period && dateOf(period, 'BT-73'),
    until: period && dateOf(period, 'BT-74'),
    to: delivery && textOf(delivery, 'BT-70'),
    address: place && addressOf(place, [75, 76, 165, 78, 77, 79, 80]),
  });
  return Object.keys(result).length === 0 ? undefined : result;
}

/** One way to pay for each account; a group without any account is one way, too. */
function paymentOf(means: Group, invoice: Group): readonly PaymentContent[] {
  const shared = given({
    means: coded(means, 'BT-81', 'paymentMeans'),
    text: textOf(means, 'BT-82'),
    remittance: textOf(means, 'BT-83') ?? textOf(invoice, 'BT-83'),
    card: cardOf(means.group('BG-18')),
    directDebit: directDebitOf(means.group('BG-19'), invoice),
  });
  const accounts = means.groups('BG-17').flatMap((group): PaymentContent[] => {
    const iban = textOf(group, 'BT-84')?.replace(/\s/g, '').toUpperCase();
    if (iban === undefined) return [];
    const details = given({ holder: textOf(group, 'BT-85'), bic: textOf(group, 'BT-86') ?? textOf(means, 'BT-86') });
    return [{ ...shared, account: { iban, ibanValid: isIban(iban), ...details } }];
  });
  return accounts.length > 0 ? accounts : [shared];
}

function cardOf(card: Group | undefined): InvoicePaymentMeans['card'] {
  const number = card && textOf(card, 'BT-87');
  return number === undefined ? undefined : { number, ...given({ holder: card && textOf(card, 'BT-88') }) };
}

function directDebitOf(debit: Group | undefined, invoice: Group): InvoicePaymentMeans['directDebit'] {
  const seller = invoice.group('BG-4');
  const payee = invoice.group('BG-10');
  const result = given({
    mandate: (debit && textOf(debit, 'BT-89')) ?? textOf(invoice, 'BT-89'),
    creditorId: textOf(invoice, 'BT-90') ?? (payee && textOf(payee, 'BT-90')) ?? (seller && textOf(seller, 'BT-90')),
    debitedAccount: debit && textOf(debit, 'BT-91'),
  });
  return debit === undefined && result.mandate === undefined ? undefined : result;
}

function lineOf(line: Group, depth = 0): InvoiceLine {
  const price = line.group('BG-29');
  const vat = line.group('BG-30');
  const item = line.group('BG-31');
  const period = line.group('BG-26');
  const inner = depth < deepestLine ? line.groups('BG-DEX-01') : [];
  return {
    id: textOf(line, 'BT-126') ?? '',
    allowances: [
      ...line.groups('BG-27').map((group) => allowanceOf(group, 'allowance', [136, 137, 138, 139])),
      ...line.groups('BG-28').map((group) => allowanceOf(group, 'charge', [141, 142, 143, 144])),
    ],
    properties: (item?.groups('BG-32') ?? []).map((property) => ({
      name: textOf(property, 'BT-160') ?? '',
      value: textOf(property, 'BT-161') ?? '',
    })),
    ...given({
      name: item && textOf(item, 'BT-153'),
      description: item && textOf(item, 'BT-154'),
      note: textOf(line, 'BT-127'),
      quantity: textOf(line, 'BT-129'),
      unit: coded(line, 'BT-130', 'units'),
      netPrice: price && textOf(price, 'BT-146'),
      priceBase: price && textOf(price, 'BT-149'),
      netAmount: amountOf(line, 'BT-131'),
      vatCategory: vat && coded(vat, 'BT-151', 'vatCategories'),
      vatRate: vat && textOf(vat, 'BT-152'),
      orderLine: textOf(line, 'BT-132'),
      accountingReference: textOf(line, 'BT-133'),
      sellerItemId: item && textOf(item, 'BT-155'),
      buyerItemId: item && textOf(item, 'BT-156'),
      period: period && given({ from: dateOf(period, 'BT-134'), until: dateOf(period, 'BT-135') }),
      lines: inner.length === 0 ? undefined : inner.map((one) => lineOf(one, depth + 1)),
    }),
  };
}

/** Terms by number: amount, base amount, percentage, reason; the code of the reason follows the reason. */
function allowanceOf(
  group: Group,
  kind: InvoiceAllowance['kind'],
  [amount, base, percent, reason]: readonly [number, number, number, number],
): InvoiceAllowance {
  return {
    kind,
    amount: amountOf(group, `BT-${amount}`) ?? '0.00',
    ...given({
      baseAmount: amountOf(group, `BT-${base}`),
      percent: textOf(group, `BT-${percent}`),
      reason: textOf(group, `BT-${reason}`) ?? textOf(group, `BT-${reason + 1}`),
    }),
  };
}

function vatRowOf(group: Group): InvoiceVatRow {
  return {
    category: coded(group, 'BT-118', 'vatCategories') ?? { code: '', de: '', en: '' },
    taxableAmount: amountOf(group, 'BT-116') ?? '0.00',
    taxAmount: amountOf(group, 'BT-117') ?? '0.00',
    ...given({
      rate: textOf(group, 'BT-119'),
      exemptionReason: textOf(group, 'BT-120'),
      exemptionCode: coded(group, 'BT-121', 'exemptions'),
    }),
  };
}

function totalsOf(totals: Group, invoice: Group): InvoiceContent['totals'] {
  const taxes = invoice.groups('BG-23').flatMap((group) => {
    const amount = ExactDecimal.parse(group.value('BT-117') ?? '');
    return amount ? [amount] : [];
  });
  return given({
    lines: amountOf(totals, 'BT-106'),
    allowances: amountOf(totals, 'BT-107'),
    charges: amountOf(totals, 'BT-108'),
    net: amountOf(totals, 'BT-109'),
    vat: taxes.length === 0 ? undefined : sumOf(taxes).toString(),
    gross: amountOf(totals, 'BT-112'),
    prepaid: amountOf(totals, 'BT-113'),
    rounding: amountOf(totals, 'BT-114'),
  });
}

function coded(group: Group, id: TermId, list: CodeList): CodedText | undefined {
  const code = textOf(group, id);
  return code === undefined ? undefined : inWords(list, code);
}

function dateOf(group: Group, id: TermId): string | undefined {
  const text = textOf(group, id);
  return text === undefined ? undefined : plainDate(text);
}
