/**
 * What findings about decisions mean, in German; element and line stand beside the finding, the English text has the
 * details.
 */
const GERMAN: Readonly<Record<string, string>> = {
  DMN_AGGREGATION:
    'Eine Zusammenfassung der Treffer (Summe, Anzahl, kleinster, größter Wert) gibt es nur bei der Trefferregel COLLECT.',
  DMN_CYCLE: 'Die Entscheidung hängt, direkt oder über andere, von sich selbst ab. Sie ließe sich nie berechnen.',
  DMN_DUPLICATE_ID: 'Die Kennung kommt mehrfach vor. Verweise auf sie wären mehrdeutig.',
  DMN_FEEL_SYNTAX: 'Ein FEEL-Ausdruck lässt sich nicht lesen.',
  DMN_FUNCTION_KIND: 'Die Art der Funktion ist unbekannt: möglich sind FEEL, Java und PMML.',
  DMN_HIT_POLICY: 'Die Trefferregel der Tabelle ist unbekannt.',
  DMN_IMPORT_AMBIGUOUS:
    'Mehrere Dateien haben den Namensraum, der eingebunden wird. Welche gemeint ist, ist nicht erkennbar.',
  DMN_IMPORT_CYCLE: 'Die Dateien binden sich im Kreis gegenseitig ein.',
  DMN_IMPORT_MISSING:
    'Ein eingebundenes Entscheidungsmodell fehlt: Es liegt weder bei, noch wurde es früher bereitgestellt.',
  DMN_JUEL_SYNTAX: 'Ein Ausdruck in ${…} lässt sich nicht lesen.',
  DMN_LANGUAGE: 'Ein Ausdruck ist in einer Sprache geschrieben, die nicht ausgeführt wird. Bitte in FEEL umschreiben.',
  DMN_NO_LOGIC: 'Die Entscheidung enthält keine Logik. Sie ergibt immer „nichts“ (null).',
  DMN_PMML_NOT_RUN:
    'Eine Funktion ruft ein PMML-Modell auf. Das wird nicht ausgeführt und ergibt „nichts“ (null). Ersatz: Entscheidungstabelle oder FEEL, oder eine Service-Aufgabe, deren Konnektor das Modell fragt.',
  DMN_REFERENCE: 'Ein Verweis führt ins Leere: Das Element gibt es nicht.',
  DMN_RELATION_ROW: 'Eine Zeile der Liste hat mehr oder weniger Felder als Spalten.',
  DMN_ROOT: 'Die Datei ist keine DMN-Datei.',
  DMN_RULE_ENTRIES: 'Eine Regel der Tabelle hat mehr oder weniger Felder als Spalten.',
  DMN_STRUCTURE: 'Ein Pflichtteil fehlt in der Datei.',
  DMN_TYPE_CYCLE:
    'Ein Datentyp ist nur ein anderer Name für sich selbst. Er braucht einen Grundtyp oder eigene Bestandteile.',
  DMN_TYPE_UNKNOWN: 'Ein Datentyp ist nirgends festgelegt. Jeder Wert wird angenommen.',
  DMN_XML: 'Die Datei ist kein lesbares XML.',
};

/** The German sentence of a finding's code; undefined where there is none. */
export function decisionWords(code: string): string | undefined {
  return Object.hasOwn(GERMAN, code) ? GERMAN[code] : undefined;
}
