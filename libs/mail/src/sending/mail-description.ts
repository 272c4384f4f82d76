import type { ConnectorDescription } from '#runtime';

/** How modelling tools offer mail. */
export const MAIL_DESCRIPTION: ConnectorDescription = {
  name: { de: 'E-Mail senden', en: 'Send mail' },
  description: {
    de: 'Sendet eine E-Mail mit Dokumenten des Vorgangs, genau einmal.',
    en: 'Sends a mail with documents of the case, exactly once.',
  },
  category: { de: 'Nachricht', en: 'Message' },
  inputs: [
    {
      name: 'to',
      label: { de: 'An', en: 'To' },
      help: { de: 'Adresse oder Liste von Adressen.', en: 'Address, or list of addresses.' },
      kind: 'text',
      required: true,
      initial: '=antragsteller.email',
    },
    { name: 'cc', label: { de: 'Kopie an', en: 'Copy to' }, kind: 'text' },
    { name: 'subject', label: { de: 'Betreff', en: 'Subject' }, kind: 'text', required: true },
    { name: 'text', label: { de: 'Text', en: 'Text' }, kind: 'longText', required: true },
    {
      name: 'formatted',
      label: { de: 'Auch formatiert senden', en: 'Send formatted, too' },
      help: { de: 'Mit Absätzen und anklickbaren Links.', en: 'With paragraphs and links to click.' },
      kind: 'flag',
    },
    {
      name: 'attachments',
      label: { de: 'Anhänge', en: 'Attachments' },
      help: { de: 'Dokumente des Vorgangs.', en: 'Documents of the case.' },
      kind: 'feel',
    },
    { name: 'fileCopy', label: { de: 'Kopie zur Akte nehmen', en: 'File a copy' }, kind: 'flag' },
  ],
  result: { variable: 'mail', label: { de: 'Gesendete E-Mail', en: 'Mail sent' } },
};
