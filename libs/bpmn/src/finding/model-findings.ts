import { defineFindings } from './finding-kind.ts';

/** What keeps a process from running as it is written, or makes it unwise. */
export const modelFindings = defineFindings({
  FLOW_ENDS_HERE: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 8.4.13: a sequence flow connects a source and a target of the same process',
    message: {
      de: 'Der Pfeil {name} führt ins Leere: sein Ziel fehlt in der Zeichnung. Der Weg endet hier.',
      en: 'The sequence flow {name} leads to nowhere: its target is missing in the drawing. The way ends here.',
    },
  },
  FLOW_WITHOUT_SOURCE: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 8.4.13: a sequence flow connects a source and a target of the same process',
    message: {
      de: 'Der Pfeil {name} beginnt nirgends: sein Ausgangspunkt fehlt in diesem Prozess. Er wird nie gegangen.',
      en: 'The sequence flow {name} comes from nowhere: its source is missing in this process. It is never taken.',
    },
  },
  FLOW_TO_NOWHERE: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 8.4.13: a sequence flow connects a source and a target of the same process',
    message: {
      de: 'Der Pfeil {name} führt ins Leere: sein Ziel fehlt in diesem Prozess. Vorgänge blieben hier verloren.',
      en: 'The sequence flow {name} leads to nowhere: its target is missing in this process. Cases would be lost here.',
    },
  },
  BOUNDARY_NOT_ON_ACTIVITY: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 10.5.4: a boundary event is attached to an activity',
    message: {
      de: 'Das angeheftete Ereignis {name} hängt nicht an einer Aufgabe oder einem Teilprozess ({target}). Wann es lauschen soll, ist nicht erkennbar.',
      en: 'The boundary event {name} is not attached to an activity ({target}). When it should listen cannot be told.',
    },
  },
  BOUNDARY_WITHOUT_HOST: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 10.5.4: a boundary event is attached to an activity',
    message: {
      de: 'Das angeheftete Ereignis {name} hängt an keinem Schritt der Zeichnung. Es tritt nie ein.',
      en: 'The boundary event {name} is attached to no step of the drawing. It never happens.',
    },
  },
  DEFAULT_FLOW_FOREIGN: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 10.6.2: the default flow is one of the outgoing flows (EXT026)',
    message: {
      de: 'Der Standardpfad von {name} ist keiner seiner ausgehenden Pfeile. Er wird nicht beachtet.',
      en: 'The default flow of {name} is none of its outgoing flows. It is not regarded.',
    },
  },
  DEFAULT_FLOWS_SEVERAL: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 10.6.2: at most one default flow',
    message: {
      de: '{name} hat mehr als einen Standardpfad ({target}). Welcher gilt, ist nicht erkennbar.',
      en: '{name} has more than one default flow ({target}). Which one counts cannot be told.',
    },
  },
  DEFAULT_FLOW_WITH_CONDITION: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 8.4.13: the default flow has no condition',
    message: {
      de: 'Der Standardpfad {name} trägt eine Bedingung. Sie wird nicht beachtet: er wird gegangen, wenn kein anderer passt.',
      en: 'The default flow {name} has a condition. It is not regarded: it is taken when no other fits.',
    },
  },
  EXPRESSION_INVALID: {
    severity: 'error',
    message: {
      de: '{name}: der Ausdruck „{text}“ lässt sich nicht lesen: {detail}',
      en: '{name}: the expression "{text}" cannot be read: {detail}',
    },
  },
  EXPRESSION_KEPT_AS_TEXT: {
    severity: 'warning',
    message: {
      de: '{name}: der Ausdruck „{text}“ wird nicht berechnet, sondern als Text übergeben: {detail}',
      en: '{name}: the expression "{text}" is not computed but handed over as text: {detail}',
    },
  },
  EXPRESSION_LANGUAGE_UNSUPPORTED: {
    severity: 'error',
    message: {
      de: '{name}: der Ausdruck „{text}“ ist in der Sprache „{language}“ geschrieben, die nicht ausgeführt wird. Bitte in FEEL umschreiben, zum Beispiel „betrag > 500“.',
      en: '{name}: the expression "{text}" is written in "{language}", which is not run. Rewrite it in FEEL, for example "amount > 500".',
    },
  },
  SCRIPT_GROOVY: {
    severity: 'error',
    message: {
      de: '{name}: Groovy-Skripte werden nicht ausgeführt. Ersatz: einen FEEL-Ausdruck schreiben (Skriptformat „feel“, Ergebnis in der Ergebnisvariablen) oder eine Service-Aufgabe mit Thema, die ein eigener Worker erledigt.',
      en: '{name}: Groovy scripts are not run. Instead write a FEEL expression (script format "feel", result in the result variable), or a service task with a topic that a worker of yours performs.',
    },
    fix: { de: 'Skriptformat auf FEEL setzen', en: 'Set the script format to FEEL' },
  },
  SCRIPT_LANGUAGE_UNSUPPORTED: {
    severity: 'error',
    message: {
      de: '{name}: die Skriptsprache „{format}“ wird nicht ausgeführt. Ersatz: FEEL, oder eine Service-Aufgabe mit Thema.',
      en: '{name}: the script language "{format}" is not run. Use FEEL, or a service task with a topic.',
    },
    fix: { de: 'Skriptformat auf FEEL setzen', en: 'Set the script format to FEEL' },
  },
  SCRIPT_IN_SANDBOX: {
    severity: 'warning',
    message: {
      de: '{name}: JavaScript läuft nur in der abgeschotteten Umgebung, und nur wenn die Betriebsstelle sie einschaltet. Sonst bleibt der Vorgang hier mit einer Störung stehen.',
      en: '{name}: JavaScript runs only in the sandbox, and only when the operator switches it on. Otherwise the case stops here with an incident.',
    },
    fix: { de: 'Skriptformat auf FEEL setzen', en: 'Set the script format to FEEL' },
  },
  SCRIPT_RESOURCE: {
    severity: 'error',
    message: {
      de: '{name}: das Skript liegt außerhalb des Diagramms („{resource}“) und wird nicht geladen. Bitte den Text in das Diagramm übernehmen.',
      en: '{name}: the script lies outside the diagram ("{resource}") and is not loaded. Put its text into the diagram.',
    },
  },
  LISTENER_NOT_RUN: {
    severity: 'warning',
    message: {
      de: '{name}: der Listener „{event}“ ({what}) wird nicht ausgeführt. Ersatz: Ein-/Ausgabezuordnung oder ein eigener Schritt.',
      en: '{name}: the listener "{event}" ({what}) is not run. Use an input/output mapping or a step of its own instead.',
    },
  },
  DELEGATE_AS_TOPIC: {
    severity: 'warning',
    message: {
      de: '{name} ruft Java-Code auf („{what}“). Daraus wird ein Auftrag mit dem Thema „{topic}“, den ein Worker oder Konnektor dieses Namens erledigen muss.',
      en: '{name} calls Java code ("{what}"). It becomes a job with the topic "{topic}", which a worker or connector of this name has to perform.',
    },
  },
  IMPLEMENTATION_MISSING: {
    severity: 'warning',
    message: {
      de: '{name} hat keine technische Umsetzung. Beim Ausführen wird daraus eine Aufgabe für {group}.',
      en: '{name} has no implementation. When it runs it becomes a task for {group}.',
    },
    fix: { de: 'Thema für einen Konnektor oder Worker setzen', en: 'Set a topic for a connector or worker' },
  },
  LINK_WITHOUT_PARTNER: {
    severity: 'error',
    rule: 'BPMN 2.0.2 clause 10.5.1 "Link": a source link has exactly one target link of the same name in its scope',
    message: {
      de: 'Zum Sprung {name} („{link}“) gibt es auf dieser Ebene kein Ziel gleichen Namens. Vorgänge kämen hier nicht weiter.',
      en: 'The link {name} ("{link}") has no target of the same name in its scope. Cases would not go on here.',
    },
  },
  LINK_ENDS_HERE: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 10.5.5 "Link": a source link has exactly one target link of the same name in its scope',
    message: {
      de: 'Zum Sprung {name} („{link}“) ist auf dieser Ebene kein Ziel gezeichnet. Der Weg endet hier.',
      en: 'No target of the link {name} ("{link}") is drawn in its scope. The way ends here.',
    },
  },
  LINK_TARGET_UNUSED: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 10.5.1 "Link": a target link has at least one source link of the same name',
    message: {
      de: 'Auf das Sprungziel {name} („{link}“) springt niemand. Der Weg dahinter wird nie gegangen.',
      en: 'No link leads to the target {name} ("{link}"). The way behind it is never taken.',
    },
  },
  LINK_TARGETS_SEVERAL: {
    severity: 'warning',
    rule: 'BPMN 2.0.2 clause 10.5.1 "Link": a source link has exactly one target link of the same name in its scope',
    message: {
      de: 'Für den Sprung „{link}“ gibt es mehrere Ziele; genommen wird das erste, {name} bleibt ungenutzt.',
      en: 'The link "{link}" has several targets; the first is taken, {name} is not used.',
    },
  },
  CALL_CYCLIC: {
    severity: 'warning',
    message: {
      de: '{name} ruft den Prozess „{called}“ auf, der über {way} wieder bei sich selbst landet. Ohne Ausweg endet das nie; ab einer Grenze wird abgebrochen.',
      en: '{name} calls the process "{called}", which comes back to itself by {way}. Without a way out this never ends; it is stopped at a limit.',
    },
  },
  CALL_ALWAYS_CYCLIC: {
    severity: 'error',
    message: {
      de: '{name} ruft den Prozess „{called}“ auf, der auf jedem Weg wieder sich selbst aufruft ({way}). Das würde nie enden.',
      en: '{name} calls the process "{called}", which on every way calls itself again ({way}). It would never end.',
    },
  },
  CALLED_NOT_IN_FILE: {
    severity: 'hint',
    message: {
      de: '{name} ruft den Prozess „{called}“ auf. Er muss bereitgestellt sein, wenn ein Vorgang hier ankommt.',
      en: '{name} calls the process "{called}". It has to be deployed when a case gets here.',
    },
  },
  JOIN_WAITS_FOR_EVER: {
    severity: 'warning',
    message: {
      de: '{name} wartet auf mehrere Wege, die nie gleichzeitig gegangen werden: davor wird nur einer von ihnen gewählt. Vorgänge blieben hier stehen. Gemeint ist wohl ein exklusives Gateway.',
      en: '{name} waits for several ways that are never taken at the same time: only one of them is chosen before it. Cases would stop here. An exclusive gateway is probably meant.',
    },
    fix: { de: 'Durch ein exklusives Gateway ersetzen', en: 'Replace it by an exclusive gateway' },
  },
  JOIN_MAY_WAIT_FOR_EVER: {
    severity: 'warning',
    message: {
      de: '{name} wartet auf alle Wege, aber je nachdem, was bei „{decision}“ geschieht, kommt von „{source}“ niemand. Vorgänge blieben dann hier stehen. Gemeint ist wohl ein inklusives Gateway.',
      en: '{name} waits for all ways, but depending on what happens at "{decision}" nobody comes from "{source}". Cases would then stop here. An inclusive gateway is probably meant.',
    },
    fix: { de: 'Durch ein inklusives Gateway ersetzen', en: 'Replace it by an inclusive gateway' },
  },
  JOIN_FLOW_NEVER_TAKEN: {
    severity: 'warning',
    message: {
      de: '{name} wartet auch auf den Weg von „{source}“, aber dort kommt nie ein Vorgang an. Vorgänge blieben hier stehen.',
      en: '{name} also waits for the way from "{source}", but no case ever gets there. Cases would stop here.',
    },
  },
  MERGE_MULTIPLIES: {
    severity: 'warning',
    message: {
      de: 'Hinter {fork} geht der Vorgang auf {count} Wegen zugleich weiter ({ways}). {name} wartet nicht, bis alle da sind: Alles danach geschieht {count}-mal. Gemeint ist wohl ein paralleles Gateway.',
      en: 'Behind {fork} the case goes on in {count} ways at once ({ways}). {name} does not wait for all of them: everything after it happens {count} times. A parallel gateway is probably meant.',
    },
    fix: { de: 'Durch ein paralleles Gateway ersetzen', en: 'Replace it by a parallel gateway' },
  },
  WAY_NEVER_ENDS: {
    severity: 'warning',
    message: {
      de: 'Von {name} führt kein Weg mehr zu einem Ende. Vorgänge, die hier ankommen, werden nie fertig.',
      en: 'No way leads from {name} to an end. Cases that get here are never finished.',
    },
  },
  VALUE_NOT_NUMBER: {
    severity: 'warning',
    message: {
      de: '{name}: „{property}“ soll eine Zahl sein, ist aber „{text}“. Der Wert wird nicht beachtet.',
      en: '{name}: "{property}" should be a number but is "{text}". The value is not regarded.',
    },
  },
  GATEWAY_WITHOUT_DEFAULT: {
    severity: 'hint',
    message: {
      de: 'Passt an {name} keine der Bedingungen, bleibt der Vorgang mit einer Störung stehen. Ein Standardpfad verhindert das.',
      en: 'If no condition fits at {name}, the case stops with an incident. A default flow prevents that.',
    },
    fix: { de: 'Einen Pfad zum Standardpfad machen', en: 'Make one flow the default' },
  },
});
