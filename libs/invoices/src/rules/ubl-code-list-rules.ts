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
import { ublChargeIndicator } from '../model/ubl-binding.ts';
import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { children, coded, codedAttribute, named } from './coded-value.ts';
import { type Rule, type RuleContext, onlyUbl, rule } from './rule.ts';

/** BR-CL where UBL says where the codes stand. */
export const ublCodeListRules: readonly Rule[] = onlyUbl(
  coded('BR-CL-01', 'BT-3', 'invoice type code', 'Rechnungsart', named('cbc:InvoiceTypeCode'), invoiceTypeCodes),
  coded(
    'BR-CL-01',
    'BT-3',
    'credit note type code',
    'Art der Gutschrift',
    named('cbc:CreditNoteTypeCode'),
    creditNoteTypeCodes,
  ),
  coded(
    'BR-CL-06',
    'BT-8',
    'VAT point date code',
    'Code der Steuerfälligkeit',
    children('cac:InvoicePeriod', 'cbc:DescriptionCode'),
    vatPointCodes.ubl,
  ),
  codedAttribute(
    'BR-CL-07',
    'BT-18-1',
    'object identifier scheme',
    'Schema der Objektkennung',
    invoicedObjects,
    'schemeID',
    objectSchemes,
  ),
  rule(
    'BR-CL-08',
    'BT-21',
    'Expected a subject code of UNTDID 4451 between the number signs of the note, but found {actual}. Use a code of the list.',
    'Das Kürzel {actual} zwischen den Rautezeichen der Bemerkung (BT-21) steht nicht in UNTDID 4451. Bitte berichtigen.',
    ({ root }) =>
      root.childrenNamed('cbc:Note').flatMap((note) => {
        const code = /^[^#]*#([^#]{3})#/.exec(note.text)?.[1];
        return code === undefined || noteSubjectCodes.has(code) ? [] : [{ at: note, actual: code }];
      }),
  ),
  rule(
    'BR-CL-10',
    'BT-29-1 BT-46-1 BT-60-1',
    'Expected an ISO 6523 scheme of the party identifier, but found {actual}. Use a code of the list.',
    'Das Schema {actual} der Kennung ist nicht in ISO 6523 ICD enthalten. Bitte berichtigen.',
    ({ index }) =>
      children(
        'cac:PartyIdentification',
        'cbc:ID',
      )({ index }).flatMap((id) => {
        const scheme = id.attribute('schemeID');
        const owner = id.parent?.parent;
        const mayBeCreditor = owner?.name === 'cac:PayeeParty' || owner?.parent?.name === 'cac:AccountingSupplierParty';
        const isKnown = scheme === undefined || icdCodes.has(normalizeSpace(scheme));
        return isKnown || (mayBeCreditor && normalizeSpace(scheme) === 'SEPA') ? [] : [{ at: id, actual: scheme }];
      }),
  ),
  codedAttribute(
    'BR-CL-11',
    'BT-30-1 BT-47-1 BT-61-1',
    'registration identifier scheme',
    'Schema der Registernummer',
    children('cac:PartyLegalEntity', 'cbc:CompanyID'),
    'schemeID',
    icdCodes,
  ),
  codedAttribute(
    'BR-CL-13',
    'BT-158-1',
    'item classification scheme',
    'Schema der Artikelklassifizierung',
    children('cac:CommodityClassification', 'cbc:ItemClassificationCode'),
    'listID',
    itemClassificationSchemes,
  ),
  coded(
    'BR-CL-14',
    'BT-40 BT-55 BT-69 BT-80',
    'country code',
    'Ländercode',
    children('cac:Country', 'cbc:IdentificationCode'),
    countryCodes,
  ),
  coded(
    'BR-CL-15',
    'BT-159',
    'country of origin',
    'Ursprungsland',
    children('cac:OriginCountry', 'cbc:IdentificationCode'),
    countryCodes,
  ),
  coded(
    'BR-CL-16',
    'BT-81',
    'payment means code',
    'Zahlungsart',
    children('cac:PaymentMeans', 'cbc:PaymentMeansCode'),
    paymentMeansCodes,
  ),
  coded(
    'BR-CL-17',
    'BT-95 BT-102 BT-118',
    'VAT category code',
    'Umsatzsteuercode',
    children('cac:TaxCategory', 'cbc:ID'),
    vatCategoryCodes,
  ),
  coded(
    'BR-CL-18',
    'BT-151',
    'VAT category code of a line',
    'Umsatzsteuercode der Position',
    children('cac:ClassifiedTaxCategory', 'cbc:ID'),
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
    children('cac:StandardItemIdentification', 'cbc:ID'),
    'schemeID',
    icdCodes,
  ),
  codedAttribute(
    'BR-CL-23',
    'BT-130 BT-150',
    'unit of measure',
    'Mengeneinheit',
    named('cbc:InvoicedQuantity', 'cbc:BaseQuantity', 'cbc:CreditedQuantity'),
    'unitCode',
    unitCodes,
  ),
  codedAttribute(
    'BR-CL-24',
    'BT-125-1',
    'media type of the attachment',
    'Dateityp der Anlage',
    named('cbc:EmbeddedDocumentBinaryObject'),
    'mimeCode',
    attachmentMediaTypes,
  ),
  codedAttribute(
    'BR-CL-25',
    'BT-34-1 BT-49-1',
    'electronic address scheme',
    'Schema der elektronischen Adresse',
    named('cbc:EndpointID'),
    'schemeID',
    easCodes,
  ),
  codedAttribute(
    'BR-CL-26',
    'BT-71-1',
    'delivery location scheme',
    'Schema des Lieferorts',
    children('cac:DeliveryLocation', 'cbc:ID'),
    'schemeID',
    icdCodes,
  ),
  rule(
    'BR-CO-09',
    'BT-31 BT-48 BT-63',
    'Expected a VAT identifier that starts with a country code, but found {actual}. Add the prefix, for example DE.',
    'Die Umsatzsteuer-ID {actual} beginnt nicht mit einem Ländercode wie DE. Bitte berichtigen.',
    ({ index }) =>
      index.named('cac:PartyTaxScheme').flatMap((registration) => {
        const isVat =
          normalizeSpace(registration.child('cac:TaxScheme')?.child('cbc:ID')?.text ?? '').toUpperCase() === 'VAT';
        const id = registration.child('cbc:CompanyID');
        return isVat && id && id.text !== '' && !vatPrefixes.has(id.text.slice(0, 2))
          ? [{ at: id, actual: id.text }]
          : [];
      }),
  ),
);

function invoicedObjects({ index }: RuleContext): XmlElement[] {
  return index
    .named('cac:AdditionalDocumentReference', 'cac:DocumentReference')
    .filter((document) => document.child('cbc:DocumentTypeCode')?.text === '130')
    .flatMap((document) => document.childrenNamed('cbc:ID'));
}

function reasonsOf(isCharge: boolean): (context: RuleContext) => XmlElement[] {
  const reasons = children('cac:AllowanceCharge', 'cbc:AllowanceChargeReasonCode');
  return (context) => reasons(context).filter((code) => code.parent && ublChargeIndicator(code.parent) === isCharge);
}
