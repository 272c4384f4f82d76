import { defineFindings } from './finding-kind.ts';

/** What can be wrong with a file before a single process of it is looked at. */
export const fileFindings = defineFindings({
  FILE_TOO_LARGE: {
    severity: 'error',
    message: {
      de: 'Die Datei ist {size} groß, erlaubt sind {limit}. Bitte eingebettete Bilder entfernen oder die Zeichnung teilen.',
      en: 'The file has {size}, {limit} are allowed. Remove embedded images or split the diagram.',
    },
  },
  FILE_ENCODING: {
    severity: 'error',
    message: {
      de: 'Die Datei enthält Zeichen, die nicht zur Kodierung {encoding} passen. Bitte als UTF-8 speichern.',
      en: 'The file contains characters that do not fit the encoding {encoding}. Save it as UTF-8.',
    },
  },
  FILE_ENCODING_GUESSED: {
    severity: 'warning',
    message: {
      de: 'Die Datei ist nicht so kodiert, wie sie angibt; sie wurde als {encoding} gelesen. Bitte Umlaute prüfen und als UTF-8 speichern.',
      en: 'The file is not encoded as it says; it was read as {encoding}. Check umlauts and save it as UTF-8.',
    },
  },
  XML_MALFORMED: {
    severity: 'error',
    message: {
      de: 'Die Datei ist kein lesbares XML: Zeile {line}, Spalte {column}: {detail}',
      en: 'The file is not well-formed XML: line {line}, column {column}: {detail}',
    },
  },
  XML_EMPTY: {
    severity: 'error',
    message: { de: 'Die Datei ist leer.', en: 'The file is empty.' },
  },
  XML_DOCTYPE: {
    severity: 'error',
    message: {
      de: 'Die Datei enthält eine DOCTYPE-Deklaration (Zeile {line}). Das ist aus Sicherheitsgründen nicht erlaubt; BPMN braucht sie nicht.',
      en: 'The file contains a DOCTYPE declaration (line {line}). It is not allowed for safety; BPMN does not need one.',
    },
  },
  XML_TOO_COMPLEX: {
    severity: 'error',
    message: {
      de: 'Die Datei ist tiefer verschachtelt oder hat mehr Elemente, als gelesen werden (Zeile {line}, Grenze {detail}).',
      en: 'The file is nested deeper or has more elements than are read (line {line}, limit {detail}).',
    },
  },
  NOT_BPMN: {
    severity: 'error',
    message: {
      de: 'Die Datei ist kein BPMN-2.0-Diagramm, sondern {what}. Gebraucht wird eine Datei mit dem Wurzelelement „definitions“ des BPMN-Standards.',
      en: 'The file is no BPMN 2.0 diagram but {what}. Expected a file with the root element "definitions" of the BPMN standard.',
    },
  },
  ID_NO_NAME: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 15.3 (XML schema, xsd:ID): an id begins with a letter or an underscore and has no spaces and colons',
    message: {
      de: 'Die Kennung „{id}“ (Zeile {line}) ist nach den Regeln von XML keine: sie muss mit einem Buchstaben oder Unterstrich beginnen und darf keine Leerzeichen und Doppelpunkte enthalten. Sie wird gelesen, wie sie dasteht; andere Programme verlieren dieses Element womöglich.',
      en: 'The id "{id}" (line {line}) is none by the rules of XML: it has to begin with a letter or an underscore and must not contain spaces or colons. It is read as it stands; other programs may lose this element.',
    },
  },
  ATTRIBUTE_VALUE_SPELLING: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 15.3 (XML schema): an attribute has a value of its type',
    message: {
      de: '{name}: „{property}“ ist „{text}“ geschrieben; der Standard kennt {allowed}. Gelesen wird „{plain}“.',
      en: '{name}: "{property}" is written "{text}"; the standard knows {allowed}. It is read as "{plain}".',
    },
  },
  ATTRIBUTE_VALUE_INVALID: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 15.3 (XML schema): an attribute has a value of its type',
    message: {
      de: '{name}: „{property}“ ist „{text}“; der Standard kennt dort nur {allowed}. Es gilt, was ohne diese Angabe gälte.',
      en: '{name}: "{property}" is "{text}"; the standard knows only {allowed} there. What holds without it holds.',
    },
  },
  ATTRIBUTE_VALUE_UNCLEAR: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 15.3 (XML schema): an attribute has a value of its type',
    message: {
      de: '{name}: „{property}“ ist „{text}“; der Standard kennt dort nur {allowed}. Davon hängt der Ablauf ab, und raten darf ihn niemand: bitte einen dieser Werte setzen.',
      en: '{name}: "{property}" is "{text}"; the standard knows only {allowed} there. How the process runs depends on it and must not be guessed: set one of these values.',
    },
  },
  CHILD_OUT_OF_ORDER: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 15.3 (XML schema): the parts of an element stand in the order of its schema type',
    message: {
      de: '{name}: „{child}“ (Zeile {line}) steht hinter einem Teil, der nach dem Standard erst danach kommt. Gelesen wird es trotzdem; andere Programme lehnen die Datei womöglich ab.',
      en: '{name}: "{child}" (line {line}) stands behind a part that the standard wants after it. It is read all the same; other programs may refuse the file.',
    },
  },
  EXTENSION_MUST_BE_UNDERSTOOD: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 8.2.3: an extension that must be understood is understood, or the file is not processed',
    message: {
      de: 'Die Datei verlangt, dass die Erweiterung „{text}“ verstanden wird (mustUnderstand). Sie ist hier unbekannt, der Ablauf wäre also ein anderer als gemeint. Bitte ersetzen, oder mustUnderstand entfernen, wenn sie am Ablauf nichts ändert.',
      en: 'The file demands that the extension "{text}" is understood (mustUnderstand). It is unknown here, so the process would run otherwise than meant. Replace it, or remove mustUnderstand if it does not change how the process runs.',
    },
  },
  IMPORT_NOT_READ: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 8.2.2: what a file imports can be found (EXT001)',
    message: {
      de: 'Die Datei bindet „{text}“ ein. Jede Datei wird hier für sich gelesen; Elemente aus der anderen fehlen. Bitte sie in diese Datei aufnehmen, oder den anderen Prozess bereitstellen und aufrufen.',
      en: 'The file imports "{text}". Here every file is read by itself; elements of the other one are missing. Put them into this file, or deploy the other process and call it.',
    },
  },
  IMPORT_OF_TYPES: {
    severity: 'hint',
    message: {
      de: 'Die Datei bindet Typen oder Schnittstellen ein („{text}“). Sie werden nicht geladen; Werte werden nicht gegen sie geprüft.',
      en: 'The file imports types or interfaces ("{text}"). They are not loaded; values are not checked against them.',
    },
  },
  DUPLICATE_ID_HARMLESS: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 8.2.1: an id is unique within its file (EXT002)',
    message: {
      de: 'Die Kennung „{id}“ kommt mehrfach vor (wieder in Zeile {line}). Auf den Ablauf hat das hier keinen Einfluss.',
      en: 'The id "{id}" is used more than once (again in line {line}). Here it does not change how the process runs.',
    },
  },
  BPMN_UNREADABLE: {
    severity: 'error',
    message: {
      de: 'Ein Teil der Datei lässt sich nicht als BPMN lesen: {detail}',
      en: 'Part of the file cannot be read as BPMN: {detail}',
    },
  },
  ELEMENT_UNKNOWN: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 15: only elements of the BPMN schema may stand in the BPMN namespace',
    message: {
      de: 'Das Element „{type}“ (Zeile {line}) gibt es im BPMN-Standard nicht. Was es bewirken soll, ist nicht erkennbar.',
      en: 'The BPMN standard has no element "{type}" (line {line}). What it should do cannot be told.',
    },
  },
  ELEMENT_MISPLACED: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 15: the file follows the XML schema of the standard',
    message: {
      de: 'Das Element „{type}“ steht an einer Stelle, an der es der Standard nicht vorsieht. Es wird nicht beachtet.',
      en: 'The element "{type}" stands in a place the standard does not foresee. It is not regarded.',
    },
  },
  TEXT_MISPLACED: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 15: the file follows the XML schema of the standard',
    message: {
      de: 'In der Datei steht Text, wo der Standard keinen vorsieht ({detail}). Er wird nicht beachtet.',
      en: 'The file has text where the standard foresees none ({detail}). It is not regarded.',
    },
  },
  ATTRIBUTE_UNKNOWN: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 8.2.3: further attributes belong to a namespace of their own',
    message: {
      de: '{name} trägt das Attribut „{attribute}“, das der BPMN-Standard nicht kennt. Es wird nicht beachtet.',
      en: '{name} has the attribute "{attribute}", which the BPMN standard does not know. It is not regarded.',
    },
  },
  DUPLICATE_ID: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 8.2.1: an id is unique within its file (EXT002)',
    message: {
      de: 'Die Kennung „{id}“ kommt mehrfach vor (wieder in Zeile {line}). Verweise auf sie wären mehrdeutig; bitte eindeutig machen.',
      en: 'The id "{id}" is used more than once (again in line {line}). References to it would be ambiguous; make it unique.',
    },
  },
  REFERENCE_DANGLING: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 8.2: a reference names an existing element',
    message: {
      de: '{name} verweist mit „{property}“ auf „{target}“, das es in der Datei nicht gibt. Der Verweis wird nicht beachtet.',
      en: '{name} refers by "{property}" to "{target}", which does not exist in the file. The reference is not regarded.',
    },
  },
  REFERENCE_WRONG_TYPE: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 8.2: a reference names an element of the type the standard asks for',
    message: {
      de: '{name} verweist mit „{property}“ auf {target}; der Standard verlangt dort {expected}.',
      en: '{name} refers by "{property}" to {target}; the standard asks for {expected} there.',
    },
  },
  REQUIRED_MISSING: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 15: the file follows the XML schema of the standard',
    message: {
      de: 'Bei {name} fehlt „{property}“, das der Standard verlangt.',
      en: '{name} lacks "{property}", which the standard requires.',
    },
  },
  ALL_PROCESSES_EMPTY: {
    severity: 'warning',
    message: {
      de: 'Der Prozess {name} enthält keine Schritte. Ein Vorgang wäre sofort zu Ende.',
      en: 'The process {name} has no steps. A case would be over at once.',
    },
  },
  NO_PROCESS: {
    severity: 'error',
    message: {
      de: 'Die Datei enthält keinen Ablauf, der laufen könnte (kein Prozess mit Schritten).',
      en: 'The file contains nothing that could run (no process with steps).',
    },
  },
  PROCESS_EMPTY: {
    severity: 'hint',
    message: {
      de: 'Der Prozess {name} enthält keine Schritte und wird nicht übernommen.',
      en: 'The process {name} has no steps and is not taken over.',
    },
  },
  EXTENSION_UNKNOWN: {
    severity: 'hint',
    message: {
      de: 'Die Datei enthält Zusätze des Herstellers „{namespace}“ ({count}-mal, zuerst bei {name}). Sie ändern nichts am Ablauf und bleiben in der Datei erhalten.',
      en: 'The file contains additions of the vendor "{namespace}" ({count} times, first at {name}). They do not change how it runs and stay in the file.',
    },
  },
  PROPERTY_NOT_YES_OR_NO: {
    severity: 'warning',
    message: {
      de: 'Die Eigenschaft „{property}“ von {name} hat den Wert „{value}“. Möglich sind „true“ (ja) und „false“ (nein); so gilt sie nicht.',
      en: 'The property "{property}" of {name} has the value "{value}". It can be "true" or "false"; as it stands it has no effect.',
    },
  },
  EXTENSION_NOT_HONOURED: {
    severity: 'warning',
    message: {
      de: '{name} trägt den technischen Zusatz „{extension}“. Er wird beim Ausführen nicht beachtet.',
      en: '{name} has the technical addition "{extension}". It is not regarded when it runs.',
    },
  },
});
