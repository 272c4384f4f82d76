import { type ElementType, TypeResolver, simple } from './content-model.ts';
import { simpleTypes } from './simple-type.ts';

/** Sequences of the aggregates of the Cross Industry Invoice D16B an invoice is made of. */
const types: Readonly<Record<string, string>> = {
  CrossIndustryInvoice: `rsm:ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction
    ValuationBreakdownStatement?`,
  ValuationBreakdownStatement: 'any',

  AdvancePayment: 'ram:PaidAmount FormattedReceivedDateTime? IncludedTradeTax*',
  BranchFinancialInstitution: 'ram:ID? Name? LocationFinancialInstitutionAddress?',
  ContactPerson: 'ram:GivenName? MiddleName? FamilyName?',
  CreditorFinancialAccount: 'ram:IBANID? AccountName? ProprietaryID?',
  CreditorFinancialInstitution: `ram:BICID? CHIPSUniversalID? NewZealandNCCID? IrishNSCID? UKSortCodeID?
    CHIPSParticipantID? SwissBCID? FedwireRoutingNumberID? PortugueseNCCID? RussianCentralBankID? ItalianDomesticID?
    AustrianBankleitzahlID? CanadianPaymentsAssociationID? SICID? GermanBankleitzahlID? SpanishDomesticInterbankingID?
    SouthAfricanNCCID? HongKongBankID? AustralianBSBID? IndianFinancialSystemID? HellenicBankID?
    PolishNationalClearingID? Name? ClearingSystemName? JapanFinancialInstitutionCommonID?
    LocationFinancialInstitutionAddress? SubDivisionBranchFinancialInstitution?`,
  DebtorFinancialAccount: 'ram:IBANID? AccountName? ProprietaryID?',
  DebtorFinancialInstitution: `ram:BICID? ClearingSystemName? CHIPSUniversalID? NewZealandNCCID? IrishNSCID?
    UKSortCodeID? CHIPSParticipantID? SwissBCID? FedwireRoutingNumberID? PortugueseNCCID? RussianCentralBankID?
    ItalianDomesticID? AustrianBankleitzahlID? CanadianPaymentsAssociationID? SICID? GermanBankleitzahlID?
    SpanishDomesticInterbankingID? SouthAfricanNCCID? HongKongBankID? AustralianBSBID? IndianFinancialSystemID?
    HellenicBankID? PolishNationalClearingID? Name? JapanFinancialInstitutionCommonID?
    LocationFinancialInstitutionAddress? SubDivisionBranchFinancialInstitution?`,
  DeliveryAdjustment: 'ram:ReasonCode? Reason* ActualAmount* ActualQuantity? ActualDateTime?',
  DocumentContextParameter: 'ram:ID? Value? SpecifiedDocumentVersion?',
  DocumentLineDocument: 'ram:LineID? ParentLineID? LineStatusCode? LineStatusReasonCode? IncludedNote*',
  DocumentVersion: 'ram:ID? Name? IssueDateTime?',
  ExchangedDocument: `ram:ID Name* TypeCode? IssueDateTime CopyIndicator? Purpose? ControlRequirementIndicator?
    LanguageID* PurposeCode? RevisionDateTime? VersionID? GlobalID? RevisionID? PreviousRevisionID? CategoryCode?
    IncludedNote* EffectiveSpecifiedPeriod? IssuerTradeParty?`,
  ExchangedDocumentContext: `ram:SpecifiedTransactionID? TestIndicator?
    BusinessProcessSpecifiedDocumentContextParameter* BIMSpecifiedDocumentContextParameter*
    ScenarioSpecifiedDocumentContextParameter* ApplicationSpecifiedDocumentContextParameter*
    GuidelineSpecifiedDocumentContextParameter* SubsetSpecifiedDocumentContextParameter*
    MessageStandardSpecifiedDocumentContextParameter?`,
  FinancialAdjustment: `ram:ReasonCode? Reason* ActualAmount* ActualQuantity? ActualDateTime? ClaimRelatedTradeParty?
    InvoiceReferenceReferencedDocument?`,
  FinancialInstitutionAddress: `ram:PostcodeCode? BuildingNumber? LineOne? LineTwo? LineThree? LineFour? LineFive?
    StreetName? CityName? CountrySubDivisionID? CountryID? TypeCode? DepartmentName? PostOfficeBox? CityID?
    CountrySubDivisionName? CountryName?`,
  HeaderTradeAgreement: `ram:Reference* BuyerReference? SellerTradeParty? BuyerTradeParty? SalesAgentTradeParty?
    BuyerRequisitionerTradeParty* BuyerAssignedAccountantTradeParty? SellerAssignedAccountantTradeParty?
    BuyerTaxRepresentativeTradeParty? SellerTaxRepresentativeTradeParty? ProductEndUserTradeParty?
    ApplicableTradeDeliveryTerms? SellerOrderReferencedDocument? BuyerOrderReferencedDocument?
    QuotationReferencedDocument? OrderResponseReferencedDocument? ContractReferencedDocument?
    DemandForecastReferencedDocument? SupplyInstructionReferencedDocument? PromotionalDealReferencedDocument?
    PriceListReferencedDocument? AdditionalReferencedDocument* RequisitionerReferencedDocument* BuyerAgentTradeParty?
    PurchaseConditionsReferencedDocument* SpecifiedProcuringProject? UltimateCustomerOrderReferencedDocument*`,
  HeaderTradeDelivery: `ram:RelatedSupplyChainConsignment? ShipToTradeParty? UltimateShipToTradeParty?
    ShipFromTradeParty? ActualDespatchSupplyChainEvent? ActualPickUpSupplyChainEvent? ActualDeliverySupplyChainEvent?
    ActualReceiptSupplyChainEvent? AdditionalReferencedDocument* DespatchAdviceReferencedDocument?
    ReceivingAdviceReferencedDocument? DeliveryNoteReferencedDocument? ConsumptionReportReferencedDocument?
    PreviousDeliverySupplyChainEvent* PackingListReferencedDocument?`,
  HeaderTradeSettlement: `ram:DuePayableAmount* CreditorReferenceTypeCode* CreditorReferenceType*
    CreditorReferenceIssuerID* CreditorReferenceID? PaymentReference* TaxCurrencyCode? InvoiceCurrencyCode?
    PaymentCurrencyCode? InvoiceIssuerReference? InvoiceDateTime? NextInvoiceDateTime* CreditReasonCode? CreditReason*
    InvoicerTradeParty? InvoiceeTradeParty? PayeeTradeParty? PayerTradeParty? TaxApplicableTradeCurrencyExchange?
    InvoiceApplicableTradeCurrencyExchange? PaymentApplicableTradeCurrencyExchange?
    SpecifiedTradeSettlementPaymentMeans* ApplicableTradeTax* BillingSpecifiedPeriod? SpecifiedTradeAllowanceCharge*
    SubtotalCalculatedTradeTax* SpecifiedLogisticsServiceCharge* SpecifiedTradePaymentTerms*
    SpecifiedTradeSettlementHeaderMonetarySummation? SpecifiedFinancialAdjustment* InvoiceReferencedDocument?
    ProFormaInvoiceReferencedDocument? LetterOfCreditReferencedDocument? FactoringAgreementReferencedDocument*
    FactoringListReferencedDocument* PayableSpecifiedTradeAccountingAccount* ReceivableSpecifiedTradeAccountingAccount*
    PurchaseSpecifiedTradeAccountingAccount* SalesSpecifiedTradeAccountingAccount*
    SpecifiedTradeSettlementFinancialCard* SpecifiedAdvancePayment* UltimatePayeeTradeParty?`,
  LegalOrganization: `ram:LegalClassificationCode? Name? ID? TradingBusinessName? PostalTradeAddress?
    AuthorizedLegalRegistration*`,
  LegalRegistration: 'ram:TypeCode? ID?',
  LineTradeAgreement: `ram:BuyerReference? BuyerRequisitionerTradeParty* ApplicableTradeDeliveryTerms?
    SellerOrderReferencedDocument? BuyerOrderReferencedDocument? QuotationReferencedDocument?
    ContractReferencedDocument? DemandForecastReferencedDocument? PromotionalDealReferencedDocument?
    AdditionalReferencedDocument* GrossPriceProductTradePrice? NetPriceProductTradePrice?
    RequisitionerReferencedDocument* ItemSellerTradeParty? ItemBuyerTradeParty? IncludedSpecifiedMarketplace?
    UltimateCustomerOrderReferencedDocument*`,
  LineTradeDelivery: `ram:RequestedQuantity? ReceivedQuantity? BilledQuantity? ChargeFreeQuantity? PackageQuantity?
    ProductUnitQuantity? PerPackageUnitQuantity? NetWeightMeasure? GrossWeightMeasure? TheoreticalWeightMeasure?
    DespatchedQuantity? SpecifiedDeliveryAdjustment* IncludedSupplyChainPackaging* RelatedSupplyChainConsignment?
    ShipToTradeParty? UltimateShipToTradeParty? ShipFromTradeParty? ActualDespatchSupplyChainEvent?
    ActualPickUpSupplyChainEvent? RequestedDeliverySupplyChainEvent? ActualDeliverySupplyChainEvent?
    ActualReceiptSupplyChainEvent? AdditionalReferencedDocument* DespatchAdviceReferencedDocument?
    ReceivingAdviceReferencedDocument? DeliveryNoteReferencedDocument? ConsumptionReportReferencedDocument?
    PackingListReferencedDocument?`,
  LineTradeSettlement: `ram:PaymentReference* InvoiceIssuerReference? TotalAdjustmentAmount? DiscountIndicator?
    ApplicableTradeTax* BillingSpecifiedPeriod? SpecifiedTradeAllowanceCharge* SubtotalCalculatedTradeTax*
    SpecifiedLogisticsServiceCharge* SpecifiedTradePaymentTerms* SpecifiedTradeSettlementLineMonetarySummation?
    SpecifiedFinancialAdjustment* InvoiceReferencedDocument? AdditionalReferencedDocument*
    PayableSpecifiedTradeAccountingAccount* ReceivableSpecifiedTradeAccountingAccount*
    PurchaseSpecifiedTradeAccountingAccount* SalesSpecifiedTradeAccountingAccount*
    SpecifiedTradeSettlementFinancialCard?`,
  LogisticsLocation: 'ram:ID? Name* TypeCode? Description* PhysicalGeographicalCoordinate? PostalTradeAddress?',
  LogisticsServiceCharge: `ram:ID? Description* PaymentArrangementCode? TariffClassCode? ChargeCategoryCode?
    ServiceCategoryCode? DisbursementAmount* AppliedAmount* AllowanceCharge? PayingPartyRoleCode? CalculationBasisCode?
    CalculationBasis? TransportPaymentMethodCode? PaymentPlaceLogisticsLocation? AppliedFromLogisticsLocation?
    AppliedToLogisticsLocation? AppliedTradeTax*`,
  Note: 'ram:Subject? ContentCode? Content* SubjectCode? ID?',
  ProcuringProject: 'ram:ID Description? Name',
  ProductCharacteristic: `ram:ID* TypeCode? Description* ValueMeasure? MeasurementMethodCode? Value* ValueCode?
    ValueDateTime? ValueIndicator? ContentTypeCode? ValueSpecifiedBinaryFile? ApplicableProductCharacteristicCondition*
    ApplicableReferencedStandard?`,
  ProductCharacteristicCondition: 'ram:TypeCode? Name* ValueMeasure?',
  ProductClassification: `ram:SystemID? SystemName* ClassCode? ClassName* SubClassCode? ClassProductCharacteristic*
    ApplicableReferencedStandard?`,
  ReferencePrice: 'ram:ChargeAmount? BasisQuantity* NetPriceIndicator* ComparisonMethodCode?',
  ReferencedDocument: `ram:IssuerAssignedID? URIID? StatusCode? CopyIndicator? LineID? TypeCode? GlobalID? RevisionID?
    Name* AttachmentBinaryObject* Information* ReferenceTypeCode? SectionName* PreviousRevisionID*
    FormattedIssueDateTime? EffectiveSpecifiedPeriod? IssuerTradeParty? AttachedSpecifiedBinaryFile*`,
  ReferencedProduct: `ram:ID* GlobalID* SellerAssignedID? BuyerAssignedID? ManufacturerAssignedID* IndustryAssignedID*
    Name* Description* RelationshipTypeCode* UnitQuantity*`,
  ReferencedStandard: 'ram:ID? VersionID? ElementVersionID? URIID? PartID? AgencyID?',
  RegisteredTax: `ram:TypeCode? ExemptionReasonCode? ExemptionReason* CurrencyCode? Jurisdiction* Description*
    CustomsDutyIndicator?`,
  SpecifiedPeriod: `ram:DurationMeasure* InclusiveIndicator? Description* StartDateTime? EndDateTime? CompleteDateTime?
    OpenIndicator? SeasonCode? ID? Name* SequenceNumeric? StartDateFlexibilityCode? ContinuousIndicator? PurposeCode?`,
  SubordinateLineTradeAgreement: `ram:SellerOrderReferencedDocument? BuyerOrderReferencedDocument?
    AdditionalReferencedDocument* GrossPriceProductTradePrice? NetPriceProductTradePrice?`,
  SubordinateLineTradeDelivery: `ram:PackageQuantity? ProductUnitQuantity? PerPackageUnitQuantity?
    IncludedSupplyChainPackaging*`,
  SubordinateLineTradeSettlement: 'ram:ApplicableTradeTax?',
  SubordinateTradeLineItem: `ram:ID* SpecifiedReferencedProduct? ApplicableTradeProduct*
    SpecifiedSubordinateLineTradeAgreement? SpecifiedSubordinateLineTradeDelivery?
    SpecifiedSubordinateLineTradeSettlement?`,
  SupplyChainEvent: `ram:ID? OccurrenceDateTime? TypeCode? Description* DescriptionBinaryObject* UnitQuantity?
    LatestOccurrenceDateTime? EarliestOccurrenceDateTime? OccurrenceSpecifiedPeriod? OccurrenceLogisticsLocation?`,
  SupplyChainTradeLineItem: `ram:DescriptionCode? AssociatedDocumentLineDocument SpecifiedTradeProduct?
    SpecifiedLineTradeAgreement? SpecifiedLineTradeDelivery? SpecifiedLineTradeSettlement
    IncludedSubordinateTradeLineItem*`,
  SupplyChainTradeTransaction: `ram:IncludedSupplyChainTradeLineItem* ApplicableHeaderTradeAgreement
    ApplicableHeaderTradeDelivery ApplicableHeaderTradeSettlement`,
  TaxRegistration: 'ram:ID? AssociatedRegisteredTax?',
  TradeAccountingAccount: 'ram:ID SetTriggerCode? TypeCode? AmountTypeCode? Name? CostReferenceDimensionPattern?',
  TradeAddress: `ram:ID? PostcodeCode? PostOfficeBox? BuildingName? LineOne? LineTwo? LineThree? LineFour? LineFive?
    StreetName? CityName? CitySubDivisionName? CountryID? CountryName* CountrySubDivisionID? CountrySubDivisionName*
    AttentionOf? CareOf? BuildingNumber? DepartmentName? AdditionalStreetName?`,
  TradeAllowanceCharge: `ram:ChargeIndicator? ID? SequenceNumeric? CalculationPercent? BasisAmount? BasisQuantity?
    PrepaidIndicator? ActualAmount* UnitBasisAmount? ReasonCode? Reason? TypeCode? CategoryTradeTax*
    ActualTradeCurrencyExchange?`,
  TradeContact: `ram:ID? PersonName? DepartmentName? TypeCode? JobTitle? Responsibility? PersonID*
    TelephoneUniversalCommunication? DirectTelephoneUniversalCommunication? MobileTelephoneUniversalCommunication?
    FaxUniversalCommunication? EmailURIUniversalCommunication? TelexUniversalCommunication? VOIPUniversalCommunication?
    InstantMessagingUniversalCommunication? SpecifiedNote* SpecifiedContactPerson?`,
  TradeCountry: 'ram:ID? Name* SubordinateTradeCountrySubDivision*',
  TradeCountrySubDivision: 'ram:ID? Name*',
  TradeCurrencyExchange: `ram:SourceCurrencyCode SourceUnitBasisNumeric? TargetCurrencyCode TargetUnitBaseNumeric?
    MarketID? ConversionRate ConversionRateDateTime? AssociatedReferencedDocument*`,
  TradeDeliveryTerms: 'ram:DeliveryTypeCode? Description* RelevantTradeLocation?',
  TradeLocation: 'ram:CountryID? CountryName? ID? Name?',
  TradeParty: `ram:ID* GlobalID* Name? RoleCode* Description* SpecifiedLegalOrganization? DefinedTradeContact*
    PostalTradeAddress? URIUniversalCommunication* SpecifiedTaxRegistration* EndPointURIUniversalCommunication?
    LogoAssociatedSpecifiedBinaryFile*`,
  TradePaymentDiscountTerms: `ram:BasisDateTime? BasisPeriodMeasure? BasisAmount? CalculationPercent?
    ActualDiscountAmount?`,
  TradePaymentPenaltyTerms: `ram:BasisDateTime? BasisPeriodMeasure? BasisAmount? CalculationPercent?
    ActualPenaltyAmount?`,
  TradePaymentTerms: `ram:ID? FromEventCode? SettlementPeriodMeasure? Description* DueDateDateTime? TypeCode?
    InstructionTypeCode? DirectDebitMandateID* PartialPaymentPercent? PaymentMeansID* PartialPaymentAmount*
    ApplicableTradePaymentPenaltyTerms? ApplicableTradePaymentDiscountTerms? PayeeTradeParty*`,
  TradePrice: `ram:TypeCode? ChargeAmount+ BasisQuantity? MinimumQuantity? MaximumQuantity? ChangeReason*
    OrderUnitConversionFactorNumeric? AppliedTradeAllowanceCharge* ValiditySpecifiedPeriod? IncludedTradeTax*
    DeliveryTradeLocation* TradeComparisonReferencePrice* AssociatedReferencedDocument*`,
  TradeProduct: `ram:ID? GlobalID? SellerAssignedID? BuyerAssignedID? ManufacturerAssignedID? Name* TradeName?
    Description? TypeCode? NetWeightMeasure? GrossWeightMeasure? ProductGroupID* EndItemTypeCode* EndItemName*
    AreaDensityMeasure? UseDescription* BrandName? SubBrandName? DrainedNetWeightMeasure? VariableMeasureIndicator?
    ColourCode? ColourDescription* Designation* FormattedCancellationAnnouncedLaunchDateTime?
    FormattedLatestProductDataChangeDateTime? ApplicableProductCharacteristic* ApplicableMaterialGoodsCharacteristic*
    DesignatedProductClassification* IndividualTradeProductInstance* CertificationEvidenceReferenceReferencedDocument*
    InspectionReferenceReferencedDocument* OriginTradeCountry? LinearSpatialDimension? MinimumLinearSpatialDimension?
    MaximumLinearSpatialDimension? ManufacturerTradeParty? PresentationSpecifiedBinaryFile*
    MSDSReferenceReferencedDocument? AdditionalReferenceReferencedDocument* LegalRightsOwnerTradeParty?
    BrandOwnerTradeParty? IncludedReferencedProduct* InformationNote*`,
  TradeProductInstance: `ram:GlobalSerialID? BatchID? KanbanID? SupplierAssignedSerialID? BestBeforeDateTime?
    ExpiryDateTime? SellByDateTime? SerialID* RegistrationID* ProductionSupplyChainEvent? PackagingSupplyChainEvent?
    ApplicableMaterialGoodsCharacteristic* ApplicableProductCharacteristic*`,
  TradeSettlementFinancialCard: `ram:MicrochipIndicator? ID? TypeCode? CardholderName? ExpiryDate? VerificationNumeric?
    ValidFromDateTime? CreditLimitAmount* CreditAvailableAmount* InterestRatePercent? IssuingCompanyName? Description?`,
  TradeSettlementHeaderMonetarySummation: `ram:LineTotalAmount* ChargeTotalAmount* AllowanceTotalAmount*
    TaxBasisTotalAmount* TaxTotalAmount* RoundingAmount* GrandTotalAmount* InformationAmount* TotalPrepaidAmount*
    TotalDiscountAmount* TotalAllowanceChargeAmount* DuePayableAmount* RetailValueExcludingTaxInformationAmount*
    TotalDepositFeeInformationAmount* ProductValueExcludingTobaccoTaxInformationAmount*
    TotalRetailValueInformationAmount* GrossLineTotalAmount* NetLineTotalAmount* NetIncludingTaxesLineTotalAmount*`,
  TradeSettlementLineMonetarySummation: `ram:LineTotalAmount* ChargeTotalAmount* AllowanceTotalAmount*
    TaxBasisTotalAmount* TaxTotalAmount* GrandTotalAmount* InformationAmount* TotalAllowanceChargeAmount*
    TotalRetailValueInformationAmount* GrossLineTotalAmount* NetLineTotalAmount* NetIncludingTaxesLineTotalAmount*
    ProductWeightLossInformationAmount*`,
  TradeSettlementPaymentMeans: `ram:PaymentChannelCode? TypeCode? GuaranteeMethodCode? PaymentMethodCode? Information*
    ID* ApplicableTradeSettlementFinancialCard? PayerPartyDebtorFinancialAccount? PayeePartyCreditorFinancialAccount?
    PayerSpecifiedDebtorFinancialInstitution? PayeeSpecifiedCreditorFinancialInstitution?`,
  TradeTax: `ram:CalculatedAmount* TypeCode? ExemptionReason? CalculatedRate? CalculationSequenceNumeric? BasisQuantity?
    BasisAmount* UnitBasisAmount* LineTotalBasisAmount* AllowanceChargeBasisAmount* CategoryCode? CurrencyCode?
    Jurisdiction* CustomsDutyIndicator? ExemptionReasonCode? TaxBasisAllowanceRate? TaxPointDate? Type?
    InformationAmount* CategoryName* DueDateTypeCode? RateApplicablePercent? SpecifiedTradeAccountingAccount*
    ServiceSupplyTradeCountry? BuyerRepayableTaxSpecifiedTradeAccountingAccount?
    SellerPayableTaxSpecifiedTradeAccountingAccount? SellerRefundableTaxSpecifiedTradeAccountingAccount?
    BuyerDeductibleTaxSpecifiedTradeAccountingAccount? BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount?
    PlaceApplicableTradeLocation*`,
  UniversalCommunication: 'ram:URIID? ChannelCode? CompleteNumber?',

  // Aggregates no business term stands in; the rules of the syntax say so where they appear.
  GeographicalCoordinate: 'any',
  MaterialGoodsCharacteristic: 'any',
  SpatialDimension: 'any',
  SpecifiedBinaryFile: 'any',
  SpecifiedMarketplace: 'any',
  SupplyChainConsignment: 'any',
  SupplyChainPackaging: 'any',

  // Unqualified and qualified data types that hold an element of their own.
  UnqualifiedDateTime: 'choice udt:DateTimeString DateTime',
  UnqualifiedDate: 'choice udt:DateString Date',
  UnqualifiedIndicator: 'choice udt:IndicatorString Indicator',
  FormattedDateTime: 'qdt:DateTimeString',
};

const decimalTypes: readonly (readonly [RegExp, ElementType])[] = [
  [/Amount$/, simple(simpleTypes.amount)],
  [/BinaryObject$/, simple(simpleTypes.binary)],
  [/Measure$/, simple(simpleTypes.measure)],
  [/Quantity$/, simple(simpleTypes.quantity)],
  [/Code$/, simple(simpleTypes.code)],
  [/ID$/, simple(simpleTypes.identifier)],
  [/(?:Percent|Rate|Numeric)$/, simple(simpleTypes.numeric)],
];

const leaves: Readonly<Record<string, ElementType>> = {
  DateTimeString: simple(simpleTypes.dateTimeString),
  DateString: simple(simpleTypes.dateTimeString),
  IndicatorString: simple(simpleTypes.dateTimeString),
  DateTime: simple(simpleTypes.dateTime),
  Date: simple(simpleTypes.date),
  Indicator: simple(simpleTypes.indicator),
};

/** Names end in their representation term (CCTS 5.2); dates and indicators hold an element of their own. */
function typeByRepresentationTerm(name: string): ElementType {
  const leaf = Object.hasOwn(leaves, name) ? leaves[name] : undefined;
  if (leaf) return leaf;
  if (name.startsWith('Formatted') && name.endsWith('DateTime')) return ciiTypes.typeOf('FormattedDateTime');
  if (name.endsWith('DateTime')) return ciiTypes.typeOf('UnqualifiedDateTime');
  if (name.endsWith('Date')) return ciiTypes.typeOf('UnqualifiedDate');
  if (name.endsWith('Indicator')) return ciiTypes.typeOf('UnqualifiedIndicator');
  return decimalTypes.find(([suffix]) => suffix.test(name))?.[1] ?? simple(simpleTypes.text);
}

export const ciiTypes: TypeResolver = new TypeResolver({ types, simpleTypeOf: typeByRepresentationTerm });
