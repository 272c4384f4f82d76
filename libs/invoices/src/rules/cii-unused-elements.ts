import { type XmlElement } from '../xml/xml-element.ts';
import { type Rule, type RuleContext, onlyCii } from './rule.ts';
import { type UnusedElementTable, unusedElementRule, unusedElementRules } from './unused-elements.ts';

const transaction = 'rsm:SupplyChainTradeTransaction';
const line = `${transaction}/ram:IncludedSupplyChainTradeLineItem`;
const product = `${line}/ram:SpecifiedTradeProduct`;
const lineAgreement = `${line}/ram:SpecifiedLineTradeAgreement`;
const gross = `${lineAgreement}/ram:GrossPriceProductTradePrice`;
const net = `${lineAgreement}/ram:NetPriceProductTradePrice`;
const lineSettlement = `${line}/ram:SpecifiedLineTradeSettlement`;
const agreement = `${transaction}/ram:ApplicableHeaderTradeAgreement`;
const seller = `${agreement}/ram:SellerTradeParty`;
const buyer = `${agreement}/ram:BuyerTradeParty`;
const representative = `${agreement}/ram:SellerTaxRepresentativeTradeParty`;
const delivery = `${transaction}/ram:ApplicableHeaderTradeDelivery`;
const settlement = `${transaction}/ram:ApplicableHeaderTradeSettlement`;
const payee = `${settlement}/ram:PayeeTradeParty`;
const means = `${settlement}/ram:SpecifiedTradeSettlementPaymentMeans`;
const terms = `${settlement}/ram:SpecifiedTradePaymentTerms`;

const contact = `ram:TelephoneUniversalCommunication/ram:URIID TelephoneUniversalCommunication/ram:ChannelCode
  DirectTelephoneUniversalCommunication MobileTelephoneUniversalCommunication FaxUniversalCommunication
  EmailURIUniversalCommunication/ram:ChannelCode EmailURIUniversalCommunication/ram:CompleteNumber
  TelexUniversalCommunication VOIPUniversalCommunication InstantMessagingUniversalCommunication SpecifiedNote
  SpecifiedContactPerson`;
const partyEnd = `ram:URIUniversalCommunication/ram:ChannelCode URIUniversalCommunication/ram:CompleteNumber
  SpecifiedTaxRegistration/ram:AssociatedRegisteredTax EndPointURIUniversalCommunication
  LogoAssociatedSpecifiedBinaryFile`;
const account = 'ram:SetTriggerCode TypeCode AmountTypeCode Name CostReferenceDimensionPattern';
const price = 'ram:MinimumQuantity MaximumQuantity ChangeReason OrderUnitConversionFactorNumeric';
const priceEnd = `ram:ValiditySpecifiedPeriod DeliveryTradeLocation TradeComparisonReferencePrice
  AssociatedReferencedDocument`;

const table: UnusedElementTable = [
  [1, 'rsm:ExchangedDocumentContext', 'ram:SpecifiedTransactionID TestIndicator'],
  [
    4,
    'rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter|ram:GuidelineSpecifiedDocumentContextParameter',
    'ram:Value SpecifiedDocumentVersion',
  ],
  [
    6,
    'rsm:ExchangedDocumentContext',
    `ram:BIMSpecifiedDocumentContextParameter ScenarioSpecifiedDocumentContextParameter
      ApplicationSpecifiedDocumentContextParameter - - SubsetSpecifiedDocumentContextParameter
      MessageStandardSpecifiedDocumentContextParameter`,
  ],
  [
    13,
    'rsm:ExchangedDocument',
    `ram:Name - IssueDateTime/udt:DateTime CopyIndicator Purpose ControlRequirementIndicator LanguageID PurposeCode
      RevisionDateTime VersionID GlobalID RevisionID PreviousRevisionID CategoryCode IncludedNote/ram:Subject
      IncludedNote/ram:ContentCode - - - IncludedNote/ram:ID EffectiveSpecifiedPeriod IssuerTradeParty`,
  ],

  [35, line, 'ram:DescriptionCode'],
  [37, `${line}/ram:AssociatedDocumentLineDocument`, 'ram:LineStatusCode LineStatusReasonCode'],
  [41, `${line}/ram:AssociatedDocumentLineDocument/ram:IncludedNote`, 'ram:SubjectCode ID Subject ContentCode'],
  [45, product, 'ram:ID'],
  [
    48,
    product,
    `ram:ManufacturerAssignedID TradeName TypeCode NetWeightMeasure GrossWeightMeasure ProductGroupID EndItemTypeCode
      EndItemName AreaDensityMeasure UseDescription BrandName SubBrandName DrainedNetWeightMeasure
      VariableMeasureIndicator ColourCode ColourDescription Designation FormattedCancellationAnnouncedLaunchDateTime
      FormattedLatestProductDataChangeDateTime`,
  ],
  [
    67,
    `${product}/ram:ApplicableProductCharacteristic`,
    `ram:ID TypeCode - ValueMeasure MeasurementMethodCode - ValueCode ValueDateTime ValueIndicator ContentTypeCode
      ValueSpecifiedBinaryFile ApplicableProductCharacteristicCondition ApplicableReferencedStandard`,
  ],
  [80, product, 'ram:ApplicableMaterialGoodsCharacteristic'],
  [
    81,
    `${product}/ram:DesignatedProductClassification`,
    'ram:SystemID SystemName ClassName SubClassCode ClassProductCharacteristic ApplicableReferencedStandard',
  ],
  [
    87,
    product,
    `ram:IndividualTradeProductInstance CertificationEvidenceReferenceReferencedDocument
      InspectionReferenceReferencedDocument - OriginTradeCountry/ram:Name
      OriginTradeCountry/ram:SubordinateTradeCountrySubDivision LinearSpatialDimension MinimumLinearSpatialDimension
      MaximumLinearSpatialDimension ManufacturerTradeParty PresentationSpecifiedBinaryFile
      MSDSReferenceReferencedDocument AdditionalReferenceReferencedDocument LegalRightsOwnerTradeParty
      BrandOwnerTradeParty IncludedReferencedProduct InformationNote`,
  ],

  [
    104,
    lineAgreement,
    `ram:BuyerReference BuyerRequisitionerTradeParty ApplicableTradeDeliveryTerms SellerOrderReferencedDocument
      BuyerOrderReferencedDocument/ram:IssuerAssignedID QuotationReferencedDocument ContractReferencedDocument
      DemandForecastReferencedDocument PromotionalDealReferencedDocument AdditionalReferencedDocument`,
  ],
  [114, gross, `ram:TypeCode ${price}`],
  [
    120,
    `${gross}/ram:AppliedTradeAllowanceCharge`,
    `ram:ID SequenceNumeric CalculationPercent BasisAmount BasisQuantity PrepaidIndicator UnitBasisAmount ReasonCode
      Reason TypeCode CategoryTradeTax ActualTradeCurrencyExchange`,
  ],
  [132, gross, priceEnd],
  [136, net, `ram:TypeCode - ${price} AppliedTradeAllowanceCharge ${priceEnd}`],
  [445, gross, 'ram:IncludedTradeTax'],
  [446, net, 'ram:IncludedTradeTax'],
  [
    147,
    lineAgreement,
    'ram:RequisitionerReferencedDocument ItemSellerTradeParty ItemBuyerTradeParty IncludedSpecifiedMarketplace',
  ],
  [447, lineAgreement, 'ram:UltimateCustomerOrderReferencedDocument'],
  [
    151,
    `${line}/ram:SpecifiedLineTradeDelivery`,
    `ram:RequestedQuantity ReceivedQuantity ChargeFreeQuantity PackageQuantity ProductUnitQuantity
      PerPackageUnitQuantity NetWeightMeasure GrossWeightMeasure TheoreticalWeightMeasure DespatchedQuantity
      SpecifiedDeliveryAdjustment IncludedSupplyChainPackaging RelatedSupplyChainConsignment ShipToTradeParty
      UltimateShipToTradeParty ShipFromTradeParty ActualDespatchSupplyChainEvent ActualPickUpSupplyChainEvent
      RequestedDeliverySupplyChainEvent ActualDeliverySupplyChainEvent ActualReceiptSupplyChainEvent
      AdditionalReferencedDocument DespatchAdviceReferencedDocument ReceivingAdviceReferencedDocument
      DeliveryNoteReferencedDocument ConsumptionReportReferencedDocument PackingListReferencedDocument`,
  ],
  [
    178,
    lineSettlement,
    `ram:PaymentReference InvoiceIssuerReference TotalAdjustmentAmount DiscountIndicator
      ApplicableTradeTax/ram:CalculatedAmount`,
  ],
  [
    183,
    `${lineSettlement}/ram:SpecifiedTradeAllowanceCharge`,
    `ram:ChargeIndicator/udt:IndicatorString ID SequenceNumeric CalculationPercent/@format BasisQuantity PrepaidIndicator
      UnitBasisAmount TypeCode CategoryTradeTax ActualTradeCurrencyExchange ID`,
  ],
  [194, lineSettlement, 'ram:SubtotalCalculatedTradeTax SpecifiedLogisticsServiceCharge SpecifiedTradePaymentTerms'],
  [
    197,
    `${lineSettlement}/ram:SpecifiedTradeSettlementLineMonetarySummation`,
    `ram:ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount TaxTotalAmount GrandTotalAmount InformationAmount
      TotalAllowanceChargeAmount TotalRetailValueInformationAmount GrossLineTotalAmount NetLineTotalAmount
      NetIncludingTaxesLineTotalAmount ProductWeightLossInformationAmount`,
  ],
  [
    209,
    lineSettlement,
    'ram:SpecifiedFinancialAdjustment InvoiceReferencedDocument - PayableSpecifiedTradeAccountingAccount',
  ],
  [213, `${lineSettlement}/ram:ReceivableSpecifiedTradeAccountingAccount`, account],
  [
    218,
    lineSettlement,
    `ram:PurchaseSpecifiedTradeAccountingAccount SalesSpecifiedTradeAccountingAccount
      SpecifiedTradeSettlementFinancialCard`,
  ],
  [221, line, 'ram:IncludedSubordinateTradeLineItem'],

  [442, agreement, 'ram:Reference'],
  [222, seller, 'ram:RoleCode'],
  [
    223,
    `${seller}/ram:SpecifiedLegalOrganization`,
    'ram:LegalClassificationCode Name PostalTradeAddress AuthorizedLegalRegistration',
  ],
  [227, `${seller}/ram:DefinedTradeContact`, `ram:ID TypeCode JobTitle Responsibility PersonID ${contact}`],
  [244, seller, partyEnd],
  [249, buyer, 'ram:RoleCode Description'],
  [
    251,
    `${buyer}/ram:SpecifiedLegalOrganization`,
    'ram:LegalClassificationCode Name - PostalTradeAddress AuthorizedLegalRegistration',
  ],
  [256, `${buyer}/ram:DefinedTradeContact`, `ram:ID TypeCode JobTitle Responsibility PersonID ${contact}`],
  [273, buyer, partyEnd],
  [
    278,
    agreement,
    `ram:SalesAgentTradeParty BuyerRequisitionerTradeParty BuyerAssignedAccountantTradeParty
      SellerAssignedAccountantTradeParty BuyerTaxRepresentativeTradeParty`,
  ],
  [
    283,
    representative,
    `ram:GlobalID RoleCode Description SpecifiedLegalOrganization DefinedTradeContact URIUniversalCommunication
      SpecifiedTaxRegistration/ram:AssociatedRegisteredTax EndPointURIUniversalCommunication
      LogoAssociatedSpecifiedBinaryFile`,
  ],
  [
    292,
    agreement,
    `ram:ProductEndUserTradeParty ApplicableTradeDeliveryTerms SellerOrderReferencedDocument/ram:LineID
      BuyerOrderReferencedDocument/ram:LineID QuotationReferencedDocument OrderResponseReferencedDocument
      ContractReferencedDocument/ram:LineID DemandForecastReferencedDocument SupplyInstructionReferencedDocument
      PromotionalDealReferencedDocument PriceListReferencedDocument AdditionalReferencedDocument/ram:LineID
      RequisitionerReferencedDocument BuyerAgentTradeParty PurchaseConditionsReferencedDocument
      SpecifiedProcuringProject/ram:Description`,
  ],
  [448, agreement, 'ram:UltimateCustomerOrderReferencedDocument'],

  [308, delivery, 'ram:RelatedSupplyChainConsignment'],
  [
    309,
    `${delivery}/ram:ShipToTradeParty`,
    `ram:RoleCode Description SpecifiedLegalOrganization DefinedTradeContact URIUniversalCommunication
      SpecifiedTaxRegistration EndPointURIUniversalCommunication LogoAssociatedSpecifiedBinaryFile`,
  ],
  [
    317,
    delivery,
    'ram:UltimateShipToTradeParty ShipFromTradeParty ActualDespatchSupplyChainEvent ActualPickUpSupplyChainEvent',
  ],
  [
    321,
    `${delivery}/ram:ActualDeliverySupplyChainEvent`,
    `ram:ID OccurrenceDateTime/udt:DateTime TypeCode Description DescriptionBinaryObject UnitQuantity
      LatestOccurrenceDateTime EarliestOccurrenceDateTime OccurrenceSpecifiedPeriod OccurrenceLogisticsLocation`,
  ],
  [
    331,
    delivery,
    `ram:ActualReceiptSupplyChainEvent AdditionalReferencedDocument DespatchAdviceReferencedDocument/ram:LineID
      DespatchAdviceReferencedDocument/ram:LineID DeliveryNoteReferencedDocument ConsumptionReportReferencedDocument
      PreviousDeliverySupplyChainEvent PackingListReferencedDocument`,
  ],

  [
    339,
    settlement,
    `ram:DuePayableAmount CreditorReferenceTypeCode CreditorReferenceType CreditorReferenceIssuerID -
      PaymentCurrencyCode InvoiceIssuerReference InvoiceDateTime NextInvoiceDateTime CreditReasonCode CreditReason
      InvoicerTradeParty InvoiceeTradeParty`,
  ],
  [352, payee, 'ram:RoleCode Description'],
  [
    354,
    `${payee}/ram:SpecifiedLegalOrganization`,
    'ram:LegalClassificationCode Name TradingBusinessName PostalTradeAddress AuthorizedLegalRegistration',
  ],
  [
    359,
    payee,
    `ram:DefinedTradeContact PostalTradeAddress URIUniversalCommunication SpecifiedTaxRegistration
      EndPointURIUniversalCommunication LogoAssociatedSpecifiedBinaryFile`,
  ],
  [
    365,
    settlement,
    `ram:PayerTradeParty TaxApplicableTradeCurrencyExchange InvoiceApplicableTradeCurrencyExchange
      PaymentApplicableTradeCurrencyExchange`,
  ],
  [369, means, 'ram:PaymentChannelCode GuaranteeMethodCode PaymentMethodCode'],
  [464, means, 'ram:PayerSpecifiedDebtorFinancialInstitution'],
  [443, means, 'ram:ID PayerPartyDebtorFinancialAccount/ram:ProprietaryID'],
  [
    372,
    `${means}/ram:ApplicableTradeSettlementFinancialCard`,
    `ram:MicrochipIndicator TypeCode - ExpiryDate VerificationNumeric ValidFromDateTime CreditLimitAmount
      CreditAvailableAmount InterestRatePercent Description`,
  ],
  [382, means, 'ram:PayerPartyDebtorFinancialAccount/ram:AccountName'],
  [
    384,
    `${means}/ram:PayerSpecifiedDebtorFinancialInstitution`,
    'ram:ClearingSystemName Name LocationFinancialInstitutionAddress',
  ],
  [
    388,
    `${settlement}/ram:SpecifiedTradeAllowanceCharge`,
    'ram:ID SequenceNumeric BasisQuantity PrepaidIndicator UnitBasisAmount TypeCode ActualTradeCurrencyExchange',
  ],
  [395, settlement, 'ram:SubtotalCalculatedTradeTax SpecifiedLogisticsServiceCharge'],
  [
    397,
    terms,
    `ram:ID FromEventCode SettlementPeriodMeasure DueDateDateTime/udt:DateTime TypeCode InstructionTypeCode -
      PartialPaymentPercent PaymentMeansID PartialPaymentAmount ApplicableTradePaymentPenaltyTerms
      ApplicableTradePaymentDiscountTerms PayeeTradeParty`,
  ],
  [
    411,
    `${settlement}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`,
    `ram:InformationAmount TotalDiscountAmount TotalAllowanceChargeAmount RetailValueExcludingTaxInformationAmount
      TotalDepositFeeInformationAmount ProductValueExcludingTobaccoTaxInformationAmount
      TotalRetailValueInformationAmount GrossLineTotalAmount NetLineTotalAmount NetIncludingTaxesLineTotalAmount`,
  ],
  [
    421,
    settlement,
    `ram:SpecifiedFinancialAdjustment InvoiceReferencedDocument/ram:LineID ProFormaInvoiceReferencedDocument
      LetterOfCreditReferencedDocument FactoringAgreementReferencedDocument FactoringListReferencedDocument
      PayableSpecifiedTradeAccountingAccount`,
  ],
  [428, `${settlement}/ram:ReceivableSpecifiedTradeAccountingAccount`, account],
  [
    433,
    settlement,
    `ram:PurchaseSpecifiedTradeAccountingAccount SalesSpecifiedTradeAccountingAccount
      SpecifiedTradeSettlementFinancialCard SpecifiedAdvancePayment UltimatePayeeTradeParty`,
  ],
  [438, '', 'rsm:ValuationBreakdownStatement'],
];

/** Parts of a VAT statement no term stands in, wherever the statement is. */
const taxTable: readonly (readonly [number, string])[] = [
  [38, 'CalculatedRate'],
  [39, 'CalculationSequenceNumeric'],
  [40, 'BasisQuantity'],
  [42, 'UnitBasisAmount'],
  [43, 'LineTotalBasisAmount'],
  [44, 'AllowanceChargeBasisAmount'],
  [49, 'CurrencyCode'],
  [50, 'Jurisdiction'],
  [51, 'CustomsDutyIndicator'],
  [53, 'TaxBasisAllowanceRate'],
  [55, 'Type'],
  [56, 'InformationAmount'],
  [57, 'CategoryName'],
  [60, 'SpecifiedTradeAccountingAccount'],
  [61, 'ServiceSupplyTradeCountry'],
  [62, 'BuyerRepayableTaxSpecifiedTradeAccountingAccount'],
  [63, 'SellerPayableTaxSpecifiedTradeAccountingAccount'],
  [64, 'SellerRefundableTaxSpecifiedTradeAccountingAccount'],
  [65, 'BuyerDeductibleTaxSpecifiedTradeAccountingAccount'],
  [66, 'BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount'],
  [67, 'PlaceApplicableTradeLocation'],
];

const headerOnly = [
  [41, 'BasisAmount'],
  [54, 'TaxPointDate'],
  [58, 'DueDateTypeCode'],
] as const;

const applicableOnly = [
  [52, 'ExemptionReasonCode'],
  [98, 'ExemptionReason'],
] as const;

const dataTypeId = (number: number): string => `CII-DT-${String(number).padStart(3, '0')}`;

/** Children of VAT statements, of those only for which `counts` holds. */
function inTax(number: number, name: string, counts: (tax: XmlElement) => boolean = () => true): Rule {
  return unusedElementRule(dataTypeId(number), ({ index }) =>
    index.named(`ram:${name}`).filter(({ parent }) => parent?.name.endsWith('TradeTax') === true && counts(parent)),
  );
}

function isInHeader(element: XmlElement): boolean {
  for (let one: XmlElement | undefined = element; one; one = one.parent) {
    if (one.name === 'ram:ApplicableHeaderTradeSettlement') return true;
  }
  return false;
}

const lineCategoryAttributes = ['listID', 'listAgencyID', 'listVersionID', 'listURI'] as const;

function lineCategories({ index }: RuleContext): XmlElement[] {
  return index
    .named('ram:CategoryCode')
    .filter(({ parent }) => parent?.name === 'ram:ApplicableTradeTax')
    .filter(({ parent }) => parent?.parent?.name === 'ram:SpecifiedLineTradeSettlement');
}

/** Rules of the CII binding on elements and attributes an invoice under EN 16931 has no use for. */
export const ciiUnusedElementRules: readonly Rule[] = onlyCii(
  ...unusedElementRules('CII-SR', table),
  ...taxTable.map(([number, name]) => inTax(number, name)),
  ...headerOnly.map(([number, name]) => inTax(number, name, (tax) => !isInHeader(tax))),
  ...applicableOnly.map(([number, name]) => inTax(number, name, (tax) => tax.name !== 'ram:ApplicableTradeTax')),
  unusedElementRule('CII-DT-059', ({ index }) =>
    index
      .named('ram:RateApplicablePercent')
      .filter((rate) => rate.attribute('format') !== undefined && rate.parent?.name.endsWith('TradeTax') === true),
  ),
  ...lineCategoryAttributes.map((attribute, offset) =>
    unusedElementRule(dataTypeId(45 + offset), (context) =>
      lineCategories(context).filter((code) => code.attribute(attribute) !== undefined),
    ),
  ),
);
