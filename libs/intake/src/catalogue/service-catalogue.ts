import type { CatalogueFinding } from './catalogue-finding.ts';
import type { IntakeService } from './intake-service.ts';
import { readServices } from './read-services.ts';

/** The services of an installation, from the `intake.json` files of its process folders. Immutable. */
export class ServiceCatalogue {
  readonly services: readonly IntakeService[];
  readonly findings: readonly CatalogueFinding[];
  readonly #byKey = new Map<string, IntakeService>();
  readonly #byIdentifier = new Map<string, IntakeService>();

  /** @param files in order; of two services with the same key or identifier the first one stays, the other is a finding */
  constructor(files: readonly { readonly name: string; readonly text: string }[]) {
    const services: IntakeService[] = [];
    const findings: CatalogueFinding[] = [];
    for (const file of files) {
      const read = readServices(file.name, file.text);
      findings.push(...read.findings);
      for (const service of read.services) {
        const other = this.#byKey.get(service.key);
        if (other !== undefined) {
          const message = `Expected a key of its own, but "${service.key}" is the key of "${other.name}", too.`;
          findings.push({ severity: 'error', code: 'SERVICE_TWICE', message, place: file.name });
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
        place: file,
      });
  }
}
