/** The page for people outside who were asked something by a link. */
export const participation = {
  title: 'Ihre Beteiligung',
  greeting: (name: string) => `Guten Tag ${name},`,
  deadline: (until: string) => `Sie können bis ${until} Uhr antworten`,
  once: 'Sie können einmal antworten. Der Link ist nur für Sie bestimmt, geben Sie ihn nicht weiter.',
  documents: 'Unterlagen',
  answer: 'Ihre Antwort',
  addFile: 'Datei anfügen',
  fileHint: (count: number, size: string) => `Höchstens ${count} Dateien (PDF, PNG oder JPEG), je bis ${size}`,
  removeFile: (name: string) => `${name} entfernen`,
  fileRefused: (name: string, size: string) => `„${name}“ ist leer oder größer als ${size}.`,
  tooManyFiles: (count: number) => `Es sind höchstens ${count} Dateien möglich.`,
  send: 'Antwort absenden',
  answeredTitle: 'Ihre Antwort ist angekommen',
  answeredText: (at: string) =>
    `Sie haben am ${at} Uhr geantwortet. Vielen Dank. Mehr ist nicht zu tun; wenn Sie etwas ändern möchten, melden Sie sich bitte bei uns.`,
  expiredTitle: 'Die Frist ist vorbei',
  expiredText: (until: string) =>
    `Über diesen Link konnten Sie bis ${until} Uhr antworten. Wenn Sie uns noch etwas mitteilen möchten, rufen Sie bitte an oder schreiben Sie uns.`,
} as const;
