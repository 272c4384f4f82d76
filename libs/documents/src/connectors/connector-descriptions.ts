import type { ConnectorDescription, ConnectorInput } from '#runtime';

const CATEGORY = { de: 'Dokumente', en: 'Documents' };

const DOCUMENT: ConnectorInput = {
  name: 'document',
  label: { de: 'Dokument', en: 'Document' },
  help: {
    de: 'Variable mit einem Dokument des Vorgangs, oder eine Liste davon.',
    en: 'Variable with a document of the case, or a list of them.',
  },
  kind: 'feel',
  required: true,
  initial: '=document',
};
const DOCUMENT_TYPE: ConnectorInput = {
  name: 'documentType',
  label: { de: 'Dokumentart', en: 'Document type' },
  help: {
    de: 'Unter dieser Art kennt sie die Zuordnung des DMS, zum Beispiel letter, attachment, invoice.',
    en: 'By this type the mapping of the DMS knows it, such as letter, attachment, invoice.',
  },
  kind: 'text',
};
const DOCUMENT_TITLE: ConnectorInput = {
  name: 'documentTitle',
  label: { de: 'Titel', en: 'Title' },
  help: { de: 'Wie es in der Akte heißt.', en: 'What it is called in the record.' },
  kind: 'text',
};
const DOCUMENT_NAME: ConnectorInput = {
  name: 'documentName',
  label: { de: 'Name innerhalb des Vorgangs', en: 'Name within the case' },
  help: {
    de: 'Derselbe Name noch einmal ergibt eine neue Fassung; ohne Namen entsteht jedes Mal ein neues Dokument.',
    en: 'The same name again makes a new version; without a name every run makes a new document.',
  },
  kind: 'text',
};
const INDEX_DATA: ConnectorInput = {
  name: 'indexData',
  label: { de: 'Indexdaten', en: 'Index data' },
  help: {
    de: 'Wonach es im DMS gefunden wird: {feld: wert}.',
    en: 'What it is found by in the DMS: {field: value}.',
  },
  kind: 'feel',
};
const resultVariable = (initial: string): ConnectorInput => ({
  name: 'resultVariable',
  label: { de: 'Variable für das Ergebnis', en: 'Variable for the result' },
  kind: 'text',
  initial,
});
const FILE_NAME: ConnectorInput = { name: 'fileName', label: { de: 'Dateiname', en: 'File name' }, kind: 'text' };

export const CREATE_RECORD: ConnectorDescription = {
  name: { de: 'Akte anlegen', en: 'Create record' },
  description: {
    de: 'Legt die Akte des Vorgangs im DMS an und wartet, bis es bestätigt. Gibt es sie schon, bleibt sie, wie sie ist.',
    en: 'Makes the record of the case in the DMS and waits until it confirms. An existing record stays as it is.',
  },
  category: CATEGORY,
  inputs: [
    {
      name: 'recordTitle',
      label: { de: 'Bezeichnung der Akte', en: 'Title of the record' },
      help: { de: 'Ohne Angabe: Prozess und Vorgangsnummer.', en: 'Otherwise process and case number.' },
      kind: 'text',
    },
    {
      name: 'recordType',
      label: { de: 'Aktenart', en: 'Record type' },
      help: { de: 'Ohne Angabe: case.', en: 'Otherwise case.' },
      kind: 'text',
    },
    {
      name: 'fileReference',
      label: { de: 'Aktenzeichen', en: 'File reference' },
      help: {
        de: 'Ohne Angabe: die Variable aktenzeichen, sonst die Vorgangsnummer.',
        en: 'Otherwise the variable aktenzeichen, else the case number.',
      },
      kind: 'text',
    },
    {
      name: 'recordPath',
      label: { de: 'Pfad der Akte', en: 'Path of the record' },
      help: {
        de: 'Statt eines Aktenzeichens: Liste von Namen von oben nach unten.',
        en: 'Instead of a file reference: list of names from the top.',
      },
      kind: 'feel',
    },
    INDEX_DATA,
    resultVariable('record'),
  ],
  result: { variable: 'record', label: { de: 'Akte', en: 'Record' } },
};

export const STORE: ConnectorDescription = {
  name: { de: 'Dokument ablegen', en: 'Store document' },
  description: {
    de: 'Legt Inhalt aus dem Vorgang als Dokument in die Akte und wartet, bis das DMS bestätigt. Ohne Inhalt wartet es nur, bis das DMS alles hat.',
    en: 'Files content of the case as a document and waits until the DMS confirms. Without content it only waits until the DMS has everything.',
  },
  category: CATEGORY,
  inputs: [
    {
      name: 'content',
      label: { de: 'Inhalt', en: 'Content' },
      help: {
        de: 'Text, oder eine Struktur, die als JSON abgelegt wird.',
        en: 'Text, or a structure that is filed as JSON.',
      },
      kind: 'feel',
    },
    {
      name: 'contentBase64',
      label: { de: 'Inhalt als Base64', en: 'Content as Base64' },
      help: { de: 'Statt des Inhalts, für Dateien.', en: 'Instead of content, for files.' },
      kind: 'feel',
    },
    FILE_NAME,
    {
      name: 'mediaType',
      label: { de: 'Medientyp', en: 'Media type' },
      help: {
        de: 'Zum Beispiel application/xml; sonst wird er erkannt.',
        en: 'Such as application/xml; found out otherwise.',
      },
      kind: 'text',
    },
    DOCUMENT_TITLE,
    DOCUMENT_TYPE,
    DOCUMENT_NAME,
    INDEX_DATA,
    resultVariable('document'),
  ],
  result: { variable: 'document', label: { de: 'Dokument', en: 'Document' } },
};

export const SET_INDEX_DATA: ConnectorDescription = {
  name: { de: 'Indexdaten setzen', en: 'Set index data' },
  description: {
    de: 'Setzt Indexdaten von Dokumenten des Vorgangs und wartet, bis das DMS bestätigt. Der Wert null löscht ein Feld.',
    en: 'Sets index data of documents of the case and waits until the DMS confirms. The value null clears a field.',
  },
  category: CATEGORY,
  inputs: [DOCUMENT, { ...INDEX_DATA, required: true }],
};

export const RENDER: ConnectorDescription = {
  name: { de: 'Schreiben erstellen (PDF/A)', en: 'Make a letter (PDF/A)' },
  description: {
    de: 'Füllt eine Vorlage mit den Daten des Vorgangs, prüft das Ergebnis als PDF/A und legt es in die Akte.',
    en: 'Fills a template with the data of the case, checks the result as PDF/A and files it.',
  },
  category: CATEGORY,
  inputs: [
    {
      name: 'template',
      label: { de: 'Vorlage', en: 'Template' },
      help: {
        de: 'Name einer Datei NAME.template.md, die mit dem Prozess bereitgestellt ist.',
        en: 'Name of a file NAME.template.md that is deployed with the process.',
      },
      kind: 'text',
      required: true,
    },
    {
      ...DOCUMENT_TITLE,
      help: { de: 'Ohne Angabe: der Titel der Vorlage.', en: 'Otherwise the title of the template.' },
    },
    DOCUMENT_TYPE,
    DOCUMENT_NAME,
    FILE_NAME,
    INDEX_DATA,
    resultVariable('document'),
  ],
  result: { variable: 'document', label: { de: 'Dokument', en: 'Document' } },
};

export const READ: ConnectorDescription = {
  name: { de: 'Dokument lesen', en: 'Read document' },
  description: {
    de: 'Liest einen Text, XML oder JSON (höchstens 1 MB) aus der Akte in eine Variable.',
    en: 'Reads a text, XML or JSON (at most 1 MB) from the record into a variable.',
  },
  category: CATEGORY,
  inputs: [DOCUMENT, resultVariable('content')],
  result: { variable: 'content', label: { de: 'Inhalt', en: 'Content' } },
};

export const CLOSE_RECORD: ConnectorDescription = {
  name: { de: 'Akte schließen (zdA)', en: 'Close record' },
  description: {
    de: 'Setzt die Aufbewahrung aller Dokumente der Akte, schließt sie und wartet, bis das DMS bestätigt.',
    en: 'Sets the retention of all documents of the record, closes it and waits until the DMS confirms.',
  },
  category: CATEGORY,
  inputs: [
    {
      name: 'retention',
      label: { de: 'Aufbewahrung', en: 'Retention' },
      help: {
        de: 'Zeitraum wie P10Y oder letzter Tag wie 2036-12-31.',
        en: 'Period as P10Y or last day as 2036-12-31.',
      },
      kind: 'text',
      initial: 'P10Y',
    },
    {
      name: 'retentionFrom',
      label: { de: 'Aufbewahrung zählt ab', en: 'Retention counts from' },
      kind: 'choice',
      choices: [
        { value: 'closing', label: { de: 'Tag des Schließens', en: 'day of closing' } },
        { value: 'year-end', label: { de: 'Ende des Kalenderjahres', en: 'end of the calendar year' } },
      ],
      initial: 'year-end',
    },
    resultVariable('record'),
  ],
  result: { variable: 'record', label: { de: 'Akte', en: 'Record' } },
};
