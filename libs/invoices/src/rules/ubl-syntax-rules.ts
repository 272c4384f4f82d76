import { type BindingPath, elementsAt, path } from '../model/binding.ts';
import { ublChargeIndicator } from '../model/ubl-binding.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { hasMoreThanTwoDecimals } from './amounts.ts';
import { type Rule, type RuleContext, onDocument, onlyUbl, rule } from './rule.ts';

const party = 'cac:AccountingSupplierParty/cac:Party';
const buyerParty = 'cac:AccountingCustomerParty/cac:Party';
const sellerName = path(party, 'cac:PartyLegalEntity/cbc:RegistrationName');

/** Rules of the UBL binding that bear on the verdict: how often an element may stand, and two misuses of elements. */
export const ublSyntaxRules: readonly Rule[] = onlyUbl(
  ...onceInDocument({
    'UBL-SR-01': ['BT-12', path('cac:ContractDocumentReference/cbc:ID')],
    'UBL-SR-02': ['BT-15', path('cac:ReceiptDocumentReference/cbc:ID')],
    'UBL-SR-03': ['BT-16', path('cac:DespatchDocumentReference/cbc:ID')],
    'UBL-SR-04': ['BT-18', path('cac:AdditionalDocumentReference', (one) => typeOf(one) === '130', 'cbc:ID')],
    'UBL-SR-05': ['BT-20', path('cac:PaymentTerms/cbc:Note')],
    'UBL-SR-08': ['BG-14', path('cac:InvoicePeriod')],
    'UBL-SR-09': ['BT-27', sellerName],
    'UBL-SR-10': ['BT-28', path(party, 'cac:PartyName/cbc:Name')],
    'UBL-SR-11': ['BT-30', path(party, 'cac:PartyLegalEntity/cbc:CompanyID')],
    'UBL-SR-12': ['BT-31', path(party, 'cac:PartyTaxScheme', isVat, 'cbc:CompanyID')],
    'UBL-SR-13': ['BT-32', path(party, 'cac:PartyTaxScheme', isOtherTax, 'cbc:CompanyID')],
    'UBL-SR-14': ['BT-33', path(party, 'cac:PartyLegalEntity/cbc:CompanyLegalForm')],
    'UBL-SR-15': ['BT-44', path(buyerParty, 'cac:PartyLegalEntity/cbc:RegistrationName')],
    'UBL-SR-16': ['BT-46', path(buyerParty, 'cac:PartyIdentification/cbc:ID')],
    'UBL-SR-17': ['BT-47', path(buyerParty, 'cac:PartyLegalEntity/cbc:CompanyID')],
    'UBL-SR-18': ['BT-48', path(buyerParty, 'cac:PartyTaxScheme', isVat, 'cbc:CompanyID')],
    'UBL-SR-24': ['BG-13', path('cac:Delivery')],
    'UBL-SR-39': ['BT-11', path('cac:ProjectReference/cbc:ID')],
    'UBL-SR-40': ['BT-45', path(buyerParty, 'cac:PartyName/cbc:Name')],
    'UBL-SR-45': ['BT-9', path('cac:PaymentMeans/cbc:PaymentDueDate')],
    'UBL-SR-46': ['BT-82', path('cac:PaymentMeans/cbc:PaymentMeansCode/@name')],
    'UBL-SR-49': ['BT-8', path('cac:InvoicePeriod/cbc:DescriptionCode')],
    'UBL-SR-54': ['BG-18', path('cac:PaymentMeans/cac:CardAccount')],
    'UBL-SR-55': ['BG-19', path('cac:PaymentMeans/cac:PaymentMandate')],
    'UBL-SR-56': ['BT-17', path('cac:OriginatorDocumentReference/cbc:ID')],
  }),
  ...onceIn(['cac:BillingReference'], { 'UBL-SR-06': ['BG-3', path('cac:InvoiceDocumentReference')] }),
  rule(
    'UBL-SR-07',
    'BT-25',
    'Expected the number of the preceding invoice in cac:BillingReference, but it is missing. Add it or remove the reference.',
    'Im Verweis auf eine vorausgegangene Rechnung fehlt deren Nummer (BT-25). Bitte ergänzen oder den Verweis entfernen.',
    ({ index }) =>
      index
        .named('cac:BillingReference')
        .filter((one) => elementsAt(one, path('cac:InvoiceDocumentReference/cbc:ID')).length === 0),
  ),
  payeeRule('UBL-SR-19', 'BT-59', path('cac:PartyName/cbc:Name')),
  payeeRule(
    'UBL-SR-20',
    'BT-60',
    path('cac:PartyIdentification/cbc:ID', (id) => id.attribute('schemeID') !== undefined && !isSepa(id)),
  ),
  payeeRule('UBL-SR-21', 'BT-61', path('cac:PartyLegalEntity/cbc:CompanyID')),
  ...onceIn(['cac:TaxRepresentativeParty'], {
    'UBL-SR-22': ['BT-62', path('cac:PartyName/cbc:Name')],
    'UBL-SR-23': ['BT-63', path('cac:PartyTaxScheme/cbc:CompanyID')],
  }),
  ...onceIn(['cac:Delivery'], { 'UBL-SR-25': ['BT-70', path('cac:DeliveryParty/cac:PartyName/cbc:Name')] }),
  ...onceIn(['cac:PaymentMeans'], {
    'UBL-SR-26': ['BT-83', path('cbc:PaymentID')],
    'UBL-SR-27': ['BT-81', path('cbc:PaymentMeansCode')],
    'UBL-SR-28': ['BT-89', path('cac:PaymentMandate/cbc:ID')],
  }),
  rule(
    'UBL-SR-29',
    'BT-90',
    'Expected at most one creditor identifier (scheme SEPA), but found several. Keep one.',
    'Die Gläubiger-Identifikationsnummer (BT-90) steht mehrfach da. Bitte nur eine angeben.',
    ({ index }) =>
      index
        .named('cbc:ID')
        .filter((id) => id.parent?.name === 'cac:PartyIdentification' && isSepa(id))
        .slice(1, 2),
  ),
  reasonOnce('UBL-SR-30', 'BT-97 BT-139', false),
  reasonOnce('UBL-SR-31', 'BT-104 BT-144', true),
  ...onceIn(['cac:TaxSubtotal'], { 'UBL-SR-32': ['BT-120', path('cac:TaxCategory/cbc:TaxExemptionReason')] }),
  ...onceIn(['cac:AdditionalDocumentReference'], { 'UBL-SR-33': ['BT-123', path('cbc:DocumentDescription')] }),
  ...onceIn(['cac:InvoiceLine', 'cac:CreditNoteLine'], {
    'UBL-SR-34': ['BT-127', path('cbc:Note')],
    'UBL-SR-35': ['BT-132', path('cac:OrderLineReference/cbc:LineID')],
    'UBL-SR-36': ['BG-26', path('cac:InvoicePeriod')],
    'UBL-SR-37': ['BT-147', path('cac:Price/cac:AllowanceCharge/cbc:Amount')],
    'UBL-SR-50': ['BT-154', path('cac:Item/cbc:Description')],
    'UBL-SR-52': ['BT-128', path('cac:DocumentReference')],
  }),
  rule(
    'UBL-SR-48',
    'BG-30',
    'Expected exactly one VAT category of the line, but found {actual}. Give one cac:ClassifiedTaxCategory per line.',
    'Jede Position braucht genau eine Umsatzsteuerangabe (cac:ClassifiedTaxCategory), gefunden: {actual}.',
    ({ index }) =>
      index.named('cac:InvoiceLine', 'cac:CreditNoteLine').flatMap((line) => {
        const count = elementsAt(line, path('cac:Item/cac:ClassifiedTaxCategory')).length;
        return count === 1 ? [] : [{ at: line, actual: String(count) }];
      }),
  ),
  rule(
    'UBL-SR-42',
    'BT-31 BT-32',
    'Expected at most two tax registrations of the seller, but found more. Keep the VAT identifier and the tax number.',
    'Der Verkäufer hat mehr als zwei Steuerkennungen. Bitte nur Umsatzsteuer-ID und Steuernummer angeben.',
    ({ root }) => elementsAt(root, path(party)).filter((one) => one.childrenNamed('cac:PartyTaxScheme').length > 2),
  ),
  rule(
    'UBL-SR-43',
    'BT-18 BT-122',
    'Expected a type code or a scheme only on the invoiced object (130) or, in a credit note, the project (50), but found it on another document. Remove it.',
    'Schema und Typcode dürfen nur beim Abrechnungsobjekt (130), in Gutschriften auch beim Projekt (50) stehen. Bitte entfernen.',
    ({ index, syntax }) =>
      index.named('cac:AdditionalDocumentReference').filter((one) => {
        const type = typeOf(one);
        if (type === '130' || (syntax === 'ubl-creditnote' && type === '50')) return false;
        return type !== undefined || one.child('cbc:ID')?.attribute('schemeID') !== undefined;
      }),
  ),
  sameEverywhere('UBL-SR-44', 'BT-83', 'cbc:PaymentID', 'payment reference', 'Der Verwendungszweck'),
  sameEverywhere('UBL-SR-47', 'BT-81', 'cbc:PaymentMeansCode', 'payment means code', 'Die Zahlungsart'),
  ...onceIn(['cac:PostalAddress', 'cac:Address'], {
    'UBL-SR-51': ['BT-162 BT-163 BT-164 BT-165', path('cac:AddressLine')],
  }),
  rule(
    'UBL-SR-53',
    'BT-31 BT-32 BT-48 BT-63',
    'Expected a tax scheme and an identifier in cac:PartyTaxScheme, but one of them is missing. Add it or remove the group.',
    'Einer Steuerkennung (cac:PartyTaxScheme) fehlt die Nummer oder die Steuerart. Bitte ergänzen oder die Gruppe entfernen.',
    ({ index }) =>
      index
        .named('cac:PartyTaxScheme')
        .filter((one) => !one.child('cbc:CompanyID') || elementsAt(one, path('cac:TaxScheme/cbc:ID')).length === 0),
  ),
  rule(
    'UBL-DT-01',
    'BT-106',
    'Expected at most two decimals of an amount, but found {actual}. Round it to the cent.',
    'Ein Betrag hat mehr als zwei Nachkommastellen: {actual}. Bitte auf Cent runden.',
    amountsWithTooManyDecimals,
  ),
  rule(
    'UBL-DT-06',
    'BT-125-1',
    'Expected the media type of the attachment, but it is missing. Add mimeCode.',
    'Der Anlage fehlt der Dateityp (mimeCode). Bitte ergänzen.',
    ({ index }) =>
      index.named('cbc:EmbeddedDocumentBinaryObject').filter((one) => one.attribute('mimeCode') === undefined),
  ),
  rule(
    'UBL-DT-07',
    'BT-125-2',
    'Expected the file name of the attachment, but it is missing. Add filename.',
    'Der Anlage fehlt der Dateiname (filename). Bitte ergänzen.',
    ({ index }) =>
      index.named('cbc:EmbeddedDocumentBinaryObject').filter((one) => one.attribute('filename') === undefined),
  ),
  rule(
    'UBL-CR-646',
    'BG-DEX-01',
    'Expected no sub lines, but found cac:SubInvoiceLine. Sub lines need the XRechnung extension; otherwise list all lines on one level.',
    'Unterpositionen (cac:SubInvoiceLine) sind nur in der XRechnung-Extension erlaubt. Bitte alle Positionen auf eine Ebene bringen.',
    (context) =>
      onDocument(
        context,
        context.index
          .named('cac:SubInvoiceLine')
          .some((one) => one.parent?.name === 'cac:InvoiceLine' || one.parent?.name === 'cac:CreditNoteLine'),
      ),
    'warning',
  ),
  ...(['cac:Attachment', 'cbc:DocumentDescription'] as const).map((child, number) =>
    rule(
      number === 0 ? 'UBL-CR-666' : 'UBL-CR-673',
      'BT-18',
      `Expected no ${child} on the invoiced object (type code 130), but found one. Give it in a document reference of its own.`,
      `Beim Abrechnungsobjekt (Typcode 130) darf kein ${child} stehen. Bitte als eigene Anlage angeben.`,
      (context) =>
        onDocument(
          context,
          context.index
            .named('cac:AdditionalDocumentReference')
            .some((one) => typeOf(one) === '130' && one.child(child)),
        ),
    ),
  ),
);

function isVat(registration: XmlElement): boolean {
  return registration
    .childrenNamed('cac:TaxScheme')
    .some((one) => (one.child('cbc:ID')?.text ?? '').toUpperCase() === 'VAT');
}

function isOtherTax(registration: XmlElement): boolean {
  return registration
    .childrenNamed('cac:TaxScheme')
    .some((one) => (one.child('cbc:ID')?.text ?? '').toUpperCase() !== 'VAT');
}

function isSepa(id: XmlElement): boolean {
  return id.attribute('schemeID')?.toUpperCase() === 'SEPA';
}

function typeOf(document: XmlElement): string | undefined {
  return document.child('cbc:DocumentTypeCode')?.text.trim();
}

function occursTwice(term: string, elements: BindingPath): readonly [string, string] {
  const name = elements.filter((step) => typeof step === 'string').join('/');
  return [
    `Expected ${name} (${term}) at most once, but found it {actual} times. Keep one.`,
    `Die Angabe ${term} (${name}) steht {actual}-mal da, erlaubt ist sie einmal. Bitte nur eine behalten.`,
  ];
}

type OnceTable = Readonly<Record<string, readonly [string, BindingPath]>>;

function onceInDocument(table: OnceTable): Rule[] {
  return Object.entries(table).map(([id, [term, steps]]) =>
    rule(id, term, ...occursTwice(term, steps), ({ root }) => {
      const found = elementsAt(root, steps);
      return found[1] ? [{ at: found[1], actual: String(found.length) }] : [];
    }),
  );
}

function onceIn(parents: readonly string[], table: OnceTable): Rule[] {
  return Object.entries(table).map(([id, [term, steps]]) =>
    rule(id, term, ...occursTwice(term, steps), ({ index }) =>
      index.named(...parents).flatMap((parent) => {
        const found = elementsAt(parent, steps);
        return found[1] ? [{ at: found[1], actual: String(found.length) }] : [];
      }),
    ),
  );
}

/** The payee group is for somebody other than the seller, and each of its terms may stand once. */
function payeeRule(id: string, term: string, steps: BindingPath): Rule {
  return rule(
    id,
    term,
    `Expected a payee that is not the seller, with ${term} at most once, but found otherwise. Correct or remove cac:PayeeParty.`,
    `Der Zahlungsempfänger muss sich vom Verkäufer unterscheiden, und ${term} darf nur einmal stehen. Bitte berichtigen.`,
    ({ index }) =>
      index.named('cac:PayeeParty').filter((payee) => {
        const names = elementsAt(payee, path('cac:PartyName/cbc:Name'));
        const sellers = payee.parent ? elementsAt(payee.parent, sellerName) : [];
        const differs = names.some((name) => sellers.some((seller) => seller.text !== name.text));
        return !differs || elementsAt(payee, steps).length > 1;
      }),
  );
}

function reasonOnce(id: string, terms: string, isCharge: boolean): Rule {
  return rule(
    id,
    terms,
    'Expected one reason of an allowance or charge, but found several. Join them into one text.',
    'Ein Nachlass oder Zuschlag hat mehrere Gründe. Bitte in einem Text zusammenfassen.',
    ({ index }) =>
      index
        .named('cac:AllowanceCharge')
        .filter(
          (one) => ublChargeIndicator(one) === isCharge && one.childrenNamed('cbc:AllowanceChargeReason').length > 1,
        ),
  );
}

function sameEverywhere(id: string, term: string, name: string, noun: string, nounDe: string): Rule {
  return rule(
    id,
    term,
    `Expected the same ${noun} (${term}) in all payment instructions, but found {expected} and {actual}. Use one value.`,
    `${nounDe} (${term}) muss überall gleich sein, gefunden: {expected} und {actual}. Bitte vereinheitlichen.`,
    ({ index }) => {
      const [first, ...others] = index.named(name);
      const other = others.find((one) => one.text !== first?.text);
      return first && other ? [{ at: other, actual: other.text, expected: first.text }] : [];
    },
  );
}

/** Every amount except prices, whose digits are not limited. */
function* amountsWithTooManyDecimals({ index }: RuleContext): Generator<{ at: XmlElement; actual: string }> {
  for (const name of index.names()) {
    if (!name.startsWith('cbc:') || !name.endsWith('Amount') || name === 'cbc:PriceAmount') continue;
    for (const amount of index.named(name)) {
      if (amount.parent?.parent?.name === 'cac:Price') continue;
      const term = { id: 'BT-106', value: amount.text, element: amount } as const;
      if (hasMoreThanTwoDecimals(term)) yield { at: amount, actual: normalizeSpace(amount.text) };
    }
  }
}
