import type { Fault } from '#engine';
import {
  FeelLimitError,
  type FeelValue,
  fromPlain,
  isContext,
  parseDateTime,
  toPlain,
  withinMemory,
} from '#expressions';
import { decisionFault } from './evaluation/decision-faults.ts';
import { compile, type CompiledModel } from './evaluation/compiled-model.ts';
import { DecisionSession } from './evaluation/decision-session.ts';
import { type DecisionEvaluation, type DecisionProblem } from './evaluation/evaluation-record.ts';
import { resultRows } from './evaluation/result-rows.ts';
import { type DecisionModel } from './model/decision-model.ts';

export interface EvaluationOptions {
  /** The instant `now()` and `today()` answer: ISO 8601 date and time with offset. */
  readonly now: string;
  /** The models this one imports, directly or through others. */
  readonly imports?: readonly DecisionModel[];
  /** How values of time come back in value and rows: as `{type, value}` (the default) or as their ISO 8601 text. */
  readonly temporals?: 'tagged' | 'iso';
}

/** The answer of an evaluation. All values are JSON. */
export type DecisionResult =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** The value as rows of named outputs, one for each matched rule of a decision table. */
      readonly rows: readonly Readonly<Record<string, unknown>>[];
      /** Every decision that was evaluated, in the order they were finished. */
      readonly evaluations: readonly DecisionEvaluation[];
      /** Why values are null that should not be: an `error` means the logic does not fit the data. */
      readonly problems: readonly DecisionProblem[];
    }
  | {
      readonly ok: false;
      readonly code: 'DECISION_NOT_FOUND' | 'DECISION_LIMIT';
      readonly error: string;
      readonly fault: Fault;
    };

interface Outcome {
  readonly value: FeelValue;
  readonly rows: readonly ReadonlyMap<string, FeelValue>[];
}

type Inputs = Readonly<Record<string, unknown>>;

/**
 * Evaluates a decision and all it requires.
 *
 * @param idOrName id of the decision, else its name
 * @param inputs by name of the input data; temporal values as `{type, value}`
 */
export function evaluateDecision(
  model: DecisionModel,
  idOrName: string,
  inputs: Inputs,
  options: EvaluationOptions,
): DecisionResult {
  const decision =
    model.decisions.find(({ id }) => id === idOrName) ??
    model.decisions.find(({ label, name }) => label === idOrName || name === idOrName);
  if (decision === undefined) return notFound('decision', idOrName, model.decisions);
  return run(model, inputs, options, (session, compiled) => {
    const value = session.decision(compiled, decision);
    return { value, rows: resultRows(decision, value) };
  });
}

/**
 * Evaluates a decision service (DMN 1.5, clause 10.4).
 *
 * @param inputs by name of the service's input data and input decisions
 */
export function evaluateDecisionService(
  model: DecisionModel,
  idOrName: string,
  inputs: Inputs,
  options: EvaluationOptions,
): DecisionResult {
  const service =
    model.decisionServices.find(({ id }) => id === idOrName) ??
    model.decisionServices.find(({ label, name }) => label === idOrName || name === idOrName);
  if (service === undefined) return notFound('decision service', idOrName, model.decisionServices);
  return run(model, inputs, options, (session, compiled, given) => {
    const value = session.service(compiled, service, given);
    return { value, rows: [isContext(value) ? value : new Map([[service.name, value]])] };
  });
}

function notFound(what: string, idOrName: string, known: readonly { readonly id: string }[]): DecisionResult {
  const ids = known
    .map(({ id }) => id)
    .slice(0, 20)
    .join(', ');
  return {
    ok: false,
    code: 'DECISION_NOT_FOUND',
    error: `Expected a ${what} "${idOrName}", but the model only has: ${ids}.`,
    fault: decisionFault('DECISION_NOT_IN_MODEL', { name: idOrName, known: ids }),
  };
}

function run(
  model: DecisionModel,
  inputs: Inputs,
  options: EvaluationOptions,
  evaluate: (session: DecisionSession, compiled: CompiledModel, given: ReadonlyMap<string, FeelValue>) => Outcome,
): DecisionResult {
  const library = compile(model, options.imports ?? []);
  const given = new Map(Object.entries(inputs).map(([name, value]) => [name, fromPlain(value, true)]));
  const session = new DecisionSession(library, parseDateTime(options.now) ?? null, given);
  try {
    const tagged = options.temporals !== 'iso';
    const plain = withinMemory(() => {
      const { value, rows } = evaluate(session, library.of(model), given);
      return {
        value: toPlain(value, tagged),
        rows: rows.map((row) => toPlain(row, tagged) as Record<string, unknown>),
      };
    });
    return { ok: true, ...plain, evaluations: session.evaluations, problems: session.problems };
  } catch (error) {
    if (error instanceof FeelLimitError)
      return { ok: false, code: 'DECISION_LIMIT', error: error.message, fault: error.fault };
    throw error;
  }
}
