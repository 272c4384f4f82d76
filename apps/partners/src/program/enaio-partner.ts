import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startEnaioStandIn } from '../enaio/enaio-stand-in.ts';
import type { Partner, PartnerOptions } from './partner.ts';

const USER = 'laufzettel';
/** Starts enaio's stand-in with a mapping file for its cabinet, so that the product can be pointed at it as it is. */
export async function startEnaioPartner({ directory, host, port }: PartnerOptions): Promise<Partner> {
  const enaio = await startEnaioStandIn({
    directory,
    host,
    port: await port('enaio-port'),
    users: { [USER]: USER },
  });
  await mkdir(directory, { recursive: true });
  const mapping = resolve(join(directory, 'mapping.json'));
  await writeFile(mapping, JSON.stringify(mappingOf(enaio.baseUrl), undefined, 2));
  return {
    id: 'enaio',
    title: 'enaio (Dokumentenmanagement)',
    plays: 'Die DMS-Schnittstelle von enaio: Akten und Dokumente, die Laufzettel abgelegt hat, mit Feldern und Inhalt.',
    pageUrl: enaio.pageUrl,
    ports: { 'enaio-port': Number(new URL(enaio.pageUrl).port) },
    environment: {
      LAUFZETTEL_ENAIO_MAPPING: mapping,
      LAUFZETTEL_ENAIO_URL: enaio.baseUrl,
      LAUFZETTEL_ENAIO_USER: USER,
      LAUFZETTEL_ENAIO_PASSWORD: USER,
    },
    close: () => enaio.close(),
  };
}

/** Every type a process may think of has its place: what has no field of its own goes into the one for the others. */
function mappingOf(baseUrl: string): object {
  const record = {
    objectType: 'OSTPL_AA',
    typeField: 'Aktenart',
    nameField: 'Aktenzeichen',
    titleField: 'Aktenbezeichnung',
    status: { field: 'Aktenstatus', open: 'laufend', closed: 'zdA' },
    fields: { antragsteller: 'Antragsteller' },
    otherFields: 'LZ_Felder',
  };
  const keeping = {
    idField: 'LZ_ID',
    versionsField: 'LZ_Versionen',
    titleField: 'Betreff',
    retentionField: 'AufbewahrenBis',
    legalHoldField: 'Loeschsperre',
    otherFields: 'LZ_Felder',
  };
  return {
    baseUrl,
    records: { '*': record },
    documents: {
      '*': {
        ...keeping,
        objectType: 'OSTPL_AA_DOKUMENT',
        typeField: 'Dokumentart',
        fields: { antragsteller: 'Antragsteller' },
      },
      invoice: {
        ...keeping,
        objectType: 'RECHNUNG',
        fields: { invoiceNumber: 'Rechnungsnummer', supplier: 'Lieferant' },
      },
    },
  };
}
