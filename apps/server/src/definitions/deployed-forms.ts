import { Inject, Injectable } from '@nestjs/common';
import type { JsonObject, TaskForm } from '#contracts';
import type { FormField as ModelField } from '#engine';
import type { Runtime } from '#runtime';
import { RUNTIME } from '../server-ports.ts';
import { DefinitionCatalogue } from './definition-catalogue.ts';
import { fieldOf, formAmong, formInside } from './form-schema.ts';

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
    return formInside(await this.catalogue.model(definitionId), key);
  }

  async #beside(definitionId: string, key: string): Promise<JsonObject | undefined> {
    const { deploymentId } = await this.catalogue.view(definitionId);
    return this.inDeployment(deploymentId, key);
  }

  /** A form of a deployment, see {@link formAmong}. */
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
    return formAmong(resources, key, async (name) =>
      Buffer.from(await this.runtime.deployments.resource(deploymentId, name)).toString('utf8'),
    );
  }
}
