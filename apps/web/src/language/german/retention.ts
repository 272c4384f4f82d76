/** How long ended cases of a process are kept. */
export const retention = {
  title: 'Aufbewahrung beendeter Vorgänge',
  forEver: 'Beendete Vorgänge bleiben für immer.',
  forDays: (days: number) =>
    days === 1
      ? 'Beendete Vorgänge werden einen Tag nach ihrem Ende gelöscht.'
      : `Beendete Vorgänge werden ${days} Tage nach ihrem Ende gelöscht.`,
  differs:
    'Nicht alle Versionen haben dieselbe Frist; hier steht die der neuesten. Beim Ändern bekommen alle dieselbe.',
  ended: (ended: number) =>
    ended === 1 ? '1 beendeter Vorgang ist aufbewahrt.' : `${ended} beendete Vorgänge sind aufbewahrt.`,
  what: 'Gelöscht wird alle sechs Stunden, ohne Nachfrage: Verlauf, Daten, Aufgaben, Entscheidungen und was das Protokoll über den Vorgang sagt. Die Akte mit ihren Dokumenten bleibt; sie hat ihre eigene Frist. Laufende Vorgänge sind nie betroffen.',
  versions:
    'Gilt für alle Versionen, die es heute gibt. Eine neue Version bringt ihre Frist in der Zeichnung mit oder wird hier neu eingestellt.',
  change: 'Frist ändern',
  days: 'Tage nach dem Ende',
  daysHint: 'Leer: für immer',
  daysWrong: 'Bitte eine ganze Zahl von 0 bis 36500 eingeben, oder nichts.',
  save: 'Speichern',
  saved: 'Die Frist ist geändert.',
  askTitle: (count: number) => (count === 1 ? '1 Vorgang löschen?' : `${count} Vorgänge löschen?`),
  askText: (count: number, days: number) =>
    count === 1
      ? `Mit ${days} Tagen ist die Frist für 1 beendeten Vorgang schon vorbei. Er wird in den nächsten Stunden gelöscht. Das lässt sich nicht rückgängig machen.`
      : `Mit ${days} Tagen ist die Frist für ${count} beendete Vorgänge schon vorbei. Sie werden in den nächsten Stunden gelöscht. Das lässt sich nicht rückgängig machen.`,
  askConfirm: 'Frist ändern und löschen',
} as const;
