import { exemptionReasonCodes } from '../code-lists/exemption-reasons.ts';
import { currencyCodes } from '../code-lists/iso-codes.ts';
import { type XmlElement } from '../xml/xml-element.ts';
import { ciiCodeListRules } from './cii-code-list-rules.ts';
import { coded, codedAttribute, named } from './coded-value.ts';
import { type Rule, type RuleContext } from './rule.ts';
import { ublCodeListRules } from './ubl-code-list-rules.ts';

/** BR-CL: values taken from code lists (EN 16931-1, 6.5). */
export const codeListRules: readonly Rule[] = [
  ...ublCodeListRules,
  ...ciiCodeListRules,
  codedAttribute(
    'BR-CL-03',
    'BT-5 BT-6',
    'currency of an amount',
    'Währung eines Betrags',
    currencyCarriers,
    'currencyID',
    currencyCodes,
  ),
  coded(
    'BR-CL-04',
    'BT-5',
    'invoice currency',
    'Rechnungswährung',
    named('cbc:DocumentCurrencyCode', 'ram:InvoiceCurrencyCode'),
    currencyCodes,
  ),
  coded(
    'BR-CL-05',
    'BT-6',
    'VAT accounting currency',
    'Abrechnungswährung',
    named('cbc:TaxCurrencyCode', 'ram:TaxCurrencyCode'),
    currencyCodes,
  ),
  coded(
    'BR-CL-22',
    'BT-121',
    'VAT exemption reason code',
    'Code des Befreiungsgrunds',
    named('cbc:TaxExemptionReasonCode', 'ram:ExemptionReasonCode'),
    exemptionReasonCodes,
    (code) => code.toUpperCase(),
  ),
];

const ublAmounts =
  `Amount BaseAmount PriceAmount TaxAmount TaxableAmount LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount
  AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount PayableAmount`
    .split(/\s+/)
    .map((name) => `cbc:${name}`);

/** Amounts whose currency counts; in CII only the VAT totals state one. */
function currencyCarriers({ index, syntax }: RuleContext): readonly XmlElement[] {
  return syntax === 'cii' ? index.named('ram:TaxTotalAmount') : index.named(...ublAmounts);
}
