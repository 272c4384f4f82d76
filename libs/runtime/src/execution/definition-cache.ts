import { type DecisionOutcome, type Evaluation, NeedsLoading, type ProcessModel, type Variables } from '#engine';
import type { DecisionEvaluator } from '../ports/decision-evaluator.ts';
import type { DefinitionStore } from '../ports/definition-store.ts';

export type Decision = (variables: Variables, now: string) => Evaluation<DecisionOutcome>;

/** Models and decisions never change once deployed; the most recently used ones are kept in memory. */
export class DefinitionCache {
  readonly #models = new Map<string, ProcessModel>();
  readonly #decisions = new Map<string, Evaluation<Decision>>();
  readonly #store: DefinitionStore;
  readonly #evaluator: DecisionEvaluator;
  readonly #limit: number;

  constructor(store: DefinitionStore, evaluator: DecisionEvaluator, limit = 500) {
    this.#store = store;
    this.#evaluator = evaluator;
    this.#limit = limit;
  }

  model(definitionId: string): ProcessModel | undefined {
    const model = this.#models.get(definitionId);
    if (model !== undefined) touch(this.#models, definitionId, model, this.#limit);
    return model;
  }

  /** For a step: the model, or the announcement that it has to be loaded. */
  modelOrNeed(definitionId: string): ProcessModel {
    const model = this.#models.get(definitionId);
    if (model === undefined) throw new NeedsLoading({ kind: 'model', definitionId });
    return model;
  }

  decision(definitionId: string): Evaluation<Decision> | undefined {
    return this.#decisions.get(definitionId);
  }

  /** @returns undefined when there is no such process definition (any more) */
  async loadModel(definitionId: string): Promise<ProcessModel | undefined> {
    const known = this.model(definitionId);
    if (known !== undefined) return known;
    const model = await this.#store.model(definitionId);
    if (model !== undefined) touch(this.#models, definitionId, model, this.#limit);
    return model;
  }

  async loadDecision(definitionId: string): Promise<Evaluation<Decision>> {
    const known = this.#decisions.get(definitionId);
    if (known !== undefined) return known;
    const [row] = await this.#store.byIds([definitionId]);
    const source = row === undefined ? undefined : await this.#store.resource(row.deploymentId, row.resource);
    if (row === undefined || source === undefined) {
      return { ok: false, error: `Expected decision definition ${definitionId}, but it does not exist.` };
    }
    const decision = this.#evaluator.load(row, source);
    touch(this.#decisions, definitionId, decision, this.#limit);
    return decision;
  }
}

/** Moves it to the end of the map, and drops the oldest when there are too many. */
function touch<T>(map: Map<string, T>, key: string, value: T, limit: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > limit) {
    const oldest = map.keys().next();
    if (oldest.done !== true) map.delete(oldest.value);
  }
}
