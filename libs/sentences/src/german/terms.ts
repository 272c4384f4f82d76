/** Words for what programs name by a key: kinds of values, what a text must hold, settings of a step. */
export const terms = {
  // kinds of values, as FEEL names them
  null: 'nichts',
  boolean: 'wahr oder falsch',
  string: 'Text',
  number: 'Zahl',
  date: 'ein Datum',
  time: 'Uhrzeit',
  'date and time': 'Zeitpunkt',
  'days and time duration': 'Dauer in Tagen und Stunden',
  'years and months duration': 'Dauer in Jahren und Monaten',
  range: 'Bereich',
  function: 'Funktion',
  list: 'Liste',
  context: 'Struktur',
  Any: 'irgendein Wert',
  // timers
  duration: 'eine Dauer',
  cycle: 'eine Wiederholung',
  // what may be released
  process: 'Der Prozess',
  decision: 'Die Entscheidung',
  // what a parser waits for
  endOfExpression: 'das Ende des Ausdrucks',
  keyAndColon: 'ein Name und „:“',
  nameAndColon: 'ein Name und „:“',
  operatorNameOrLiteral: 'ein Rechenzeichen, ein Name oder ein Wert',
  parameterName: 'der Name einer Angabe',
  propertyName: 'der Name einer Eigenschaft',
  textAfterAt: 'ein Text in Anführungszeichen hinter „@“',
  typeName: 'der Name einer Art',
  typeWithArguments: '„list“, „range“, „context“ oder „function“ vor „<“',
  value: 'ein Wert',
  variableAndIn: 'ein Name und „in“',
  // what to write instead
  doubleEquals: 'Zum Vergleichen schreiben Sie ==',
  outputMapping: 'Schreiben Sie die Angabe mit einer Ausgabezuordnung',
  keepInitiator: 'Halten Sie in einer Angabe fest, wer handelt, wie es das Startereignis kann',
  readBefore: 'Lesen Sie das Dokument in einem Schritt davor und behalten Sie, was gebraucht wird',
  computeBefore: 'Berechnen Sie den Wert in einem Schritt davor oder nehmen Sie FEEL',
} as const;
