import { type DecisionFinding, type DecisionModel, type ParsedDecisions, parseDecisions } from '#dmn';
import type { DeploymentFile } from '../api/deployments.ts';

/** A model with the models it imports, directly or through others. */
export interface LinkedModel extends ParsedDecisions {
  readonly imports: readonly { readonly resource: string; readonly model: DecisionModel }[];
}

/** The DMN files of one deployment. They import each other by namespace (DMN 1.5, clause 6.3.3), wherever they lie. */
export class DecisionFiles {
  readonly #files: ReadonlyMap<string, DeploymentFile>;
  readonly #parsed = new Map<string, ParsedDecisions>();

  constructor(files: readonly DeploymentFile[]) {
    this.#files = new Map(files.map((file) => [file.name, file]));
  }

  /** Reads one file with what it imports; never throws for what a file contains. */
  link(resource: string): LinkedModel {
    const alone = this.#parse(resource);
    if (alone.model === null || alone.model.imports.length === 0) return { ...alone, imports: [] };
    const reached = new Map<string, DecisionModel>();
    const findings: DecisionFinding[] = [];
    this.#reach(resource, alone.model, [resource], reached, findings);
    const imports = [...reached].map(([name, model]) => ({ resource: name, model }));
    if (findings.length > 0) return { model: alone.model, findings, imports };
    const linked = parseDecisions(this.#text(resource), { imports: [...reached.values()] });
    return { ...linked, imports };
  }

  #reach(
    resource: string,
    model: DecisionModel,
    path: readonly string[],
    reached: Map<string, DecisionModel>,
    findings: DecisionFinding[],
  ): void {
    for (const { name, namespace, line } of model.imports) {
      const found = [...this.#files.keys()].filter((file) => this.#parse(file).model?.namespace === namespace);
      const others = found.filter((file) => file !== resource);
      const [file] = found;
      const wrong = (code: string, message: string): void => {
        findings.push({ severity: 'error', code, message, elementId: null, line, column: null });
      };
      if (others.length > 1) {
        wrong(
          'DMN_IMPORT_AMBIGUOUS',
          `Expected one model of the namespace ${namespace} to import as "${name}", but ${others.join(' and ')} have it.`,
        );
      } else if (found.some((one) => path.includes(one))) {
        wrong(
          'DMN_IMPORT_CYCLE',
          `Expected imports without a cycle, but ${resource} imports itself through "${name}".`,
        );
      } else if (file !== undefined && !reached.has(file)) {
        const imported = this.#parse(file).model;
        if (imported === null) continue;
        reached.set(file, imported);
        this.#reach(file, imported, [...path, file], reached, findings);
      }
    }
  }

  #parse(resource: string): ParsedDecisions {
    const known = this.#parsed.get(resource);
    if (known !== undefined) return known;
    const parsed = parseDecisions(this.#text(resource));
    this.#parsed.set(resource, parsed);
    return parsed;
  }

  #text(resource: string): string {
    return new TextDecoder('utf-8', { ignoreBOM: false }).decode(this.#files.get(resource)?.content);
  }
}
