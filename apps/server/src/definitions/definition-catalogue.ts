import { Inject, Injectable } from '@nestjs/common';
import { variableNames } from '#bpmn';
import type { DefinitionRef, Finding } from '#contracts';
import type { NodeModel, PersonWork, ProcessModel } from '#engine';
import type { DefinitionView, Runtime } from '#runtime';
import { present } from '../http/present.ts';
import { findingOf } from '../http/problem-of.ts';
import { RUNTIME } from '../server-ports.ts';
import { readSchema } from './form-schema.ts';

const REMEMBERED = 500;

interface Entry {
  readonly view: DefinitionView;
  model?: Promise<ProcessModel>;
  findings?: Promise<readonly Finding[]>;
  variableNames?: Promise<readonly string[]>;
}

/**
 * What never changes about a definition, kept in memory because every line of every list names one: its reference, its
 * model, and what the importer finds when it reads the file again.
 */
@Injectable()
export class DefinitionCatalogue {
  readonly #entries = new Map<string, Promise<Entry>>();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async ref(definitionId: string): Promise<DefinitionRef> {
    return definitionRef((await this.#entry(definitionId)).view);
  }

  async view(definitionId: string): Promise<DefinitionView> {
    return (await this.#entry(definitionId)).view;
  }

  async model(definitionId: string): Promise<ProcessModel> {
    const entry = await this.#entry(definitionId);
    entry.model ??= this.runtime.definitions.model({ id: definitionId });
    return entry.model;
  }

  async node(definitionId: string, nodeId: string): Promise<NodeModel | undefined> {
    return (await this.model(definitionId)).nodes.find(({ id }) => id === nodeId);
  }

  async findings(definitionId: string): Promise<readonly Finding[]> {
    const entry = await this.#entry(definitionId);
    entry.findings ??= this.#read(entry.view);
    return entry.findings;
  }

  /** Names of variables the process reads or writes, by its model and the forms released with it. */
  async variableNames(definitionId: string): Promise<readonly string[]> {
    const entry = await this.#entry(definitionId);
    entry.variableNames ??= this.#names(entry.view);
    return entry.variableNames;
  }

  async #names({ id, deploymentId }: DefinitionView): Promise<readonly string[]> {
    const { resources } = await this.runtime.deployments.get(deploymentId);
    const forms = resources.filter((name) => name.endsWith('.form'));
    const schemas = await Promise.all(
      forms.map(async (name) =>
        readSchema(Buffer.from(await this.runtime.deployments.resource(deploymentId, name)).toString('utf8')),
      ),
    );
    return variableNames(await this.model(id), schemas);
  }

  async #read({ id, resource }: DefinitionView): Promise<readonly Finding[]> {
    const content = await this.runtime.definitions.source({ id });
    const report = await this.runtime.deployments.validate([{ name: resource, content }]);
    return report.findings.map(findingOf);
  }

  #entry(definitionId: string): Promise<Entry> {
    const known = this.#entries.get(definitionId);
    if (known !== undefined) return known;
    const entry = this.runtime.definitions.get({ id: definitionId }).then((view) => ({ view }));
    this.#entries.set(definitionId, entry);
    // What failed is asked for again next time, and the oldest makes room.
    entry.catch(() => this.#entries.delete(definitionId));
    const oldest = this.#entries.keys().next().value;
    if (this.#entries.size > REMEMBERED && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }
}

export function definitionRef(
  view: Pick<DefinitionView, 'id' | 'key' | 'version' | 'name' | 'versionTag'>,
): DefinitionRef {
  const { id, key, version, name, versionTag } = view;
  return present({ id, key, version, name, versionTag });
}

/** The work a person does at a node, if any: its own, or a gateway's or event's that somebody must answer. */
export function personWorkOf(node: NodeModel): PersonWork | undefined {
  if ('work' in node && node.work.kind === 'person') return node.work;
  if ('decision' in node) return node.decision.own;
  if ('confirmation' in node) return node.confirmation;
  return undefined;
}
