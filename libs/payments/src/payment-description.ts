import type { ConnectorDescription } from '#runtime';

/** How modelling tools offer the payment of a fee. */
export const PAYMENT_DESCRIPTION: ConnectorDescription = {
  name: { de: 'Gebühr anfordern (E-Payment)', en: 'Ask for a fee (e-payment)' },
  description: {
    de: 'Legt eine Zahlung beim Bezahldienst an und gibt dem Vorgang die Adresse zum Bezahlen. Das Ende kommt als Nachricht zahlung-eingegangen oder zahlung-fehlgeschlagen.',
    en: 'Makes a payment at the payment service and gives the case the address to pay at. Its end comes as message zahlung-eingegangen or zahlung-fehlgeschlagen.',
  },
  category: { de: 'Zahlung', en: 'Payment' },
  inputs: [
    {
      name: 'amount',
      label: { de: 'Betrag in Euro', en: 'Amount in euro' },
      kind: 'feel',
      required: true,
      initial: '=gebuehr',
    },
    {
      name: 'purpose',
      label: { de: 'Verwendungszweck', en: 'Purpose' },
      help: {
        de: 'Höchstens 27 Zeichen; sonst die Vorgangsnummer.',
        en: 'At most 27 characters; otherwise the case number.',
      },
      kind: 'text',
    },
    { name: 'description', label: { de: 'Beschreibung', en: 'Description' }, kind: 'longText' },
    { name: 'reference', label: { de: 'Referenz', en: 'Reference' }, kind: 'text' },
    { name: 'bookingData', label: { de: 'Buchungsdaten', en: 'Booking data' }, kind: 'feel' },
    { name: 'validDays', label: { de: 'Gültig (Tage)', en: 'Valid (days)' }, kind: 'feel' },
  ],
  result: { variable: 'payment', label: { de: 'Zahlung', en: 'Payment' } },
};
