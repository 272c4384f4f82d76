/** What a test wants of an invoice; everything else is as it should be. */
export interface SmallInvoice {
  readonly number: string;
  readonly supplier: string;
  readonly email: string;
  readonly iban: string;
  /** `YYYY-MM-DD`. */
  readonly issued: string;
  readonly due: string;
  /** Whole euros before 19 % of tax. */
  readonly net: number;
  /** Discount of so many percent when paid within so many days. */
  readonly discount?: { readonly days: number; readonly percent: number };
  /** The routing number every authority needs to find the office (BT-10). */
  readonly buyerReference?: string;
}

const EUR = 'currencyID="EUR"';

/** An XRechnung (UBL) with one line, as a program of a small supplier writes it. */
export function smallInvoice(invoice: SmallInvoice): string {
  const { number, supplier, email, iban, issued, due, discount, buyerReference } = invoice;
  const net = invoice.net.toFixed(2);
  const tax = (invoice.net * 0.19).toFixed(2);
  const gross = (invoice.net * 1.19).toFixed(2);
  const category = (element: string): string =>
    `<cac:${element}><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${element}>`;
  const address = (city: string, zone: string): string =>
    `<cac:PostalAddress><cbc:CityName>${city}</cbc:CityName><cbc:PostalZone>${zone}</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>`;
  const terms =
    discount === undefined
      ? 'Zahlbar ohne Abzug'
      : `#SKONTO#TAGE=${discount.days}#PROZENT=${discount.percent.toFixed(2)}#\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<ubl:Invoice xmlns:ubl="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>${issued}</cbc:IssueDate>
  <cbc:DueDate>${due}</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  ${buyerReference === undefined ? '' : `<cbc:BuyerReference>${buyerReference}</cbc:BuyerReference>`}
  <cac:AccountingSupplierParty><cac:Party>
    <cbc:EndpointID schemeID="EM">${email}</cbc:EndpointID>
    ${address('Goslar', '38640')}
    <cac:PartyTaxScheme><cbc:CompanyID>DE123456788</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>${supplier}</cbc:RegistrationName></cac:PartyLegalEntity>
    <cac:Contact><cbc:Name>Pia Pflug</cbc:Name><cbc:Telephone>+49 5321 4711</cbc:Telephone><cbc:ElectronicMail>${email}</cbc:ElectronicMail></cac:Contact>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>
    <cbc:EndpointID schemeID="EM">rechnung@musterstadt.example</cbc:EndpointID>
    ${address('Musterstadt', '50667')}
    <cac:PartyLegalEntity><cbc:RegistrationName>Stadt Musterstadt</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:Delivery><cbc:ActualDeliveryDate>${issued}</cbc:ActualDeliveryDate></cac:Delivery>
  <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>${iban}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:PaymentTerms><cbc:Note>${terms}</cbc:Note></cac:PaymentTerms>
  <cac:TaxTotal><cbc:TaxAmount ${EUR}>${tax}</cbc:TaxAmount>
    <cac:TaxSubtotal><cbc:TaxableAmount ${EUR}>${net}</cbc:TaxableAmount><cbc:TaxAmount ${EUR}>${tax}</cbc:TaxAmount>${category('TaxCategory')}</cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount ${EUR}>${net}</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount ${EUR}>${net}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount ${EUR}>${gross}</cbc:TaxInclusiveAmount><cbc:PayableAmount ${EUR}>${gross}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity><cbc:LineExtensionAmount ${EUR}>${net}</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Pflege der Grünanlage</cbc:Name>${category('ClassifiedTaxCategory')}</cac:Item>
    <cac:Price><cbc:PriceAmount ${EUR}>${net}</cbc:PriceAmount></cac:Price>
  </cac:InvoiceLine>
</ubl:Invoice>
`;
}
