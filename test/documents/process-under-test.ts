import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Installation, installationMigrations, openInstallation } from '#execution';
import { readSettings } from '#platform';
import { prepareQueue } from '#queue';
import { testDatabase } from '#testkit';
import { bpmn, flows } from '../runtime/installation.ts';

export const TEMPLATE = `---
layout: letter
title: Bescheid {{ nummer }}
sender: Stadt Musterstadt
recipient:
- {{ antragsteller.name }}
subject: Hundesteuer für "{{ hund }}"
---
Sehr geehrte Damen und Herren,

die Steuer wird auf {{ betrag | euro }} festgesetzt.
`;

/** Input mappings of a service task: values beginning with = are FEEL, the others plain texts. */
function serviceTask(id: string, topic: string, inputs: Readonly<Record<string, string>>, cycle = ''): string {
  const mappings = Object.entries(inputs)
    .map(([target, source]) => `<zeebe:input source="${source.replaceAll('"', '&quot;')}" target="${target}"/>`)
    .join('');
  const retry = cycle === '' ? '' : `<camunda:failedJobRetryTimeCycle>${cycle}</camunda:failedJobRetryTimeCycle>`;
  return `<bpmn:serviceTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${topic}"/>
    <zeebe:ioMapping>${mappings}</zeebe:ioMapping>${retry}</bpmn:extensionElements></bpmn:serviceTask>`;
}

/** A case that makes its record, stores, renders, indexes and closes, then waits for a person. */
export function filingProcess(cycle = ''): string {
  return bpmn(
    'filing',
    `<bpmn:startEvent id="start"/>
     ${serviceTask('record', 'document-create-record', { recordTitle: '="Hundesteuer " + nummer', recordType: 'case' }, cycle)}
     ${serviceTask('store', 'document-store', { content: '={hund: hund}', fileName: 'antrag.json', documentType: 'letter', resultVariable: 'antragDokument' }, cycle)}
     ${serviceTask('render', 'document-render', { template: 'bescheid', documentType: 'letter', resultVariable: 'bescheid' }, cycle)}
     ${serviceTask('index', 'document-set-index-data', { document: '=bescheid', indexData: '={applicant: antragsteller.name, amount: betrag}' }, cycle)}
     ${serviceTask('close', 'document-close-record', { retention: 'P10Y', retentionFrom: 'year-end' }, cycle)}
     <bpmn:userTask id="done" name="Fertig"/><bpmn:endEvent id="end"/>
     ${flows('start', 'record', 'store', 'render', 'index', 'close', 'done', 'end')}`,
  );
}

export const VARIABLES = {
  nummer: 'HS-2026-0001',
  hund: 'Rex',
  betrag: 96,
  antragsteller: { name: 'Erika Becker' },
};

export interface ProcessUnderTest {
  readonly installation: Installation;
  readonly directory: string;
  readonly databaseUrl: string;
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** A whole installation with its background work on a database of its own; with `enaio` it hands over to that DMS. */
export async function startProcessUnderTest(
  enaio?: { readonly mapping: object; readonly user: string; readonly password: string },
  environment: Readonly<Record<string, string>> = {},
): Promise<ProcessUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'documents-process-'));
  const database = await testDatabase({
    rooms: installationMigrations,
    prepare: { name: 'queue', run: (url) => prepareQueue({ kind: 'postgres', url }) },
  });
  const mapping = join(directory, 'mapping.json');
  if (enaio !== undefined) await writeFile(mapping, JSON.stringify(enaio.mapping));
  const settings = readSettings({
    DATABASE_URL: database.url,
    LAUFZETTEL_DATA: directory,
    ...environment,
    ...(enaio === undefined
      ? {}
      : {
          LAUFZETTEL_ENAIO_MAPPING: mapping,
          LAUFZETTEL_ENAIO_USER: enaio.user,
          LAUFZETTEL_ENAIO_PASSWORD: enaio.password,
        }),
  });
  const troubles: string[] = [];
  const tell = (message: string, fields: Readonly<Record<string, unknown>>) => {
    troubles.push(`${message} ${JSON.stringify(fields)}`);
  };
  const installation = await openInstallation(database.url, settings, { warn: tell, error: tell });
  await installation.startBackground({ sweepMs: 150 });
  return {
    installation,
    directory,
    databaseUrl: database.url,
    troubles,
    async close() {
      await installation.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
