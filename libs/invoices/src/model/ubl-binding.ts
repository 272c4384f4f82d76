import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { type ElementTest, type GroupBinding, path } from './binding.ts';
import { type GroupId } from './business-term.ts';

// Binding of the business terms to UBL 2.1 Invoice and CreditNote, as CEN/TS 16931-3-2 lays it down.

const isVatScheme: ElementTest = (element) =>
  normalizeSpace(element.child('cac:TaxScheme')?.child('cbc:ID')?.text ?? '').toUpperCase() === 'VAT';
const isOtherScheme: ElementTest = (element) => element.child('cac:TaxScheme') !== undefined && !isVatScheme(element);
const isSepa: ElementTest = (element) => element.attribute('schemeID') === 'SEPA';
const isNotSepa: ElementTest = (element) => !isSepa(element);
const isInvoicedObject: ElementTest = (element) => element.child('cbc:DocumentTypeCode')?.text.trim() === '130';
const isProject: ElementTest = (element) => element.child('cbc:DocumentTypeCode')?.text.trim() === '50';
const isSupporting: ElementTest = (element) => !isInvoicedObject(element) && !isProject(element);

/** The charge indicator as boolean: `true`/`1` or `false`/`0`, undefined for anything else. */
export function ublChargeIndicator(element: XmlElement): boolean | undefined {
  const value = element.child('cbc:ChargeIndicator')?.text.trim();
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

const isAllowance: ElementTest = (element) => ublChargeIndicator(element) === false;
const isCharge: ElementTest = (element) => ublChargeIndicator(element) === true;

const address = (ids: readonly [string, string, string, string, string, string, string]) => ({
  [`BT-${ids[0]}`]: path('cbc:StreetName'),
  [`BT-${ids[1]}`]: path('cbc:AdditionalStreetName'),
  [`BT-${ids[2]}`]: path('cac:AddressLine/cbc:Line'),
  [`BT-${ids[3]}`]: path('cbc:CityName'),
  [`BT-${ids[4]}`]: path('cbc:PostalZone'),
  [`BT-${ids[5]}`]: path('cbc:CountrySubentity'),
  [`BT-${ids[6]}`]: path('cac:Country/cbc:IdentificationCode'),
});

const documentAllowance = (ids: readonly [string, string, string, string, string, string, string]) => ({
  [`BT-${ids[0]}`]: path('cbc:Amount'),
  [`BT-${ids[1]}`]: path('cbc:BaseAmount'),
  [`BT-${ids[2]}`]: path('cbc:MultiplierFactorNumeric'),
  [`BT-${ids[3]}`]: path('cac:TaxCategory', isVatScheme, 'cbc:ID'),
  [`BT-${ids[4]}`]: path('cac:TaxCategory', isVatScheme, 'cbc:Percent'),
  [`BT-${ids[5]}`]: path('cbc:AllowanceChargeReason'),
  [`BT-${ids[6]}`]: path('cbc:AllowanceChargeReasonCode'),
});

const lineAllowance = (ids: readonly [string, string, string, string, string]) => ({
  [`BT-${ids[0]}`]: path('cbc:Amount'),
  [`BT-${ids[1]}`]: path('cbc:BaseAmount'),
  [`BT-${ids[2]}`]: path('cbc:MultiplierFactorNumeric'),
  [`BT-${ids[3]}`]: path('cbc:AllowanceChargeReason'),
  [`BT-${ids[4]}`]: path('cbc:AllowanceChargeReasonCode'),
});

const lineTerms: GroupBinding['terms'] = {
  'BT-126': path('cbc:ID'),
  'BT-127': path('cbc:Note'),
  'BT-128': path('cac:DocumentReference', isInvoicedObject, 'cbc:ID'),
  'BT-128-1': path('cac:DocumentReference', isInvoicedObject, 'cbc:ID/@schemeID'),
  'BT-129': [path('cbc:InvoicedQuantity'), path('cbc:CreditedQuantity')],
  'BT-130': [path('cbc:InvoicedQuantity/@unitCode'), path('cbc:CreditedQuantity/@unitCode')],
  'BT-131': path('cbc:LineExtensionAmount'),
  'BT-132': path('cac:OrderLineReference/cbc:LineID'),
  'BT-133': path('cbc:AccountingCost'),
};

const lineGroups = {
  'BG-26': {
    path: path('cac:InvoicePeriod'),
    terms: { 'BT-134': path('cbc:StartDate'), 'BT-135': path('cbc:EndDate') },
  },
  'BG-27': {
    path: path('cac:AllowanceCharge', isAllowance),
    terms: lineAllowance(['136', '137', '138', '139', '140']),
  },
  'BG-28': { path: path('cac:AllowanceCharge', isCharge), terms: lineAllowance(['141', '142', '143', '144', '145']) },
  'BG-29': {
    path: path('cac:Price'),
    terms: {
      'BT-146': path('cbc:PriceAmount'),
      'BT-147': path('cac:AllowanceCharge/cbc:Amount'),
      'BT-148': path('cac:AllowanceCharge/cbc:BaseAmount'),
      'BT-149': path('cbc:BaseQuantity'),
      'BT-150': path('cbc:BaseQuantity/@unitCode'),
    },
  },
  'BG-30': {
    path: path('cac:Item/cac:ClassifiedTaxCategory', isVatScheme),
    terms: { 'BT-151': path('cbc:ID'), 'BT-152': path('cbc:Percent') },
  },
  'BG-31': {
    path: path('cac:Item'),
    terms: {
      'BT-153': path('cbc:Name'),
      'BT-154': path('cbc:Description'),
      'BT-155': path('cac:SellersItemIdentification/cbc:ID'),
      'BT-156': path('cac:BuyersItemIdentification/cbc:ID'),
      'BT-157': path('cac:StandardItemIdentification/cbc:ID'),
      'BT-157-1': path('cac:StandardItemIdentification/cbc:ID/@schemeID'),
      'BT-158': path('cac:CommodityClassification/cbc:ItemClassificationCode'),
      'BT-158-1': path('cac:CommodityClassification/cbc:ItemClassificationCode/@listID'),
      'BT-158-2': path('cac:CommodityClassification/cbc:ItemClassificationCode/@listVersionID'),
      'BT-159': path('cac:OriginCountry/cbc:IdentificationCode'),
    },
    groups: {
      'BG-32': {
        path: path('cac:AdditionalItemProperty'),
        terms: { 'BT-160': path('cbc:Name'), 'BT-161': path('cbc:Value') },
      },
    },
  },
} satisfies GroupBinding['groups'];

/** Sub invoice lines (BG-DEX-01 of the XRechnung extension) nest without bound, so this binding contains itself. */
const subLine: GroupBinding & { groups: Record<GroupId, GroupBinding> } = {
  path: path('cac:SubInvoiceLine'),
  terms: lineTerms,
  groups: { ...lineGroups },
};
subLine.groups['BG-DEX-01'] = subLine;

const party = 'cac:Party';

export const ublBinding: GroupBinding = {
  path: [],
  terms: {
    'BT-1': path('cbc:ID'),
    'BT-2': path('cbc:IssueDate'),
    'BT-3': [path('cbc:InvoiceTypeCode'), path('cbc:CreditNoteTypeCode')],
    'BT-5': path('cbc:DocumentCurrencyCode'),
    'BT-6': path('cbc:TaxCurrencyCode'),
    'BT-7': path('cbc:TaxPointDate'),
    'BT-8': path('cac:InvoicePeriod/cbc:DescriptionCode'),
    'BT-9': [path('cbc:DueDate'), path('cac:PaymentMeans/cbc:PaymentDueDate')],
    'BT-10': path('cbc:BuyerReference'),
    'BT-11': [path('cac:ProjectReference/cbc:ID'), path('cac:AdditionalDocumentReference', isProject, 'cbc:ID')],
    'BT-12': path('cac:ContractDocumentReference/cbc:ID'),
    'BT-13': path('cac:OrderReference/cbc:ID'),
    'BT-14': path('cac:OrderReference/cbc:SalesOrderID'),
    'BT-15': path('cac:ReceiptDocumentReference/cbc:ID'),
    'BT-16': path('cac:DespatchDocumentReference/cbc:ID'),
    'BT-17': path('cac:OriginatorDocumentReference/cbc:ID'),
    'BT-18': path('cac:AdditionalDocumentReference', isInvoicedObject, 'cbc:ID'),
    'BT-18-1': path('cac:AdditionalDocumentReference', isInvoicedObject, 'cbc:ID/@schemeID'),
    'BT-19': path('cbc:AccountingCost'),
    'BT-20': path('cac:PaymentTerms/cbc:Note'),
  },
  groups: {
    'BG-1': { path: path('cbc:Note'), terms: { 'BT-22': [] } },
    'BG-2': { path: [], terms: { 'BT-23': path('cbc:ProfileID'), 'BT-24': path('cbc:CustomizationID') } },
    'BG-3': {
      path: path('cac:BillingReference'),
      terms: {
        'BT-25': path('cac:InvoiceDocumentReference/cbc:ID'),
        'BT-26': path('cac:InvoiceDocumentReference/cbc:IssueDate'),
      },
    },
    'BG-4': {
      path: path('cac:AccountingSupplierParty'),
      terms: {
        'BT-27': path(party, 'cac:PartyLegalEntity/cbc:RegistrationName'),
        'BT-28': path(party, 'cac:PartyName/cbc:Name'),
        'BT-29': path(party, 'cac:PartyIdentification/cbc:ID', isNotSepa),
        'BT-29-1': path(party, 'cac:PartyIdentification/cbc:ID', isNotSepa, '@schemeID'),
        'BT-30': path(party, 'cac:PartyLegalEntity/cbc:CompanyID'),
        'BT-30-1': path(party, 'cac:PartyLegalEntity/cbc:CompanyID/@schemeID'),
        'BT-31': path(party, 'cac:PartyTaxScheme', isVatScheme, 'cbc:CompanyID'),
        'BT-32': path(party, 'cac:PartyTaxScheme', isOtherScheme, 'cbc:CompanyID'),
        'BT-33': path(party, 'cac:PartyLegalEntity/cbc:CompanyLegalForm'),
        'BT-34': path(party, 'cbc:EndpointID'),
        'BT-34-1': path(party, 'cbc:EndpointID/@schemeID'),
        'BT-90': path(party, 'cac:PartyIdentification/cbc:ID', isSepa),
      },
      groups: {
        'BG-5': { path: path(party, 'cac:PostalAddress'), terms: address(['35', '36', '162', '37', '38', '39', '40']) },
        'BG-6': {
          path: path(party, 'cac:Contact'),
          terms: {
            'BT-41': path('cbc:Name'),
            'BT-42': path('cbc:Telephone'),
            'BT-43': path('cbc:ElectronicMail'),
          },
        },
      },
    },
    'BG-7': {
      path: path('cac:AccountingCustomerParty'),
      terms: {
        'BT-44': path(party, 'cac:PartyLegalEntity/cbc:RegistrationName'),
        'BT-45': path(party, 'cac:PartyName/cbc:Name'),
        'BT-46': path(party, 'cac:PartyIdentification/cbc:ID'),
        'BT-46-1': path(party, 'cac:PartyIdentification/cbc:ID/@schemeID'),
        'BT-47': path(party, 'cac:PartyLegalEntity/cbc:CompanyID'),
        'BT-47-1': path(party, 'cac:PartyLegalEntity/cbc:CompanyID/@schemeID'),
        'BT-48': path(party, 'cac:PartyTaxScheme', isVatScheme, 'cbc:CompanyID'),
        'BT-49': path(party, 'cbc:EndpointID'),
        'BT-49-1': path(party, 'cbc:EndpointID/@schemeID'),
      },
      groups: {
        'BG-8': { path: path(party, 'cac:PostalAddress'), terms: address(['50', '51', '163', '52', '53', '54', '55']) },
        'BG-9': {
          path: path(party, 'cac:Contact'),
          terms: {
            'BT-56': path('cbc:Name'),
            'BT-57': path('cbc:Telephone'),
            'BT-58': path('cbc:ElectronicMail'),
          },
        },
      },
    },
    'BG-10': {
      path: path('cac:PayeeParty'),
      terms: {
        'BT-59': path('cac:PartyName/cbc:Name'),
        'BT-60': path('cac:PartyIdentification/cbc:ID', isNotSepa),
        'BT-60-1': path('cac:PartyIdentification/cbc:ID', isNotSepa, '@schemeID'),
        'BT-61': path('cac:PartyLegalEntity/cbc:CompanyID'),
        'BT-61-1': path('cac:PartyLegalEntity/cbc:CompanyID/@schemeID'),
        'BT-90': path('cac:PartyIdentification/cbc:ID', isSepa),
      },
    },
    'BG-11': {
      path: path('cac:TaxRepresentativeParty'),
      terms: {
        'BT-62': path('cac:PartyName/cbc:Name'),
        'BT-63': path('cac:PartyTaxScheme', isVatScheme, 'cbc:CompanyID'),
      },
      groups: {
        'BG-12': { path: path('cac:PostalAddress'), terms: address(['64', '65', '164', '66', '67', '68', '69']) },
      },
    },
    'BG-13': {
      path: path('cac:Delivery'),
      terms: {
        'BT-70': path('cac:DeliveryParty/cac:PartyName/cbc:Name'),
        'BT-71': path('cac:DeliveryLocation/cbc:ID'),
        'BT-71-1': path('cac:DeliveryLocation/cbc:ID/@schemeID'),
        'BT-72': path('cbc:ActualDeliveryDate'),
      },
      groups: {
        'BG-15': {
          path: path('cac:DeliveryLocation/cac:Address'),
          terms: address(['75', '76', '165', '77', '78', '79', '80']),
        },
      },
    },
    'BG-14': {
      path: path('cac:InvoicePeriod'),
      terms: { 'BT-73': path('cbc:StartDate'), 'BT-74': path('cbc:EndDate'), 'BT-8': path('cbc:DescriptionCode') },
    },
    'BG-16': {
      path: path('cac:PaymentMeans'),
      terms: {
        'BT-81': path('cbc:PaymentMeansCode'),
        'BT-82': path('cbc:PaymentMeansCode/@name'),
        'BT-83': path('cbc:PaymentID'),
      },
      groups: {
        'BG-17': {
          path: path('cac:PayeeFinancialAccount'),
          terms: {
            'BT-84': path('cbc:ID'),
            'BT-85': path('cbc:Name'),
            'BT-86': path('cac:FinancialInstitutionBranch/cbc:ID'),
          },
        },
        'BG-18': {
          path: path('cac:CardAccount'),
          terms: { 'BT-87': path('cbc:PrimaryAccountNumberID'), 'BT-88': path('cbc:HolderName') },
        },
        'BG-19': {
          path: path('cac:PaymentMandate'),
          terms: { 'BT-89': path('cbc:ID'), 'BT-91': path('cac:PayerFinancialAccount/cbc:ID') },
        },
      },
    },
    'BG-20': {
      path: path('cac:AllowanceCharge', isAllowance),
      terms: documentAllowance(['92', '93', '94', '95', '96', '97', '98']),
    },
    'BG-21': {
      path: path('cac:AllowanceCharge', isCharge),
      terms: documentAllowance(['99', '100', '101', '102', '103', '104', '105']),
    },
    'BG-22': {
      path: path('cac:LegalMonetaryTotal'),
      terms: {
        'BT-106': path('cbc:LineExtensionAmount'),
        'BT-107': path('cbc:AllowanceTotalAmount'),
        'BT-108': path('cbc:ChargeTotalAmount'),
        'BT-109': path('cbc:TaxExclusiveAmount'),
        'BT-112': path('cbc:TaxInclusiveAmount'),
        'BT-113': path('cbc:PrepaidAmount'),
        'BT-114': path('cbc:PayableRoundingAmount'),
        'BT-115': path('cbc:PayableAmount'),
      },
    },
    'BG-23': {
      path: path('cac:TaxTotal/cac:TaxSubtotal'),
      terms: {
        'BT-116': path('cbc:TaxableAmount'),
        'BT-117': path('cbc:TaxAmount'),
        'BT-118': path('cac:TaxCategory', isVatScheme, 'cbc:ID'),
        'BT-119': path('cac:TaxCategory', isVatScheme, 'cbc:Percent'),
        'BT-120': path('cac:TaxCategory', isVatScheme, 'cbc:TaxExemptionReason'),
        'BT-121': path('cac:TaxCategory', isVatScheme, 'cbc:TaxExemptionReasonCode'),
      },
    },
    'BG-24': {
      path: path('cac:AdditionalDocumentReference', isSupporting),
      terms: {
        'BT-122': path('cbc:ID'),
        'BT-123': path('cbc:DocumentDescription'),
        'BT-124': path('cac:Attachment/cac:ExternalReference/cbc:URI'),
        'BT-125': path('cac:Attachment/cbc:EmbeddedDocumentBinaryObject'),
        'BT-125-1': path('cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@mimeCode'),
        'BT-125-2': path('cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@filename'),
      },
    },
    'BG-25': {
      path: [path('cac:InvoiceLine'), path('cac:CreditNoteLine')],
      terms: lineTerms,
      groups: { ...lineGroups, 'BG-DEX-01': subLine },
    },
    'BG-DEX-09': {
      path: path('cac:PrepaidPayment'),
      terms: {
        'BT-DEX-001': path('cbc:ID'),
        'BT-DEX-002': path('cbc:PaidAmount'),
        'BT-DEX-003': path('cbc:InstructionID'),
      },
    },
  },
};
