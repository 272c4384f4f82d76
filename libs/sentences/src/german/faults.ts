import { says } from '../fault-words.ts';

const MODEL = 'Wer den Prozess verantwortet, muss die Zeichnung berichtigen.';
const EXPRESSION =
  'Berichtigen Sie die Daten des Vorgangs und versuchen Sie es noch einmal, oder lassen Sie den Ausdruck in der Zeichnung ändern.';

/** Why a case stands still, an expression cannot be read, a rule has no answer. */
export const faults = {
  // the engine
  ACTIVITIES_NOT_LISTED: says(
    'Erwartet wird eine Liste aus diesen Schritten: {activities}. Gegeben ist: {found}.',
    'Berichtigen Sie die Daten oder den Ausdruck in der Zeichnung.',
  ),
  BUSINESS_KEY_NOT_FREE: says(
    'Das Zeichen für den Teilvorgang ist schon vergeben.',
    'Sobald der andere Vorgang beendet ist, können Sie es noch einmal versuchen.',
  ),
  CALLED_PROCESS_CANCELED: says(
    'Der aufgerufene Prozess „{process}“ wurde abgebrochen[. Grund: {reason}].',
    'Ein neuer Versuch ruft ihn noch einmal auf.',
  ),
  CALLS_TOO_DEEP: says(
    'Prozesse rufen sich mehr als {most}-mal ineinander auf, zuletzt „{process}“.',
    `Wahrscheinlich ruft ein Prozess sich selbst auf. ${MODEL}`,
  ),
  COLLECTION_NOT_A_LIST: says('„{expression}“ soll eine Liste ergeben, ergibt aber: {found}.', EXPRESSION),
  COLLECTION_TOO_LONG: says(
    '„{expression}“ ergibt {found} Einträge; höchstens {most} sind möglich.',
    'Teilen Sie die Daten auf mehrere Vorgänge auf.',
  ),
  DATE_NOT_READABLE: says('„{text}“ ist kein Datum, mit dem gerechnet werden kann.', EXPRESSION),
  DECISION_FAILED: says('Die Entscheidung „{decision}“ hat kein Ergebnis.'),
  DECISION_GAVE_SEVERAL_OUTPUTS: says(
    'Die Entscheidung ergibt {count} Werte in einer Zeile; erwartet wird einer.',
    'Wählen Sie in der Zeichnung eine andere Art, das Ergebnis zu übernehmen, oder geben Sie der Tabelle eine einzige Ergebnisspalte.',
  ),
  DECISION_GAVE_SEVERAL_ROWS: says(
    'Die Entscheidung ergibt {count} Zeilen; erwartet wird höchstens eine.',
    'Berichtigen Sie die Regeln, so dass nur eine zutrifft, oder übernehmen Sie das Ergebnis als Liste.',
  ),
  ENDLESS_LOOP: says(
    'Der Vorgang läuft hier im Kreis: Der Schritt wurde {most}-mal durchlaufen, ohne dass etwas zu warten war.',
    'Berichtigen Sie die Daten, so dass die Schleife endet, und versuchen Sie es noch einmal, oder brechen Sie den Vorgang ab.',
  ),
  ERROR_NOT_CAUGHT: says(
    'Der Fehler „{error}“ wurde gemeldet, und die Zeichnung sieht nicht vor, was dann geschieht[. Gemeldet wurde: {reported}].',
    'Beheben Sie die Ursache und versuchen Sie es noch einmal, oder lassen Sie ein Fehlerereignis an den Schritt zeichnen.',
  ),
  EXPRESSION_FAILED: says('Der Ausdruck „{expression}“ lässt sich nicht auswerten.', EXPRESSION),
  INSTANCES_NOT_GIVEN: says('Es ist nicht gesagt, wie oft oder für welche Liste der Schritt laufen soll.', MODEL),
  INSTANCES_OUT_OF_RANGE: says(
    'Der Schritt soll {found}-mal laufen; möglich ist eine ganze Zahl von 0 bis {most}.',
    EXPRESSION,
  ),
  JOB_FAILED: says('Die Maschine konnte den Schritt nicht erledigen.'),
  LINK_TARGET_MISSING: says('Zum Sprung „{link}“ fehlt das Ziel.', MODEL),
  NO_FLOW_TAKEN: says(
    'Keine Bedingung der ausgehenden Pfeile trifft zu, und einen Standardpfeil gibt es nicht.',
    'Berichtigen Sie die Daten und versuchen Sie es noch einmal, oder lassen Sie in der Zeichnung einen Standardpfeil bestimmen.',
  ),
  NUMBER_NEEDED: says('„{expression}“ soll eine Zahl ergeben, ergibt aber: {found}.', EXPRESSION),
  PROCESS_NOT_CALLED: says('Der Prozess „{process}“ kann nicht aufgerufen werden.'),
  REPORTED_FROM_OUTSIDE: says(
    'Gemeldet wurde: {reported}',
    'Beheben Sie die Ursache und versuchen Sie es dann noch einmal.',
  ),
  STARTS_WITHOUT_END: says(
    'Vorgänge starten sich hier immer wieder gegenseitig: {most} nacheinander, ohne dass etwas zu warten war.',
    'Lassen Sie die Zeichnung berichtigen und brechen Sie diesen Vorgang ab. Ein neuer Versuch lässt noch einmal so viele zu.',
  ),
  TEXT_NEEDED: says('„{expression}“ soll einen Text ergeben, ergibt aber: {found}.', EXPRESSION),
  TIMER_NOT_READABLE: says('Erwartet wird {form|term}; „{text}“ ist das nicht.', EXPRESSION),
  TOKEN_QUANTITY_INVALID: says('Die Mengen für Beginn und Ende des Schritts müssen mindestens 1 sein.', MODEL),
  // reading expressions
  CALL_NOT_HONOURED: says(
    '{name}() wird nicht ausgeführt, weil es Nebenwirkungen hat oder unbekannt ist.',
    '{cure|term}.',
  ),
  EXPRESSION_TOO_LONG: says('Der Text hat {found} Zeichen; höchstens {most} sind möglich.'),
  EXPRESSION_TOO_NESTED: says('Der Ausdruck ist zu tief verschachtelt oder zu lang: mehr als {most} Teile.'),
  SYNTAX_ENDS_EARLY: says('Der Ausdruck endet zu früh: Erwartet wird {expected|term}.'),
  SYNTAX_UNEXPECTED: says('Erwartet wird {expected|term}, gefunden wurde „{found}“.'),
  SYNTAX_UNREADABLE: says('„{found}“ hat hier keine Bedeutung.', '[{cure|term}.]'),
  TEXT_NOT_CLOSED: says('Dem Text fehlt das schließende Anführungszeichen {quote}.'),
  // evaluating expressions
  ARGUMENTS_DIFFER: says('Die Funktion erwartet die Angaben ({expected}), bekommen hat sie {found}, die nicht passen.'),
  ARGUMENTS_WITHOUT_ANSWER: says('Für diese Angaben hat {name}() kein Ergebnis.'),
  ARGUMENT_EMPTY: says('Eine Angabe für {name}() ist leer.'),
  ARGUMENT_MISFIT: says('Die Angabe „{parameter}“ der Funktion hat die falsche Art: {found|term}.'),
  ARGUMENTS_TOO_FEW: says('Erwartet werden mindestens {least} Angaben, es sind {found}.'),
  COMPARISON_IMPOSSIBLE: says('{left|term} und {right|term} lassen sich nicht vergleichen.'),
  DATE_NEEDED: says('{name}() braucht ein Datum, gegeben ist „{found}“.'),
  DATE_OUT_OF_RANGE: says('Das Datum läge außerhalb des Kalenders.'),
  DIVISION_BY_ZERO: says('Durch null kann nicht geteilt werden.'),
  ENDS_NOT_COMPARABLE: says('Anfang ({left|term}) und Ende ({right|term}) des Bereichs passen nicht zusammen.'),
  EVALUATION_TOO_LARGE: says('Die Werte werden zu groß.'),
  EVALUATION_TOO_LONG: says('Die Auswertung braucht mehr als {most} Schritte und wurde angehalten.'),
  EXTERNAL_FUNCTION_UNKNOWN: says('Diese Funktion von außen gibt es hier nicht.'),
  FUNCTION_NEEDED: says('Hier muss eine Funktion stehen, gefunden wurde: {found|term}.'),
  FUNCTION_UNKNOWN: says('Die Funktion {name}() gibt es nicht.'),
  INDEX_NOT_WHOLE: says('Die Stelle in einer Liste muss eine ganze Zahl sein, gefunden wurde „{found}“.'),
  INDEX_OUT_OF_RANGE: says('Die Stelle {found} gibt es nicht; es sind {length}.'),
  JSON_NEEDED: says('Hier muss JSON stehen, gefunden wurde „{reason}“.'),
  JSON_PATH_UNREADABLE: says('Der Pfad „{path}“ ist nicht lesbar.', 'Schreiben Sie ihn wie $.kunde.namen[0].'),
  KEY_TWICE: says('Der Eintrag „{name}“ steht doppelt da.'),
  LIST_NEEDED: says('„{name}“ braucht eine Liste oder einen Bereich, gefunden wurde: {found|term}.'),
  METHOD_OF_NOTHING: says('{name}() wird auf einem leeren Wert aufgerufen.'),
  METHOD_UNKNOWN: says('{name}() gibt es für {found|term} nicht.'),
  NUMBER_EXPECTED: says('Hier muss eine Zahl stehen, gefunden wurde: {found|term}.'),
  NUMBER_OR_DURATION_EXPECTED: says(
    'Hinter dem Minus muss eine Zahl oder eine Dauer stehen, gefunden wurde: {found|term}.',
  ),
  NUMBER_OUT_OF_RANGE: says('Das Ergebnis von „{operator}“ ist zu groß oder keine Zahl.'),
  OPERATOR_MISFIT: says('„{operator}“ kann {left|term} und {right|term} nicht verbinden.'),
  PATTERN_REFUSED: says('Das Muster „{pattern}“ wird nicht verstanden.'),
  PATTERN_TOO_SLOW: says('Das Muster braucht zu lange.'),
  PROPERTY_MISSING: says('Die Angabe „{name}“ gibt es in {found|term} nicht.'),
  REPLACEMENT_UNREADABLE: says('In der Ersetzung muss vor einem Dollarzeichen ein umgekehrter Schrägstrich stehen.'),
  ROOT_OF_NEGATIVE: says('{number} hoch {exponent} hat kein Ergebnis, weil die Zahl negativ ist.'),
  TEMPORAL_EXPECTED: says('„{found}“ ist weder Datum noch Uhrzeit noch Dauer.'),
  TEXT_EXPECTED: says('Hier muss ein Text stehen, gefunden wurde: {found|term}.'),
  TRUE_OR_FALSE_EXPECTED: says('Hier muss wahr oder falsch stehen, gefunden wurde: {found|term}.'),
  TYPE_UNKNOWN: says('Hinter „instance of“ steht eine unbekannte Art.'),
  VARIABLE_MISSING: says('Die Angabe „{name}“ gibt es in diesem Vorgang nicht.'),
  VARIABLE_NAME_MISSING: says('{name}() braucht den Namen einer Angabe.'),
  WHOLE_NUMBER_EXPECTED: says('{name}() braucht eine ganze Zahl.'),
  ENTRY_MISSING: says('Der Eintrag „{entry}“ fehlt; erwartet wird {type|term}.'),
  VALUE_NOT_ALLOWED: says('{found} [bei „{path}“ ]ist nicht vorgesehen; erlaubt ist: {allowed}.'),
  VALUE_OF_OTHER_TYPE: says('Erwartet wird {type|term}[ bei „{path}“], gegeben ist {found|term}.'),
  // decisions
  DECISION_NOT_IN_MODEL: says('„{name}“ gibt es in der Datei nicht. Sie enthält: {known}.'),
  DECISION_REQUIRES_ITSELF: says('Die Entscheidung „{decision}“ setzt sich selbst voraus.'),
  DECISION_SERVICES_TOO_DEEP: says('Mehr als {most} Entscheidungsdienste rufen einander auf.'),
  IN_DECISION: says('In der Entscheidung „{decision}“:'),
  IN_TABLE_INPUT: says('Bei der Eingabe „{input}“ (Zeile {line} der Datei):'),
  IN_TABLE_RULE_INPUT: says('In Regel {rule}, Eingabe „{column}“[ („{cell}“)]:'),
  IN_TABLE_RULE_OUTPUT: says('In Regel {rule}, Ergebnis „{column}“[ („{cell}“)]:'),
  INPUT_MISFIT: says('Die Angabe „{name}“ passt nicht zur Entscheidung.'),
  LANGUAGE_UNKNOWN: says(
    'Die Sprache „{language}“ wird nicht verstanden (Zeile {line} der Datei).',
    'Schreiben Sie den Ausdruck in FEEL.',
  ),
  OUTPUTS_NOT_AGGREGATED: says('Die Ergebnisse[ in „{column}“] lassen sich mit {aggregation} nicht zusammenfassen.'),
  PMML_NOT_RUN: says('PMML-Modelle werden nicht ausgeführt.', 'Schreiben Sie die Regel als Tabelle oder in FEEL.'),
  REQUIREMENT_MISSING: says('Das benötigte Element „{id}“ fehlt.'),
  RESULT_MISFIT: says('Der Wert von „{name}“ hat nicht die festgelegte Art.'),
  RULES_OVERLAP: says(
    'Die Regeln {rules} treffen zugleich zu und widersprechen sich.',
    'Berichtigen Sie die Tabelle, so dass für diese Angaben nur eine Regel gilt.',
  ),
  VALUE_LEFT_OUT: says('Bei „{place}“ steht ein Wert, der nicht vorgesehen ist; erlaubt ist: {allowed}.'),
  // around the case
  BUSINESS_KEY_HELD: says('„{businessKey}“ trägt ein anderer Vorgang, der noch läuft.'),
  CONNECTOR_BROKE: says(
    'Dabei ist ein unerwarteter Fehler aufgetreten. Technische Meldung: {reported}',
    'Versuchen Sie es noch einmal; geschieht es wieder, geben Sie die Meldung an die IT.',
  ),
  CONNECTOR_MISSING: says(
    'Für „{topic}“ ist hier nichts eingerichtet.',
    'Die IT muss den Anschluss einrichten oder starten; danach genügt ein neuer Versuch.',
  ),
  CRON_WITHOUT_DATE: says('„{text}“ ergibt keinen nächsten Zeitpunkt.'),
  DATE_OUTSIDE_CALENDAR: says('Der Zeitpunkt läge nicht zwischen den Jahren 1 und 9999.'),
  DECISION_NOT_BESIDE: says('Die Entscheidung „{decision}“ liegt nicht beim Prozess. Dort liegt: {known}.'),
  DECISION_NOT_READABLE: says(
    'Die Datei der Entscheidung „{decision}“ lässt sich nicht lesen.',
    'Laden Sie eine berichtigte Datei hoch.',
  ),
  DEFINITION_MISSING: says(
    '{kind|term} „{key}“ ist nicht freigegeben.',
    'Geben Sie die fehlende Datei frei; danach genügt ein neuer Versuch.',
  ),
  DEFINITION_RESTS: says(
    '{kind|term} „{key}“ ist angehalten.',
    'Sobald der Betrieb fortgesetzt wird, genügt ein neuer Versuch.',
  ),
  JOB_RESULT_REFUSED: says('Das Ergebnis kann nicht übernommen werden. Technische Meldung: {reported}'),
  TIMER_CYCLE_OVER: says('„{text}“ liegt ganz in der Vergangenheit.'),
  TIMER_CYCLE_TOO_SHORT: says('„{text}“ wiederholt sich öfter als einmal in der Sekunde.'),
  TIMER_CYCLE_UNREADABLE: says(
    '„{text}“ ist keine Wiederholung.',
    'Schreiben Sie zum Beispiel R3/P1D für dreimal im Abstand von einem Tag.',
  ),
  TIMER_DATE_UNREADABLE: says(
    '„{text}“ ist kein Zeitpunkt.',
    'Schreiben Sie zum Beispiel 2026-01-31 oder 2026-01-31T08:00.',
  ),
  TIMER_DURATION_UNREADABLE: says(
    '„{text}“ ist keine Dauer.',
    'Schreiben Sie zum Beispiel P14D für 14 Tage oder PT2H für zwei Stunden.',
  ),
  TIMER_INTERVAL_BACKWARDS: says('„{text}“ endet, bevor es beginnt.'),
  TIMER_NEVER: says('„{text}“ heißt: nie.'),
  TIMER_TOO_LONG: says('Der Text der Frist hat mehr als {most} Zeichen.'),
  PROCESS_NOT_BESIDE: says('Der Prozess „{process}“ liegt nicht dabei.'),
  // connectors
  CASE_WITHOUT_INVOICE: says(
    'Zu diesem Vorgang gehört keine Rechnung.',
    'Beginnen Sie solche Vorgänge, indem Sie eine Rechnung entgegennehmen.',
  ),
  CONNECTOR_INPUT_INVALID: says('Die Eingabe „{input}“ passt nicht[; gegeben ist: {found}].', EXPRESSION),
  CONNECTOR_INPUT_MISSING: says('Die Eingabe „{input}“ fehlt.', EXPRESSION),
  HOST_ANSWERED: says(
    '{host} antwortet mit Status {status|raw}.',
    'Ist die Gegenstelle wieder in Ordnung, genügt ein neuer Versuch.',
  ),
  HOST_IS_PRIVATE: says(
    '{host} liegt im eigenen Netz; dorthin darf nicht ohne Weiteres gesendet werden.',
    'Die IT kann den Namen freigeben.',
  ),
  HOST_NOT_FOUND: says(
    'Die Gegenstelle {host} ist nicht zu finden.',
    'Prüfen Sie die Adresse; stimmt sie, fragen Sie die IT.',
  ),
  HOST_WITHOUT_ANSWER: says(
    '{host} antwortet nicht[ (technische Meldung: {reported})].',
    'Ist die Gegenstelle wieder erreichbar, genügt ein neuer Versuch.',
  ),
  MAIL_NOT_SET_UP: says('Diese Anlage versendet keine E-Mail.', 'Die IT muss den Versand einrichten.'),
  MAIL_NOT_TAKEN: says(
    'Der Mailserver {host} nimmt die E-Mail nicht an. Er sagt: {reported}',
    'Prüfen Sie die Empfängeradresse; stimmt sie, fragen Sie die IT.',
  ),
  MAIL_REQUEST_TOO_LARGE: says('Empfänger oder Anhänge sind zu viele oder zu groß; höchstens {most} sind möglich.'),
  SCRIPT_OUT_OF_MEMORY: says('Das Skript braucht mehr Speicher, als es haben darf.', MODEL),
  SCRIPT_RESULT_UNUSABLE: says('Das Skript gibt etwas zurück, das nicht gespeichert werden kann.', MODEL),
  SCRIPT_THREW: says('Das Skript ist gescheitert[ (Zeile {line})]. Technische Meldung: {reported}', MODEL),
  SCRIPT_TOO_SLOW: says('Das Skript wurde nach {milliseconds} Millisekunden angehalten.', MODEL),
} as const;
