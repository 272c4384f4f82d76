import { problem } from '../problem-words.ts';
import { roomProblems } from './room-problems.ts';

/** What each code of a problem says to a person. Codes without words here use `other` and the server's own sentence. */
export const problems = {
  ...roomProblems,
  SERVER_UNREACHABLE: problem(
    'Der Server antwortet nicht',
    'Ihre Eingabe ist noch hier, aber nicht gespeichert. Prüfen Sie die Netzverbindung und versuchen Sie es noch einmal.',
  ),
  ANSWER_UNREADABLE: problem(
    'Der Server hat etwas Unverständliches geantwortet',
    'Es wurde wahrscheinlich nichts gespeichert. Laden Sie die Seite neu; wenn es wieder geschieht, melden Sie es der IT.',
  ),
  REQUEST_INVALID: problem(
    'Eine Angabe stimmt nicht',
    'Es wurde nichts gespeichert. Bitte berichtigen Sie die genannte Angabe.',
  ),
  LOG_IN_REQUIRED: problem(
    'Sie sind nicht mehr angemeldet',
    'Melden Sie sich wieder an; Sie kommen auf dieselbe Seite zurück.',
  ),
  CREDENTIALS_WRONG: problem(
    'Benutzername oder Passwort stimmt nicht',
    'Achten Sie auf Groß- und Kleinschreibung. Wenn Sie das Passwort vergessen haben, setzt die IT ein neues.',
  ),
  TOO_MANY_ATTEMPTS: problem(
    'Zu viele Versuche',
    'Zur Sicherheit geht es erst nach einer Pause weiter. Warten Sie einige Minuten und versuchen Sie es dann wieder.',
  ),
  TOO_BUSY: problem(
    'Gerade wird zu viel hochgeladen',
    'Es wurde nichts gesendet. Bitte versuchen Sie es in einer Minute noch einmal.',
  ),
  PERMISSION_MISSING: problem(
    'Das dürfen Sie nicht',
    'Es wurde nichts geändert. Wenn Sie es für Ihre Arbeit brauchen, fragen Sie Ihre Leitung oder die IT.',
  ),
  CROSS_SITE_REQUEST: problem(
    'Die Anfrage kam von einer fremden Seite',
    'Es wurde nichts geändert. Öffnen Sie Laufzettel direkt und versuchen Sie es dort.',
  ),
  TASK_NOT_YOURS: problem(
    'Diese Aufgabe liegt bei jemand anderem',
    'Es wurde nichts geändert. Sprechen Sie sich ab oder lassen Sie die Leitung neu zuweisen.',
  ),
  TASK_NEEDS_SECOND_PERSON: problem(
    'Das muss eine zweite Person tun',
    'Es wurde nichts geändert. Wer die Arbeit davor erledigt hat, darf sie nicht selbst freigeben.',
  ),
  NOT_FOUND: problem('Das gibt es nicht', 'Die Adresse ist falsch oder das Gesuchte wurde gelöscht.'),
  DEFINITION_NOT_FOUND: problem(
    'Diesen Prozess gibt es nicht',
    'Er wurde nie freigegeben oder hat einen anderen Schlüssel. Suchen Sie ihn unter „Prozesse“.',
  ),
  INSTANCE_NOT_FOUND: problem(
    'Diesen Vorgang gibt es nicht',
    'Die Adresse ist falsch oder der Vorgang wurde nach Ablauf der Frist gelöscht. Suchen Sie ihn unter „Vorgänge“.',
  ),
  MODIFICATION_INVALID: problem(
    'Das geht so nicht mehr',
    'Es wurde nichts geändert. Der Vorgang ist wohl inzwischen weitergegangen; sehen Sie nach, wo er steht, und wählen Sie neu.',
  ),
  START_NOT_POSSIBLE: problem(
    'Dort kann nichts von Hand beginnen',
    'Es wurde nichts geändert. Wählen Sie einen anderen Schritt oder die andere Seite.',
  ),
  MORE_WOULD_BE_ERASED: problem(
    'Inzwischen wäre mehr zu löschen',
    'Es wurde nichts geändert. Inzwischen sind weitere Vorgänge beendet, deren Frist vorbei wäre; sehen Sie noch einmal nach, wie viele.',
  ),
  TASK_NOT_FOUND: problem(
    'Diese Aufgabe gibt es nicht mehr',
    'Sie wurde erledigt oder ist weggefallen. Im Eingang steht, was offen ist.',
  ),
  INCIDENT_NOT_FOUND: problem('Diese Störung gibt es nicht mehr', 'Sie ist inzwischen behoben.'),
  TASK_ALREADY_CLAIMED: problem(
    'Jemand war schneller',
    'Die Aufgabe hat inzwischen eine andere Person übernommen. Wählen Sie eine andere.',
  ),
  TASK_ALREADY_COMPLETED: problem(
    'Die Aufgabe ist schon erledigt',
    'Ihre Eingabe wurde nicht gespeichert, weil der Vorgang bereits weitergegangen ist.',
  ),
  STEPS_STILL_OPEN: problem(
    'Darin ist noch etwas offen',
    'Es wurde nichts gespeichert. Entscheiden Sie, ob die offenen Schritte wegfallen sollen.',
  ),
  INSTANCE_SUSPENDED: problem(
    'Der Vorgang ist angehalten',
    'Es wurde nichts gespeichert. Sobald der Betrieb ihn fortsetzt, können Sie weiterarbeiten.',
  ),
  INSTANCE_STILL_RUNNING: problem(
    'Der Vorgang läuft noch',
    'Es wurde nichts geändert. Neu beginnen oder löschen lässt sich nur, was beendet ist: Warten Sie das Ende ab oder brechen Sie den Vorgang zuerst ab.',
  ),
  DEFINITION_SUSPENDED: problem(
    'Dieser Prozess ist angehalten',
    'Es wurde nichts begonnen. Neue Vorgänge sind erst wieder möglich, wenn der Betrieb den Prozess fortsetzt.',
  ),
  BUSINESS_KEY_TAKEN: problem(
    'Dieses Aktenzeichen ist schon vergeben',
    'Es wurde nichts begonnen, weil ein laufender Vorgang dieses Prozesses das Zeichen trägt. Arbeiten Sie dort weiter oder nehmen Sie ein anderes.',
  ),
  BATCH_NOT_FOUND: problem(
    'Diesen Sammelvorgang gibt es nicht',
    'Die Adresse ist falsch oder er wurde inzwischen gelöscht. Unter „Sammelvorgänge“ stehen alle.',
  ),
  BATCH_ENDED: problem(
    'Dieser Sammelvorgang ist beendet',
    'Es wurde nichts wiederholt. Stellen Sie für die übrigen Vorgänge einen neuen zusammen.',
  ),
  LINK_UNKNOWN: problem(
    'Diesen Link gibt es nicht',
    'Prüfen Sie, ob die Adresse vollständig ist, oder öffnen Sie den Link noch einmal aus der Nachricht.',
  ),
  LINK_EXPIRED: problem(
    'Die Frist ist vorbei',
    'Ihre Antwort wurde nicht angenommen. Rufen Sie uns bitte an oder schreiben Sie uns.',
  ),
  LINK_ANSWERED: problem(
    'Über diesen Link wurde schon geantwortet',
    'Ihre erste Antwort ist angekommen. Wenn Sie etwas ändern möchten, melden Sie sich bitte bei uns.',
  ),
  ANSWER_INVALID: problem(
    'Eine Angabe fehlt oder passt nicht',
    'Es wurde nichts gesendet. Bitte prüfen Sie Ihre Angaben und die Dateien.',
  ),
  TOO_LARGE: problem(
    'Die Datei ist zu groß',
    'Es wurde nichts gespeichert. Eine Zeichnung darf höchstens 16 MB haben.',
  ),
  MEDIA_TYPE_UNSUPPORTED: problem(
    'Diese Art von Datei geht hier nicht',
    'Es wurde nichts gespeichert. Nehmen Sie eine Datei mit der Endung .bpmn, .dmn, .form oder .xml.',
  ),
  MODEL_INVALID: problem(
    'Die Zeichnung kann so nicht laufen',
    'Es wurde nichts freigegeben. Die roten Hinweise sagen, was zu ändern ist.',
  ),
  VARIABLES_INVALID: problem(
    'Eine Angabe fehlt oder passt nicht',
    'Es wurde nichts gespeichert. Bitte ergänzen oder berichtigen Sie die genannten Felder.',
  ),
  ANSWER_MISSING: problem(
    'Eine Frage ist noch offen',
    'Es wurde nichts gespeichert. Bitte beantworten Sie jede Frage.',
  ),
  ANSWER_UNKNOWN: problem(
    'Eine Antwort passt nicht zur Frage',
    'Es wurde nichts gespeichert. Laden Sie die Aufgabe neu und wählen Sie noch einmal.',
  ),
  INTERNAL_ERROR: problem(
    'Im Server ist ein Fehler aufgetreten',
    'Es wurde nichts gespeichert. Versuchen Sie es noch einmal; wenn es wieder geschieht, melden Sie der IT die Kennung.',
  ),
  NOT_READY: problem(
    'Der Server ist noch nicht bereit',
    'Er startet gerade oder erreicht seine Datenbank nicht. Versuchen Sie es in einer Minute noch einmal.',
  ),
  DOCUMENT_NOT_FOUND: problem(
    'Dieses Dokument gibt es nicht',
    'Es gehört nicht zu diesem Vorgang oder wurde nach Ablauf der Aufbewahrung gelöscht.',
  ),
  VERSION_NOT_FOUND: problem('Diese Fassung gibt es nicht', 'Laden Sie die Seite neu und wählen Sie noch einmal.'),
  RECORD_CLOSED: problem(
    'Die Akte ist geschlossen',
    'Es wurde nichts abgelegt. In eine geschlossene Akte kommt nichts mehr; sie müsste erst wieder geöffnet werden.',
  ),
  VERSION_CONFLICT: problem(
    'Jemand war schneller',
    'Inzwischen gibt es eine neuere Fassung. Sehen Sie sie an und legen Sie Ihre danach noch einmal ab.',
  ),
  DOCUMENT_ID_CONFLICT: problem('Dieses Dokument liegt schon mit anderem Inhalt vor', 'Es wurde nichts abgelegt.'),
  CONTENT_TOO_LARGE: problem('Die Datei ist zu groß', 'Sie wurde nicht abgelegt.'),
  CONTENT_EMPTY: problem('Die Datei ist leer', 'Sie wurde nicht abgelegt. Prüfen Sie die Datei auf Ihrem Rechner.'),
  MEDIA_TYPE_MISMATCH: problem(
    'Die Datei ist nicht, was ihr Name sagt',
    'Sie wurde nicht abgelegt. Inhalt und Endung passen nicht zusammen; fragen Sie nach, woher sie kommt.',
  ),
  MEDIA_TYPE_REFUSED: problem(
    'Diese Art von Datei wird nicht angenommen',
    'Sie wurde nicht abgelegt. Programme und Skripte gehören nicht in eine Akte.',
  ),
  MALWARE_FOUND: problem(
    'In der Datei steckt Schadsoftware',
    'Sie wurde nicht abgelegt. Öffnen Sie die Datei nicht und melden Sie sie der IT.',
  ),
  INTEGRITY_VIOLATION: problem(
    'Das Dokument wurde verändert',
    'Der gespeicherte Inhalt stimmt nicht mehr mit seiner Prüfsumme überein. Melden Sie es der IT, ändern Sie nichts.',
  ),
  APPLICATION_NOT_FOUND: problem(
    'Nummer und Zugangscode passen nicht zusammen',
    'Bitte vergleichen Sie beides mit Ihrer Eingangsbestätigung.',
  ),
  APPLICATION_INVALID: problem(
    'Einige Angaben fehlen oder stimmen nicht',
    'Es wurde noch nichts abgesendet. Bitte berichtigen Sie die genannten Angaben.',
  ),
  FILE_TYPE_REFUSED: problem(
    'Diese Art Datei wird nicht angenommen',
    'Bitte senden Sie PDF, PNG oder JPEG. Es wurde nichts abgesendet.',
  ),
  PAPERS_NOT_EXPECTED: problem(
    'Es fehlen keine Unterlagen',
    'Wir warten gerade auf nichts von Ihnen. Sehen Sie den Stand noch einmal an.',
  ),
  ARRIVAL_NOT_DOUBTFUL: problem(
    'Das geht mit diesem Eingang nicht',
    'Vielleicht hat inzwischen jemand anderes entschieden. Laden Sie die Liste neu.',
  ),
  REASON_MISSING: problem('Die Begründung fehlt', 'Bitte schreiben Sie, warum aus dem Eingang nichts wird.'),
  MIGRATION_INVALID: problem(
    'Der Vorgang lässt sich so nicht überführen',
    'Es wurde nichts geändert. Starten Sie den Probelauf noch einmal: Er sagt, welcher Schritt im Weg steht.',
  ),
  MAPPING_INVALID: problem('Die Zuordnung hat Fehler', 'Sie wurde nicht gespeichert. Bitte berichtigen Sie:'),
  SYNTAX_INVALID: problem('Die Datei kann nicht gelesen werden', 'Sie ist unvollständig oder kein XML oder JSON.'),
  DOCTYPE_REFUSED: problem(
    'Die Datei wird nicht gelesen',
    'Sie enthält ein DOCTYPE. Das wird aus Sicherheit abgelehnt.',
  ),
  other: problem('Das hat nicht geklappt', 'Es wurde nichts gespeichert. Der Server sagt dazu:'),
} as const;
