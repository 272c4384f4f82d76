import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { CitizenApplication } from './citizen.ts';

/** A person at a portal, as far as the samples let one choose. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

export const SAMPLE_SCHEMA = 'https://schema.fitko.de/fim/s00000096_1.0.schema.json';
/** What the destination of the stand-in offers; identifiers of services as FIM writes them. */
export const SAMPLE_SERVICES = {
  hundesteuer: { identifier: 'urn:de:fim:leika:leistung:99102013104000', name: 'Hundesteuer: Hund anmelden' },
  bauantrag: { identifier: 'urn:de:fim:leika:leistung:99012070001000', name: 'Baugenehmigung: Bauantrag' },
} as const;
export type SampleName = keyof typeof SAMPLE_SERVICES;

export function isSampleName(name: string): name is SampleName {
  return Object.hasOwn(SAMPLE_SERVICES, name);
}

/** An application as a portal would send it: data of the service and papers that can be opened. */
export async function sampleApplication(sample: SampleName, { name, email }: Person): Promise<CitizenApplication> {
  const person = { name, email, strasse: 'Lindenstraße 12', plz: '35390', ort: 'Musterstadt' };
  const common = { service: SAMPLE_SERVICES[sample], schemaUri: SAMPLE_SCHEMA };
  if (sample === 'hundesteuer') {
    const hund = {
      name: 'Waldi',
      rasse: 'Dackel',
      seit: '2026-11-02',
      chipnummer: '276098106123456',
      weitereHunde: 0,
      ermaessigungsgrund: 'keine',
    };
    return { ...common, data: { halter: person, hund }, files: [await paper('Heimtierausweis', name)] };
  }
  const vorhaben = {
    vorhaben: 'anbau',
    beschreibung: 'Eingeschossiger Anbau an ein Wohnhaus',
    flurstueck: 'Gemarkung Musterstadt, Flur 3, Flurstück 117/4',
    grundflaeche: 28,
    rauminhalt: 84,
    wandhoehe: 3,
    gebaeudeklasse: 1,
    baukosten: 85_000,
    sonderbau: false,
    entwaesserung: false,
    denkmal: false,
    vorlagen: ['lageplan', 'bauzeichnungen', 'baubeschreibung', 'standsicherheit'],
  };
  const nachbarn = [
    { name: 'Familie Yilmaz', email: 'yilmaz@example.org' },
    { name: 'Jutta Stein', email: 'stein@example.org' },
    { name: 'Wohnbau eG', email: 'wohnbau@example.org' },
  ];
  const papers = ['Lageplan', 'Bauzeichnungen', 'Baubeschreibung', 'Standsicherheitsnachweis'];
  const files = await Promise.all(papers.map((title) => paper(title, name)));
  return { ...common, data: { bauherr: person, vorhaben, nachbarn }, files };
}

async function paper(title: string, name: string): Promise<CitizenApplication['files'][number]> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage();
  page.drawText(`${title} (Beispiel)`, { x: 60, y: 760, size: 20, font });
  // The standard fonts know the letters of Western Europe only (WinAnsi).
  const known = name.replace(/[^\u0020-\u007e\u00a0-\u00ff]/g, '?');
  page.drawText(`zum Antrag von ${known}`, { x: 60, y: 730, size: 12, font });
  return { fileName: `${title}.pdf`, mediaType: 'application/pdf', content: await document.save() };
}
