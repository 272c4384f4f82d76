import { type XmlElement } from '../xml/xml-element.ts';
import { type BindingPath, type ElementTest, type GroupBinding, path } from './binding.ts';

// Binding of the business terms to UN/CEFACT Cross Industry Invoice D16B, as CEN/TS 16931-3-3 lays it down.

const transaction = 'rsm:SupplyChainTradeTransaction';
const agreement = `${transaction}/ram:ApplicableHeaderTradeAgreement`;
const delivery = `${transaction}/ram:ApplicableHeaderTradeDelivery`;
const settlement = `${transaction}/ram:ApplicableHeaderTradeSettlement`;

const typeCode =
  (...codes: string[]): ElementTest =>
  (element) =>
    codes.includes(element.child('ram:TypeCode')?.text.trim() ?? '');
const scheme =
  (id: string): ElementTest =>
  (element) =>
    element.attribute('schemeID') === id;
const isVat: ElementTest = (element) => element.child('ram:TypeCode')?.text.trim().toUpperCase() === 'VAT';

/** The charge indicator as boolean: `true`/`1` or `false`/`0`, undefined for anything else. */
export function ciiChargeIndicator(element: XmlElement): boolean | undefined {
  const value = element.child('ram:ChargeIndicator')?.child('udt:Indicator')?.text.trim();
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

const isAllowance: ElementTest = (element) => ciiChargeIndicator(element) === false;
const isCharge: ElementTest = (element) => ciiChargeIndicator(element) === true;

const address = (ids: readonly [string, string, string, string, string, string, string]) => ({
  [`BT-${ids[0]}`]: path('ram:LineOne'),
  [`BT-${ids[1]}`]: path('ram:LineTwo'),
  [`BT-${ids[2]}`]: path('ram:LineThree'),
  [`BT-${ids[3]}`]: path('ram:CityName'),
  [`BT-${ids[4]}`]: path('ram:PostcodeCode'),
  [`BT-${ids[5]}`]: path('ram:CountrySubDivisionName'),
  [`BT-${ids[6]}`]: path('ram:CountryID'),
});

const contact = (ids: readonly [string, string, string]) => ({
  [`BT-${ids[0]}`]: [path('ram:PersonName'), path('ram:DepartmentName')],
  [`BT-${ids[1]}`]: path('ram:TelephoneUniversalCommunication/ram:CompleteNumber'),
  [`BT-${ids[2]}`]: path('ram:EmailURIUniversalCommunication/ram:URIID'),
});

const documentAllowance = (ids: readonly [string, string, string, string, string, string, string]) => ({
  [`BT-${ids[0]}`]: path('ram:ActualAmount'),
  [`BT-${ids[1]}`]: path('ram:BasisAmount'),
  [`BT-${ids[2]}`]: path('ram:CalculationPercent'),
  [`BT-${ids[3]}`]: path('ram:CategoryTradeTax', isVat, 'ram:CategoryCode'),
  [`BT-${ids[4]}`]: path('ram:CategoryTradeTax', isVat, 'ram:RateApplicablePercent'),
  [`BT-${ids[5]}`]: path('ram:Reason'),
  [`BT-${ids[6]}`]: path('ram:ReasonCode'),
});

const lineAllowance = (ids: readonly [string, string, string, string, string]) => ({
  [`BT-${ids[0]}`]: path('ram:ActualAmount'),
  [`BT-${ids[1]}`]: path('ram:BasisAmount'),
  [`BT-${ids[2]}`]: path('ram:CalculationPercent'),
  [`BT-${ids[3]}`]: path('ram:Reason'),
  [`BT-${ids[4]}`]: path('ram:ReasonCode'),
});

const identifiers = (id: string): Record<`BT-${string}`, readonly BindingPath[]> => ({
  [`BT-${id}`]: [path('ram:ID'), path('ram:GlobalID')],
  [`BT-${id}-1`]: [path('ram:GlobalID/@schemeID')],
});

const period = (start: string, end: string) => ({
  [`BT-${start}`]: path('ram:StartDateTime/udt:DateTimeString'),
  [`BT-${end}`]: path('ram:EndDateTime/udt:DateTimeString'),
});

const invoicedObject = typeCode('130');
const lineSettlement = 'ram:SpecifiedLineTradeSettlement';

const line: GroupBinding = {
  path: path(transaction, 'ram:IncludedSupplyChainTradeLineItem'),
  terms: {
    'BT-126': path('ram:AssociatedDocumentLineDocument/ram:LineID'),
    'BT-127': path('ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content'),
    'BT-128': path(lineSettlement, 'ram:AdditionalReferencedDocument', invoicedObject, 'ram:IssuerAssignedID'),
    'BT-128-1': path(lineSettlement, 'ram:AdditionalReferencedDocument', invoicedObject, 'ram:ReferenceTypeCode'),
    'BT-129': path('ram:SpecifiedLineTradeDelivery/ram:BilledQuantity'),
    'BT-130': path('ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode'),
    'BT-131': path(lineSettlement, 'ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount'),
    'BT-132': path('ram:SpecifiedLineTradeAgreement/ram:BuyerOrderReferencedDocument/ram:LineID'),
    'BT-133': path(lineSettlement, 'ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID'),
  },
  groups: {
    'BG-26': { path: path(lineSettlement, 'ram:BillingSpecifiedPeriod'), terms: period('134', '135') },
    'BG-27': {
      path: path(lineSettlement, 'ram:SpecifiedTradeAllowanceCharge', isAllowance),
      terms: lineAllowance(['136', '137', '138', '139', '140']),
    },
    'BG-28': {
      path: path(lineSettlement, 'ram:SpecifiedTradeAllowanceCharge', isCharge),
      terms: lineAllowance(['141', '142', '143', '144', '145']),
    },
    'BG-29': {
      path: path('ram:SpecifiedLineTradeAgreement'),
      terms: {
        'BT-146': path('ram:NetPriceProductTradePrice/ram:ChargeAmount'),
        'BT-147': path('ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge/ram:ActualAmount'),
        'BT-148': path('ram:GrossPriceProductTradePrice/ram:ChargeAmount'),
        'BT-149': [
          path('ram:NetPriceProductTradePrice/ram:BasisQuantity'),
          path('ram:GrossPriceProductTradePrice/ram:BasisQuantity'),
        ],
        'BT-150': [
          path('ram:NetPriceProductTradePrice/ram:BasisQuantity/@unitCode'),
          path('ram:GrossPriceProductTradePrice/ram:BasisQuantity/@unitCode'),
        ],
      },
    },
    'BG-30': {
      path: path(lineSettlement, 'ram:ApplicableTradeTax', isVat),
      terms: { 'BT-151': path('ram:CategoryCode'), 'BT-152': path('ram:RateApplicablePercent') },
    },
    'BG-31': {
      path: path('ram:SpecifiedTradeProduct'),
      terms: {
        'BT-153': path('ram:Name'),
        'BT-154': path('ram:Description'),
        'BT-155': path('ram:SellerAssignedID'),
        'BT-156': path('ram:BuyerAssignedID'),
        'BT-157': path('ram:GlobalID'),
        'BT-157-1': path('ram:GlobalID/@schemeID'),
        'BT-158': path('ram:DesignatedProductClassification/ram:ClassCode'),
        'BT-158-1': path('ram:DesignatedProductClassification/ram:ClassCode/@listID'),
        'BT-158-2': path('ram:DesignatedProductClassification/ram:ClassCode/@listVersionID'),
        'BT-159': path('ram:OriginTradeCountry/ram:ID'),
      },
      groups: {
        'BG-32': {
          path: path('ram:ApplicableProductCharacteristic'),
          terms: { 'BT-160': path('ram:Description'), 'BT-161': path('ram:Value') },
        },
      },
    },
  },
};

export const ciiBinding: GroupBinding = {
  path: [],
  terms: {
    'BT-1': path('rsm:ExchangedDocument/ram:ID'),
    'BT-2': path(
      'rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString',
      (date) => date.attribute('format') === '102',
    ),
    'BT-3': path('rsm:ExchangedDocument/ram:TypeCode'),
    'BT-5': path(settlement, 'ram:InvoiceCurrencyCode'),
    'BT-6': path(settlement, 'ram:TaxCurrencyCode'),
    'BT-7': path(settlement, 'ram:ApplicableTradeTax/ram:TaxPointDate/udt:DateString'),
    'BT-8': path(settlement, 'ram:ApplicableTradeTax/ram:DueDateTypeCode'),
    'BT-9': path(settlement, 'ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString'),
    'BT-10': path(agreement, 'ram:BuyerReference'),
    'BT-11': path(agreement, 'ram:SpecifiedProcuringProject/ram:ID'),
    'BT-12': path(agreement, 'ram:ContractReferencedDocument/ram:IssuerAssignedID'),
    'BT-13': path(agreement, 'ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID'),
    'BT-14': path(agreement, 'ram:SellerOrderReferencedDocument/ram:IssuerAssignedID'),
    'BT-15': path(delivery, 'ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID'),
    'BT-16': path(delivery, 'ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID'),
    'BT-17': path(agreement, 'ram:AdditionalReferencedDocument', typeCode('50'), 'ram:IssuerAssignedID'),
    'BT-18': path(agreement, 'ram:AdditionalReferencedDocument', invoicedObject, 'ram:IssuerAssignedID'),
    'BT-18-1': path(agreement, 'ram:AdditionalReferencedDocument', invoicedObject, 'ram:ReferenceTypeCode'),
    'BT-19': path(settlement, 'ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID'),
    'BT-20': path(settlement, 'ram:SpecifiedTradePaymentTerms/ram:Description'),
    'BT-83': path(settlement, 'ram:PaymentReference'),
    'BT-89': path(settlement, 'ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID'),
    'BT-90': path(settlement, 'ram:CreditorReferenceID'),
  },
  groups: {
    'BG-1': {
      path: path('rsm:ExchangedDocument/ram:IncludedNote'),
      terms: { 'BT-21': path('ram:SubjectCode'), 'BT-22': path('ram:Content') },
    },
    'BG-2': {
      path: path('rsm:ExchangedDocumentContext'),
      terms: {
        'BT-23': path('ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID'),
        'BT-24': path('ram:GuidelineSpecifiedDocumentContextParameter/ram:ID'),
      },
    },
    'BG-3': {
      path: path(settlement, 'ram:InvoiceReferencedDocument'),
      terms: {
        'BT-25': path('ram:IssuerAssignedID'),
        'BT-26': path('ram:FormattedIssueDateTime/qdt:DateTimeString'),
      },
    },
    'BG-4': {
      path: path(agreement, 'ram:SellerTradeParty'),
      terms: {
        'BT-27': path('ram:Name'),
        'BT-28': path('ram:SpecifiedLegalOrganization/ram:TradingBusinessName'),
        ...identifiers('29'),
        'BT-30': path('ram:SpecifiedLegalOrganization/ram:ID'),
        'BT-30-1': path('ram:SpecifiedLegalOrganization/ram:ID/@schemeID'),
        'BT-31': path('ram:SpecifiedTaxRegistration/ram:ID', scheme('VA')),
        'BT-32': path('ram:SpecifiedTaxRegistration/ram:ID', scheme('FC')),
        'BT-33': path('ram:Description'),
        'BT-34': path('ram:URIUniversalCommunication/ram:URIID'),
        'BT-34-1': path('ram:URIUniversalCommunication/ram:URIID/@schemeID'),
      },
      groups: {
        'BG-5': { path: path('ram:PostalTradeAddress'), terms: address(['35', '36', '162', '37', '38', '39', '40']) },
        'BG-6': { path: path('ram:DefinedTradeContact'), terms: contact(['41', '42', '43']) },
      },
    },
    'BG-7': {
      path: path(agreement, 'ram:BuyerTradeParty'),
      terms: {
        'BT-44': path('ram:Name'),
        'BT-45': path('ram:SpecifiedLegalOrganization/ram:TradingBusinessName'),
        ...identifiers('46'),
        'BT-47': path('ram:SpecifiedLegalOrganization/ram:ID'),
        'BT-47-1': path('ram:SpecifiedLegalOrganization/ram:ID/@schemeID'),
        'BT-48': path('ram:SpecifiedTaxRegistration/ram:ID', scheme('VA')),
        'BT-49': path('ram:URIUniversalCommunication/ram:URIID'),
        'BT-49-1': path('ram:URIUniversalCommunication/ram:URIID/@schemeID'),
      },
      groups: {
        'BG-8': { path: path('ram:PostalTradeAddress'), terms: address(['50', '51', '163', '52', '53', '54', '55']) },
        'BG-9': { path: path('ram:DefinedTradeContact'), terms: contact(['56', '57', '58']) },
      },
    },
    'BG-10': {
      path: path(settlement, 'ram:PayeeTradeParty'),
      terms: {
        'BT-59': path('ram:Name'),
        ...identifiers('60'),
        'BT-61': path('ram:SpecifiedLegalOrganization/ram:ID'),
        'BT-61-1': path('ram:SpecifiedLegalOrganization/ram:ID/@schemeID'),
      },
    },
    'BG-11': {
      path: path(agreement, 'ram:SellerTaxRepresentativeTradeParty'),
      terms: { 'BT-62': path('ram:Name'), 'BT-63': path('ram:SpecifiedTaxRegistration/ram:ID', scheme('VA')) },
      groups: {
        'BG-12': { path: path('ram:PostalTradeAddress'), terms: address(['64', '65', '164', '66', '67', '68', '69']) },
      },
    },
    'BG-13': {
      path: path(delivery),
      terms: {
        'BT-70': path('ram:ShipToTradeParty/ram:Name'),
        'BT-71': [path('ram:ShipToTradeParty/ram:ID'), path('ram:ShipToTradeParty/ram:GlobalID')],
        'BT-71-1': path('ram:ShipToTradeParty/ram:GlobalID/@schemeID'),
        'BT-72': path('ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString'),
      },
      groups: {
        'BG-15': {
          path: path('ram:ShipToTradeParty/ram:PostalTradeAddress'),
          terms: address(['75', '76', '165', '77', '78', '79', '80']),
        },
      },
    },
    'BG-14': { path: path(settlement, 'ram:BillingSpecifiedPeriod'), terms: period('73', '74') },
    'BG-16': {
      path: path(settlement, 'ram:SpecifiedTradeSettlementPaymentMeans'),
      terms: {
        'BT-81': path('ram:TypeCode'),
        'BT-82': path('ram:Information'),
        'BT-86': path('ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID'),
      },
      groups: {
        'BG-17': {
          path: path('ram:PayeePartyCreditorFinancialAccount'),
          terms: {
            'BT-84': [path('ram:IBANID'), path('ram:ProprietaryID')],
            'BT-85': path('ram:AccountName'),
          },
        },
        'BG-18': {
          path: path('ram:ApplicableTradeSettlementFinancialCard'),
          terms: { 'BT-87': path('ram:ID'), 'BT-88': path('ram:CardholderName') },
        },
        'BG-19': {
          path: path('ram:PayerPartyDebtorFinancialAccount'),
          terms: { 'BT-91': path('ram:IBANID') },
        },
      },
    },
    'BG-20': {
      path: path(settlement, 'ram:SpecifiedTradeAllowanceCharge', isAllowance),
      terms: documentAllowance(['92', '93', '94', '95', '96', '97', '98']),
    },
    'BG-21': {
      path: path(settlement, 'ram:SpecifiedTradeAllowanceCharge', isCharge),
      terms: documentAllowance(['99', '100', '101', '102', '103', '104', '105']),
    },
    'BG-22': {
      path: path(settlement, 'ram:SpecifiedTradeSettlementHeaderMonetarySummation'),
      terms: {
        'BT-106': path('ram:LineTotalAmount'),
        'BT-107': path('ram:AllowanceTotalAmount'),
        'BT-108': path('ram:ChargeTotalAmount'),
        'BT-109': path('ram:TaxBasisTotalAmount'),
        'BT-112': path('ram:GrandTotalAmount'),
        'BT-113': path('ram:TotalPrepaidAmount'),
        'BT-114': path('ram:RoundingAmount'),
        'BT-115': path('ram:DuePayableAmount'),
      },
    },
    'BG-23': {
      path: path(settlement, 'ram:ApplicableTradeTax'),
      terms: {
        'BT-116': path('ram:BasisAmount'),
        'BT-117': path('ram:CalculatedAmount'),
        'BT-118': path(isVat, 'ram:CategoryCode'),
        'BT-119': path(isVat, 'ram:RateApplicablePercent'),
        'BT-120': path('ram:ExemptionReason'),
        'BT-121': path('ram:ExemptionReasonCode'),
      },
    },
    'BG-24': {
      path: path(agreement, 'ram:AdditionalReferencedDocument', (document) => !typeCode('50', '130')(document)),
      terms: {
        'BT-122': path('ram:IssuerAssignedID'),
        'BT-123': path('ram:Name'),
        'BT-124': path('ram:URIID'),
        'BT-125': path('ram:AttachmentBinaryObject'),
        'BT-125-1': path('ram:AttachmentBinaryObject/@mimeCode'),
        'BT-125-2': path('ram:AttachmentBinaryObject/@filename'),
      },
    },
    'BG-25': line,
  },
};
