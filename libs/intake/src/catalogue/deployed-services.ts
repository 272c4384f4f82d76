import type { Runtime } from '#runtime';
import { INTAKE_FILE, INTAKE_FILE_BYTES } from './intake-file.ts';
import { readServices } from './read-services.ts';
import { ServiceCatalogue, type ServiceFile } from './service-catalogue.ts';

/** What of a deployment says something about services. It never changes. */
interface Described {
  readonly deploymentId: string;
  readonly name: string;
  readonly text: string;
  /** Processes it has the last word on: those in it, and those its services name. */
  readonly processes: readonly string[];
}

const PAGE = 200;

/**
 * The services in force: of each process those of the newest deployment that brings an `intake.json` and either has the
 * process in it or names it. A process no deployment speaks for is described by the process folders. What is deployed, and
 * what is deleted again, counts in every program of the installation with its next look; nobody has to be restarted.
 */
export class DeployedServices {
  readonly #runtime: () => Runtime;
  readonly #folders: readonly ServiceFile[];
  readonly #described = new Map<string, Promise<Described | undefined>>();
  #catalogue: ServiceCatalogue;
  #stamp = '';
  #building: { readonly stamp: string; readonly catalogue: Promise<ServiceCatalogue> } | undefined;

  /** @param folders the `intake.json` of the process folders, in order */
  constructor(runtime: () => Runtime, folders: readonly ServiceFile[]) {
    this.#runtime = runtime;
    this.#folders = folders;
    this.#catalogue = new ServiceCatalogue(folders);
  }

  /** The services as of the last look; for callers that cannot wait. */
  get latest(): ServiceCatalogue {
    return this.#catalogue;
  }

  /** The services as of now. One small query where nothing was deployed in between. */
  async current(): Promise<ServiceCatalogue> {
    const { items, total } = await this.#runtime().deployments.list({ limit: 1 });
    const stamp = `${total} ${items[0]?.id ?? ''}`;
    if (stamp === this.#stamp) return this.#catalogue;
    if (this.#building?.stamp !== stamp) this.#building = { stamp, catalogue: this.#build() };
    const building = this.#building;
    try {
      const catalogue = await building.catalogue;
      if (this.#building === building) {
        this.#catalogue = catalogue;
        this.#stamp = stamp;
      }
      return catalogue;
    } finally {
      if (this.#building === building) this.#building = undefined;
    }
  }

  async #build(): Promise<ServiceCatalogue> {
    const spoken = new Set<string>();
    const files: ServiceFile[] = [];
    for (const { deploymentId, name, text, processes } of await this.#newestFirst()) {
      const mine = new Set(processes.filter((process) => !spoken.has(process)));
      if (mine.size === 0) continue;
      for (const process of mine) spoken.add(process);
      files.push({ name, text, deploymentId, speaksFor: (process) => mine.has(process) });
    }
    for (const folder of this.#folders) {
      const { services, findings } = readServices(folder.name, folder.text);
      // A folder that was deployed has nothing to say any more, not even what is wrong with it.
      const superseded = services.length > 0 && services.every(({ process }) => spoken.has(process));
      if (superseded && findings.every(({ severity }) => severity !== 'error')) continue;
      files.push({ ...folder, speaksFor: (process) => !spoken.has(process) });
    }
    return new ServiceCatalogue(files);
  }

  async #newestFirst(): Promise<readonly Described[]> {
    const { deployments } = this.#runtime();
    const found: Described[] = [];
    const seen = new Set<string>();
    for (let offset = 0; ; offset += PAGE) {
      const { items, total } = await deployments.list({ limit: PAGE, offset });
      for (const { id, name, resources } of items) {
        if (seen.has(id) || !resources.includes(INTAKE_FILE)) continue;
        seen.add(id);
        const described = await this.#describe(id, name);
        if (described !== undefined) found.push(described);
      }
      if (items.length === 0 || offset + items.length >= total) break;
    }
    for (const id of this.#described.keys()) if (!seen.has(id)) this.#described.delete(id);
    return found;
  }

  #describe(deploymentId: string, name: string | null): Promise<Described | undefined> {
    const known = this.#described.get(deploymentId);
    if (known !== undefined) return known;
    const reading = this.#read(deploymentId, name);
    this.#described.set(deploymentId, reading);
    reading.catch(() => this.#described.delete(deploymentId));
    return reading;
  }

  async #read(deploymentId: string, deploymentName: string | null): Promise<Described | undefined> {
    const { deployments, definitions } = this.#runtime();
    const content = await deployments.resource(deploymentId, INTAKE_FILE);
    // Stored by a version that did not look into it.
    if (content.byteLength > INTAKE_FILE_BYTES) return undefined;
    const text = new TextDecoder().decode(content);
    const name = `${deploymentName ?? deploymentId}/${INTAKE_FILE}`;
    const { items } = await definitions.list({ kind: 'process', deploymentId, limit: PAGE });
    const named = readServices(name, text).services.map(({ process }) => process);
    return { deploymentId, name, text, processes: [...new Set([...items.map(({ key }) => key), ...named])] };
  }
}
