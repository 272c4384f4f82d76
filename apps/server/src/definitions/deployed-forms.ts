import { Inject, Injectable } from '@nestjs/common';
import type { FormField, JsonObject, TaskForm } from '#contracts';
import type { FormField as ModelField, ProcessModel } from '#engine';
import type { Runtime } from '#runtime';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';
import { DefinitionCatalogue } from './definition-catalogue.ts';

const REMEMBERED = 500;

/** Finds the form a model means: inside its file, among the files deployed with it, or as fields written in the model. */
@Injectable()
export class DeployedForms {
  readonly #read = new Map<string, Promise<JsonObject | undefined>>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
  ) {}

  async find(
    definitionId: string,
    key: string | null | undefined,
    fields: readonly ModelField[] | undefined,
  ): Promise<TaskForm | undefined> {
    if (key !== null && key !== undefined && key !== '') {
      const schema = (await this.#inside(definitionId, key)) ?? (await this.#beside(definitionId, key));
      return schema === undefined ? { kind: 'unknown', key } : { kind: 'schema', key, schema };
    }
    return fields === undefined || fields.length === 0 ? undefined : { kind: 'fields', fields: fields.map(fieldOf) };
  }

  async #inside(definitionId: string, key: string): Promise<JsonObject | undefined> {
    const model: ProcessModel = await this.catalogue.model(definitionId);
    const form = model.forms?.find((one) => one.key === key || key.endsWith(`:${one.key}`));
    return form === undefined ? undefined : readSchema(form.schema);
  }

  async #beside(definitionId: string, key: string): Promise<JsonObject | undefined> {
    const { deploymentId } = await this.catalogue.view(definitionId);
    return this.inDeployment(deploymentId, key);
  }

  /** By file name (`camunda-forms:deployment:x.form`, `x.form`, `x`) or by the id written in the form (zeebe `formId`). */
  inDeployment(deploymentId: string, key: string): Promise<JsonObject | undefined> {
    const place = JSON.stringify([deploymentId, key]);
    const known = this.#read.get(place);
    if (known !== undefined) return known;
    const reading = this.#search(deploymentId, key);
    this.#read.set(place, reading);
    // What failed is asked for again next time, and the oldest makes room.
    reading.catch(() => this.#read.delete(place));
    const oldest = this.#read.keys().next().value;
    if (this.#read.size > REMEMBERED && oldest !== undefined) this.#read.delete(oldest);
    return reading;
  }

  async #search(deploymentId: string, key: string): Promise<JsonObject | undefined> {
    const { resources } = await this.runtime.deployments.get(deploymentId);
    const name = key.split(':').at(-1) ?? key;
    const forms = resources.filter((resource) => resource.endsWith('.form') || resource.endsWith('.json'));
    const named = forms.filter((resource) => [name, `${name}.form`, `${name}.json`].includes(resource));
    for (const resource of [...named, ...forms.filter((one) => !named.includes(one))]) {
      const schema = readSchema(
        Buffer.from(await this.runtime.deployments.resource(deploymentId, resource)).toString('utf8'),
      );
      if (schema !== undefined && (named.includes(resource) || schema['id'] === key)) return schema;
    }
    return undefined;
  }
}

function readSchema(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'components' in value ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function fieldOf({ defaultValue, ...field }: ModelField): FormField {
  const literal = defaultValue !== undefined && 'literal' in defaultValue ? defaultValue.literal : undefined;
  return {
    ...present({ defaultValue: literal, choices: field.choices }),
    id: field.id,
    label: field.label,
    type: field.type,
    required: field.required,
    readOnly: field.readOnly,
    constraints: field.constraints,
  };
}
