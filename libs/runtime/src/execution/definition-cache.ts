import { runtimeFault } from '../runtime-faults.ts';
import { type Evaluation, NeedsLoading, type ProcessModel } from '#engine';
import { fileKind } from '../deployments/file-kind.ts';
import type { DecisionEvaluator, LoadedDecision } from '../ports/decision-evaluator.ts';
import type { DefinitionStore } from '../ports/definition-store.ts';

/** Files that may be DMN; those that end in `.xml` are told by what is in them. */
const DMN_NAMES = ['.dmn', '.xml'];

/** Models and decisions never change once deployed; the most recently used ones are kept in memory. */
export class DefinitionCache {
  readonly #models = new Map<string, ProcessModel>();
  readonly #decisions = new Map<string, Evaluation<LoadedDecision>>();
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

  decision(definitionId: string): Evaluation<LoadedDecision> | undefined {
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

  async loadDecision(definitionId: string): Promise<Evaluation<LoadedDecision>> {
    const known = this.#decisions.get(definitionId);
    if (known !== undefined) return known;
    const [row] = await this.#store.byIds([definitionId]);
    const files = row === undefined ? [] : await this.#store.resources(row.deploymentId, DMN_NAMES);
    if (row === undefined || files.every(({ name }) => name !== row.resource)) {
      return {
        ok: false,
        error: `Expected decision definition ${definitionId}, but it does not exist.`,
        fault: runtimeFault('DEFINITION_MISSING', { kind: 'decision', key: definitionId }),
      };
    }
    const decision = this.#evaluator.load(
      row,
      files.filter(({ name, content }) => fileKind(name, content) === 'dmn'),
    );
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
