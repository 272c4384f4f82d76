import type { ConnectorDescription, ConnectorInput } from '#runtime';

const CATEGORY = { de: 'Rechnungen', en: 'Invoices' };

const ARRIVAL: ConnectorInput = {
  name: 'eingangsId',
  label: { de: 'Kennung des Rechnungseingangs', en: 'Id of the arrival' },
  help: { de: 'Nur in aufgerufenen Prozessen nötig.', en: 'Needed in called processes only.' },
  kind: 'feel',
};
const words = (name: string, de: string, en: string, required = false): ConnectorInput => ({
  name,
  label: { de, en },
  kind: 'text',
  ...(required ? { required } : {}),
});

export const VALIDATE_DESCRIPTION: ConnectorDescription = {
  name: { de: 'Rechnung prüfen (EN 16931, XRechnung)', en: 'Check invoice (EN 16931, XRechnung)' },
  description: {
    de: 'Prüft die eingegangene Rechnung, liest ihre Angaben und legt sie in die Akte.',
    en: 'Checks the invoice that arrived, reads what it says and files it.',
  },
  category: CATEGORY,
  inputs: [ARRIVAL],
};

export const TERMS_DESCRIPTION: ConnectorDescription = {
  name: { de: 'Skonto und Fristen bestimmen', en: 'Find discount and terms' },
  description: {
    de: 'Ermittelt Skonto mit letztem Tag und Ersparnis, Fälligkeit und die Gültigkeit der Leitweg-ID.',
    en: 'Finds the discount with its last day and saving, the due date, and whether the Leitweg-ID is valid.',
  },
  category: CATEGORY,
  inputs: [ARRIVAL],
  result: { variable: 'fristen', label: { de: 'Fristen', en: 'Terms' } },
};

export const PAYMENT_ORDER_DESCRIPTION: ConnectorDescription = {
  name: { de: 'Zahlung anweisen (SEPA, CSV)', en: 'Order payment (SEPA, CSV)' },
  description: {
    de: 'Erstellt einmal die Zahlungsanweisung als pain.001 und CSV und legt beide in die Akte.',
    en: 'Makes the payment order once, as pain.001 and CSV, and files both.',
  },
  category: CATEGORY,
  inputs: [
    ARRIVAL,
    words('debtorName', 'Kontoinhaber (Stadt)', 'Account holder (town)', true),
    words('debtorIban', 'IBAN der Stadt', 'IBAN of the town', true),
    words('debtorBic', 'BIC der Stadt', 'BIC of the town'),
    {
      ...words('amount', 'Abweichender Betrag', 'Other amount'),
      help: { de: 'Sonst gilt, was die Rechnung sagt.', en: 'Otherwise what the invoice says.' },
    },
    words('iban', 'Abweichende IBAN des Empfängers', 'Other IBAN of the creditor'),
    words('creditor', 'Abweichender Empfänger', 'Other creditor'),
  ],
  result: { variable: 'zahlung', label: { de: 'Zahlung', en: 'Payment' } },
};

export const ARCHIVE_DESCRIPTION: ConnectorDescription = {
  name: { de: 'Rechnung abschließen', en: 'Finish invoice' },
  description: {
    de: 'Vermerkt, wie die Rechnung ausgegangen ist. Die Akte schließt „Akte schließen (zdA)“.',
    en: 'Notes how the invoice ended. The record is closed by "Close record".',
  },
  category: CATEGORY,
  inputs: [
    ARRIVAL,
    {
      name: 'outcome',
      label: { de: 'Ergebnis', en: 'Outcome' },
      kind: 'choice',
      required: true,
      choices: [
        { value: 'bezahlt', label: { de: 'bezahlt', en: 'paid' } },
        { value: 'verrechnet', label: { de: 'verrechnet', en: 'settled' } },
        { value: 'zurueckgewiesen', label: { de: 'zurückgewiesen', en: 'rejected' } },
      ],
      initial: 'bezahlt',
    },
    words('handedOverNode', 'Schritt der Übergabe an die Bank', 'Step of handing over to the bank'),
  ],
  result: { variable: 'ablage', label: { de: 'Ablage', en: 'Filing' } },
};
