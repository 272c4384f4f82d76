import { easCodes, icdCodes } from '../code-lists/identifier-schemes.ts';
import { countryCodes, vatPrefixes } from '../code-lists/iso-codes.ts';
import { unitCodes } from '../code-lists/unit-codes.ts';
import {
  allowanceReasonCodes,
  chargeReasonCodes,
  creditNoteTypeCodes,
  invoiceTypeCodes,
  itemClassificationSchemes,
  noteSubjectCodes,
  objectSchemes,
  paymentMeansCodes,
  vatCategoryCodes,
  vatPointCodes,
} from '../code-lists/untdid.ts';
import { attachmentMediaTypes } from '../code-lists/media-types.ts';
import { ciiChargeIndicator } from '../model/cii-binding.ts';
import { type XmlElement } from '../xml/xml-element.ts';
import { children, coded, codedAttribute, named } from './coded-value.ts';
import { type Rule, type RuleContext, onlyCii, rule } from './rule.ts';

/** BR-CL where CII says where the codes stand. */
export const ciiCodeListRules: readonly Rule[] = onlyCii(
  coded(
    'BR-CL-01',
    'BT-3',
    'invoice type code',
    'Rechnungsart',
    children('rsm:ExchangedDocument', 'ram:TypeCode'),
    new Set([...invoiceTypeCodes, ...creditNoteTypeCodes]),
  ),
  coded(
    'BR-CL-06',
    'BT-8',
    'VAT point date code',
    'Code der Steuerfälligkeit',
    named('ram:DueDateTypeCode'),
    vatPointCodes.cii,
  ),
  coded(
    'BR-CL-07',
    'BT-18-1',
    'object identifier scheme',
    'Schema der Objektkennung',
    named('ram:ReferenceTypeCode'),
    objectSchemes,
  ),
  coded('BR-CL-08', 'BT-21', 'note subject code', 'Betreff der Bemerkung', named('ram:SubjectCode'), noteSubjectCodes),
  codedAttribute(
    'BR-CL-10',
    'BT-29-1 BT-46-1 BT-60-1',
    'party identifier scheme',
    'Schema der Kennung',
    partyGlobalIds,
    'schemeID',
    icdCodes,
  ),
  codedAttribute(
    'BR-CL-11',
    'BT-30-1 BT-47-1 BT-61-1',
    'registration identifier scheme',
    'Schema der Registernummer',
    registrationIds,
    'schemeID',
    icdCodes,
  ),
  codedAttribute(
    'BR-CL-13',
    'BT-158-1',
    'item classification scheme',
    'Schema der Artikelklassifizierung',
    named('ram:ClassCode'),
    'listID',
    itemClassificationSchemes,
  ),
  coded('BR-CL-14', 'BT-40 BT-55 BT-69 BT-80', 'country code', 'Ländercode', named('ram:CountryID'), countryCodes),
  coded(
    'BR-CL-15',
    'BT-159',
    'country of origin',
    'Ursprungsland',
    children('ram:OriginTradeCountry', 'ram:ID'),
    countryCodes,
  ),
  coded(
    'BR-CL-16',
    'BT-81',
    'payment means code',
    'Zahlungsart',
    children('ram:SpecifiedTradeSettlementPaymentMeans', 'ram:TypeCode'),
    paymentMeansCodes,
  ),
  coded(
    'BR-CL-17',
    'BT-95 BT-102 BT-118',
    'VAT category code',
    'Umsatzsteuercode',
    children('ram:CategoryTradeTax', 'ram:CategoryCode'),
    vatCategoryCodes,
  ),
  coded(
    'BR-CL-18',
    'BT-118 BT-151',
    'VAT category code',
    'Umsatzsteuercode',
    children('ram:ApplicableTradeTax', 'ram:CategoryCode'),
    vatCategoryCodes,
  ),
  coded(
    'BR-CL-19',
    'BT-98 BT-140',
    'allowance reason code',
    'Grund des Nachlasses',
    reasonsOf(false),
    allowanceReasonCodes,
  ),
  coded('BR-CL-20', 'BT-105 BT-145', 'charge reason code', 'Grund des Zuschlags', reasonsOf(true), chargeReasonCodes),
  codedAttribute(
    'BR-CL-21',
    'BT-157-1',
    'item identifier scheme',
    'Schema der Artikelnummer',
    children('ram:SpecifiedTradeProduct', 'ram:GlobalID'),
    'schemeID',
    icdCodes,
  ),
  codedAttribute(
    'BR-CL-23',
    'BT-130 BT-150',
    'unit of measure',
    'Mengeneinheit',
    named('ram:BilledQuantity', 'ram:BasisQuantity'),
    'unitCode',
    unitCodes,
  ),
  codedAttribute(
    'BR-CL-24',
    'BT-125-1',
    'media type of the attachment',
    'Dateityp der Anlage',
    named('ram:AttachmentBinaryObject'),
    'mimeCode',
    attachmentMediaTypes,
  ),
  codedAttribute(
    'BR-CL-25',
    'BT-34-1 BT-49-1',
    'electronic address scheme',
    'Schema der elektronischen Adresse',
    children('ram:URIUniversalCommunication', 'ram:URIID'),
    'schemeID',
    easCodes,
  ),
  codedAttribute(
    'BR-CL-26',
    'BT-71-1',
    'delivery location scheme',
    'Schema des Lieferorts',
    children('ram:ShipToTradeParty', 'ram:GlobalID'),
    'schemeID',
    icdCodes,
  ),
  rule(
    'BR-CO-09',
    'BT-31 BT-48 BT-63',
    'Expected a VAT identifier that starts with a country code, but found {actual}. Add the prefix, for example DE.',
    'Die Umsatzsteuer-ID {actual} beginnt nicht mit einem Ländercode wie DE. Bitte berichtigen.',
    ({ index }) =>
      children(
        'ram:SpecifiedTaxRegistration',
        'ram:ID',
      )({ index })
        .filter((id) => id.attribute('schemeID') === 'VA' && !vatPrefixes.has(id.text.slice(0, 2)))
        .map((id) => ({ at: id, actual: id.text })),
  ),
);

/** Global identifiers of parties, not of goods and places of delivery, which have rules of their own. */
export function partyGlobalIds({ index }: Pick<RuleContext, 'index'>): XmlElement[] {
  return index
    .named('ram:GlobalID')
    .filter((id) => id.parent?.name !== 'ram:SpecifiedTradeProduct' && id.parent?.name !== 'ram:ShipToTradeParty');
}

/** Identifiers with a scheme, except those of tax registrations. */
export function registrationIds({ index }: Pick<RuleContext, 'index'>): XmlElement[] {
  return index.named('ram:ID').filter((id) => id.parent?.name !== 'ram:SpecifiedTaxRegistration');
}

function reasonsOf(isCharge: boolean): (context: RuleContext) => XmlElement[] {
  const reasons = children('ram:SpecifiedTradeAllowanceCharge', 'ram:ReasonCode');
  return (context) => reasons(context).filter((code) => code.parent && ciiChargeIndicator(code.parent) === isCharge);
}
