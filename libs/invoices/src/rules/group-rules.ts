import { type Group, type GroupId, type TermId } from '../model/business-term.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { decimalOf } from './amounts.ts';
import { type Rule, each, onlyCii, onlyUbl, rule, where } from './rule.ts';

/** Rules inside one group: prices, periods, allowances and charges, payment, identifiers (EN 16931-1, 6.4.1). */
export const groupRules: readonly Rule[] = [
  rule(
    'BR-27',
    'BT-146',
    'Expected an item net price of zero or more, but found {actualAmount}. Put the sign on the quantity instead.',
    'Der Nettopreis (BT-146) darf nicht negativ sein, gefunden: {actualAmount}. Das Vorzeichen gehört zur Menge.',
    ({ invoice, syntax }) =>
      each(invoice, 'BG-25').flatMap((line) => {
        const price = line.group('BG-29');
        const amount = decimalOf(price, 'BT-146');
        // The CII and UBL rules ask for "at least zero", which a missing price does not fulfil either.
        const broken = amount ? amount.isNegative() : price !== undefined || syntax === 'cii' || !price;
        return broken ? [{ at: price?.element ?? line.element, actual: amount?.toString() ?? '' }] : [];
      }),
  ),
  rule(
    'BR-28',
    'BT-148',
    'Expected an item gross price of zero or more, but found {actualAmount}. Give the price without sign.',
    'Der Bruttopreis (BT-148) darf nicht negativ sein, gefunden: {actualAmount}. Bitte ohne Vorzeichen angeben.',
    ({ invoice }) =>
      each(invoice, 'BG-25', 'BG-29').flatMap((price) => {
        const gross = decimalOf(price, 'BT-148');
        return gross?.isNegative() ? [{ at: price.element, actual: gross.toString() }] : [];
      }),
  ),
  periodOrder('BR-29', ['BG-14'], 'BT-73', 'BT-74', 'invoicing period', 'Abrechnungszeitraum'),
  periodOrder('BR-30', ['BG-25', 'BG-26'], 'BT-134', 'BT-135', 'invoice line period', 'Zeitraum der Position'),
  rule(
    'BR-CO-19',
    'BT-73 BT-74',
    'Expected a start or an end of the invoicing period, but neither is given. Add one or remove the period.',
    'Der Abrechnungszeitraum (BG-14) hat weder Beginn noch Ende. Bitte ergänzen oder entfernen.',
    ({ invoice, syntax }) =>
      where(
        each(invoice, 'BG-14'),
        (period) => !period.has('BT-73') && !period.has('BT-74') && (syntax === 'cii' || !period.has('BT-8')),
      ),
  ),
  rule(
    'BR-CO-20',
    'BT-134 BT-135',
    'Expected a start or an end of the invoice line period, but neither is given. Add one or remove the period.',
    'Der Zeitraum der Position (BG-26) hat weder Beginn noch Ende. Bitte ergänzen oder entfernen.',
    ({ invoice }) => where(each(invoice, 'BG-25', 'BG-26'), (period) => !period.has('BT-134') && !period.has('BT-135')),
  ),
  ...allowanceRules(
    ['BR-31', 'BR-32', 'BR-33', 'BR-CO-21'],
    ['BG-20'],
    ['BT-92', 'BT-95', 'BT-97', 'BT-98'],
    'document level allowance',
    'Nachlass auf Rechnungsebene',
  ),
  ...allowanceRules(
    ['BR-36', 'BR-37', 'BR-38', 'BR-CO-22'],
    ['BG-21'],
    ['BT-99', 'BT-102', 'BT-104', 'BT-105'],
    'document level charge',
    'Zuschlag auf Rechnungsebene',
  ),
  ...allowanceRules(
    ['BR-41', undefined, 'BR-42', 'BR-CO-23'],
    ['BG-25', 'BG-27'],
    ['BT-136', undefined, 'BT-139', 'BT-140'],
    'invoice line allowance',
    'Nachlass auf die Position',
  ),
  ...allowanceRules(
    ['BR-43', undefined, 'BR-44', 'BR-CO-24'],
    ['BG-25', 'BG-28'],
    ['BT-141', undefined, 'BT-144', 'BT-145'],
    'invoice line charge',
    'Zuschlag auf die Position',
  ),
  ...onlyUbl(
    rule(
      'BR-50',
      'BT-84',
      'Expected a payment account identifier, but it is empty. Give the IBAN of the account.',
      'Die Kontonummer (BT-84) zur Überweisung ist leer. Bitte die IBAN angeben.',
      ({ invoice }) =>
        creditTransfers(invoice).flatMap((means) =>
          where(means.groups('BG-17'), (account) => !account.isFilled('BT-84')),
        ),
    ),
    rule(
      'BR-61',
      'BT-84',
      'Expected the account of the payee, but it is missing although payment by credit transfer is asked for. Give the IBAN.',
      'Bei Zahlung per Überweisung (BT-81 = 30 oder 58) muss das Konto (BT-84) angegeben sein. Bitte die IBAN ergänzen.',
      ({ invoice }) =>
        where(creditTransfers(invoice), (means) => !means.groups('BG-17').some((account) => account.has('BT-84'))),
    ),
    rule(
      'BR-51',
      'BT-87',
      'Expected at most the first six and last four digits of the card number, but found more. Shorten the number.',
      'Von der Kartennummer (BT-87) dürfen höchstens die ersten sechs und letzten vier Ziffern erscheinen. Bitte kürzen.',
      ({ invoice }) => where(each(invoice, 'BG-16', 'BG-18'), (card) => (card.value('BT-87')?.length ?? 0) > 10),
      'warning',
    ),
  ),
  ...onlyCii(
    ...(['BR-50', 'BR-61'] as const).map((id) =>
      rule(
        id,
        'BT-84',
        'Expected the account of the payee, but it is missing although payment by credit transfer is asked for. Give the IBAN.',
        'Bei Zahlung per Überweisung (BT-81 = 30 oder 58) muss das Konto (BT-84) angegeben sein. Bitte die IBAN ergänzen.',
        ({ invoice }) =>
          creditTransfers(invoice).flatMap((means) =>
            where(
              means.groups('BG-17'),
              (account) => !account.terms('BT-84').some((one) => id === 'BR-61' || !isBlank(one.element)),
            ),
          ),
      ),
    ),
    rule(
      'BR-51',
      'BT-87',
      'Expected at most the first six and last four digits of the card number, but found more. Shorten the number.',
      'Von der Kartennummer (BT-87) dürfen höchstens die ersten sechs und letzten vier Ziffern erscheinen. Bitte kürzen.',
      ({ invoice }) => where(each(invoice, 'BG-16', 'BG-18'), (card) => (card.term('BT-87')?.value.length ?? 0) > 10),
      'warning',
    ),
  ),
  rule(
    'BR-52',
    'BT-122',
    'Expected a reference of the supporting document, but it is missing. Give every attachment a reference.',
    'Eine Anlage hat keine Kennung (BT-122). Bitte jeder Anlage eine Kennung geben.',
    ({ index }) =>
      index
        .named('cac:AdditionalDocumentReference', 'ram:AdditionalReferencedDocument')
        .filter((document) => isBlank(document.child('cbc:ID') ?? document.child('ram:IssuerAssignedID'))),
  ),
  schemeIdentifier('BR-62', 'BG-4', 'BT-34', 'seller electronic address', 'der elektronischen Adresse des Verkäufers'),
  schemeIdentifier('BR-63', 'BG-7', 'BT-49', 'buyer electronic address', 'der elektronischen Adresse des Käufers'),
  rule(
    'BR-64',
    'BT-157-1',
    'Expected a scheme identifier for the item standard identifier, but it is missing. Add it, for example 0160 for a GTIN.',
    'Der Artikelnummer (BT-157) fehlt das Bildungsschema. Bitte ergänzen, zum Beispiel 0160 für eine GTIN.',
    ({ invoice }) => withoutAttribute(each(invoice, 'BG-25', 'BG-31'), 'BT-157', 'schemeID'),
  ),
  rule(
    'BR-65',
    'BT-158-1',
    'Expected a scheme identifier for the item classification, but it is missing. Add it, for example STI for CPV.',
    'Der Artikelklassifizierung (BT-158) fehlt das Bildungsschema. Bitte ergänzen, zum Beispiel STI für CPV.',
    ({ invoice }) => withoutAttribute(each(invoice, 'BG-25', 'BG-31'), 'BT-158', 'listID'),
  ),
];

/** Payment instructions that ask for a credit transfer: codes 30 and 58 of UNTDID 4461. */
function creditTransfers(invoice: Group): readonly Group[] {
  return each(invoice, 'BG-16').filter((means) => ['30', '58'].includes(means.value('BT-81') ?? ''));
}

function isBlank(element: XmlElement | undefined): boolean {
  return !element || normalizeSpace(element.text) === '';
}

/** A date of UBL, or one of CII in the only format EN 16931 allows. */
function isPlainDate(element: XmlElement | undefined): boolean {
  return element !== undefined && (!element.name.startsWith('udt:') || element.attribute('format') === '102');
}

function withoutAttribute(groups: readonly Group[], id: TermId, attribute: string): XmlElement[] {
  return groups.flatMap((group) =>
    group.terms(id).flatMap((term) => {
      const value = term.element.attribute(attribute);
      const isMissing = term.element.name.startsWith('ram:') ? !value || value.trim() === '' : value === undefined;
      return isMissing ? [term.element] : [];
    }),
  );
}

function periodOrder(
  id: string,
  chain: readonly GroupId[],
  start: TermId,
  end: TermId,
  noun: string,
  nounDe: string,
): Rule {
  return rule(
    id,
    `${start} ${end}`,
    `Expected the ${noun} to end on or after its start, but it ends {actualDate} and starts {expectedDate}. Correct the dates.`,
    `Der ${nounDe} endet ({actualDate}) vor seinem Beginn ({expectedDate}). Bitte die Daten berichtigen.`,
    ({ invoice }) =>
      each(invoice, ...chain).flatMap((period) => {
        const from = period.value(start);
        const to = period.value(end);
        if (from === undefined || to === undefined) return [];
        // Dates of one format are in the order of their text, whether YYYY-MM-DD or YYYYMMDD.
        const isComparable = [period.term(start), period.term(end)].every((date) => isPlainDate(date?.element));
        return isComparable && to >= from ? [] : [{ at: period.element, actual: to, expected: from }];
      }),
  );
}

function allowanceRules(
  ids: readonly [string, string | undefined, string, string],
  chain: readonly GroupId[],
  terms: readonly [TermId, TermId | undefined, TermId, TermId],
  noun: string,
  nounDe: string,
): Rule[] {
  const [amountId, categoryId, reasonId, reasonConditionId] = ids;
  const [amount, category, reason, reasonCode] = terms;
  const rules = [
    rule(
      amountId,
      amount,
      `Expected an amount of the ${noun} (${amount}), but it is missing. Add the amount.`,
      `Der ${nounDe} hat keinen Betrag (${amount}). Bitte ergänzen.`,
      ({ invoice }) => where(each(invoice, ...chain), (group) => !group.has(amount)),
    ),
    ...[reasonId, reasonConditionId].map((id) =>
      rule(
        id,
        `${reason} ${reasonCode}`,
        `Expected a reason of the ${noun} as text (${reason}) or code (${reasonCode}), but both are missing. Add one.`,
        `Der ${nounDe} hat keinen Grund. Bitte als Text (${reason}) oder Code (${reasonCode}) angeben.`,
        ({ invoice }) => where(each(invoice, ...chain), (group) => !group.has(reason) && !group.has(reasonCode)),
      ),
    ),
  ];
  if (categoryId && category) {
    rules.push(
      rule(
        categoryId,
        category,
        `Expected the VAT category code of the ${noun} (${category}), but it is missing. Add the code.`,
        `Der ${nounDe} hat keinen Umsatzsteuercode (${category}). Bitte ergänzen.`,
        ({ invoice }) => where(each(invoice, ...chain), (group) => !group.has(category)),
      ),
    );
  }
  return rules;
}

function schemeIdentifier(id: string, group: GroupId, term: TermId, noun: string, nounDe: string): Rule {
  return rule(
    id,
    `${term}-1`,
    `Expected a scheme identifier of the ${noun} (${term}), but it is missing. Add it, for example EM for e-mail.`,
    `Bei ${nounDe} (${term}) fehlt das Bildungsschema. Bitte ergänzen, zum Beispiel EM für E-Mail.`,
    ({ invoice, syntax }) =>
      syntax === 'cii'
        ? each(invoice, group).flatMap(addressWithoutScheme)
        : withoutAttribute(each(invoice, group), term, 'schemeID'),
  );
}

/** In CII the element of the address may be there without the address itself. */
function addressWithoutScheme(party: Group): XmlElement[] {
  const address = party.element.child('ram:URIUniversalCommunication');
  return address && !address.child('ram:URIID')?.attribute('schemeID')?.trim() ? [address] : [];
}
