import { itemClassificationSchemes } from '../code-lists/untdid.ts';
import { type Group, type Term } from '../model/business-term.ts';
import { normalizeSpace } from '../xml/xml-element.ts';
import { type Rule, demand, each, onDocument, rule, where } from './rule.ts';

const vehicleCategories: ReadonlySet<string> = new Set(['M1', 'M2', 'M3', 'N1', 'N2', 'N3']);
const vehicleAttributes: ReadonlySet<string> = new Set(['clean', 'zero-emission', 'other']);

/** Classifications of an item under the scheme CVD. */
function vehicleClasses(item: Group): readonly Term[] {
  return item.terms('BT-158').filter((term) => term.element.attribute('listID') === 'CVD');
}

/** Attributes of an item named `cva`. */
function vehicleDetails(item: Group): readonly Group[] {
  return item.groups('BG-32').filter((attribute) => attribute.terms('BT-160').some((name) => name.value === 'cva'));
}

/** BR-DE-CVD: invoices about the procurement of clean vehicles (directive 2009/33/EC), XRechnung CVD. */
export const xrechnungCvdRules: readonly Rule[] = [
  demand('BR-DE-CVD-01', [], ['BT-12'], 'filled', 'contract reference', 'Die Vertragsnummer'),
  demand('BR-DE-CVD-02', [], ['BT-17'], 'filled', 'tender or lot reference', 'Die Vergabenummer'),
  rule(
    'BR-DE-CVD-03',
    'BT-158 BT-160',
    'Expected at least one line with a vehicle class (scheme CVD) and an attribute cva, but found none. Add both.',
    'Mindestens eine Position muss eine Fahrzeugklasse (BT-158, Schema CVD) und die Eigenschaft cva (BT-160) haben. Bitte ergänzen.',
    (context) =>
      onDocument(
        context,
        !each(context.invoice, 'BG-25', 'BG-31').some(
          (item) => vehicleClasses(item).length > 0 && vehicleDetails(item).length > 0,
        ),
      ),
  ),
  rule(
    'BR-DE-CVD-04',
    'BT-158',
    'Expected a vehicle class M1, M2, M3, N1, N2 or N3, but found {actual}. Correct it.',
    'Die Fahrzeugklasse (BT-158) muss M1, M2, M3, N1, N2 oder N3 sein, gefunden: {actual}. Bitte berichtigen.',
    ({ invoice }) =>
      each(invoice, 'BG-25', 'BG-31').flatMap((item) =>
        item
          .terms('BT-158')
          .filter(
            (term) =>
              normalizeSpace(term.element.attribute('listID') ?? '') === 'CVD' &&
              !vehicleCategories.has(normalizeSpace(term.value)),
          )
          .map((term) => ({ at: term.element, actual: term.value })),
      ),
  ),
  rule(
    'BR-DE-CVD-05',
    'BT-161',
    'Expected clean, zero-emission or other as value of the attribute cva, but found {actual}. Correct it.',
    'Der Wert der Eigenschaft cva (BT-161) muss clean, zero-emission oder other sein, gefunden: {actual}. Bitte berichtigen.',
    ({ invoice }) =>
      each(invoice, 'BG-25', 'BG-31')
        .flatMap(vehicleDetails)
        .filter((attribute) => !vehicleAttributes.has(attribute.value('BT-161') ?? ''))
        .map((attribute) => ({ at: attribute.element, actual: attribute.value('BT-161') ?? '–' })),
  ),
  rule(
    'BR-DE-CVD-06-a',
    'BT-158 BT-160',
    'Expected exactly one attribute cva next to a vehicle class, but found otherwise. Correct the line.',
    'Zu einer Fahrzeugklasse (Schema CVD) gehört in derselben Position genau eine Eigenschaft cva. Bitte berichtigen.',
    ({ invoice }) =>
      where(
        each(invoice, 'BG-25', 'BG-31'),
        (item) => vehicleClasses(item).length > 0 && vehicleDetails(item).length !== 1,
      ),
  ),
  rule(
    'BR-DE-CVD-06-b',
    'BT-158 BT-160',
    'Expected exactly one vehicle class (scheme CVD) next to an attribute cva, but found otherwise. Correct the line.',
    'Zur Eigenschaft cva gehört in derselben Position genau eine Fahrzeugklasse (Schema CVD). Bitte berichtigen.',
    ({ invoice }) =>
      where(
        each(invoice, 'BG-25', 'BG-31'),
        (item) => vehicleDetails(item).length > 0 && vehicleClasses(item).length !== 1,
      ),
  ),
  rule(
    'BR-TMP-CVD-01',
    'BT-158-1',
    'Expected a classification scheme of UNTDID 7143 or CVD, but found {actual}. Correct it.',
    'Das Schema der Klassifizierung (BT-158) muss aus UNTDID 7143 stammen oder CVD sein, gefunden: {actual}. Bitte berichtigen.',
    ({ invoice }) =>
      each(invoice, 'BG-25', 'BG-31').flatMap((item) =>
        item.terms('BT-158').flatMap((term) => {
          const scheme = normalizeSpace(term.element.attribute('listID') ?? '');
          return scheme === 'CVD' || itemClassificationSchemes.has(scheme)
            ? []
            : [{ at: term.element, actual: scheme }];
        }),
      ),
  ),
];
