/** A field as the stand-in defines it. */
export interface FieldDefinition {
  readonly localName: string;
  readonly displayName: string;
  readonly propertyType: 'string' | 'integer' | 'decimal' | 'boolean' | 'datetime';
  readonly required: boolean;
  readonly maxLength?: number;
}

export interface TypeDefinition {
  readonly id: string;
  readonly localName: string;
  readonly displayName: string;
  readonly baseId: 'FOLDER' | 'REGISTER' | 'DOCUMENT';
  readonly fields: readonly FieldDefinition[];
}

export interface ObjectDefinition {
  readonly lastModificationDate: string;
  readonly objectTypes: readonly TypeDefinition[];
}

const text = (localName: string, displayName: string, maxLength = 200, required = false): FieldDefinition => ({
  localName,
  displayName,
  propertyType: 'string',
  required,
  maxLength,
});
const of = (
  localName: string,
  displayName: string,
  propertyType: FieldDefinition['propertyType'],
): FieldDefinition => ({ localName, displayName, propertyType, required: false });

/** A small town's cabinet: files with a file reference, offices with registers below them, letters and invoices. */
export const DEFAULT_OBJECT_DEFINITION: ObjectDefinition = {
  lastModificationDate: '2026-01-15T08:00:00+01:00',
  objectTypes: [
    {
      id: '11',
      localName: 'OSTPL_AA',
      displayName: 'Akte',
      baseId: 'FOLDER',
      fields: [
        text('Aktenzeichen', 'Aktenzeichen', 250, true),
        text('Aktenbezeichnung', 'Bezeichnung', 250),
        text('Aktenstatus', 'Status', 20),
        text('Aktenart', 'Art', 60),
        text('Antragsteller', 'Antragstellende Person', 250),
        text('LZ_Felder', 'Weitere Angaben', 100_000),
      ],
    },
    {
      id: '12',
      localName: 'AMT',
      displayName: 'Amt',
      baseId: 'FOLDER',
      fields: [text('Name', 'Name', 250, true), text('Bezeichnung', 'Bezeichnung', 250)],
    },
    {
      id: '6488064',
      localName: 'VORGANG',
      displayName: 'Vorgang',
      baseId: 'REGISTER',
      fields: [
        text('Name', 'Name', 250, true),
        text('Bezeichnung', 'Bezeichnung', 250),
        text('Vorgangsart', 'Art', 60),
        text('Vorgangsstatus', 'Status', 20),
      ],
    },
    {
      id: '262146',
      localName: 'OSTPL_AA_DOKUMENT',
      displayName: 'Schriftstück',
      baseId: 'DOCUMENT',
      fields: [
        text('Betreff', 'Betreff', 500, true),
        text('Dokumentart', 'Art', 60),
        text('LZ_ID', 'Laufzettel-Nummer', 36),
        text('LZ_Versionen', 'Fassungen', 100_000),
        text('LZ_Felder', 'Weitere Angaben', 100_000),
        text('Antragsteller', 'Antragstellende Person', 250),
        of('Betrag', 'Betrag', 'decimal'),
        of('Eilig', 'Eilig', 'boolean'),
        of('Eingangsdatum', 'Eingang am', 'datetime'),
        of('AufbewahrenBis', 'Aufbewahren bis', 'datetime'),
        text('Loeschsperre', 'Löschsperre', 2000),
      ],
    },
    {
      id: '262150',
      localName: 'RECHNUNG',
      displayName: 'Rechnung',
      baseId: 'DOCUMENT',
      fields: [
        text('Betreff', 'Betreff', 500, true),
        text('LZ_ID', 'Laufzettel-Nummer', 36),
        text('LZ_Versionen', 'Fassungen', 100_000),
        text('LZ_Felder', 'Weitere Angaben', 100_000),
        text('Rechnungsnummer', 'Rechnungsnummer', 60),
        text('Lieferant', 'Lieferant', 250),
        of('Bruttobetrag', 'Bruttobetrag', 'decimal'),
        of('AufbewahrenBis', 'Aufbewahren bis', 'datetime'),
        text('Loeschsperre', 'Löschsperre', 2000),
      ],
    },
  ],
};
