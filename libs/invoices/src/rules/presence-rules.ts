import { type TermId } from '../model/business-term.ts';
import { type Rule, checkedBreakdowns, demand, each, onlyCii, onlyUbl, onDocument, rule, where } from './rule.ts';

/** BR-01 to BR-26: what every invoice, party and line must state (EN 16931-1, 6.4.1). */
export const presenceRules: readonly Rule[] = [
  demand('BR-01', [], ['BG-2', 'BT-24'], 'filled', 'specification identifier', 'Die Spezifikationskennung'),
  demand('BR-02', [], ['BT-1'], 'filled', 'invoice number', 'Die Rechnungsnummer'),
  demand('BR-03', [], ['BT-2'], 'filled', 'invoice issue date', 'Das Rechnungsdatum'),
  demand('BR-04', [], ['BT-3'], 'filled', 'invoice type code', 'Der Code für die Rechnungsart'),
  demand('BR-05', [], ['BT-5'], 'filled', 'invoice currency code', 'Die Rechnungswährung'),
  demand('BR-06', [], ['BG-4', 'BT-27'], 'filled', 'seller name', 'Der Name des Verkäufers'),
  demand('BR-07', [], ['BG-7', 'BT-44'], 'filled', 'buyer name', 'Der Name des Käufers'),
  demand('BR-08', [], ['BG-4', 'BG-5'], 'present', 'seller postal address', 'Die Anschrift des Verkäufers'),
  ...onlyUbl(
    demand('BR-09', ['BG-4', 'BG-5'], ['BT-40'], 'filled', 'seller country code', 'Der Ländercode des Verkäufers'),
    demand('BR-11', ['BG-7', 'BG-8'], ['BT-55'], 'filled', 'buyer country code', 'Der Ländercode des Käufers'),
    demand(
      'BR-20',
      ['BG-11', 'BG-12'],
      ['BT-69'],
      'filled',
      'tax representative country code',
      'Der Ländercode des Steuervertreters',
    ),
  ),
  ...onlyCii(
    demand('BR-09', [], ['BG-4', 'BG-5', 'BT-40'], 'filled', 'seller country code', 'Der Ländercode des Verkäufers'),
    demand('BR-11', [], ['BG-7', 'BG-8', 'BT-55'], 'filled', 'buyer country code', 'Der Ländercode des Käufers'),
    demand(
      'BR-20',
      ['BG-11'],
      ['BG-12', 'BT-69'],
      'present',
      'tax representative country code',
      'Der Ländercode des Steuervertreters',
    ),
  ),
  demand('BR-10', [], ['BG-7', 'BG-8'], 'present', 'buyer postal address', 'Die Anschrift des Käufers'),
  demand(
    'BR-12',
    ['BG-22'],
    ['BT-106'],
    'present',
    'sum of invoice line net amounts',
    'Die Summe der Positionsbeträge',
  ),
  demand('BR-13', ['BG-22'], ['BT-109'], 'present', 'invoice total without VAT', 'Der Gesamtbetrag ohne Umsatzsteuer'),
  demand('BR-14', ['BG-22'], ['BT-112'], 'present', 'invoice total with VAT', 'Der Gesamtbetrag mit Umsatzsteuer'),
  demand('BR-15', ['BG-22'], ['BT-115'], 'present', 'amount due for payment', 'Der fällige Betrag'),
  demand('BR-16', [], ['BG-25'], 'present', 'invoice line', 'Mindestens eine Rechnungsposition'),
  rule(
    'BR-17',
    'BT-59 BG-10',
    'Expected a payee name that differs from the seller, but it is missing or the payee is the seller. Name the payee, or leave the payee out if the seller is paid.',
    'Der Zahlungsempfänger (BT-59) fehlt oder ist der Verkäufer selbst. Bitte den Namen angeben oder die Angaben zum Zahlungsempfänger weglassen.',
    ({ invoice, syntax }) => {
      const seller = invoice.group('BG-4');
      // UBL compares the payee with the trading name, CII with the name of the seller.
      const sellerName = seller?.term(syntax === 'cii' ? 'BT-27' : 'BT-28')?.value;
      const sellerIds = new Set(seller?.terms('BT-29').map((term) => term.value));
      return where(each(invoice, 'BG-10'), (payee) => {
        const name = payee.term('BT-59')?.value;
        const sameRegistration =
          syntax === 'cii' && payee.has('BT-61') && payee.term('BT-61')?.value === seller?.term('BT-30')?.value;
        return (
          name === undefined ||
          name === sellerName ||
          sameRegistration ||
          payee.terms('BT-60').some((term) => sellerIds.has(term.value))
        );
      });
    },
  ),
  demand('BR-18', ['BG-11'], ['BT-62'], 'filled', 'tax representative name', 'Der Name des Steuervertreters'),
  demand('BR-19', ['BG-11'], ['BG-12'], 'present', 'tax representative address', 'Die Anschrift des Steuervertreters'),
  demand('BR-21', ['BG-25'], ['BT-126'], 'filled', 'invoice line identifier', 'Die Nummer der Position'),
  demand('BR-22', ['BG-25'], ['BT-129'], 'present', 'invoiced quantity', 'Die Menge der Position'),
  demand(
    'BR-23',
    ['BG-25'],
    ['BT-130'],
    'present',
    'unit of measure of the invoiced quantity',
    'Die Mengeneinheit der Position',
  ),
  demand('BR-24', ['BG-25'], ['BT-131'], 'present', 'invoice line net amount', 'Der Nettobetrag der Position'),
  demand('BR-25', ['BG-25'], ['BG-31', 'BT-153'], 'filled', 'item name', 'Der Name der Ware oder Leistung'),
  demand('BR-26', ['BG-25'], ['BG-29', 'BT-146'], 'present', 'item net price', 'Der Nettopreis der Position'),
  demand(
    'BR-CO-04',
    ['BG-25'],
    ['BG-30', 'BT-151'],
    'present',
    'VAT category code of the line',
    'Der Umsatzsteuercode der Position',
  ),
  ofBreakdown('BR-45', 'BT-116', 'VAT category taxable amount', 'Der Nettobetrag der Steueraufschlüsselung'),
  ofBreakdown('BR-46', 'BT-117', 'VAT category tax amount', 'Der Steuerbetrag der Steueraufschlüsselung'),
  ofBreakdown('BR-47', 'BT-118', 'VAT category code', 'Der Umsatzsteuercode der Steueraufschlüsselung'),
  rule(
    'BR-48',
    'BT-119',
    'Expected the VAT rate of a VAT breakdown, but it is missing. Add it, unless the category is O (not subject to VAT).',
    'Der Steuersatz (BT-119) der Steueraufschlüsselung fehlt. Er darf nur bei Code O (nicht steuerbar) fehlen.',
    ({ invoice, syntax }) =>
      where(
        checkedBreakdowns(invoice, syntax),
        (vat) => !vat.has('BT-119') && !vat.terms('BT-118').some((code) => code.value.trim() === 'O'),
      ),
  ),
  demand('BR-49', ['BG-16'], ['BT-81'], 'present', 'payment means type code', 'Der Code für die Zahlungsart'),
  rule(
    'BR-54',
    'BT-160 BT-161',
    'Expected a name and a value of the item attribute, but one of them is missing. Add it or remove the attribute.',
    'Eine Artikeleigenschaft braucht Namen (BT-160) und Wert (BT-161). Bitte ergänzen oder die Eigenschaft entfernen.',
    ({ index }) =>
      index
        .named('cac:AdditionalItemProperty', 'ram:ApplicableProductCharacteristic')
        .filter((attribute) =>
          attribute.name.startsWith('cac:')
            ? !attribute.child('cbc:Name') || !attribute.child('cbc:Value')
            : !attribute.child('ram:Description') || !attribute.child('ram:Value'),
        ),
  ),
  ...onlyUbl(
    demand(
      'BR-55',
      ['BG-3'],
      ['BT-25'],
      'present',
      'preceding invoice number',
      'Die Nummer der vorausgegangenen Rechnung',
    ),
  ),
  ...onlyCii(
    demand(
      'BR-55',
      ['BG-3'],
      ['BT-25'],
      'filled',
      'preceding invoice number',
      'Die Nummer der vorausgegangenen Rechnung',
    ),
  ),
  ...onlyUbl(
    demand(
      'BR-56',
      ['BG-11'],
      ['BT-63'],
      'present',
      'tax representative VAT identifier',
      'Die Umsatzsteuer-ID des Steuervertreters',
    ),
  ),
  ...onlyCii(
    demand(
      'BR-56',
      ['BG-11'],
      ['BT-63'],
      'filled',
      'tax representative VAT identifier',
      'Die Umsatzsteuer-ID des Steuervertreters',
    ),
  ),
  ...onlyUbl(
    demand(
      'BR-57',
      ['BG-13', 'BG-15'],
      ['BT-80'],
      'present',
      'deliver to country code',
      'Der Ländercode der Lieferanschrift',
    ),
  ),
  ...onlyCii(
    demand(
      'BR-57',
      ['BG-13', 'BG-15'],
      ['BT-80'],
      'filled',
      'deliver to country code',
      'Der Ländercode der Lieferanschrift',
    ),
  ),
  demand('BR-CO-18', [], ['BG-23'], 'present', 'VAT breakdown', 'Die Steueraufschlüsselung'),
  rule(
    'BR-CO-26',
    'BT-29 BT-30 BT-31',
    'Expected a seller identifier, a legal registration or a VAT identifier, but none is given. Add one of them, so that the buyer can recognise the seller.',
    'Der Verkäufer ist nicht eindeutig benannt. Bitte Kennung (BT-29), Registernummer (BT-30) oder Umsatzsteuer-ID (BT-31) angeben.',
    ({ invoice }) =>
      where(
        each(invoice, 'BG-4'),
        (seller) => !(['BT-29', 'BT-30', 'BT-31', 'BT-90'] as const).some((id) => seller.has(id)),
      ),
  ),
  rule(
    'BR-CO-03',
    'BT-7 BT-8',
    'Expected either the VAT point date or its code, but both are given. Remove one of them.',
    'Zeitpunkt der Steuerfälligkeit (BT-7) und dessen Code (BT-8) schließen sich aus. Bitte eines entfernen.',
    (context) => onDocument(context, context.invoice.has('BT-7') && context.invoice.has('BT-8')),
  ),
];

function ofBreakdown(id: string, term: TermId, noun: string, nounDe: string): Rule {
  return {
    ...demand(id, ['BG-23'], [term], 'present', noun, nounDe),
    test: ({ invoice, syntax }) => where(checkedBreakdowns(invoice, syntax), (vat) => !vat.has(term)),
  };
}
