import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectDirectory, type Logger, type Settings } from '#platform';
import { isLoopback } from './loopback.ts';

/** What the program of the stand-ins tells when it runs. */
interface PartnerConnections {
  readonly indexUrl: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly partners: readonly { readonly id: string; readonly environment: Readonly<Record<string, string>> }[];
}

/** The stand-ins of the partners, running beside the server as a process of their own. */
export interface DemoPartners {
  /** Where all of them are found; undefined when they did not come up. */
  readonly indexUrl: string | undefined;
  /** Settings that connect to each, one group for each partner. */
  readonly environments: readonly Readonly<Record<string, string>>[];
  /** Tells them where the server answers, so that those that call back can; again whenever they are started again. */
  tellAddress(url: string): void;
}

const PATIENCE_MS = 15_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Stand-ins exist where demo accounts do: on an embedded database, for this machine alone, unless switched off. */
export function wantsDemoPartners(settings: Settings): boolean {
  return settings.partners && settings.demo && settings.databaseUrl === undefined && isLoopback(settings.host);
}

/**
 * Keeps the program of the stand-ins running: it is started again when it dies, on the same ports. It ends with
 * {@link stop}, and by itself when this process is gone, however that came.
 */
export class DemoPartnersProcess {
  readonly #settings: Settings;
  readonly #logger: Logger;
  readonly #program: string;
  #child: ChildProcess | undefined;
  #connections: PartnerConnections | undefined;
  #stopped = false;
  #pauseMs = FIRST_PAUSE_MS;
  #again: NodeJS.Timeout | undefined;
  #address: string | undefined;

  constructor(settings: Settings, logger: Logger) {
    this.#settings = settings;
    this.#logger = logger;
    this.#program = join(projectDirectory().directory, 'dist', 'apps', 'partners', 'src', 'main.js');
  }

  /** Resolves when they answer; without them when they do not come up in time: the server works without partners, too. */
  async start(): Promise<DemoPartners> {
    if (!existsSync(this.#program)) return { indexUrl: undefined, environments: [], tellAddress: () => undefined };
    const connections = await this.#launch();
    if (connections === undefined) this.#logger.warn({}, 'The stand-ins of the partners did not start');
    return {
      indexUrl: connections?.indexUrl,
      environments: connections?.partners.map(({ environment }) => environment) ?? [],
      tellAddress: (url) => {
        this.#address = url;
        this.#tellAddress();
      },
    };
  }

  #tellAddress(): void {
    if (this.#address === undefined || this.#child?.connected !== true) return;
    // A child that dies this moment is told when it is there again.
    this.#child.send({ productUrl: this.#address }, () => undefined);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#again);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(killer);
  }

  #launch(): Promise<PartnerConnections | undefined> {
    const ports = Object.entries(this.#connections?.ports ?? {});
    const child = fork(
      this.#program,
      [
        '--data',
        resolve(this.#settings.dataDirectory, 'partners'),
        '--base-port',
        String(this.#settings.partnersPort),
        ...ports.flatMap(([option, port]) => [`--${option}`, String(port)]),
      ],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] },
    );
    this.#child = child;
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
    child.once('error', (error) => this.#logger.warn({ err: error }, 'The stand-ins of the partners cannot be run'));
    return new Promise((settle) => {
      const patience = setTimeout(() => settle(undefined), PATIENCE_MS);
      patience.unref();
      child.once('message', (message) => {
        clearTimeout(patience);
        this.#connections = message as PartnerConnections;
        this.#pauseMs = FIRST_PAUSE_MS;
        this.#tellAddress();
        settle(this.#connections);
      });
      child.once('exit', (code) => {
        clearTimeout(patience);
        settle(undefined);
        this.#restart(code, words);
      });
    });
  }

  #restart(code: number | null, words: string): void {
    if (this.#stopped) return;
    this.#logger.warn({ code, words }, 'The stand-ins of the partners have ended and are started again');
    this.#again = setTimeout(() => void this.#launch(), this.#pauseMs);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
  }
}
