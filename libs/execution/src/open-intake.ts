import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Pool } from 'pg';
import {
  caseKey,
  type DeployedServices,
  type CaseStarter,
  type FitConnectConnection,
  FitConnectSource,
  finish,
  FolderSource,
  type IntakeChannel,
  type IntakeEntry,
  type IntakeService,
  type IntakeSource,
  INTAKE_FILE,
  type MailedReceipt,
  OnlineFormSource,
  PostgresIntakeStore,
  type PostgresMappings,
  readConnectionFile,
  RuntimeCaseStarter,
  type ServiceFile,
  type ServiceCatalogue,
  StatusSecrets,
  type Submission,
  takeIn,
} from '#intake';
import { projectDirectory, type Settings } from '#platform';
import type { CaseFiles, Connector, Log, NumberSeries, Runtime } from '#runtime';
import type { Adapter } from './adapter.ts';
import type { PublicAddress } from './public-address.ts';
import { repeatWork, type RepeatedWork } from './repeated-work.ts';

/** How applications arrive in an installation. */
export interface Intake extends Adapter {
  readonly services: DeployedServices;
  readonly store: PostgresIntakeStore;
  readonly mappings: PostgresMappings;
  readonly secrets: StatusSecrets;
  /** Every source that is switched on, whether it can be reached or not. */
  readonly sources: readonly { readonly id: string; readonly channel: IntakeChannel }[];
  /** The connection to FIT-Connect; undefined when none is configured. Rejects while its description is wrong. */
  fitConnect(): Promise<FitConnectConnection | undefined>;
  /** Deletes what other systems put into the folder and was taken before. Resolves with how many entries went. */
  eraseDone(before: Date): Promise<number>;
  /** Looks at every source soon; of several rings at once only the first counts. Does not wait for what comes of it. */
  ring(): Promise<void>;
  /**
   * Takes an application from the town's own form: it is durable when this resolves, with its number. The case is started
   * at once where possible, else by the next round.
   */
  receiveForm(submission: Submission, service: IntakeService): Promise<IntakeEntry>;
}

export interface IntakeParts {
  readonly pool: Pool;
  readonly settings: Settings;
  readonly address: PublicAddress;
  readonly runtime: Runtime;
  readonly caseFiles: CaseFiles;
  readonly numbers: NumberSeries;
  readonly services: DeployedServices;
  readonly mappings: PostgresMappings;
  /** The connector `mail-send`; receipts are sent by it. */
  readonly mail: Connector | undefined;
  readonly log: Log;
}

const FIT_CONNECT = 'fit-connect';
const FOLDER = 'ordner';
const STATUS_PAGE = '/status';

/** Opens the sources the settings name. A source that cannot be reached keeps nobody from working; it is told and tried again. */
export async function openIntake(parts: IntakeParts): Promise<Intake> {
  const { pool, settings, address, runtime, caseFiles, numbers, mail, services, mappings, log } = parts;
  const store = new PostgresIntakeStore(pool);
  const secrets = new StatusSecrets(pool);
  const cases: CaseStarter = new RuntimeCaseStarter({
    runtime,
    caseFiles,
    numbers,
    async findService(identifiers) {
      const service = (await services.current()).find(identifiers);
      return service === undefined ? undefined : mappings.applied(service);
    },
    secretOf: (number) => secrets.of(number),
    statusPage: () => address.page(STATUS_PAGE),
    ...(mail === undefined
      ? {}
      : {
          sendReceipt: (receipt: MailedReceipt) =>
            sendReceipt(mail, receipt, { page: address.page(STATUS_PAGE), town: settings.town }, log),
        }),
  });

  const connectionFile = settings.fitConnectFile === undefined ? undefined : resolve(settings.fitConnectFile);
  const acceptedSchemas = (service: string): readonly string[] => services.latest.find([service])?.schemas ?? [];
  const fitConnect = async (): Promise<FitConnectConnection | undefined> =>
    connectionFile === undefined
      ? undefined
      : readConnectionFile(connectionFile, acceptedSchemas, {
          clientSecret: settings.fitConnectClientSecret,
          callbackSecret: settings.fitConnectCallbackSecret,
        });
  /** Opened once the description can be read: the stand-in, or an integrator, may write it later than we start. */
  let opened: readonly IntakeSource[] | undefined;
  const fitConnectSources = async (): Promise<readonly IntakeSource[]> => {
    opened ??= ((await fitConnect())?.destinations ?? []).map((destination) => new FitConnectSource(destination));
    return opened;
  };
  const form = new OnlineFormSource();
  const directory = folderOf(settings);
  const folder =
    directory === undefined
      ? undefined
      : new FolderSource({ id: FOLDER, directory, services: () => foldersOf(services.latest) });

  const tellFindings = findingsTeller(log);
  tellFindings(await services.current());
  const round = async (id: string, open: () => Promise<readonly IntakeSource[]>): Promise<void> => {
    try {
      tellFindings(await services.current());
      for (const source of await open()) {
        const { failures } = await takeIn(source, store, cases);
        const [first] = failures;
        for (const { submissionId, message } of failures)
          log.warn('an arrival could not be taken in, it will be tried again', {
            source: source.id,
            submissionId,
            message,
          });
        await store.visited(source.id, new Date().toISOString(), first?.message ?? null);
      }
    } catch (error) {
      await store.visited(id, new Date().toISOString(), error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  const rounds: readonly { readonly name: string; readonly work: () => Promise<void> }[] = [
    { name: form.id, work: () => round(form.id, () => Promise.resolve([form])) },
    ...(connectionFile === undefined ? [] : [{ name: FIT_CONNECT, work: () => round(FIT_CONNECT, fitConnectSources) }]),
    ...(folder === undefined
      ? []
      : [
          {
            name: FOLDER,
            work: () =>
              round(FOLDER, async () => {
                await folder.open();
                return [folder];
              }),
          },
        ]),
  ];
  let background: readonly RepeatedWork[] | undefined;
  let single: Promise<void> | undefined;
  /** Without background work in this program a ring is one round here; rounds of several programs meet in the store. */
  const ringOnce = (): void => {
    single ??= Promise.allSettled(rounds.map(({ work }) => work())).then(() => {
      single = undefined;
    });
  };

  return {
    name: 'intake',
    services,
    store,
    mappings,
    secrets,
    sources: [
      { id: form.id, channel: form.channel },
      ...(connectionFile === undefined ? [] : [{ id: FIT_CONNECT, channel: 'fit-connect' as const }]),
      ...(folder === undefined ? [] : [{ id: folder.id, channel: folder.channel }]),
    ],
    fitConnect,
    eraseDone: (before) => folder?.eraseDone(before) ?? Promise.resolve(0),
    ring() {
      if (background === undefined) ringOnce();
      else for (const work of background) work.ring();
      return Promise.resolve();
    },
    async receiveForm(submission, service) {
      await store.keep(form.id, submission);
      const number = await cases.number({
        idempotencyKey: caseKey(form.id, submission.id),
        services: [service.key],
      });
      await store.number(form.id, submission.id, number);
      const entry = await store.find(form.id, submission.id);
      if (entry === undefined) throw new Error('Expected the application after keeping it.');
      if (entry.state === 'stored' || entry.state === 'accepted')
        await finish(form, store, cases, entry).catch((error: unknown) =>
          log.warn('an application is kept and will become a case later', {
            number,
            error: error instanceof Error ? error.message : String(error),
          }),
        );
      return (await store.find(form.id, submission.id)) ?? entry;
    },
    startBackground() {
      const pauseMs = settings.intakePollSeconds * 1000;
      background = rounds.map(({ name, work }) => repeatWork(`intake ${name}`, work, { pauseMs, log }));
      return Promise.resolve();
    },
    // Partners that are down are told on the screen of arrivals; they do not make the town hall stand still.
    check: () => Promise.resolve(),
    async close() {
      await Promise.all((background ?? []).map((work) => work.stop()));
      await single;
    },
  };
}

/** By the connector service tasks use, outside of any process: it is sent once, and a mail server that is down costs only it. */
async function sendReceipt(
  mail: Connector,
  { idempotencyKey, instanceId, to, number, secret, service }: MailedReceipt,
  { page, town }: { readonly page: string; readonly town: string },
  log: Log,
): Promise<void> {
  const text = [
    'Guten Tag,',
    `wir haben Ihren Antrag erhalten: ${service}.`,
    `Vorgangsnummer: ${number}\nZugangscode: ${secret}`,
    `Mit beiden zusammen sehen Sie jederzeit den Stand: ${page}`,
    'Geben Sie den Zugangscode nicht weiter.',
    town,
  ].join('\n\n');
  const result = await mail
    .execute({
      jobId: idempotencyKey,
      idempotencyKey,
      topic: mail.topic,
      instanceId,
      definitionKey: '',
      businessKey: number,
      nodeId: 'receipt',
      variables: { to, subject: `Eingangsbestätigung ${number}`, text },
      settings: {},
      attempt: 1,
      signal: AbortSignal.timeout(30_000),
    })
    .catch((error: unknown) => ({ kind: 'failed' as const, message: String(error) }));
  if (result.kind !== 'done') log.warn('a receipt could not be sent by mail', { number, message: result.message });
}

/** Every `intake.json` of the process folders: they speak for processes that were deployed without one. */
export async function readServiceFolders(settings: Settings): Promise<readonly ServiceFile[]> {
  const directory = resolve(projectDirectory().directory, settings.processesDirectory);
  const folders = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const files: ServiceFile[] = [];
  for (const folder of folders
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()) {
    const text = await readFile(join(directory, folder, INTAKE_FILE), 'utf8').catch(() => undefined);
    if (text !== undefined) files.push({ name: `${folder}/${INTAKE_FILE}`, text });
  }
  return files;
}

/** What is wrong with services is logged once, and shown; it never keeps us from working. */
function findingsTeller(log: Log): (catalogue: ServiceCatalogue) => void {
  const told = new Set<string>();
  return ({ findings }) => {
    for (const { severity, place, message } of findings) {
      const sentence = `${place} ${message}`;
      if (told.has(sentence)) continue;
      told.add(sentence);
      if (severity === 'error') log.error(`a service is left out: ${message}`, { place });
      else log.warn(`the description of a service: ${message}`, { place });
    }
  };
}

function folderOf(settings: Settings): string | undefined {
  if (settings.intakeDirectory !== undefined) return resolve(settings.intakeDirectory);
  return tryingOut(settings) ? resolve(settings.dataDirectory, 'eingangsordner') : undefined;
}

/** With the database of its own and the demo accounts somebody looks at the product: everything is there. */
function tryingOut(settings: Settings): boolean {
  return settings.databaseUrl === undefined && settings.demo;
}

function foldersOf({ services }: ServiceCatalogue): readonly string[] {
  return services.flatMap(({ accepts }) =>
    accepts.flatMap((identifier) => /^folder:([A-Za-z0-9äöüÄÖÜß_-]{1,80})$/.exec(identifier)?.[1] ?? []),
  );
}
