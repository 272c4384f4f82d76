import { type Group } from '../model/business-term.ts';
import { elementsAt, path } from '../model/binding.ts';
import { hasDiscountFault } from '../discount-terms.ts';
import { isIban } from '../iban.ts';
import { type XmlElement } from '../xml/xml-element.ts';
import { type Rule, demand, each, onlyCii, onDocument, rule, where } from './rule.ts';

const taxedCodes: ReadonlySet<string> = new Set(['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M']);
const typeCodes: ReadonlySet<string> = new Set(['326', '380', '384', '389', '381', '875', '876', '877']);

/** Payment instructions by the codes of BT-81. */
function payments(invoice: Group, ...codes: readonly string[]): readonly Group[] {
  return each(invoice, 'BG-16').filter((means) => codes.includes(means.value('BT-81') ?? ''));
}

/** In CII the direct debit (BG-19) has no element of its own: any of its three terms shows that it is there. */
function hasDirectDebit(invoice: Group, means: Group, isCii: boolean): boolean {
  if (!isCii) return means.groups('BG-19').length > 0;
  return invoice.has('BT-89') || invoice.has('BT-90') || means.groups('BG-19').some((debit) => debit.has('BT-91'));
}

/** In CII a bank (BT-86) stands beside the account; next to a direct debit neither belongs. */
function hasPayeeAccount(means: Group): boolean {
  const banks = ['ram:PayeeSpecifiedCreditorFinancialInstitution', 'ram:PayerSpecifiedDebtorFinancialInstitution'];
  return means.groups('BG-17').length > 0 || banks.some((bank) => means.element.child(bank) !== undefined);
}

function creditorIdentifier(invoice: Group): boolean {
  return [invoice, ...each(invoice, 'BG-4'), ...each(invoice, 'BG-10')].some((group) => group.has('BT-90'));
}

function debitedAccount(invoice: Group): boolean {
  return each(invoice, 'BG-16', 'BG-19').some((debit) => debit.has('BT-91'));
}

/** BR-DE: what XRechnung 3.0 demands beyond EN 16931 (specification XRechnung, chapter 7). */
export const xrechnungRules: readonly Rule[] = [
  demand('BR-DE-1', [], ['BG-16'], 'present', 'payment instructions', 'Die Zahlungsangaben'),
  demand('BR-DE-2', ['BG-4'], ['BG-6'], 'present', 'seller contact', 'Der Ansprechpartner des Verkäufers'),
  demand('BR-DE-3', ['BG-4', 'BG-5'], ['BT-37'], 'filled', 'seller city', 'Der Ort des Verkäufers'),
  demand('BR-DE-4', ['BG-4', 'BG-5'], ['BT-38'], 'filled', 'seller post code', 'Die Postleitzahl des Verkäufers'),
  contactTerm('BR-DE-5', 'BT-41', 'seller contact point', 'Der Name des Ansprechpartners'),
  contactTerm('BR-DE-6', 'BT-42', 'seller contact telephone number', 'Die Telefonnummer des Ansprechpartners'),
  contactTerm('BR-DE-7', 'BT-43', 'seller contact email address', 'Die E-Mail-Adresse des Ansprechpartners'),
  demand('BR-DE-8', ['BG-7', 'BG-8'], ['BT-52'], 'filled', 'buyer city', 'Der Ort des Käufers'),
  demand('BR-DE-9', ['BG-7', 'BG-8'], ['BT-53'], 'filled', 'buyer post code', 'Die Postleitzahl des Käufers'),
  demand('BR-DE-10', ['BG-13', 'BG-15'], ['BT-77'], 'filled', 'deliver to city', 'Der Ort der Lieferanschrift'),
  demand(
    'BR-DE-11',
    ['BG-13', 'BG-15'],
    ['BT-78'],
    'filled',
    'deliver to post code',
    'Die Postleitzahl der Lieferanschrift',
  ),
  rule(
    'BR-DE-14',
    'BT-119',
    'Expected the VAT rate of a VAT breakdown, but it is missing. Add it; without VAT write 0.',
    'In der Steueraufschlüsselung fehlt der Steuersatz (BT-119). Bitte ergänzen; ohne Steuer ist 0 anzugeben.',
    ({ invoice, syntax }) =>
      where(each(invoice, 'BG-23'), ({ element }) => {
        const rates = elementsAt(
          element,
          syntax === 'cii' ? path('ram:RateApplicablePercent') : path('cac:TaxCategory/cbc:Percent'),
        );
        return !rates.some((rate) => rate.text.trim() !== '');
      }),
  ),
  demand('BR-DE-15', [], ['BT-10'], 'filled', 'buyer reference (Leitweg-ID)', 'Die Käuferreferenz (Leitweg-ID)'),
  rule(
    'BR-DE-16',
    'BT-31 BT-32 BG-11',
    'Expected a VAT identifier, a tax number or a tax representative of the seller, but none is given. Add one.',
    'Es fehlen Umsatzsteuer-ID (BT-31), Steuernummer (BT-32) oder Steuervertreter (BG-11) des Verkäufers. Bitte eines angeben.',
    (context) => {
      const { invoice } = context;
      const codes = [
        ...each(invoice, 'BG-25', 'BG-30').map((vat) => vat.value('BT-151')),
        ...each(invoice, 'BG-20').map((allowance) => allowance.value('BT-95')),
        ...each(invoice, 'BG-21').map((charge) => charge.value('BT-102')),
      ];
      const isTaxed = codes.some((code) => code !== undefined && taxedCodes.has(code));
      const isKnown =
        each(invoice, 'BG-11').length > 0 ||
        each(invoice, 'BG-4').some((seller) =>
          [...seller.terms('BT-31'), ...seller.terms('BT-32')].some((term) => term.value.trim() !== ''),
        );
      return onDocument(context, isTaxed && !isKnown);
    },
  ),
  rule(
    'BR-DE-17',
    'BT-3',
    'Expected one of the invoice types 326, 380, 384, 389, 381, 875, 876, 877, but found {actual}. Use one of them.',
    'Die Rechnungsart (BT-3) soll 326, 380, 384, 389, 381, 875, 876 oder 877 sein, gefunden: {actual}.',
    ({ invoice, root }) => {
      const code = invoice.value('BT-3') ?? '';
      return typeCodes.has(code) ? [] : [{ at: invoice.term('BT-3')?.element ?? root, actual: code }];
    },
    'warning',
  ),
  rule(
    'BR-DE-18',
    'BT-20',
    'Expected discount terms like #SKONTO#TAGE=14#PROZENT=2.25# each on a line of its own, but found otherwise. Correct the payment terms.',
    'Skonto muss in den Zahlungsbedingungen (BT-20) die Form #SKONTO#TAGE=14#PROZENT=2.25# haben, je Zeile ein Eintrag mit Zeilenumbruch am Ende. Bitte berichtigen.',
    ({ invoice }) =>
      invoice
        .terms('BT-20')
        .filter((terms) => hasDiscountFault(terms.value))
        .map((terms) => terms.element),
  ),
  ...[
    ['BR-DE-19', '58', 'BG-17', 'BT-84', 'payment account', 'Das Empfängerkonto'] as const,
    ['BR-DE-20', '59', 'BG-19', 'BT-91', 'debited account', 'Das belastete Konto'] as const,
  ].map(([id, code, group, term, noun, nounDe]) =>
    rule(
      id,
      term,
      `Expected an IBAN with correct check digits as ${noun} (${term}), but found {actual}. Check for typing errors.`,
      `${nounDe} (${term}) ist keine gültige IBAN: {actual}. Bitte auf Tippfehler prüfen.`,
      ({ invoice, syntax }) =>
        payments(invoice, code).flatMap((means) => {
          const accounts = means.groups(group).flatMap((account) => account.terms(term));
          const account = accounts.find((one) => syntax !== 'cii' || one.element.name === 'ram:IBANID');
          return account && isIban(account.value)
            ? []
            : [{ at: account?.element ?? means.element, actual: account?.value.slice(0, 60) ?? '–' }];
        }),
      'warning',
    ),
  ),
  rule(
    'BR-DE-21',
    'BT-24',
    'Expected the specification identifier of XRechnung 3.0, but found {actual}. Correct it.',
    'Die Spezifikationskennung (BT-24) ist nicht die von XRechnung 3.0: {actual}. Bitte berichtigen.',
    ({ invoice, profile, root }) =>
      profile.startsWith('xrechnung') && profile !== 'xrechnung-outdated'
        ? []
        : [{ at: root, actual: invoice.group('BG-2')?.value('BT-24') ?? '–' }],
    'warning',
  ),
  rule(
    'BR-DE-22',
    'BT-125-2',
    'Expected a different file name for every attachment, but {actual} occurs twice. Rename one file.',
    'Jede Anlage braucht einen eigenen Dateinamen, {actual} kommt mehrfach vor. Bitte umbenennen.',
    ({ index }) => {
      const seen = new Map<XmlElement | undefined, Set<string>>();
      return index.named('cac:AdditionalDocumentReference', 'ram:AdditionalReferencedDocument').flatMap((document) => {
        const names = [
          ...elementsAt(document, path('cac:Attachment/cbc:EmbeddedDocumentBinaryObject')),
          ...elementsAt(document, path('ram:AttachmentBinaryObject')),
        ].flatMap((file) => file.attribute('filename') ?? []);
        const before = seen.get(document.parent) ?? new Set<string>();
        seen.set(document.parent, before);
        const twice = names.find((name) => before.has(name));
        for (const name of names) before.add(name);
        return twice === undefined ? [] : [{ at: document, actual: twice }];
      });
    },
  ),
  ...paymentGroupRules(),
  rule(
    'BR-DE-26',
    'BT-3 BG-3',
    'Expected a reference to the corrected invoice (BG-3) in a corrected invoice (384), but it is missing. Add it.',
    'Eine Rechnungskorrektur (384) soll auf die korrigierte Rechnung verweisen (BG-3). Bitte ergänzen.',
    (context) => {
      // In UBL the reference may be an empty shell; what counts is the document inside.
      const isGiven = each(context.invoice, 'BG-3').some(
        ({ element }) =>
          element.name !== 'cac:BillingReference' || element.child('cac:InvoiceDocumentReference') !== undefined,
      );
      return onDocument(context, context.invoice.value('BT-3') === '384' && !isGiven);
    },
    'warning',
  ),
  rule(
    'BR-DE-27',
    'BT-42',
    'Expected a telephone number with at least three digits, but found {actual}. Correct it.',
    'Die Telefonnummer (BT-42) soll mindestens drei Ziffern haben, gefunden: {actual}. Bitte berichtigen.',
    ({ invoice }) =>
      each(invoice, 'BG-4', 'BG-6').flatMap((contact) => {
        const phone = contact.value('BT-42') ?? '';
        return (phone.match(/[0-9]/g)?.length ?? 0) >= 3 ? [] : [{ at: contact.element, actual: phone }];
      }),
    'warning',
  ),
  rule(
    'BR-DE-28',
    'BT-43',
    'Expected an e-mail address, but found {actual}. Correct it.',
    'Die E-Mail-Adresse (BT-43) ist nicht gültig: {actual}. Bitte berichtigen.',
    ({ invoice }) =>
      each(invoice, 'BG-4', 'BG-6').flatMap((contact) => {
        const address = contact.value('BT-43') ?? '';
        return isEmailAddress(address) ? [] : [{ at: contact.element, actual: address.slice(0, 80) }];
      }),
    'warning',
  ),
  rule(
    'BR-DE-30',
    'BT-90',
    'Expected the creditor identifier for a direct debit, but it is missing. Add BT-90.',
    'Bei Lastschrift (BG-19) fehlt die Gläubiger-Identifikationsnummer (BT-90). Bitte ergänzen.',
    (context) =>
      onDocument(
        context,
        hasAnyDirectDebit(context.invoice, context.syntax === 'cii') && !creditorIdentifier(context.invoice),
      ),
  ),
  rule(
    'BR-DE-31',
    'BT-91',
    'Expected the debited account for a direct debit, but it is missing. Add BT-91.',
    'Bei Lastschrift (BG-19) fehlt das belastete Konto (BT-91). Bitte ergänzen.',
    (context) =>
      onDocument(
        context,
        hasAnyDirectDebit(context.invoice, context.syntax === 'cii') && !debitedAccount(context.invoice),
      ),
  ),
  rule(
    'BR-DE-TMP-32',
    'BT-72 BG-14 BG-26',
    'Expected a date of delivery, an invoicing period or a period in every line, but found none. Add one.',
    'Das Datum der Lieferung oder Leistung fehlt (BT-72, BG-14 oder BG-26 in jeder Position). Bitte angeben.',
    (context) => {
      const { invoice } = context;
      const lines = each(invoice, 'BG-25');
      const isDated =
        each(invoice, 'BG-13').some((delivery) => delivery.has('BT-72')) ||
        each(invoice, 'BG-14').length > 0 ||
        lines.every((line) => line.groups('BG-26').length > 0);
      return onDocument(context, !isDated);
    },
    'information',
  ),
  rule(
    'BR-TMP-2',
    'BT-124',
    'Expected an absolute address of the external document, but found {actual}. Write it with https:// or another scheme.',
    'Der Ort der externen Anlage (BT-124) muss eine vollständige Adresse sein, gefunden: {actual}. Bitte mit https:// angeben.',
    ({ root, syntax }) => {
      const found =
        syntax === 'cii'
          ? elementsAt(
              root,
              path(
                'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/ram:AdditionalReferencedDocument/ram:URIID',
              ),
            )
          : elementsAt(root, path('cac:AdditionalDocumentReference/cac:Attachment/cac:ExternalReference'));
      return found.flatMap((place) => {
        const uri = syntax === 'cii' ? place.text : (place.child('cbc:URI')?.text ?? '');
        return /^[a-zA-Z][a-zA-Z0-9+.-]+:/.test(uri) ? [] : [{ at: place, actual: uri.slice(0, 80) }];
      });
    },
    'warning',
  ),
  ...onlyCii(
    rule(
      'BR-TMP-3',
      'BT-149 BT-150',
      'Expected the same base quantity for gross and net price, but they differ. Use one value.',
      'Die Basismenge (BT-149) von Brutto- und Nettopreis weicht ab. Bitte denselben Wert angeben.',
      ({ invoice }) =>
        where(each(invoice, 'BG-25', 'BG-29'), ({ element }) => {
          const [net] = elementsAt(element, path('ram:NetPriceProductTradePrice/ram:BasisQuantity'));
          const [gross] = elementsAt(element, path('ram:GrossPriceProductTradePrice/ram:BasisQuantity'));
          if (!net || !gross) return false;
          const netUnit = net.attribute('unitCode');
          const grossUnit = gross.attribute('unitCode');
          return net.text !== gross.text || (netUnit !== undefined && grossUnit !== undefined && netUnit !== grossUnit);
        }),
    ),
  ),
];

function hasAnyDirectDebit(invoice: Group, isCii: boolean): boolean {
  if (!isCii) return each(invoice, 'BG-16', 'BG-19').length > 0;
  return invoice.has('BT-89') || invoice.has('BT-90') || debitedAccount(invoice);
}

/** Exactly one @ with at least something on both sides, no blanks, and a domain of parts joined by single points. */
function isEmailAddress(text: string): boolean {
  const at = text.indexOf('@');
  if (at < 1 || text.includes('@', at + 1) || /\s/.test(text)) return false;
  const parts = text.slice(at + 1).split('.');
  return parts.length >= 2 && parts.every((part) => part !== '');
}

function contactTerm(id: string, term: 'BT-41' | 'BT-42' | 'BT-43', noun: string, nounDe: string): Rule {
  return rule(
    id,
    term,
    `Expected the ${noun} (${term}), but it is missing. Add it to the invoice.`,
    `${nounDe} (${term}) fehlt. Bitte in der Rechnung ergänzen.`,
    ({ invoice }) =>
      where(each(invoice, 'BG-4', 'BG-6'), (contact) => !contact.terms(term).some((one) => one.value.trim() !== '')),
  );
}

/** BR-DE-23 to BR-DE-25: the payment means decides which of BG-17, BG-18 and BG-19 stands, alone. */
function paymentGroupRules(): Rule[] {
  const table = [
    ['BR-DE-23', ['30', '58'], 'BG-17', 'credit transfer', 'Überweisung'],
    ['BR-DE-24', ['48', '54', '55'], 'BG-18', 'card payment', 'Kartenzahlung'],
    ['BR-DE-25', ['59'], 'BG-19', 'direct debit', 'Lastschrift'],
  ] as const;
  const has = (invoice: Group, means: Group, group: 'BG-17' | 'BG-18' | 'BG-19', isCii: boolean): boolean =>
    group === 'BG-19' ? hasDirectDebit(invoice, means, isCii) : means.groups(group).length > 0;
  return table.flatMap(([id, codes, group, noun, nounDe]) => [
    rule(
      `${id}-a`,
      `BT-81 ${group}`,
      `Expected the details of the ${noun} (${group}) for this payment means, but they are missing. Add them.`,
      `Zur Zahlungsart ${nounDe} fehlen die Angaben (${group}). Bitte ergänzen.`,
      ({ invoice, syntax }) =>
        where(payments(invoice, ...codes), (means) => !has(invoice, means, group, syntax === 'cii')),
    ),
    rule(
      `${id}-b`,
      `BT-81 ${group}`,
      `Expected only the details of the ${noun} (${group}) for this payment means, but found those of another. Remove them.`,
      `Zur Zahlungsart ${nounDe} dürfen nur deren Angaben (${group}) stehen. Bitte die anderen entfernen.`,
      ({ invoice, syntax }) =>
        where(payments(invoice, ...codes), (means) =>
          (['BG-17', 'BG-18', 'BG-19'] as const).some(
            (other) =>
              other !== group &&
              (other === 'BG-17' && group === 'BG-19'
                ? hasPayeeAccount(means)
                : has(invoice, means, other, syntax === 'cii')),
          ),
        ),
    ),
  ]);
}
