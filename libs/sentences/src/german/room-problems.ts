import { problem } from '../problem-words.ts';

/** Problems of the engine, of documents, payments, links and partners; the ones of everyday screens are in `problems.ts`. */
export const roomProblems = {
  AMBIGUOUS_CORRELATION: problem(
    'Die Nachricht passt zu mehreren Vorgängen',
    'Es wurde nichts zugestellt. Nennen Sie ein Zeichen oder eine Angabe, die nur ein Vorgang hat.',
  ),
  ASSIGNEE_UNKNOWN: problem('Diese Person gibt es nicht', 'Es wurde nichts zugewiesen. Wählen Sie eine andere.'),
  ATTACHMENT_NOT_FOUND: problem('Diesen Anhang gibt es nicht', 'Laden Sie die Seite neu und wählen Sie noch einmal.'),
  CALLBACK_NOT_GENUINE: problem(
    'Die Rückmeldung ist nicht echt',
    'Sie wurde nicht angenommen. Die Unterschrift oder das Geheimnis der Gegenstelle stimmt nicht.',
  ),
  COMMENT_NOT_FOUND: problem(
    'Diese Anmerkung gibt es nicht',
    'Sie wurde inzwischen gelöscht. Laden Sie die Seite neu.',
  ),
  CONFIGURATION_INVALID: problem(
    'Die Anlage ist falsch eingerichtet',
    'Es wurde nichts getan. Bitte wenden Sie sich an die IT.',
  ),
  DATE_INVALID: problem('Das ist kein Datum', 'Es wurde nichts gespeichert. Schreiben Sie zum Beispiel 31.01.2026.'),
  DECISION_UNREADABLE: problem(
    'Die Entscheidung lässt sich nicht lesen',
    'Es wurde nichts entschieden. Laden Sie eine berichtigte Datei hoch.',
  ),
  INBOX_MEMORY_INVALID: problem(
    'Das lässt sich nicht merken',
    'Es wurde nichts gespeichert. Die Suche enthält Zeichen, die man nicht tippen kann.',
  ),
  TOO_MANY_FILTERS: problem(
    'Mehr Suchen werden nicht gemerkt',
    'Entfernen Sie zuerst eine, die Sie nicht mehr brauchen.',
  ),
  DEFINITION_IN_USE: problem(
    'Zu diesem Prozess gibt es noch Vorgänge',
    'Es wurde nichts gelöscht. Beenden Sie die Vorgänge zuerst oder löschen Sie sie mit.',
  ),
  DELIVERY_FAILED: problem(
    'Das Dokument konnte nicht abgelegt werden',
    'Es bleibt hier erhalten. Die IT sieht, woran es liegt.',
  ),
  DELIVERY_PENDING: problem(
    'Das Dokument ist noch nicht in der Akte angekommen',
    'Es wird weiter versucht. Warten Sie einen Augenblick und laden Sie die Seite neu.',
  ),
  DEPLOYMENT_EMPTY: problem(
    'Es ist keine Datei dabei',
    'Es wurde nichts freigegeben. Wählen Sie mindestens eine Datei.',
  ),
  DEPLOYMENT_NOT_FOUND: problem('Diese Freigabe gibt es nicht', 'Die Adresse ist falsch oder sie wurde gelöscht.'),
  DEPLOYMENT_REFUSED: problem(
    'Die Dateien können so nicht laufen',
    'Es wurde nichts freigegeben. Die roten Hinweise sagen, was zu ändern ist.',
  ),
  DMS_DUPLICATE: problem(
    'Das Dokument ist im Dokumentensystem schon vorhanden',
    'Es wurde kein zweites abgelegt. Vergleichen Sie beide, bevor Sie es noch einmal versuchen.',
  ),
  DMS_NOT_FOUND: problem(
    'Im Dokumentensystem gibt es das Gesuchte nicht',
    'Es wurde dort vielleicht gelöscht oder verschoben. Fragen Sie, wer es betreut.',
  ),
  DMS_PROTOCOL: problem(
    'Das Dokumentensystem hat etwas Unverständliches geantwortet',
    'Es wird weiter versucht. Bleibt es so, wenden Sie sich an die IT.',
  ),
  DMS_REFUSED: problem(
    'Das Dokumentensystem lehnt ab',
    'Die technische Meldung sagt, warum. Ist das behoben, versuchen Sie es noch einmal.',
  ),
  DMS_UNAUTHORIZED: problem(
    'Das Dokumentensystem lässt Laufzettel nicht hinein',
    'Die IT muss den Zugang prüfen; danach genügt ein neuer Versuch.',
  ),
  DMS_UNAVAILABLE: problem(
    'Das Dokumentensystem antwortet nicht',
    'Das Dokument bleibt hier erhalten und wird abgelegt, sobald es wieder erreichbar ist.',
  ),
  ENCODING_UNKNOWN: problem(
    'Die Datei kann nicht gelesen werden',
    'Ihr Zeichensatz ist unbekannt. Speichern Sie sie als UTF-8.',
  ),
  TOO_DEEP: problem('Die Datei ist zu tief verschachtelt', 'Sie wurde nicht angenommen.'),
  TOO_MANY_VALUES: problem('Die Datei hat zu viele Angaben', 'Sie wurde nicht angenommen.'),
  NAME_REFUSED: problem(
    'Ein Name in der Datei ist nicht erlaubt',
    'Sie wurde nicht angenommen. Benennen Sie die Angabe um.',
  ),
  ERROR_NOT_CAUGHT: problem(
    'Für diesen Fehler sieht die Zeichnung nichts vor',
    'Es wurde nichts geändert. Lassen Sie ein Fehlerereignis an den Schritt zeichnen.',
  ),
  EXPRESSION_FAILED: problem(
    'Ein Ausdruck der Zeichnung lässt sich nicht auswerten',
    'Es wurde nichts gespeichert. Berichtigen Sie die Daten oder lassen Sie den Ausdruck ändern.',
  ),
  INPUT_INVALID: problem(
    'Eine Angabe stimmt nicht',
    'Es wurde nichts gespeichert. Bitte berichtigen Sie die genannte Angabe.',
  ),
  INVALID_REQUEST: problem(
    'Eine Angabe zum Dokument stimmt nicht',
    'Es wurde nichts abgelegt. Bitte berichtigen Sie die genannte Angabe.',
  ),
  INVOICE_NOT_FOUND: problem(
    'Diese Rechnung gibt es nicht',
    'Die Adresse ist falsch oder die Rechnung wurde nach Ablauf der Frist gelöscht.',
  ),
  INVOICE_TOO_LARGE: problem('Die Rechnung ist zu groß', 'Sie wurde nicht angenommen.'),
  JOB_LOCK_LOST: problem('Ein anderer hat diese Arbeit übernommen', 'Ihr Ergebnis wurde nicht gespeichert.'),
  JOB_NOT_FAILED: problem(
    'Dieser Schritt ist nicht gescheitert',
    'Es wurde nichts geändert. Er läuft oder ist schon erledigt.',
  ),
  JOB_NOT_FOUND: problem('Diesen Schritt der Maschine gibt es nicht mehr', 'Er ist erledigt oder weggefallen.'),
  LEGAL_HOLD: problem('Das Dokument ist gesperrt', 'Es wurde nichts gelöscht. Es wird für ein Verfahren aufbewahrt.'),
  LIMIT_EXCEEDED: problem('Das ist mehr, als auf einmal geht', 'Es wurde nichts geändert. Teilen Sie es auf.'),
  LINK_INVALID: problem(
    'Der Link kann so nicht erstellt werden',
    'Wer den Prozess verantwortet, muss die Einstellungen des Schritts berichtigen.',
  ),
  MAIL_NOT_FOUND: problem('Diese E-Mail gibt es nicht', 'Sie wurde inzwischen bearbeitet. Laden Sie die Liste neu.'),
  MAIL_REQUEST_INVALID: problem(
    'Die E-Mail kann so nicht gesendet werden',
    'Es wurde nichts gesendet. Bitte berichtigen Sie die Angaben.',
  ),
  METHOD_NOT_ALLOWED: problem(
    'Diese Adresse kann das nicht',
    'Es wurde nichts geändert. Die Antwort nennt im Kopf „Allow“, was geht.',
  ),
  NODE_NOT_FOUND: problem(
    'Diesen Schritt gibt es in der Zeichnung nicht',
    'Es wurde nichts geändert. Laden Sie die Seite neu und wählen Sie noch einmal.',
  ),
  NOT_A_CANDIDATE: problem(
    'Diese Aufgabe ist nicht für Sie',
    'Es wurde nichts geändert. Lassen Sie die Leitung neu zuweisen.',
  ),
  NOT_MAPPED: problem(
    'Für das Dokumentensystem fehlt die Zuordnung',
    'Es wurde nichts abgelegt. Die IT muss die Art des Dokuments zuordnen.',
  ),
  MESSAGE_NOT_CORRELATED: problem(
    'Die Nachricht passt zu keinem Vorgang',
    'Es wurde nichts zugestellt. Prüfen Sie Name und Zeichen.',
  ),
  NO_MATCHING_SUBSCRIPTION: problem(
    'Auf diese Nachricht wartet kein Vorgang',
    'Es wurde nichts zugestellt. Prüfen Sie Name und Zeichen.',
  ),
  OPERATION_NOT_FOUND: problem('Diesen Eintrag gibt es nicht', 'Er wurde nach Ablauf der Frist gelöscht.'),
  PAYMENT_EXISTS: problem(
    'Diese Zahlung ist beim Zahlungsdienst schon angelegt',
    'Es wurde keine zweite angelegt. Bitte wenden Sie sich an die IT.',
  ),
  PAYMENT_INVALID_REQUEST: problem(
    'Die Zahlung kann so nicht angefordert werden',
    'Betrag, Zweck oder Frist passt nicht. Berichtigen Sie die Daten und versuchen Sie es noch einmal.',
  ),
  PAYMENT_NOT_FOUND: problem('Diese Zahlung gibt es nicht', 'Die Adresse ist falsch oder die Zahlung ist abgelaufen.'),
  PAYMENT_ORDER_NOT_FOUND: problem(
    'Diese Anordnung gibt es nicht',
    'Sie wurde inzwischen übergeben. Laden Sie die Liste neu.',
  ),
  PAYMENT_PROTOCOL: problem(
    'Der Zahlungsdienst hat etwas Unverständliches geantwortet',
    'Es wird weiter versucht. Bleibt es so, wenden Sie sich an die IT.',
  ),
  PAYMENT_REFUSED: problem(
    'Der Zahlungsdienst lehnt ab',
    'Die technische Meldung sagt, warum. Ist das behoben, versuchen Sie es noch einmal.',
  ),
  PAYMENT_UNAVAILABLE: problem(
    'Der Zahlungsdienst antwortet nicht',
    'Es wird weiter versucht. Ist er wieder erreichbar, geht es von selbst weiter.',
  ),
  PDF_INVALID: problem(
    'Das PDF lässt sich nicht verarbeiten',
    'Es wurde nichts abgelegt. Öffnen und speichern Sie die Datei neu und versuchen Sie es noch einmal.',
  ),
  RANGE_INVALID: problem('Dieser Teil der Datei kann nicht geliefert werden', 'Laden Sie die ganze Datei.'),
  RECORD_NOT_FOUND: problem(
    'Diese Akte gibt es nicht',
    'Die Adresse ist falsch oder die Akte wurde nach Ablauf der Frist gelöscht.',
  ),
  RESOURCE_NOT_FOUND: problem('Diese Datei gibt es nicht', 'Die Adresse ist falsch oder die Datei wurde gelöscht.'),
  RETENTION_MISSING: problem(
    'Es fehlt eine Aufbewahrungsfrist',
    'Es wurde nichts geändert. Legen Sie zuerst fest, wie lange aufbewahrt wird.',
  ),
  RETENTION_NOT_EXPIRED: problem('Die Aufbewahrungsfrist läuft noch', 'Es wurde nichts gelöscht.'),
  SAME_PERSON: problem(
    'Das muss eine zweite Person tun',
    'Es wurde nichts geändert. Wer die Arbeit davor erledigt hat, darf sie nicht selbst freigeben.',
  ),
  SCENARIOS_NOT_FOUND: problem(
    'Zu diesem Prozess gibt es keine Beispiele',
    'Legen Sie eine Datei mit Beispielen dazu und geben Sie sie frei.',
  ),
  SCENARIO_INVALID: problem(
    'Das Beispiel lässt sich nicht lesen',
    'Es wurde nichts gespielt. Bitte berichtigen Sie die genannte Stelle.',
  ),
  SCOPE_NOT_FOUND: problem(
    'Diese Stelle des Vorgangs gibt es nicht mehr',
    'Der Vorgang ist weitergegangen. Laden Sie die Seite neu.',
  ),
  SERVICE_UNKNOWN: problem('Diese Leistung gibt es hier nicht', 'Es wurde nichts gespeichert. Wählen Sie eine andere.'),
  STEP_NOT_OFFERED: problem(
    'Dieser Schritt wird gerade nicht angeboten',
    'Es wurde nichts begonnen. Laden Sie die Aufgabe neu.',
  ),
  SUBSCRIPTION_NOT_FOUND: problem(
    'Darauf wartet der Vorgang nicht mehr',
    'Er ist weitergegangen. Laden Sie die Seite neu.',
  ),
  TASK_NOT_CLAIMED: problem('Die Aufgabe ist nicht übernommen', 'Übernehmen Sie sie zuerst.'),
  TASK_TAKEN: problem(
    'Jemand war schneller',
    'Die Aufgabe hat inzwischen eine andere Person übernommen. Wählen Sie eine andere.',
  ),
  TEMPLATE_INVALID: problem(
    'Die Vorlage des Schreibens hat einen Fehler',
    'Es wurde nichts erstellt. Wer den Prozess verantwortet, muss die Vorlage berichtigen.',
  ),
  TIMER_NOT_FOUND: problem('Diese Frist gibt es nicht mehr', 'Sie ist abgelaufen oder weggefallen.'),
  USER_EXISTS: problem('Dieses Konto gibt es schon', 'Es wurde nichts angelegt. Wählen Sie einen anderen Namen.'),
  USER_INVALID: problem('Die Angaben zum Konto passen nicht', 'Es wurde nichts angelegt. Bitte berichtigen Sie sie.'),
  USER_NOT_FOUND: problem('Dieses Konto gibt es nicht', 'Prüfen Sie den Namen.'),
  VARIABLE_NOT_FOUND: problem(
    'Diese Angabe gibt es im Vorgang nicht',
    'Laden Sie die Seite neu und wählen Sie noch einmal.',
  ),
} as const;
