export const connectors = {
  title: 'Bausteine für den Modeler',
  lead: 'Was Serviceaufgaben hier können. Laden Sie die Vorlagen herunter und legen Sie die Datei in den Ordner resources/element-templates Ihres Modelers; dann stehen die Bausteine an jeder Aufgabe zur Wahl.',
  download: 'Vorlagen herunterladen',
  notation: 'Schreibweise der Zeichnung',
  notations: { zeebe: 'Camunda 8', camunda: 'Camunda 7' },
  fields: (count: number) => (count === 1 ? '1 Feld' : `${count} Felder`),
  required: 'Pflicht.',
} as const;
