import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Installation, installationMigrations, openInstallation } from '#execution';
import { readSettings } from '#platform';
import { prepareQueue } from '#queue';
import { testDatabase } from '#testkit';
import { bpmn, deploy, flows } from '../runtime/installation.ts';

/** A service whose process waits for a person, and one that ends at once. */
const SERVICES = [
  {
    key: 'hundesteuer',
    name: 'Hund anmelden',
    process: 'hundesteuer',
    numberSeries: 'HS',
    accepts: ['urn:de:fim:leika:leistung:99102013104000', 'folder:hundesteuer'],
    variables: { antragsteller: '{name: data.halter.name, email: data.halter.email}', antrag: 'data.hund' },
    required: ['antragsteller.name'],
  },
  {
    key: 'auskunft',
    name: 'Auskunft',
    process: 'auskunft',
    numberSeries: 'AU',
    accepts: ['folder:auskunft'],
    variables: { antragsteller: '{name: data.name}' },
  },
];

export interface IntakeUnderTest {
  readonly installation: Installation;
  /** The watched folder. */
  readonly folder: string;
  readonly troubles: string[];
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** A whole installation with two services and a watched folder; rounds are rung by the test. */
export async function openIntakeUnderTest(): Promise<IntakeUnderTest> {
  const database = await testDatabase({
    rooms: installationMigrations,
    prepare: { name: 'queue', run: (url) => prepareQueue({ kind: 'postgres', url }) },
  });
  const directory = mkdtempSync(join(tmpdir(), 'laufzettel-intake-'));
  mkdirSync(join(directory, 'processes', 'town'), { recursive: true });
  writeFileSync(join(directory, 'processes', 'town', 'intake.json'), JSON.stringify({ services: SERVICES }));
  const settings = readSettings({
    DATABASE_URL: database.url,
    LAUFZETTEL_DATA: join(directory, 'data'),
    LAUFZETTEL_PROCESSES: join(directory, 'processes'),
    LAUFZETTEL_INTAKE_FOLDER: join(directory, 'folder'),
  });
  const troubles: string[] = [];
  const tell = (message: string, fields: Readonly<Record<string, unknown>>) => {
    troubles.push(`${message} ${JSON.stringify(fields)}`);
  };
  const installation = await openInstallation(database.url, settings, { warn: tell, error: tell });
  await deploy(
    installation.runtime,
    'hundesteuer',
    bpmn(
      'hundesteuer',
      `<bpmn:startEvent id="start"/><bpmn:userTask id="check" name="Prüfen"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}`,
    ),
  );
  await deploy(
    installation.runtime,
    'auskunft',
    bpmn('auskunft', `<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>${flows('start', 'end')}`),
  );
  return {
    installation,
    folder: join(directory, 'folder'),
    troubles,
    databaseUrl: database.url,
    async close() {
      await installation.close();
      await database.drop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
