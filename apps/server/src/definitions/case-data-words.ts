import { Injectable } from '@nestjs/common';
import type { DataGroup } from '#contracts';
import { DefinitionCatalogue, personWorkOf } from './definition-catalogue.ts';
import { dataGroups, type NamedForm } from './data-groups.ts';
import { DeployedForms } from './deployed-forms.ts';

const REMEMBERED = 500;

/** What each process calls the data of its cases, from its forms. A definition never changes, so it is read once. */
@Injectable()
export class CaseDataWords {
  readonly #known = new Map<string, Promise<readonly DataGroup[]>>();

  constructor(
    private readonly catalogue: DefinitionCatalogue,
    private readonly forms: DeployedForms,
  ) {}

  groups(definitionId: string): Promise<readonly DataGroup[]> {
    const known = this.#known.get(definitionId);
    if (known !== undefined) return known;
    const groups = this.#read(definitionId);
    this.#known.set(definitionId, groups);
    // What failed is asked for again next time, and the oldest makes room.
    groups.catch(() => this.#known.delete(definitionId));
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return groups;
  }

  /** First `<key>-daten`, a form nobody fills in that names what is computed; then the start forms; then each step's form. */
  async #read(definitionId: string): Promise<readonly DataGroup[]> {
    const { key, name } = await this.catalogue.view(definitionId);
    const { nodes } = await this.catalogue.model(definitionId);
    const described = await this.#form(definitionId, name ?? key, `${key}-daten`);
    const asked: NamedForm[] = [];
    for (const node of [...nodes].sort((one, other) => Number(isStart(other)) - Number(isStart(one)))) {
      const work = node.type === 'startEvent' ? node : personWorkOf(node);
      const formKey = typeof work?.formKey === 'object' ? literalOf(work.formKey) : work?.formKey;
      const form = await this.forms.find(definitionId, formKey, work?.formFields);
      if (form !== undefined) asked.push({ title: node.name ?? name ?? key, form });
    }
    return dataGroups([...described, ...asked]);
  }

  async #form(definitionId: string, title: string, key: string): Promise<readonly NamedForm[]> {
    const form = await this.forms.find(definitionId, key, undefined);
    return form === undefined || form.kind === 'unknown' ? [] : [{ title, form }];
  }
}

const isStart = ({ type }: { readonly type: string }): boolean => type === 'startEvent';

function literalOf(computed: object): string | undefined {
  return 'literal' in computed && typeof computed.literal === 'string' ? computed.literal : undefined;
}
