import { type DecisionModel, type Reference } from '../model/decision-model.ts';

/** A model with those it imports, and theirs: what a reference may lead to. */
export class ModelLibrary {
  readonly #models: ReadonlyMap<string, DecisionModel>;

  constructor(model: DecisionModel, imports: readonly DecisionModel[]) {
    this.#models = new Map([...imports, model].map((candidate) => [candidate.namespace, candidate]));
  }

  model(namespace: string): DecisionModel | undefined {
    return this.#models.get(namespace);
  }

  /** The model a reference made in `from` leads to. */
  target(reference: Reference, from: DecisionModel): DecisionModel | undefined {
    return reference.namespace === null ? from : this.#models.get(reference.namespace);
  }
}
