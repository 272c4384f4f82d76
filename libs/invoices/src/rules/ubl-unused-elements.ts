import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { type Rule, type RuleContext, onlyUbl } from './rule.ts';
import { type UnusedElementTable, unusedElementRule, unusedElementRules } from './unused-elements.ts';

const documentDetails = `cbc:DocumentTypeCode DocumentType XPath LanguageID LocaleCode VersionID DocumentStatusCode
  DocumentDescription cac:Attachment ValidityPeriod IssuerParty ResultOfVerification`;
const document = `cbc:CopyIndicator UUID IssueDate IssueTime ${documentDetails}`;
const marks = 'cbc:MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID';
const address = `cbc:ID AddressTypeCode AddressFormatCode Postbox Floor Room BlockName BuildingName BuildingNumber
  InhouseMail Department MarkAttention MarkCare PlotIdentification CitySubdivisionName CountrySubentityCode Region
  District TimezoneOffset cac:Country/cbc:Name cac:LocationCoordinate`;
const taxRegistration = 'cbc:RegistrationName TaxLevelCode ExemptionReasonCode ExemptionReason cac:RegistrationAddress';
const taxScheme = 'cbc:Name TaxTypeCode CurrencyCode cac:JurisdictionRegionAddress';
const legalStatus = `cbc:SoleProprietorshipIndicator CompanyLiquidationStatusCode CorporateStockAmount
  FullyPaidSharesIndicator cac:RegistrationAddress CorporateRegistrationScheme HeadOfficeParty ShareholderParty`;
const contact = 'cbc:ID Telefax Note cac:OtherCommunication';
const persons = 'cac:Person AgentParty ServiceProviderParty PowerOfAttorney FinancialAccount';
const account = 'cbc:AliasName AccountTypeCode AccountFormatCode CurrencyCode PaymentNote';
const itemNumber = 'cbc:ExtendedID BarcodeSymbologyID cac:PhysicalAttribute MeasurementDimension IssuerParty';
const taxCategory = `cbc:Name BaseUnitMeasure PerUnitAmount TaxExemptionReasonCode TaxExemptionReason TierRange
  TierRatePercent`;
const allowance = 'cbc:ID PrepaidIndicator SequenceNumeric AccountingCostCode AccountingCost PerUnitAmount';
const external = 'cac:AdditionalDocumentReference/cac:Attachment/cac:ExternalReference';
const supplier = 'cac:AccountingSupplierParty';
const customer = 'cac:AccountingCustomerParty';
const representative = 'cac:TaxRepresentativeParty';
const location = 'cac:Delivery/cac:DeliveryLocation';
const payee = 'cac:PaymentMeans/cac:PayeeFinancialAccount';
const mandate = 'cac:PaymentMeans/cac:PaymentMandate';
const subtotal = 'cac:TaxTotal/cac:TaxSubtotal';
const line = 'cac:InvoiceLine|cac:CreditNoteLine';
const item = `${line}/cac:Item`;

const table: UnusedElementTable = [
  [1, '', 'ext:UBLExtensions'],
  [
    3,
    '',
    `cbc:ProfileExecutionID CopyIndicator UUID IssueTime PricingCurrencyCode PaymentCurrencyCode
      PaymentAlternativeCurrencyCode AccountingCostCode LineCountNumeric`,
  ],
  [12, 'cac:InvoicePeriod', 'cbc:StartTime EndTime DurationMeasure Description'],
  [16, 'cac:OrderReference', 'cbc:CopyIndicator UUID IssueDate IssueTime CustomerReference OrderTypeCode'],
  [23, 'cac:BillingReference/cac:InvoiceDocumentReference', `cbc:CopyIndicator UUID IssueTime ${documentDetails}`],
  [
    38,
    'cac:BillingReference',
    `cac:SelfBilledInvoiceDocumentReference CreditNoteDocumentReference SelfBilledCreditNoteDocumentReference
      DebitNoteDocumentReference ReminderDocumentReference AdditionalDocumentReference BillingReferenceLine`,
  ],
  [45, 'cac:DespatchDocumentReference', document],
  [61, 'cac:ReceiptDocumentReference', document],
  [77, '', 'cac:StatementDocumentReference'],
  [78, 'cac:OriginatorDocumentReference', document],
  [94, 'cac:ContractDocumentReference', document],
  [
    110,
    'cac:AdditionalDocumentReference',
    'cbc:CopyIndicator UUID IssueDate IssueTime DocumentType XPath LanguageID LocaleCode VersionID DocumentStatusCode',
  ],
  [
    121,
    external,
    `cbc:DocumentHash HashAlgorithmMethod ExpiryDate ExpiryTime MimeCode FormatCode EncodingCode CharacterSetCode
      FileName Description`,
  ],
  [131, 'cac:AdditionalDocumentReference', 'cac:ValidityPeriod IssuerParty ResultOfVerification'],
  [134, 'cac:ProjectReference', 'cbc:UUID IssueDate cac:WorkPhaseReference'],
  [137, '', 'cac:Signature'],

  [138, supplier, 'cbc:CustomerAssignedAccountID AdditionalAccountID DataSendingCapability'],
  [141, `${supplier}/cac:Party`, `${marks} cbc:IndustryClassificationCode cac:Language`],
  [147, `${supplier}/cac:Party/cac:PostalAddress`, address],
  [168, `${supplier}/cac:Party`, 'cac:PhysicalLocation'],
  [169, `${supplier}/cac:Party/cac:PartyTaxScheme`, taxRegistration],
  [174, `${supplier}/cac:Party/cac:PartyTaxScheme/cac:TaxScheme`, taxScheme],
  [
    178,
    `${supplier}/cac:Party/cac:PartyLegalEntity`,
    `cbc:RegistrationDate RegistrationExpirationDate CompanyLegalFormCode ${legalStatus}`,
  ],
  [189, `${supplier}/cac:Party/cac:Contact`, contact],
  [193, `${supplier}/cac:Party`, persons],
  [198, supplier, 'cac:DespatchContact AccountingContact SellerContact'],

  [201, customer, 'cbc:CustomerAssignedAccountID SupplierAssignedAccountID AdditionalAccountID'],
  [204, `${customer}/cac:Party`, `${marks} cbc:IndustryClassificationCode cac:Language`],
  [210, `${customer}/cac:Party/cac:PostalAddress`, address],
  [231, `${customer}/cac:Party`, 'cac:PhysicalLocation'],
  [232, `${customer}/cac:Party/cac:PartyTaxScheme`, taxRegistration],
  [237, `${customer}/cac:Party/cac:PartyTaxScheme/cac:TaxScheme`, taxScheme],
  [
    241,
    `${customer}/cac:Party/cac:PartyLegalEntity`,
    `cbc:RegistrationDate RegistrationExpirationDate CompanyLegalFormCode CompanyLegalForm ${legalStatus}`,
  ],
  [253, `${customer}/cac:Party/cac:Contact`, contact],
  [257, `${customer}/cac:Party`, persons],
  [262, customer, 'cac:DeliveryContact AccountingContact BuyerContact'],

  [
    265,
    'cac:PayeeParty',
    `${marks} cbc:EndpointID IndustryClassificationCode cac:Language PostalAddress PhysicalLocation PartyTaxScheme`,
  ],
  [
    275,
    'cac:PayeeParty/cac:PartyLegalEntity',
    `cbc:RegistrationName RegistrationDate RegistrationExpirationDate CompanyLegalFormCode CompanyLegalForm
      ${legalStatus}`,
  ],
  [288, 'cac:PayeeParty', `cac:Contact ${persons}`],
  [294, '', 'cac:BuyerCustomerParty SellerSupplierParty'],

  [296, representative, `${marks} cbc:EndpointID IndustryClassificationCode cac:PartyIdentification Language`],
  [304, `${representative}/cac:PostalAddress`, address],
  [325, representative, 'cac:PhysicalLocation'],
  [326, `${representative}/cac:PartyTaxScheme`, taxRegistration],
  [331, `${representative}/cac:PartyTaxScheme/cac:TaxScheme`, taxScheme],
  [335, representative, `cac:PartyLegalEntity Contact ${persons}`],

  [
    342,
    'cac:Delivery',
    `cbc:ID Quantity MinimumQuantity MaximumQuantity ActualDeliveryTime LatestDeliveryDate LatestDeliveryTime ReleaseID
      TrackingID`,
  ],
  [
    351,
    location,
    `cbc:Description Conditions CountrySubentity CountrySubentityCode LocationTypeCode InformationURI Name
      cac:ValidityPeriod`,
  ],
  [359, `${location}/cac:Address`, address],
  [380, location, 'cac:SubsidiaryLocation LocationCoordinate'],
  [382, 'cac:Delivery', 'cac:AlternativeDeliveryLocation RequestedDeliveryPeriod EstimatedDeliveryPeriod CarrierParty'],
  [
    386,
    'cac:Delivery/cac:DeliveryParty',
    `${marks} cbc:EndpointID IndustryClassificationCode cac:PartyIdentification Language PostalAddress PhysicalLocation
      PartyTaxScheme PartyLegalEntity Contact ${persons}`,
  ],
  [404, 'cac:Delivery', 'cac:NotifyParty Despatch DeliveryTerms MinimumDeliveryUnit MaximumDeliveryUnit Shipment'],
  [410, '', 'cac:DeliveryTerms'],

  [411, 'cac:PaymentMeans', 'cbc:ID - PaymentChannelCode InstructionID'],
  [
    415,
    'cac:PaymentMeans/cac:CardAccount',
    'cbc:CardTypeCode ValidityStartDate ExpiryDate IssuerID IssueNumberID CV2ID CardChipCode ChipApplicationID',
  ],
  [424, payee, account],
  [
    429,
    `${payee}/cac:FinancialInstitutionBranch`,
    'cbc:Name cac:FinancialInstitution/cbc:Name cac:FinancialInstitution/cac:Address cac:Address',
  ],
  [433, payee, 'cac:Country'],
  [434, 'cac:PaymentMeans', 'cac:CreditAccount'],
  [435, mandate, 'cbc:MandateTypeCode MaximumPaymentInstructionsNumeric MaximumPaidAmount SignatureID cac:PayerParty'],
  [440, `${mandate}/cac:PayerFinancialAccount`, `cbc:Name ${account} cac:FinancialInstitutionBranch Country`],
  [448, mandate, 'cac:ValidityPeriod PaymentReversalPeriod Clause'],
  [451, 'cac:PaymentMeans', 'cac:TradeFinancing'],
  [
    452,
    'cac:PaymentTerms',
    `cbc:ID PaymentMeansID PrepaidPaymentReferenceID ReferenceEventCode SettlementDiscountPercent
      PenaltySurchargePercent PaymentPercent Amount SettlementDiscountAmount PenaltyAmount PaymentTermsDetailsURI
      PaymentDueDate InstallmentDueDate InvoicingPartyReference cac:SettlementPeriod PenaltyPeriod ExchangeRate
      ValidityPeriod`,
  ],
  [470, '', 'cac:PrepaidPayment'],

  [471, 'cac:AllowanceCharge', allowance],
  [477, 'cac:AllowanceCharge/cac:TaxCategory', taxCategory],
  [484, 'cac:AllowanceCharge/cac:TaxCategory/cac:TaxScheme', taxScheme],
  [488, 'cac:AllowanceCharge', 'cac:TaxTotal PaymentMeans'],
  [490, '', 'cac:TaxExchangeRate PricingExchangeRate PaymentExchangeRate PaymentAlternativeExchangeRate'],
  [494, 'cac:TaxTotal', 'cbc:RoundingAmount TaxEvidenceIndicator TaxIncludedIndicator'],
  [
    497,
    subtotal,
    `cbc:CalculationSequenceNumeric TransactionCurrencyTaxAmount Percent BaseUnitMeasure PerUnitAmount TierRange
      TierRatePercent`,
  ],
  [504, `${subtotal}/cac:TaxCategory`, 'cbc:Name BaseUnitMeasure PerUnitAmount TierRange TierRatePercent'],
  [509, `${subtotal}/cac:TaxCategory/cac:TaxScheme`, taxScheme],
  [513, '', 'cac:WithholdingTaxTotal'],
  [514, 'cac:LegalMonetaryTotal', 'cbc:PayableAlternativeAmount'],

  [515, line, 'cbc:UUID TaxPointDate AccountingCostCode PaymentPurposeCode FreeOfChargeIndicator'],
  [520, `${line}/cac:InvoicePeriod`, 'cbc:StartTime EndTime DurationMeasure DescriptionCode Description'],
  [525, `${line}/cac:OrderLineReference`, 'cbc:SalesOrderLineID UUID LineStatusCode cac:OrderReference'],
  [529, line, 'cac:DespatchLineReference ReceiptLineReference BillingReference'],
  [
    532,
    `${line}/cac:DocumentReference`,
    `cbc:CopyIndicator UUID IssueDate IssueTime - DocumentType XPath LanguageID LocaleCode VersionID DocumentStatusCode
      DocumentDescription cac:Attachment ValidityPeriod IssuerParty ResultOfVerification`,
  ],
  [548, line, 'cac:PricingReference OriginatorParty Delivery PaymentTerms'],
  [552, `${line}/cac:AllowanceCharge`, `${allowance} cac:TaxCategory TaxTotal PaymentMeans`],
  [561, line, 'cac:TaxTotal WithholdingTaxTotal'],
  [
    563,
    item,
    `cbc:PackQuantity PackSizeNumeric CatalogueIndicator HazardousRiskIndicator AdditionalInformation Keyword BrandName
      ModelName`,
  ],
  [571, `${item}/cac:BuyersItemIdentification`, itemNumber],
  [576, `${item}/cac:SellersItemIdentification`, itemNumber],
  [581, item, 'cac:ManufacturersItemIdentification'],
  [582, `${item}/cac:StandardItemIdentification`, itemNumber],
  [
    587,
    item,
    `cac:CatalogueItemIdentification AdditionalItemIdentification CatalogueDocumentReference
      ItemSpecificationDocumentReference OriginCountry/cbc:Name`,
  ],
  [592, `${item}/cac:CommodityClassification`, 'cbc:NatureCode CargoTypeCode CommodityCode'],
  [595, item, 'cac:TransactionConditions HazardousItem'],
  [597, `${item}/cac:ClassifiedTaxCategory`, taxCategory],
  [604, `${item}/cac:ClassifiedTaxCategory/cac:TaxScheme`, taxScheme],
  [
    608,
    `${item}/cac:AdditionalItemProperty`,
    `cbc:ID NameCode TestMethod ValueQuantity ValueQualifier ImportanceCode ListValue cac:UsabilityPeriod
      ItemPropertyGroup RangeDimension ItemPropertyRange`,
  ],
  [619, item, 'cac:ManufacturerParty InformationContentProviderParty OriginAddress ItemInstance Certificate Dimension'],
  [
    625,
    `${line}/cac:Price`,
    'cbc:PriceChangeReason PriceTypeCode PriceType OrderableUnitFactorRate - - OrderableUnitFactorRate',
  ],
  [
    632,
    `${line}/cac:Price/cac:AllowanceCharge`,
    `cbc:ID AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric PrepaidIndicator SequenceNumeric
      AccountingCostCode AccountingCost PerUnitAmount cac:TaxCategory TaxTotal PaymentMeans`,
  ],
  [644, `${line}/cac:Price`, 'cac:PricingExchangeRate'],
  [645, line, 'cac:DeliveryTerms - ItemPriceExtension'],
  [648, '', 'cbc:CustomizationID/@schemeID ProfileID/@schemeID ID/@schemeID'],
  [653, 'cac:PaymentMeans', 'cbc:PaymentID/@schemeID cac:PayeeFinancialAccount/cbc:ID/@schemeID'],
  [655, `${payee}/cac:FinancialInstitutionBranch`, 'cbc:ID/@schemeID'],
  [656, '', 'cbc:InvoiceTypeCode/@listID DocumentCurrencyCode/@listID TaxCurrencyCode/@listID'],
  [659, 'cac:AdditionalDocumentReference', 'cbc:DocumentTypeCode/@listID'],
  [661, 'cac:PaymentMeans', 'cbc:PaymentMeansCode/@listID'],
  [672, '', 'cbc:CreditNoteTypeCode/@listID'],
  [681, 'cac:PaymentMeans', 'cbc:InstructionNote'],
  [682, 'cac:Delivery', 'cac:DeliveryAddress'],
];

/** Elements with `name` below `parent` wherever they stand, if they carry the attribute where one is given. */
function anywhere(id: string, parent: string, name: string, attribute?: string): Rule {
  return unusedElementRule(id, ({ index }) =>
    index
      .named(name)
      .filter((one) => one.parent?.name === parent)
      .filter((one) => attribute === undefined || one.attribute(attribute) !== undefined),
  );
}

/** The first element that carries an attribute no term stands in; one finding says enough. */
function unusedAttribute(id: string, attribute: string, exceptOn = ''): Rule {
  return unusedElementRule(id, ({ index }) =>
    index
      .withAttribute(attribute)
      .filter((one) => one.name !== exceptOn)
      .slice(0, 1),
  );
}

const unusedAttributes = [
  'schemeName',
  'schemeAgencyName',
  'schemeDataURI',
  'schemeURI',
  'format',
  'unitCodeListIdentifier',
  'unitCodeListAgencyIdentifier',
  'unitCodeListAgencyName',
  'listAgencyName',
  'listName',
  'name',
  'languageID',
  'listURI',
  'listSchemeURI',
  'languageLocaleID',
  'uri',
  'currencyCodeListVersionID',
  'characterSetCode',
  'encodingCode',
  'schemeAgencyID',
  'listAgencyID',
] as const;

function otherVersion({ root }: RuleContext): XmlElement[] {
  return root.childrenNamed('cbc:UBLVersionID').filter((version) => normalizeSpace(version.text) !== '2.1');
}

function numberedAttachments({ index }: RuleContext): XmlElement[] {
  return index
    .named('cac:AdditionalDocumentReference')
    .filter((one) => one.child('cbc:DocumentTypeCode')?.text.trim() !== '130')
    .flatMap((one) => one.childrenNamed('cbc:ID'))
    .filter((id) => id.attribute('schemeID') !== undefined);
}

/** Rules of the UBL binding on elements and attributes an invoice under EN 16931 has no use for. */
export const ublUnusedElementRules: readonly Rule[] = onlyUbl(
  ...unusedElementRules('UBL-CR', table),
  unusedElementRule('UBL-CR-002', otherVersion),
  unusedElementRule('UBL-CR-412', ({ root, index }) =>
    root.name === 'ubl:Invoice' ? index.named('cbc:PaymentDueDate').filter(isInPaymentMeans) : [],
  ),
  anywhere('UBL-CR-652', 'cac:PartyTaxScheme', 'cbc:CompanyID', 'schemeID'),
  anywhere('UBL-CR-660', 'cac:Country', 'cbc:IdentificationCode', 'listID'),
  unusedElementRule('UBL-CR-662', ({ index }) =>
    index.named('cbc:AllowanceChargeReasonCode').filter((code) => code.attribute('listID') !== undefined),
  ),
  unusedAttribute('UBL-CR-663', 'unitCodeListID'),
  unusedElementRule('UBL-CR-664', ({ index }) => index.named('cac:FinancialInstitution')),
  unusedElementRule('UBL-CR-665', numberedAttachments),
  anywhere('UBL-CR-667', 'cac:BuyersItemIdentification', 'cbc:ID', 'schemeID'),
  anywhere('UBL-CR-668', 'cac:SellersItemIdentification', 'cbc:ID', 'schemeID'),
  ...['AllowanceChargeReasonCode', 'AllowanceChargeReason', 'MultiplierFactorNumeric'].map((name, offset) =>
    unusedElementRule(`UBL-CR-${669 + offset}`, ({ index }) =>
      index
        .named(`cbc:${name}`)
        .filter(({ parent }) => parent?.name === 'cac:AllowanceCharge' && parent.parent?.name === 'cac:Price'),
    ),
  ),
  anywhere('UBL-CR-674', 'cac:CardAccount', 'cbc:PrimaryAccountNumberID', 'schemeID'),
  anywhere('UBL-CR-675', 'cac:CardAccount', 'cbc:NetworkID', 'schemeID'),
  anywhere('UBL-CR-676', 'cac:PaymentMandate', 'cbc:ID', 'schemeID'),
  unusedElementRule('UBL-CR-677', ({ index }) =>
    index
      .named('cac:PayerFinancialAccount')
      .filter((payer) => payer.parent?.name === 'cac:PaymentMandate')
      .flatMap((payer) => payer.childrenNamed('cbc:ID'))
      .filter((id) => id.attribute('schemeID') !== undefined),
  ),
  anywhere('UBL-CR-678', 'cac:TaxCategory', 'cbc:ID', 'schemeID'),
  anywhere('UBL-CR-679', 'cac:ClassifiedTaxCategory', 'cbc:ID', 'schemeID'),
  anywhere('UBL-CR-680', 'cac:PaymentMeans', 'cac:PayerFinancialAccount'),
  ...unusedAttributes.map((attribute, offset) =>
    unusedAttribute(
      `UBL-DT-${String(8 + offset).padStart(2, '0')}`,
      attribute,
      attribute === 'name' ? 'cbc:PaymentMeansCode' : '',
    ),
  ),
);

function isInPaymentMeans({ parent }: XmlElement): boolean {
  return parent?.name === 'cac:PaymentMeans';
}
