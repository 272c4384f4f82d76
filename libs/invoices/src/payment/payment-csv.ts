import { stringify } from 'csv-stringify/sync';

/** One line of the hand-over to a finance system. */
export interface PaymentCsvRow {
  readonly caseNumber: string;
  readonly creditor: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly discount: string | null;
  readonly executionDate: string;
  readonly remittance: string;
  readonly endToEndId: string;
  readonly invoiceNumber: string | undefined;
  readonly invoiceDate: string | undefined;
  readonly leitwegId: string | undefined;
  readonly orderNumber: string | undefined;
  readonly accounting: string | undefined;
}

/** Heading on paper and what stands below it, in this order. */
const COLUMNS: readonly (readonly [heading: string, field: keyof PaymentCsvRow])[] = [
  ['Vorgang', 'caseNumber'],
  ['Zahlungsempfänger', 'creditor'],
  ['IBAN', 'iban'],
  ['BIC', 'bic'],
  ['Betrag', 'amount'],
  ['Währung', 'currency'],
  ['Skonto', 'discount'],
  ['Ausführung', 'executionDate'],
  ['Verwendungszweck', 'remittance'],
  ['Ende-zu-Ende-Referenz', 'endToEndId'],
  ['Rechnungsnummer', 'invoiceNumber'],
  ['Rechnungsdatum', 'invoiceDate'],
  ['Leitweg-ID', 'leitwegId'],
  ['Bestellnummer', 'orderNumber'],
  ['Buchungsreferenz', 'accounting'],
];

/**
 * Payment orders as CSV (RFC 4180 with semicolons, as German spreadsheets read it, UTF-8 with byte order mark). Amounts have a
 * decimal comma. What begins like a formula is made text: the words come from suppliers.
 */
export function paymentCsv(rows: readonly PaymentCsvRow[]): string {
  const comma = (amount: string | null) => (amount === null ? null : amount.replace('.', ','));
  return stringify(
    rows.map((row) => {
      const shown = { ...row, amount: comma(row.amount), discount: comma(row.discount) };
      return COLUMNS.map(([, field]) => shown[field] ?? '');
    }),
    {
      header: true,
      columns: COLUMNS.map(([heading]) => heading),
      delimiter: ';',
      record_delimiter: '\r\n',
      bom: true,
      escape_formulas: true,
    },
  );
}
