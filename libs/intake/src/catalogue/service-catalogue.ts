import type { CatalogueFinding } from './catalogue-finding.ts';
import type { IntakeService } from './intake-service.ts';
import { readServices } from './read-services.ts';

/** One `intake.json`. */
export interface ServiceFile {
  /** How it is called in findings. */
  readonly name: string;
  readonly text: string;
  /** Null: from a process folder. */
  readonly deploymentId?: string | null;
  /** Which processes it may speak for; any when absent. Services of others are left out without a word. */
  readonly speaksFor?: (process: string) => boolean;
}

/** The services of an installation, from its `intake.json` files. Immutable. */
export class ServiceCatalogue {
  readonly services: readonly IntakeService[];
  readonly findings: readonly CatalogueFinding[];
  readonly #byKey = new Map<string, IntakeService>();
  readonly #byIdentifier = new Map<string, IntakeService>();

  /** @param files in order; of two services with the same key or identifier the first one stays, the other is a finding */
  constructor(files: readonly ServiceFile[]) {
    const services: IntakeService[] = [];
    const findings: CatalogueFinding[] = [];
    for (const file of files) {
      const read = readServices(file.name, file.text, file.deploymentId ?? null);
      findings.push(...read.findings);
      for (const service of read.services) {
        if (file.speaksFor?.(service.process) === false) continue;
        const other = this.#byKey.get(service.key);
        if (other !== undefined) {
          const message = `Expected a key of its own, but "${service.key}" is the key of "${other.name}", too.`;
          const messageDe = `Den Schlüssel „${service.key}“ hat schon der Dienst „${other.name}“.`;
          findings.push({ severity: 'error', code: 'SERVICE_TWICE', message, messageDe, place: file.name });
          continue;
        }
        services.push(service);
        this.#byKey.set(service.key, service);
        for (const identifier of service.accepts) this.#accept(identifier, service, file.name, findings);
      }
    }
    this.services = services;
    this.findings = findings;
  }

  service(key: string): IntakeService | undefined {
    return this.#byKey.get(key);
  }

  /** The service that is meant by the first identifier somebody accepts; most specific first. */
  find(identifiers: readonly string[]): IntakeService | undefined {
    for (const identifier of identifiers) {
      const service = this.#byIdentifier.get(identifier) ?? this.#byKey.get(identifier);
      if (service !== undefined) return service;
    }
    return undefined;
  }

  #accept(identifier: string, service: IntakeService, file: string, findings: CatalogueFinding[]): void {
    const other = this.#byIdentifier.get(identifier);
    if (other === undefined) this.#byIdentifier.set(identifier, service);
    else
      findings.push({
        severity: 'error',
        code: 'ACCEPTED_TWICE',
        message: `Expected one service for ${identifier}, but "${other.name}" and "${service.name}" both accept it.`,
        messageDe: `„${identifier}“ nimmt schon der Dienst „${other.name}“ an; „${service.name}“ bekommt davon nichts.`,
        place: file,
      });
  }
}
