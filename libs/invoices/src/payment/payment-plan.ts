import type { DiscountRow } from '../arrival/arrival.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import type { InvoiceContent } from '../reading/invoice-content.ts';
import { bicOf, sepaIban } from './sepa-account.ts';
import { sepaText } from './sepa-text.ts';

/** What a person decided about the payment; everything else comes from the invoice. */
export interface PaymentWishes {
  /** Amount to pay instead of BT-115 (after a deduction), before discount. */
  readonly amount?: string | undefined;
  /** Another account, checked by a person. */
  readonly iban?: string | undefined;
  readonly creditor?: string | undefined;
}

/** What is paid to whom and when, exact. */
export interface PaymentPlan {
  readonly creditor: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly amount: string;
  readonly currency: 'EUR';
  readonly discount: string | null;
  readonly executionDate: string;
  readonly remittance: string;
}

/** Why an invoice cannot be paid by credit transfer; a person has to decide. */
export class PaymentImpossibleError extends Error {
  readonly code = 'PAYMENT_IMPOSSIBLE';
  /** For the person at the treasury. */
  readonly messageDe: string;

  constructor(message: string, messageDe: string) {
    super(message);
    this.name = 'PaymentImpossibleError';
    this.messageDe = messageDe;
  }
}

/** The most a SEPA credit transfer carries. */
const LARGEST = ExactDecimal.parse('999999999.99') ?? ExactDecimal.zero;

/**
 * Plans the payment as of `today` (`YYYY-MM-DD`): with a discount that still holds at once, less the discount; else on the due
 * date, or today when it has passed or there is none.
 *
 * @throws PaymentImpossibleError
 */
export function planPayment(
  content: InvoiceContent,
  discounts: readonly DiscountRow[],
  today: string,
  wishes: PaymentWishes = {},
): PaymentPlan {
  const { payable, payment, payee, seller, number, issueDate, dueDate } = content;
  const currency = payable?.currency ?? content.currency;
  if (currency !== 'EUR')
    throw impossible(
      `Expected an amount in EUR, but it is in ${currency}.`,
      `Die Rechnung lautet auf ${currency}; eine SEPA-Überweisung ist nur in Euro möglich.`,
    );
  const full = ExactDecimal.parse(wishes.amount ?? payable?.value ?? '');
  if (full === undefined || !full.isPositive())
    throw impossible('Expected an amount above zero, but there is none.', 'Es ist kein Betrag zu zahlen.');
  const account = payment.find(({ account: one }) => one !== undefined)?.account;
  const iban = sepaIban(wishes.iban ?? account?.iban ?? '');
  if (iban === undefined)
    throw impossible(
      'Expected a valid IBAN of the payee, but there is none.',
      'Auf der Rechnung steht keine gültige IBAN. Bitte die Bankverbindung klären und eintragen.',
    );
  const creditor = wishes.creditor ?? account?.holder ?? payee?.name ?? seller?.name ?? seller?.tradingName;
  // A name of foreign letters alone leaves nothing a bank could read.
  if (creditor === undefined || sepaText(creditor, 70) === '')
    throw impossible('Expected the name of the payee, but there is none.', 'Der Zahlungsempfänger ist nicht bekannt.');
  const tier = discounts.find(({ until }) => until >= today);
  const saving = tier === undefined ? undefined : savingOf(tier, full, wishes.amount !== undefined);
  const amount = (saving === undefined ? full : full.minus(saving)).rounded(2);
  if (!amount.isPositive() || LARGEST.isLessThan(amount))
    throw impossible(
      'Expected an amount a SEPA credit transfer can carry, but it is not.',
      'Der Betrag passt nicht in eine SEPA-Überweisung.',
    );
  return {
    creditor,
    iban,
    bic: (wishes.iban === undefined ? bicOf(account?.bic) : undefined) ?? null,
    amount: amount.plus(CENTS).toString(),
    currency: 'EUR',
    discount: saving?.plus(CENTS).toString() ?? null,
    executionDate: tier === undefined && dueDate !== undefined && dueDate > today ? dueDate : today,
    remittance: remittanceOf(payment[0]?.remittance, number, issueDate),
  };
}

const CENTS = ExactDecimal.parse('0.00') ?? ExactDecimal.zero;

/** As computed from the terms, or the same percentage of a corrected amount. */
function savingOf(tier: DiscountRow, full: ExactDecimal, corrected: boolean): ExactDecimal | undefined {
  const saving = corrected
    ? full.times(ExactDecimal.parse(tier.percent) ?? ExactDecimal.zero).shifted(-2)
    : ExactDecimal.parse(tier.saving);
  return saving?.rounded(2);
}

/** What the payee asked for (BT-83), with the number of the invoice where it is not in it. */
function remittanceOf(wanted: string | undefined, number = '', issueDate = ''): string {
  const invoice = `Rechnung ${number}${issueDate === '' ? '' : ` vom ${issueDate.split('-').reverse().join('.')}`}`;
  if (wanted === undefined) return invoice;
  return wanted.includes(number) ? wanted : `${wanted} ${invoice}`;
}

function impossible(message: string, messageDe: string): PaymentImpossibleError {
  return new PaymentImpossibleError(message, messageDe);
}
