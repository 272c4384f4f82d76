import { type ElementType, TypeResolver, simple } from './content-model.ts';
import { requiring, simpleTypes } from './simple-type.ts';

const header = `CustomizationID? ProfileID? ProfileExecutionID? ID CopyIndicator? UUID? IssueDate IssueTime?`;
const currencies = `DocumentCurrencyCode? TaxCurrencyCode? PricingCurrencyCode? PaymentCurrencyCode?
  PaymentAlternativeCurrencyCode? AccountingCostCode? AccountingCost? LineCountNumeric? BuyerReference?`;
const parties = `AccountingSupplierParty AccountingCustomerParty PayeeParty? BuyerCustomerParty? SellerSupplierParty?
  TaxRepresentativeParty? Delivery*`;
const exchangeRates = `TaxExchangeRate? PricingExchangeRate? PaymentExchangeRate? PaymentAlternativeExchangeRate?`;

/** Sequences of the aggregates of UBL 2.1 that invoices and credit notes are made of. */
const types: Readonly<Record<string, string>> = {
  Invoice: `ext:UBLExtensions? cbc:UBLVersionID? ${header} DueDate? InvoiceTypeCode? Note* TaxPointDate? ${currencies}
    cac:InvoicePeriod* OrderReference? BillingReference* DespatchDocumentReference* ReceiptDocumentReference*
    StatementDocumentReference* OriginatorDocumentReference* ContractDocumentReference* AdditionalDocumentReference*
    ProjectReference* Signature* ${parties} DeliveryTerms? PaymentMeans* PaymentTerms* PrepaidPayment* AllowanceCharge*
    ${exchangeRates} TaxTotal* WithholdingTaxTotal* LegalMonetaryTotal InvoiceLine+`,
  CreditNote: `ext:UBLExtensions? cbc:UBLVersionID? ${header} TaxPointDate? CreditNoteTypeCode? Note* ${currencies}
    cac:InvoicePeriod* DiscrepancyResponse* OrderReference? BillingReference* DespatchDocumentReference*
    ReceiptDocumentReference* ContractDocumentReference* AdditionalDocumentReference* StatementDocumentReference*
    OriginatorDocumentReference* Signature* ${parties} DeliveryTerms* PaymentMeans* PaymentTerms* ${exchangeRates}
    AllowanceCharge* TaxTotal* LegalMonetaryTotal CreditNoteLine+`,
  UBLExtensions: 'any',

  Address: `cbc:ID? AddressTypeCode? AddressFormatCode? Postbox? Floor? Room? StreetName? AdditionalStreetName?
    BlockName? BuildingName? BuildingNumber? InhouseMail? Department? MarkAttention? MarkCare? PlotIdentification?
    CitySubdivisionName? CityName? PostalZone? CountrySubentity? CountrySubentityCode? Region? District? TimezoneOffset?
    cac:AddressLine* Country? LocationCoordinate*`,
  AddressLine: 'cbc:Line',
  AllowanceCharge: `cbc:ID? ChargeIndicator AllowanceChargeReasonCode? AllowanceChargeReason* MultiplierFactorNumeric?
    PrepaidIndicator? SequenceNumeric? Amount BaseAmount? AccountingCostCode? AccountingCost? PerUnitAmount?
    cac:TaxCategory* TaxTotal? PaymentMeans*`,
  Attachment: 'cbc:EmbeddedDocumentBinaryObject? cac:ExternalReference?',
  BillingReference: `cac:InvoiceDocumentReference? SelfBilledInvoiceDocumentReference? CreditNoteDocumentReference?
    SelfBilledCreditNoteDocumentReference? DebitNoteDocumentReference? ReminderDocumentReference?
    AdditionalDocumentReference? BillingReferenceLine*`,
  CardAccount: `cbc:PrimaryAccountNumberID NetworkID CardTypeCode? ValidityStartDate? ExpiryDate? IssuerID?
    IssueNumberID? CV2ID? CardChipCode? ChipApplicationID? HolderName?`,
  CommodityClassification: 'cbc:NatureCode? CargoTypeCode? CommodityCode? ItemClassificationCode?',
  Contact: 'cbc:ID? Name? Telephone? Telefax? ElectronicMail? Note* cac:OtherCommunication*',
  Country: 'cbc:IdentificationCode? Name?',
  CreditAccount: 'cbc:AccountID',
  CreditNoteLine: `cbc:ID UUID? Note* CreditedQuantity? LineExtensionAmount? TaxPointDate? AccountingCostCode?
    AccountingCost? PaymentPurposeCode? FreeOfChargeIndicator? cac:InvoicePeriod* OrderLineReference*
    DiscrepancyResponse* DespatchLineReference* ReceiptLineReference* BillingReference* DocumentReference*
    PricingReference? OriginatorParty? Delivery* PaymentTerms* TaxTotal* AllowanceCharge* Item? Price? DeliveryTerms*
    SubCreditNoteLine* ItemPriceExtension?`,
  CustomerParty: `cbc:CustomerAssignedAccountID? SupplierAssignedAccountID? AdditionalAccountID*
    cac:Party? DeliveryContact? AccountingContact? BuyerContact?`,
  Delivery: `cbc:ID? Quantity? MinimumQuantity? MaximumQuantity? ActualDeliveryDate? ActualDeliveryTime?
    LatestDeliveryDate? LatestDeliveryTime? ReleaseID? TrackingID? cac:DeliveryAddress? DeliveryLocation?
    AlternativeDeliveryLocation? RequestedDeliveryPeriod? PromisedDeliveryPeriod? EstimatedDeliveryPeriod? CarrierParty?
    DeliveryParty? NotifyParty* Despatch? DeliveryTerms* MinimumDeliveryUnit? MaximumDeliveryUnit? Shipment?`,
  DeliveryTerms: `cbc:ID? SpecialTerms* LossRiskResponsibilityCode? LossRisk* Amount?
    cac:DeliveryLocation? AllowanceCharge?`,
  DocumentReference: `cbc:ID CopyIndicator? UUID? IssueDate? IssueTime? DocumentTypeCode? DocumentType? XPath*
    LanguageID? LocaleCode? VersionID? DocumentStatusCode? DocumentDescription* cac:Attachment? ValidityPeriod?
    IssuerParty? ResultOfVerification?`,
  ExchangeRate: `cbc:SourceCurrencyCode SourceCurrencyBaseRate? TargetCurrencyCode TargetCurrencyBaseRate?
    ExchangeMarketID? CalculationRate? MathematicOperatorCode? Date? cac:ForeignExchangeContract?`,
  ExternalReference: `cbc:URI? DocumentHash? HashAlgorithmMethod? ExpiryDate? ExpiryTime? MimeCode? FormatCode?
    EncodingCode? CharacterSetCode? FileName? Description*`,
  FinancialAccount: `cbc:ID? Name? AliasName? AccountTypeCode? AccountFormatCode? CurrencyCode? PaymentNote*
    cac:FinancialInstitutionBranch? Country?`,
  FinancialInstitution: 'cbc:ID? Name? cac:Address?',
  FinancialInstitutionBranch: 'cbc:ID? Name? cac:FinancialInstitution? Address?',
  InvoiceLine: `cbc:ID UUID? Note* InvoicedQuantity? LineExtensionAmount TaxPointDate? AccountingCostCode?
    AccountingCost? PaymentPurposeCode? FreeOfChargeIndicator? cac:InvoicePeriod* OrderLineReference*
    DespatchLineReference* ReceiptLineReference* BillingReference* DocumentReference* PricingReference? OriginatorParty?
    Delivery* PaymentTerms* AllowanceCharge* TaxTotal* WithholdingTaxTotal* Item Price? DeliveryTerms? SubInvoiceLine*
    ItemPriceExtension?`,
  Item: `cbc:Description* PackQuantity? PackSizeNumeric? CatalogueIndicator? Name? HazardousRiskIndicator?
    AdditionalInformation* Keyword* BrandName* ModelName* cac:BuyersItemIdentification? SellersItemIdentification?
    ManufacturersItemIdentification* StandardItemIdentification? CatalogueItemIdentification?
    AdditionalItemIdentification* CatalogueDocumentReference? ItemSpecificationDocumentReference* OriginCountry?
    CommodityClassification* TransactionConditions* HazardousItem* ClassifiedTaxCategory* AdditionalItemProperty*
    ManufacturerParty* InformationContentProviderParty? OriginAddress* ItemInstance* Certificate* Dimension*`,
  ItemIdentification: `cbc:ID ExtendedID? BarcodeSymbologyID? cac:PhysicalAttribute* MeasurementDimension*
    IssuerParty?`,
  ItemProperty: `cbc:ID? Name NameCode? TestMethod? Value? ValueQuantity? ValueQualifier* ImportanceCode? ListValue*
    cac:UsabilityPeriod? ItemPropertyGroup* RangeDimension? ItemPropertyRange?`,
  Language: 'cbc:ID? Name? LocaleCode?',
  LineReference: 'cbc:LineID UUID? LineStatusCode? cac:DocumentReference?',
  Location: `cbc:ID? Description* Conditions* CountrySubentity? CountrySubentityCode? LocationTypeCode? InformationURI?
    Name? cac:ValidityPeriod* Address? SubsidiaryLocation* LocationCoordinate*`,
  MonetaryTotal: `cbc:LineExtensionAmount? TaxExclusiveAmount? TaxInclusiveAmount? AllowanceTotalAmount?
    ChargeTotalAmount? PrepaidAmount? PayableRoundingAmount? PayableAmount PayableAlternativeAmount?`,
  OrderLineReference: 'cbc:LineID SalesOrderLineID? UUID? LineStatusCode? cac:OrderReference?',
  OrderReference: `cbc:ID SalesOrderID? CopyIndicator? UUID? IssueDate? IssueTime? CustomerReference? OrderTypeCode?
    cac:DocumentReference?`,
  Party: `cbc:MarkCareIndicator? MarkAttentionIndicator? WebsiteURI? LogoReferenceID? EndpointID?
    IndustryClassificationCode? cac:PartyIdentification* PartyName* Language? PostalAddress? PhysicalLocation?
    PartyTaxScheme* PartyLegalEntity* Contact? Person* AgentParty? ServiceProviderParty* PowerOfAttorney*
    FinancialAccount?`,
  PartyIdentification: 'cbc:ID',
  PartyLegalEntity: `cbc:RegistrationName? CompanyID? RegistrationDate? RegistrationExpirationDate?
    CompanyLegalFormCode? CompanyLegalForm? SoleProprietorshipIndicator? CompanyLiquidationStatusCode?
    CorporateStockAmount? FullyPaidSharesIndicator? cac:RegistrationAddress? CorporateRegistrationScheme?
    HeadOfficeParty? ShareholderParty*`,
  PartyName: 'cbc:Name',
  PartyTaxScheme: `cbc:RegistrationName? CompanyID? TaxLevelCode? ExemptionReasonCode? ExemptionReason*
    cac:RegistrationAddress? TaxScheme`,
  Payment: 'cbc:ID? PaidAmount? ReceivedDate? PaidDate? PaidTime? InstructionID?',
  PaymentMandate: `cbc:ID? MandateTypeCode? MaximumPaymentInstructionsNumeric? MaximumPaidAmount? SignatureID?
    cac:PayerParty? PayerFinancialAccount? ValidityPeriod? PaymentReversalPeriod? Clause*`,
  PaymentMeans: `cbc:ID? PaymentMeansCode PaymentDueDate? PaymentChannelCode? InstructionID? InstructionNote* PaymentID*
    cac:CardAccount? PayerFinancialAccount? PayeeFinancialAccount? CreditAccount? PaymentMandate? TradeFinancing?`,
  PaymentTerms: `cbc:ID? PaymentMeansID* PrepaidPaymentReferenceID? Note* ReferenceEventCode?
    SettlementDiscountPercent? PenaltySurchargePercent? PaymentPercent? Amount? SettlementDiscountAmount? PenaltyAmount?
    PaymentTermsDetailsURI? PaymentDueDate? InstallmentDueDate? InvoicingPartyReference?
    cac:SettlementPeriod? PenaltyPeriod? ExchangeRate? ValidityPeriod?`,
  Period: 'cbc:StartDate? StartTime? EndDate? EndTime? DurationMeasure? DescriptionCode* Description*',
  Person: `cbc:ID? FirstName? FamilyName? Title? MiddleName? OtherName? NameSuffix? JobTitle? NationalityID? GenderCode?
    BirthDate? BirthplaceName? OrganizationDepartment? cac:Contact? FinancialAccount? IdentityDocumentReference*
    ResidenceAddress?`,
  Price: `cbc:PriceAmount BaseQuantity? PriceChangeReason* PriceTypeCode? PriceType? OrderableUnitFactorRate?
    cac:ValidityPeriod* PriceList? AllowanceCharge* PricingExchangeRate?`,
  PriceExtension: 'cbc:Amount cac:TaxTotal*',
  PricingReference: 'cac:OriginalItemLocationQuantity? AlternativeConditionPrice*',
  ProjectReference: 'cbc:ID UUID? IssueDate? cac:WorkPhaseReference*',
  SupplierParty: `cbc:CustomerAssignedAccountID? AdditionalAccountID* DataSendingCapability?
    cac:Party? DespatchContact? AccountingContact? SellerContact?`,
  TaxCategory: `cbc:ID? Name? Percent? BaseUnitMeasure? PerUnitAmount? TaxExemptionReasonCode? TaxExemptionReason*
    TierRange? TierRatePercent? cac:TaxScheme`,
  TaxScheme: 'cbc:ID? Name? TaxTypeCode? CurrencyCode? cac:JurisdictionRegionAddress*',
  TaxSubtotal: `cbc:TaxableAmount? TaxAmount CalculationSequenceNumeric? TransactionCurrencyTaxAmount? Percent?
    BaseUnitMeasure? PerUnitAmount? TierRange? TierRatePercent? cac:TaxCategory`,
  TaxTotal: 'cbc:TaxAmount RoundingAmount? TaxEvidenceIndicator? TaxIncludedIndicator? cac:TaxSubtotal*',

  // Aggregates no business term stands in; the rules of the syntax say so where they appear.
  BillingReferenceLine: 'any',
  Certificate: 'any',
  Clause: 'any',
  Communication: 'any',
  Contract: 'any',
  CorporateRegistrationScheme: 'any',
  DeliveryUnit: 'any',
  Despatch: 'any',
  Dimension: 'any',
  HazardousItem: 'any',
  ItemInstance: 'any',
  ItemLocationQuantity: 'any',
  ItemPropertyGroup: 'any',
  ItemPropertyRange: 'any',
  LocationCoordinate: 'any',
  PhysicalAttribute: 'any',
  PowerOfAttorney: 'any',
  PriceList: 'any',
  DiscrepancyResponse: 'any',
  ResultOfVerification: 'any',
  ServiceProviderParty: 'any',
  ShareholderParty: 'any',
  Shipment: 'any',
  Signature: 'any',
  TradeFinancing: 'any',
  TransactionConditions: 'any',
  WorkPhaseReference: 'any',
};

/** Basic components end in the name of their representation term (UBL Naming and Design Rules, CCTS 5.2). */
const simpleTypesBySuffix: readonly (readonly [RegExp, ElementType])[] = [
  [/Amount$/, simple(requiring(simpleTypes.amount, 'currencyID'))],
  [/BinaryObject$/, simple(requiring(simpleTypes.binary, 'mimeCode'))],
  [/Measure$/, simple(requiring(simpleTypes.measure, 'unitCode'))],
  [/Quantity$/, simple(simpleTypes.quantity)],
  [/Code$/, simple(simpleTypes.code)],
  [/Date$/, simple(simpleTypes.date)],
  [/Time$/, simple(simpleTypes.time)],
  [/Indicator$/, simple(simpleTypes.indicator)],
  [/(?:ID|URI)$/, simple(simpleTypes.identifier)],
  [/(?:Percent|Rate|Numeric)$/, simple(simpleTypes.numeric)],
];

export const ublTypes = new TypeResolver({
  types,
  simpleTypeOf: (name) => simpleTypesBySuffix.find(([suffix]) => suffix.test(name))?.[1] ?? simple(simpleTypes.text),
});
