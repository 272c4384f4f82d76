import { defineFindings } from './finding-kind.ts';

/** Good style: what says something about how a process runs or how well it is understood. */
export const lintFindings = defineFindings({
  LINT_LABEL_REQUIRED: {
    severity: 'hint',
    message: {
      de: '{name} hat keine Beschriftung. In Aufgabenliste und Verlauf steht dort nur die technische Kennung.',
      en: '{name} has no label. Task list and history show only the technical id there.',
    },
  },
  LINT_IMPLICIT_SPLIT: {
    severity: 'hint',
    message: {
      de: 'Von {name} gehen mehrere Pfeile ohne Gateway aus. Alle werden gleichzeitig gegangen.',
      en: 'Several flows leave {name} without a gateway. All of them are taken at once.',
    },
  },
  LINT_FAKE_JOIN: {
    severity: 'hint',
    message: {
      de: 'In {name} laufen mehrere Pfeile ohne Gateway zusammen. Kommt der Vorgang auf mehreren an, geschieht der Schritt mehrfach.',
      en: 'Several flows meet in {name} without a gateway. If the case arrives on more than one, the step happens more than once.',
    },
  },
  LINT_GATEWAY_JOINS_AND_SPLITS: {
    severity: 'hint',
    message: {
      de: 'Das Gateway {name} führt zusammen und verzweigt zugleich. Zwei Gateways sind leichter zu lesen.',
      en: 'The gateway {name} joins and splits at once. Two gateways are easier to read.',
    },
  },
  LINT_SUPERFLUOUS_GATEWAY: {
    severity: 'hint',
    message: {
      de: 'Das Gateway {name} hat nur einen Ein- und Ausgang und kann entfallen.',
      en: 'The gateway {name} has only one way in and out and can be left out.',
    },
  },
  LINT_SUPERFLUOUS_TERMINATION: {
    severity: 'hint',
    message: {
      de: 'Das sofortige Ende {name} ist nicht nötig: es läuft nichts anderes mehr, was es beenden müsste.',
      en: 'The terminate end {name} is not needed: nothing else is running that it would have to end.',
    },
  },
  LINT_DUPLICATE_FLOW: {
    severity: 'hint',
    message: {
      de: 'Der Pfeil {name} verbindet dieselben Schritte wie ein anderer. Beide werden gegangen.',
      en: 'The sequence flow {name} connects the same steps as another one. Both are taken.',
    },
  },
  LINT_DISCONNECTED: {
    severity: 'hint',
    message: {
      de: '{name} ist mit nichts verbunden.',
      en: '{name} is connected with nothing.',
    },
  },
  LINT_SEVERAL_BLANK_STARTS: {
    severity: 'hint',
    message: {
      de: '{name} hat mehrere Startereignisse ohne Auslöser. Gestartet wird mit dem ersten.',
      en: '{name} has several start events without a trigger. The first one is used to start.',
    },
  },
  LINT_GLOBAL_ELEMENT: {
    severity: 'hint',
    message: {
      de: '{name} wird nirgends verwendet, hat keinen Namen oder denselben wie ein anderes.',
      en: '{name} is used nowhere, has no name, or the same as another one.',
    },
  },
});
