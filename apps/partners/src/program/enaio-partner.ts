import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startEnaioStandIn } from '../enaio/enaio-stand-in.ts';
import type { Partner, PartnerOptions } from './partner.ts';

const USER = 'laufzettel';
const DOCUMENT_TYPES = [
  'letter',
  'attachment',
  'document',
  'application',
  'notice',
  'decision',
  'hearing',
  'statement',
  'mail',
  'payment',
  'paymentOrder',
  'report',
];

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

function mappingOf(baseUrl: string): object {
  const record = {
    objectType: 'OSTPL_AA',
    typeField: 'Aktenart',
    nameField: 'Aktenzeichen',
    titleField: 'Aktenbezeichnung',
    status: { field: 'Aktenstatus', open: 'laufend', closed: 'zdA' },
    fields: { applicant: 'Antragsteller' },
  };
  const document = {
    objectType: 'OSTPL_AA_DOKUMENT',
    typeField: 'Dokumentart',
    idField: 'LZ_ID',
    versionsField: 'LZ_Versionen',
    titleField: 'Betreff',
    retentionField: 'AufbewahrenBis',
    legalHoldField: 'Loeschsperre',
    fields: {
      applicant: 'Antragsteller',
      amount: { field: 'Betrag', type: 'number' },
      urgent: { field: 'Eilig', type: 'boolean' },
      received: { field: 'Eingangsdatum', type: 'date' },
    },
  };
  const invoice = {
    objectType: 'RECHNUNG',
    idField: 'LZ_ID',
    versionsField: 'LZ_Versionen',
    titleField: 'Betreff',
    retentionField: 'AufbewahrenBis',
    legalHoldField: 'Loeschsperre',
    fields: {
      invoiceNumber: 'Rechnungsnummer',
      supplier: 'Lieferant',
      amount: { field: 'Bruttobetrag', type: 'number' },
    },
  };
  return {
    baseUrl,
    records: { case: record, invoice: record },
    documents: { ...Object.fromEntries(DOCUMENT_TYPES.map((type) => [type, document])), invoice },
  };
}
