import type { ConnectorDescription } from '#runtime';

const CATEGORY = { de: 'Beteiligung', en: 'Participation' };

/** How modelling tools offer links for people outside. */
export const LINK_DESCRIPTION: ConnectorDescription = {
  name: { de: 'Außenstehende beteiligen (Link)', en: 'Let somebody outside take part (link)' },
  description: {
    de: 'Schickt einer Person einen eigenen Link mit Frist, auf dem sie Unterlagen sieht und antwortet.',
    en: 'Sends a person a link of their own with a deadline, where they see documents and answer.',
  },
  category: CATEGORY,
  inputs: [
    {
      name: 'recipient',
      label: { de: 'Empfänger', en: 'Recipient' },
      help: { de: '{name: …, email: …}', en: '{name: …, email: …}' },
      kind: 'feel',
      required: true,
    },
    { name: 'title', label: { de: 'Überschrift', en: 'Title' }, kind: 'text', required: true },
    { name: 'introduction', label: { de: 'Einleitung', en: 'Introduction' }, kind: 'longText' },
    {
      name: 'answerForm',
      label: { de: 'Formular der Antwort', en: 'Form of the answer' },
      help: {
        de: 'Name einer Datei NAME.form, die mit dem Prozess bereitgestellt ist.',
        en: 'Name of a file NAME.form that is deployed with the process.',
      },
      kind: 'text',
      required: true,
    },
    { name: 'data', label: { de: 'Daten für das Formular', en: 'Data for the form' }, kind: 'feel' },
    { name: 'documents', label: { de: 'Freigegebene Dokumente', en: 'Released documents' }, kind: 'feel' },
    {
      name: 'attachments',
      label: { de: 'Höchstzahl eigener Dateien', en: 'Files an answer may have' },
      kind: 'feel',
      initial: '=0',
    },
    {
      name: 'messageName',
      label: { de: 'Name der Nachricht', en: 'Name of the message' },
      help: { de: 'Auf sie wartet der Prozess.', en: 'The process waits for it.' },
      kind: 'text',
      required: true,
    },
    {
      name: 'validFor',
      label: { de: 'Gültig für', en: 'Valid for' },
      help: { de: 'Zum Beispiel P14D.', en: 'Such as P14D.' },
      kind: 'text',
    },
    { name: 'expiresAt', label: { de: 'Oder gültig bis', en: 'Or valid until' }, kind: 'text' },
    {
      name: 'invitation',
      label: { de: 'Einladung', en: 'Invitation' },
      help: {
        de: '{subject: …, text: …}; {link} und {expiresAt} werden eingesetzt.',
        en: '{subject: …, text: …}; {link} and {expiresAt} are filled in.',
      },
      kind: 'feel',
    },
    {
      name: 'revealLink',
      label: {
        de: 'Link für einen Brief auf Papier in den Vorgang schreiben',
        en: 'Write the link into the case, for a letter on paper',
      },
      kind: 'flag',
    },
  ],
  result: { variable: 'participation', label: { de: 'Beteiligung', en: 'Participation' } },
};

export const CLOSE_DESCRIPTION: ConnectorDescription = {
  name: { de: 'Beteiligung schließen', en: 'Close participation' },
  description: { de: 'Schließt einen Link und holt die Antwort.', en: 'Closes a link and fetches the answer.' },
  category: CATEGORY,
  inputs: [
    {
      name: 'linkId',
      label: { de: 'Kennung des Links', en: 'Id of the link' },
      kind: 'feel',
      required: true,
      initial: '=participation.linkId',
    },
  ],
  result: { variable: 'participationAnswer', label: { de: 'Antwort', en: 'Answer' } },
};
