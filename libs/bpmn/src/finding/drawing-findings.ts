import { defineFindings } from './finding-kind.ts';

/** How a drawing without technical attributes is read. Each says what happens when it runs. */
export const drawingFindings = defineFindings({
  READ_AS_PERSON_TASK: {
    severity: 'inferred',
    message: {
      de: '{name} wird zur Aufgabe für {group}.',
      en: '{name} becomes a task for {group}.',
    },
    fix: { de: 'Zuständigkeit ausdrücklich eintragen', en: 'Write down who is responsible' },
  },
  READ_AS_PERSON_TASK_AUTOMATIC_LATER: {
    severity: 'inferred',
    message: {
      de: '{name} ist als automatischer Schritt gezeichnet, aber noch mit keinem System verbunden. Bis dahin wird daraus eine Aufgabe für {group}.',
      en: '{name} is drawn as an automatic step but not connected with a system yet. Until then it becomes a task for {group}.',
    },
    fix: { de: 'Mit einem System verbinden', en: 'Connect it with a system' },
  },
  PLAIN_TASK_NEEDS_PERSON: {
    severity: 'warning',
    message: {
      de: '{name} ist eine Aufgabe ohne Art in einem sonst technischen Modell. Anders als in anderen Engines wird sie nicht übersprungen, sondern zur Aufgabe für {group}.',
      en: '{name} is a task without a type in an otherwise technical model. Unlike in other engines it is not skipped but becomes a task for {group}.',
    },
    fix: { de: 'Ohne Arbeit durchlaufen lassen', en: 'Let it pass without work' },
  },
  INSTRUCTION_FROM_NOTE: {
    severity: 'inferred',
    message: {
      de: 'Der Text neben {name} wird als Arbeitsanleitung angezeigt.',
      en: 'The text beside {name} is shown as work instruction.',
    },
  },
  READ_AS_QUESTION: {
    severity: 'inferred',
    message: {
      de: 'Wer den Schritt vor {name} erledigt, beantwortet dabei die Frage „{question}“ ({answers}).',
      en: 'Whoever does the step before {name} answers the question "{question}" with it ({answers}).',
    },
    fix: { de: 'Bedingung an den Pfeil schreiben', en: 'Write a condition on the flow' },
  },
  READ_AS_DECISION_TASK: {
    severity: 'inferred',
    message: {
      de: 'An {name} entsteht eine Entscheidungsaufgabe „{question}“ ({answers}) für {group}.',
      en: 'At {name} a decision task "{question}" ({answers}) appears for {group}.',
    },
    fix: { de: 'Bedingung an den Pfeil schreiben', en: 'Write a condition on the flow' },
  },
  READ_CONDITION_AS_ANSWER: {
    severity: 'inferred',
    message: {
      de: 'Die Bedingung „{text}“ am Pfeil {name} ist in Worten geschrieben und wird als Antwort angeboten, nicht berechnet.',
      en: 'The condition "{text}" on the flow {name} is written in words and is offered as an answer, not computed.',
    },
    fix: { de: 'Durch einen Ausdruck ersetzen', en: 'Replace it by an expression' },
  },
  READ_AS_DEFAULT_FLOW: {
    severity: 'inferred',
    message: {
      de: 'Der Pfeil {name} hat als einziger keine Bedingung. Er wird gegangen, wenn keine andere zutrifft.',
      en: 'The flow {name} is the only one without a condition. It is taken when no other condition holds.',
    },
    fix: { de: 'Als Standardpfad festlegen', en: 'Make it the default flow' },
  },
  READ_PARTLY_CONDITIONED_AS_QUESTION: {
    severity: 'inferred',
    message: {
      de: 'An {name} haben nur manche Pfeile eine Bedingung. Damit kein Weg erraten wird, entscheidet eine Person ({answers}).',
      en: 'At {name} only some flows have a condition. So that no way is guessed, a person decides ({answers}).',
    },
  },
  READ_TIMER_AS_DATE_TASK: {
    severity: 'inferred',
    message: {
      de: 'Die Frist {name} ist nur in Worten angegeben („{text}“). Beim Erreichen entsteht für {group} die Aufgabe, das Datum einzutragen; bis dahin liegt der Vorgang auf Wiedervorlage.',
      en: 'The timer {name} is given in words only ("{text}"). When it is reached {group} is asked for the date; until then the case is kept as follow-up.',
    },
    fix: { de: 'Als feste Dauer {value} eintragen', en: 'Write it as the duration {value}' },
  },
  TIMER_TEXT_INVALID: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 10.5.5 "Timer": timeDate, timeDuration and timeCycle follow ISO 8601 (EXT134)',
    message: {
      de: 'Die Zeitangabe „{text}“ von {name} folgt nicht ISO 8601. Beim Erreichen entsteht für {group} die Aufgabe, das Datum einzutragen.',
      en: 'The time "{text}" of {name} does not follow ISO 8601. When it is reached {group} is asked for the date.',
    },
    fix: { de: 'Als {value} eintragen', en: 'Write it as {value}' },
  },
  TIMER_DATE_IMPOSSIBLE: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 10.5.5 "Timer": timeDate is a date and time as in ISO 8601',
    message: {
      de: 'Das Datum „{text}“ von {name} gibt es nicht. Vorgänge kämen dort nicht weiter. Bitte einen Tag des Kalenders zwischen den Jahren 1 und 9999 eintragen, zum Beispiel 2030-02-28T08:00:00.',
      en: 'The date "{text}" of {name} does not exist. Cases would not go on there. Write a day of the calendar between the years 1 and 9999, for example 2030-02-28T08:00:00.',
    },
  },
  TIMER_DURATION_IMPOSSIBLE: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 10.5.5 "Timer": timeDuration is a duration as in ISO 8601',
    message: {
      de: 'Die Dauer „{text}“ von {name} ist negativ oder reicht über das Jahr 9999 hinaus. Vorgänge kämen dort nicht weiter. Bitte eine kürzere Dauer ohne Vorzeichen eintragen, zum Beispiel P14D für vierzehn Tage oder PT2H für zwei Stunden.',
      en: 'The duration "{text}" of {name} is negative or reaches beyond the year 9999. Cases would not go on there. Write a shorter duration without a sign, for example P14D for fourteen days or PT2H for two hours.',
    },
  },
  TIMER_CYCLE_IMPOSSIBLE: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 10.5.5 "Timer": timeCycle is a repeating interval as in ISO 8601',
    message: {
      de: 'Die Wiederholung „{text}“ von {name} tritt nie ein. Vorgänge kämen dort nicht weiter. Bitte mindestens eine Wiederholung im Abstand von mindestens einer Sekunde eintragen, zum Beispiel R3/PT10H (dreimal alle zehn Stunden), R/P1D (jeden Tag) oder als Cron 0 0 8 ? * MON-FRI (werktags um acht).',
      en: 'The cycle "{text}" of {name} never occurs. Cases would not go on there. Write one repetition or more, at least a second apart, for example R3/PT10H (three times, every ten hours), R/P1D (every day) or as cron 0 0 8 ? * MON-FRI (weekdays at eight).',
    },
  },
  READ_AS_MANUAL_START: {
    severity: 'inferred',
    message: {
      de: 'Das Startereignis {name} hat keinen technischen Auslöser. Der Vorgang wird von Hand im Portal gestartet, bis es mit einem Eingangskanal verbunden ist.',
      en: 'The start event {name} has no technical trigger. A case is started by hand in the portal until it is connected with an intake source.',
    },
    fix: { de: 'Mit einem Eingangskanal verbinden', en: 'Connect it with an intake source' },
  },
  READ_AS_CONFIRMATION: {
    severity: 'inferred',
    message: {
      de: 'An {name} entsteht für {group} die Aufgabe, das Eintreffen zu bestätigen („{question}“). Damit geht es weiter.',
      en: 'At {name} {group} is asked whether it has happened ("{question}"). With the confirmation the case goes on.',
    },
    fix: { de: 'Mit einem System verbinden', en: 'Connect it with a system' },
  },
  READ_AS_SEND_TASK: {
    severity: 'inferred',
    message: {
      de: '{name} wird zur Aufgabe für {group}: die Nachricht von Hand verschicken und bestätigen.',
      en: '{name} becomes a task for {group}: send the message by hand and confirm it.',
    },
    fix: { de: 'Mit einem System verbinden', en: 'Connect it with a system' },
  },
  READ_AS_LINKED_MESSAGE: {
    severity: 'inferred',
    message: {
      de: '{name} ist durch einen Nachrichtenpfeil mit {partner} verbunden. Die Nachricht wird zwischen beiden Prozessen von selbst übergeben.',
      en: '{name} is connected with {partner} by a message flow. The message is handed over between both processes by itself.',
    },
  },
  READ_SIGNAL_BY_NAME: {
    severity: 'inferred',
    message: {
      de: 'Das Signal {name} hat keinen technischen Namen. Gesendet und empfangen wird es unter seiner Beschriftung „{signal}“.',
      en: 'The signal {name} has no technical name. It is sent and received by its label "{signal}".',
    },
    fix: { de: 'Signal anlegen', en: 'Create the signal' },
  },
  READ_AS_CATCH_ALL: {
    severity: 'inferred',
    message: {
      de: '{name} nennt keinen Code und fängt deshalb jeden Fehler (jede Eskalation) ab.',
      en: '{name} names no code and therefore catches every error (every escalation).',
    },
  },
  THROWS_WITHOUT_CODE: {
    severity: 'inferred',
    message: {
      de: '{name} nennt keinen Code. Gefangen wird es nur von Ereignissen, die alles fangen.',
      en: '{name} names no code. Only events that catch everything catch it.',
    },
  },
  DATA_NOT_COPIED: {
    severity: 'inferred',
    message: {
      de: '{name}: wie „{data}“ berechnet werden soll, ist in der Zeichnung nur beschrieben. Die Person am Schritt trägt es ein, wenn es gebraucht wird.',
      en: '{name}: how "{data}" should be computed is only described in the drawing. The person at the step enters it where it is needed.',
    },
  },
  QUANTITY_READ_AS_ONE: {
    severity: 'inferred',
    message: {
      de: '{name} verlangt oder erzeugt {count} Token. In der Zeichnung zählt jedes Erreichen einmal.',
      en: '{name} asks for or gives {count} tokens. In the drawing every arrival counts once.',
    },
  },
  READ_AS_PASSING_EVENT: {
    severity: 'inferred',
    message: {
      de: 'Das Zwischenereignis {name} hat keinen Auslöser. Der Vorgang läuft hindurch.',
      en: 'The intermediate event {name} has no trigger. The case passes.',
    },
  },
  READ_LOOP_AS_ONCE: {
    severity: 'inferred',
    message: {
      de: '{name} trägt ein Wiederholungszeichen, sagt aber nicht, wie oft. Der Schritt wird einmal ausgeführt.',
      en: '{name} has a repetition marker but does not say how often. The step is done once.',
    },
    fix: { de: 'Anzahl oder Liste angeben', en: 'Give a number or a list' },
  },
  READ_ADHOC_AS_CHOICE: {
    severity: 'inferred',
    message: {
      de: 'Im Ad-hoc-Teilprozess {name} entsteht für {group} die Aufgabe, die Schritte zu wählen und zu sagen, wann er fertig ist.',
      en: 'In the ad-hoc subprocess {name} {group} chooses which steps are done and when it is finished.',
    },
  },
  READ_ADHOC_AS_ALL: {
    severity: 'inferred',
    message: {
      de: 'Im Ad-hoc-Teilprozess {name} werden alle Schritte gemacht, die keinen Vorgänger haben.',
      en: 'In the ad-hoc subprocess {name} all steps without a predecessor are done.',
    },
  },
  BLACK_BOX_POOL: {
    severity: 'inferred',
    message: {
      de: '{name} ist als Beteiligter ohne eigenen Ablauf gezeichnet und gilt als außenstehend.',
      en: '{name} is drawn as a participant without a process and counts as an outside party.',
    },
  },
  NO_START_EVENT: {
    severity: 'inferred',
    message: {
      de: '{name} hat kein Startereignis. Es beginnt bei allen Schritten, zu denen kein Pfeil führt ({nodes}).',
      en: '{name} has no start event. It begins at all steps no flow leads to ({nodes}).',
    },
    fix: { de: 'Startereignis zeichnen', en: 'Draw a start event' },
  },
  NOTHING_STARTS_INSIDE: {
    severity: 'warning',
    message: {
      de: 'Im Teilprozess {name} wartet jeder Schritt auf einen anderen. Der Vorgang läuft hindurch, ohne dass darin etwas geschieht.',
      en: 'In the subprocess {name} every step waits for another one. The case passes without anything happening in it.',
    },
  },
  NOTHING_STARTS: {
    severity: 'error',
    message: {
      de: '{name} hat keinen Anfang: jeder Schritt wartet auf einen anderen. Bitte ein Startereignis zeichnen.',
      en: '{name} has no beginning: every step waits for another one. Draw a start event.',
    },
  },
});
