import type { DecisionOutcome, Evaluation, ExpressionLanguage, ProcessModel, StepContext, Variables } from '#engine';
import { simulatedCalendar } from './simulated-calendar.ts';
import { tinyLanguage } from './tiny-language.ts';

export interface SimulatedWorld {
  /** Models by definition id; a model's own id serves as its definition id and as the key it is called by. */
  readonly models: readonly ProcessModel[];
  readonly now?: string;
  readonly expressions?: ExpressionLanguage;
  readonly decide?: (decision: string, variables: Variables) => Evaluation<DecisionOutcome>;
}

/** A step context whose ids are counters and whose time stands still until it is set. */
export interface SimulatedContext extends StepContext {
  now: string;
  /** How many ids have been given; set it back to run a step again with the same ids. */
  counter: number;
}

export function createSimulatedContext(world: SimulatedWorld): SimulatedContext {
  const models = new Map(world.models.map((model) => [model.id, model]));
  return {
    now: world.now ?? '2026-01-01T08:00:00.000Z',
    counter: 0,
    newId() {
      this.counter += 1;
      return `id-${this.counter}`;
    },
    expressions: world.expressions ?? tinyLanguage,
    calendar: simulatedCalendar,
    model(definitionId) {
      const model = models.get(definitionId);
      if (model === undefined) throw new Error(`Expected a model ${definitionId}, but the test gives none`);
      return model;
    },
    resolveCalled: (key) =>
      models.has(key)
        ? { ok: true, value: key }
        : { ok: false, error: `there is no "${key}"`, fault: { code: 'NOT_THERE', data: { key } } },
    decide: (decision, _binding, _version, variables) =>
      world.decide?.(decision, variables) ?? {
        ok: false,
        error: `there is no decision "${decision}"`,
        fault: { code: 'NOT_THERE', data: { decision } },
      },
  };
}
