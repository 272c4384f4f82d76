import { peppolAllowanceRules } from './peppol-allowance-rules.ts';
import { peppolLineRules } from './peppol-line-rules.ts';
import { peppolVatTotalRules } from './peppol-vat-total-rules.ts';
import { type Rule, demand, each, rule, where } from './rule.ts';

/** The rules of Peppol BIS Billing that XRechnung takes over, in the order of their numbers. */
export const peppolRules: readonly Rule[] = [
  demand('PEPPOL-EN16931-R001', [], ['BG-2', 'BT-23'], 'present', 'business process', 'Der Geschäftsprozess'),
  rule(
    'PEPPOL-EN16931-R005',
    'BT-6',
    'Expected a VAT accounting currency that differs from the invoice currency, but both are the same. Remove BT-6.',
    'Die Abrechnungswährung (BT-6) gleicht der Rechnungswährung. Bitte BT-6 entfernen.',
    ({ invoice, root }) => {
      const currency = invoice.value('BT-6');
      return currency !== undefined && currency === (invoice.value('BT-5') ?? '')
        ? [invoice.term('BT-6')?.element ?? root]
        : [];
    },
  ),
  rule(
    'PEPPOL-EN16931-R008',
    'BG-0',
    'Expected no empty elements, but found {actual}. Fill or remove it.',
    'Die Rechnung enthält ein leeres Element: {actual}. Bitte füllen oder entfernen.',
    ({ index }) =>
      index.empty
        .filter((element) => element.name !== 'ram:ApplicableHeaderTradeDelivery')
        .map((element) => ({ at: element, actual: element.name })),
  ),
  electronicAddress(
    'PEPPOL-EN16931-R010',
    'BG-7',
    'BT-49',
    'buyer electronic address',
    'Die elektronische Adresse des Käufers',
  ),
  electronicAddress(
    'PEPPOL-EN16931-R020',
    'BG-4',
    'BT-34',
    'seller electronic address',
    'Die elektronische Adresse des Verkäufers',
  ),
  ...peppolAllowanceRules,
  ...peppolVatTotalRules,
  rule(
    'PEPPOL-EN16931-R061',
    'BT-89',
    'Expected a mandate reference for a direct debit, but it is missing. Add BT-89.',
    'Bei Lastschrift fehlt die Mandatsreferenz (BT-89). Bitte ergänzen.',
    ({ invoice }) =>
      where(each(invoice, 'BG-16'), (means) => {
        const isDebit = ['49', '59'].includes(means.value('BT-81') ?? '');
        return isDebit && !invoice.has('BT-89') && !means.groups('BG-19').some((debit) => debit.has('BT-89'));
      }),
  ),
  ...peppolLineRules,
];

/** The rule is about the party: in UBL there may be a role without one. */
function electronicAddress(
  id: string,
  group: 'BG-4' | 'BG-7',
  term: 'BT-34' | 'BT-49',
  noun: string,
  nounDe: string,
): Rule {
  return {
    ...demand(id, [group], [term], 'present', noun, nounDe),
    test: ({ invoice, syntax }) =>
      where(
        each(invoice, group),
        (role) => !role.has(term) && (syntax === 'cii' || role.element.child('cac:Party') !== undefined),
      ),
  };
}
