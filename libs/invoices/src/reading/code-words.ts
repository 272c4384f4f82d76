import type { CodedText } from '#contracts';

/** Code, German, English; separated by `|`, one entry a line. */
function words(table: string): ReadonlyMap<string, readonly [de: string, en: string]> {
  return new Map(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const [code = '', de = '', en = ''] = line.split('|').map((part) => part.trim());
        return [code, [de, en]] as const;
      }),
  );
}

/** UNTDID 1001 as far as EN 16931 allows it for BT-3. */
const documentTypes = words(`
  71|Zahlungsanforderung|Request for payment
  80|Lastschriftanzeige für Waren oder Dienstleistungen|Debit note for goods or services
  81|Gutschriftanzeige für Waren oder Dienstleistungen|Credit note for goods or services
  82|Gemessene Leistung|Metered services invoice
  83|Gutschriftanzeige für Finanzausgleich|Credit note for financial adjustments
  84|Lastschriftanzeige für Finanzausgleich|Debit note for financial adjustments
  102|Steueranzeige|Tax notification
  130|Rechnungsdatenblatt|Invoicing data sheet
  202|Direkte Zahlungsbewertung|Direct payment valuation
  203|Vorläufige Zahlungsbewertung|Provisional payment valuation
  204|Zahlungsbewertung|Payment valuation
  211|Zwischenabrechnung|Interim application for payment
  218|Schlussabrechnung nach Abnahme|Final payment request based on completion of work
  219|Zahlungsanforderung für fertiggestellte Einheiten|Payment request for completed units
  261|Selbst ausgestellte Gutschriftanzeige|Self-billed credit note
  262|Sammelgutschrift|Consolidated credit note
  295|Preisänderungsrechnung|Price variation invoice
  296|Gutschrift für Preisänderung|Credit note for price variation
  308|Delkredere-Gutschrift|Delcredere credit note
  325|Pro-forma-Rechnung|Proforma invoice
  326|Teilrechnung|Partial invoice
  331|Geschäftsrechnung mit Packliste|Commercial invoice with a packing list
  380|Rechnung|Commercial invoice
  381|Gutschriftanzeige|Credit note
  382|Provisionsabrechnung|Commission note
  383|Belastungsanzeige|Debit note
  384|Rechnungskorrektur|Corrected invoice
  385|Sammelrechnung|Consolidated invoice
  386|Vorauszahlungsrechnung|Prepayment invoice
  387|Mietrechnung|Hire invoice
  388|Steuerrechnung|Tax invoice
  389|Selbst ausgestellte Rechnung (Gutschrift im Gutschriftsverfahren)|Self-billed invoice
  390|Delkredere-Rechnung|Delcredere invoice
  393|Inkassorechnung|Factored invoice
  394|Leasingrechnung|Lease invoice
  395|Konsignationsrechnung|Consignment invoice
  396|Inkassogutschrift|Factored credit note
  420|Optische Zeichenerkennung: Gutschrift|Optical character reading payment credit note
  456|Belastungsanzeige an Dritte|Debit advice
  457|Storno einer Belastung|Reversal of debit
  458|Storno einer Gutschrift|Reversal of credit
  527|Selbst ausgestellte Belastungsanzeige|Self-billed debit note
  532|Gutschrift des Spediteurs|Forwarder's credit note
  553|Rechnungsabweichung des Spediteurs|Forwarder's invoice discrepancy report
  575|Versicherungsrechnung|Insurer's invoice
  623|Speditionsrechnung|Forwarder's invoice
  633|Hafenkostenrechnung|Port charges documents
  751|Rechnung nur für Buchungszwecke|Invoice information for accounting purposes
  780|Frachtrechnung|Freight invoice
  817|Forderungsanmeldung|Claim notification
  870|Konsularrechnung|Consular invoice
  875|Teilrechnung für Bauleistungen|Partial construction invoice
  876|Teilschlussrechnung für Bauleistungen|Partial final construction invoice
  877|Schlussrechnung für Bauleistungen|Final construction invoice
  935|Zollrechnung|Customs invoice
`);

/** UNTDID 4461: BT-81. */
const paymentMeans = words(`
  1|Nicht festgelegt|Instrument not defined
  2|Automatische Gutschrift|Automated clearing house credit
  3|Automatische Lastschrift|Automated clearing house debit
  10|Bar|In cash
  15|Buchgutschrift|Bookentry credit
  16|Buchlastschrift|Bookentry debit
  20|Scheck|Cheque
  21|Bankwechsel|Banker's draft
  23|Bankscheck|Bank cheque
  24|Wechsel|Bill of exchange awaiting acceptance
  25|Bestätigter Scheck|Certified cheque
  26|Örtlicher Scheck|Local cheque
  30|Überweisung|Credit transfer
  31|Lastschrift|Debit transfer
  42|Zahlung auf Bankkonto|Payment to bank account
  44|Akzeptierter Wechsel|Accepted bill of exchange
  48|Bankkarte|Bank card
  49|Lastschrift|Direct debit
  50|Zahlung per Postgiro|Payment by postgiro
  54|Kreditkarte|Credit card
  55|Debitkarte|Debit card
  57|Dauerauftrag|Standing agreement
  58|SEPA-Überweisung|SEPA credit transfer
  59|SEPA-Lastschrift|SEPA direct debit
  68|Online-Bezahldienst|Online payment service
  70|Wechsel auf den Gläubiger|Bill drawn by the creditor on the debtor
  93|Referenzgiro|Reference giro
  97|Verrechnung zwischen Partnern|Clearing between partners
  98|Verrechnung mit JP-Konto|JP, electronically recorded monetary claims
  ZZZ|Nach Vereinbarung|Mutually defined
`);

/** UNTDID 5305: BT-95, BT-102, BT-118, BT-151. */
const vatCategories = words(`
  S|Umsatzsteuer mit Regel- oder ermäßigtem Satz|Standard or reduced rate
  Z|Nullsatz|Zero rated
  E|Steuerfrei|Exempt from VAT
  AE|Steuerschuldnerschaft des Leistungsempfängers|VAT reverse charge
  K|Innergemeinschaftliche Lieferung|Intra-community supply
  G|Ausfuhr, keine Steuer erhoben|Export, VAT not charged
  O|Nicht steuerbar|Not subject to VAT
  L|Kanarische Inseln (IGIC)|Canary Islands general indirect tax
  M|Ceuta und Melilla (IPSI)|Tax in Ceuta and Melilla
  B|Übertragene Steuer (Italien)|Transferred VAT (Italy)
`);

/** Units of UN/ECE recommendations 20 and 21 that invoices to towns use. */
const units = words(`
  C62|Stück|piece
  H87|Stück|piece
  EA|Stück|each
  XPP|Stück|piece
  NAR|Anzahl|number of articles
  PR|Paar|pair
  NPR|Paar|pair
  DZN|Dutzend|dozen
  HUR|Stunden|hours
  MIN|Minuten|minutes
  SEC|Sekunden|seconds
  DAY|Tage|days
  WEE|Wochen|weeks
  MON|Monate|months
  QAN|Quartale|quarters
  SAN|Halbjahre|half years
  ANN|Jahre|years
  LS|pauschal|lump sum
  P1|Prozent|per cent
  E49|Arbeitstage|working days
  LH|Arbeitsstunden|labour hours
  KMT|Kilometer|kilometres
  MTR|Meter|metres
  LM|laufende Meter|linear metres
  CMT|Zentimeter|centimetres
  MMT|Millimeter|millimetres
  MTK|Quadratmeter|square metres
  CMK|Quadratzentimeter|square centimetres
  HAR|Hektar|hectares
  MTQ|Kubikmeter|cubic metres
  LTR|Liter|litres
  MLT|Milliliter|millilitres
  HLT|Hektoliter|hectolitres
  NM3|Normkubikmeter|normalised cubic metres
  KGM|Kilogramm|kilograms
  GRM|Gramm|grams
  MGM|Milligramm|milligrams
  TNE|Tonnen|tonnes
  KWH|Kilowattstunden|kilowatt hours
  MWH|Megawattstunden|megawatt hours
  KWT|Kilowatt|kilowatts
  WTT|Watt|watts
  KVA|Kilovoltampere|kilovolt amperes
  KVR|Kilovar|kilovars
  K3|Kilovarstunden|kilovar hours
  AMP|Ampere|amperes
  VLT|Volt|volts
  GJ|Gigajoule|gigajoules
  MJ|Megajoule|megajoules
  4L|Megabyte|megabytes
  E34|Gigabyte|gigabytes
  E36|Petabyte|petabytes
  E35|Terabyte|terabytes
  SET|Sätze|sets
  XBX|Kisten|boxes
  XCT|Kartons|cartons
  XPK|Packungen|packages
  XPA|Päckchen|packets
  XPX|Paletten|pallets
  XBG|Beutel|bags
  XBO|Flaschen|bottles
  XRO|Rollen|rolls
  XSA|Säcke|sacks
  XCA|Dosen|cans
  XBE|Bündel|bundles
  XCR|Kästen|crates
  XEN|Umschläge|envelopes
  XLE|Gepäckstücke|luggage
  XTU|Tuben|tubes
  XUN|Einheiten|units
  XSX|Sätze|sets
  XST|Bögen|sheets
  ST|Blätter|sheets
  RM|Ries|reams
  NMP|Packungen|packs
  ZZ|nach Vereinbarung|mutually defined
  E48|Leistungseinheiten|service units
  IE|Personen|persons
  IU|internationale Einheiten|international units
  ACT|Vorgänge|activities
  NCL|Zellen|cells
  LK|Links|links
  E51|Aufträge|jobs
  DPT|Dioptrien|dioptres
  CEL|Grad Celsius|degrees Celsius
  TKM|Tonnenkilometer|tonne kilometres
  KNT|Knoten|knots
  2N|Dezibel|decibels
  D43|Atommasseneinheiten|atomic mass units
  NIU|internationale Einheiten|international units
  T3|tausend Stück|thousand pieces
  MIL|tausend|thousand
  CEN|hundert|hundred
`);

/** VATEX codes: BT-121. */
const exemptions = words(`
  VATEX-EU-79-C|Durchlaufende Posten (Art. 79 Buchst. c MwStSystRL)|Repayment of expenses (article 79, point c)
  VATEX-EU-132|Steuerbefreiung für das Gemeinwohl (Art. 132 MwStSystRL)|Exempt in the public interest (article 132)
  VATEX-EU-143|Steuerbefreiung bei der Einfuhr (Art. 143 MwStSystRL)|Exempt importation (article 143)
  VATEX-EU-144|Steuerbefreiung von Nebenleistungen der Einfuhr (Art. 144 MwStSystRL)|Exempt services of importation (article 144)
  VATEX-EU-146-1E|Steuerbefreiung von Leistungen bei der Ausfuhr (Art. 146 Abs. 1 Buchst. e MwStSystRL)|Exempt services of exportation (article 146, 1 e)
  VATEX-EU-148|Steuerbefreiung im grenzüberschreitenden Verkehr (Art. 148 MwStSystRL)|Exempt international transport (article 148)
  VATEX-EU-151|Steuerbefreiung für Diplomaten und Organisationen (Art. 151 MwStSystRL)|Exempt for diplomats and organisations (article 151)
  VATEX-EU-153|Steuerbefreiung für Vermittler (Art. 153 MwStSystRL)|Exempt services of intermediaries (article 153)
  VATEX-EU-159|Steuerbefreiung in Zollverfahren (Art. 159 MwStSystRL)|Exempt in customs procedures (article 159)
  VATEX-EU-309|Reisebüros außerhalb der Union (Art. 309 MwStSystRL)|Travel agents outside the Union (article 309)
  VATEX-EU-AE|Steuerschuldnerschaft des Leistungsempfängers|Reverse charge
  VATEX-EU-D|Reiseleistungen mit Margenbesteuerung|Travel agents, margin scheme
  VATEX-EU-F|Gebrauchtgegenstände mit Margenbesteuerung|Second-hand goods, margin scheme
  VATEX-EU-G|Ausfuhr aus der Union|Export outside the Union
  VATEX-EU-I|Kunstgegenstände mit Margenbesteuerung|Works of art, margin scheme
  VATEX-EU-IC|Innergemeinschaftliche Lieferung|Intra-community supply
  VATEX-EU-J|Sammlungsstücke und Antiquitäten mit Margenbesteuerung|Collectors' items and antiques, margin scheme
  VATEX-EU-O|Nicht steuerbar|Not subject to VAT
  VATEX-FR-FRANCHISE|Kleinunternehmer in Frankreich|French franchise in base
  VATEX-FR-CNWVAT|Berichtigung ohne Umsatzsteuer in Frankreich|French credit note without VAT
`);

const lists = { documentTypes, paymentMeans, vatCategories, units, exemptions } as const;

/** The code lists that have words here. */
export type CodeList = keyof typeof lists;

/**
 * A code with its words. Where the list has none the code stands for itself; sub-articles of VATEX fall back to their
 * article, packages of recommendation 21 to what they are in recommendation 20.
 */
export function inWords(list: CodeList, code: string): CodedText {
  const found = lists[list].get(code) ?? (list === 'exemptions' ? articleOf(code) : undefined);
  return { code, de: found?.[0] ?? code, en: found?.[1] ?? code };
}

/** `VATEX-EU-132-1A` is a letter of `VATEX-EU-132`. */
function articleOf(code: string): readonly [string, string] | undefined {
  const article = /^VATEX-EU-\d+/.exec(code)?.[0];
  return article === undefined ? undefined : exemptions.get(article);
}

const countryNames = {
  de: new Intl.DisplayNames('de', { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
};

/** A country by ISO 3166-1 alpha-2. */
export function countryInWords(code: string): CodedText {
  if (!/^[A-Z]{2}$/.test(code)) return { code, de: code, en: code };
  return { code, de: countryNames.de.of(code) ?? code, en: countryNames.en.of(code) ?? code };
}
