import type { Expression, Value, Variables } from './model/expression.ts';
import type { Fault } from './model/fault.ts';
import type { ProcessModel } from './model/process-model.ts';
import type { Binding } from './model/work.ts';

/** An answer that may fail as a value: an expected failure is never an exception. `error` is English, `fault` for people. */
export type Evaluation<T = unknown> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string; readonly fault: Fault };

/** Evaluates the expressions of a model. Implementations are deterministic and free of side effects. */
export interface ExpressionLanguage {
  evaluate(expression: Expression, variables: Readonly<Record<string, unknown>>, now: string): Evaluation;
}

/** When a timer is due. `repetitions` counts the firings left after this one, -1 for ever. */
export interface Due {
  readonly dueAt: string;
  readonly repetitions?: number;
}

/** Reads ISO 8601 dates, durations, repeating intervals and cron text (BPMN 2.0.2 clause 10.5.5). Pure. */
export interface Calendar {
  due(form: 'date' | 'duration' | 'cycle', text: string, now: string): Evaluation<Due>;
  /** The firing after `previous` of a cycle; fails when the cycle has none. */
  next(text: string, previous: string, now: string): Evaluation<Due>;
  /**
   * When work is due or comes back: an instant, or a duration from `now`. A plain day has no time of its own: what is due that
   * day may be done until its last millisecond (`end`), what comes back that day is there from its first on (`start`).
   */
  deadline(text: string, edge: 'start' | 'end', now: string): Evaluation<string>;
}

/** What one evaluation of a decision gave, for the record and for the result variable. */
export interface DecisionOutcome {
  readonly value: Value;
  readonly decisionDefinitionId: string;
  /** Rows as named outputs, in rule order; what `mapDecisionResult` works on. */
  readonly rows: readonly Variables[];
  readonly evaluations: Value;
}

/**
 * All a step may know of the world, so that the same step over the same state gives the same events.
 * Lookups are synchronous. What has not been loaded yet is announced by throwing {@link NeedsLoading}: the runtime
 * loads it and runs the step again from the beginning; a step has no effects that could happen twice.
 */
export interface StepContext {
  /** ISO 8601 instant with milliseconds, UTC. */
  readonly now: string;
  /** A fresh id, unique for ever; UUIDs in production, counters in tests. */
  newId(): string;
  readonly expressions: ExpressionLanguage;
  readonly calendar: Calendar;
  /** The model of a definition id. */
  model(definitionId: string): ProcessModel;
  /** The definition a call activity calls; fails when there is none. */
  resolveCalled(
    key: string,
    binding: Binding,
    version: number | string | undefined,
    callerDefinitionId: string,
  ): Evaluation<string>;
  /**
   * May the instance that is about to begin have this business key? Fails when its process wants business keys to be unique
   * and another running instance has it; `lifeOf` tells what the state of this tree knows of an instance. Absent where no
   * other instances are known.
   */
  claimBusinessKey?(
    definitionId: string,
    businessKey: string,
    processInstanceId: string,
    lifeOf: (processInstanceId: string) => 'running' | 'over' | 'unknown',
  ): Evaluation<true>;
  decide(
    decision: string,
    binding: Binding,
    version: number | string | undefined,
    variables: Variables,
    callerDefinitionId: string,
  ): Evaluation<DecisionOutcome>;
}

/** Thrown by a context lookup or a lazily loaded state: load `need` and call `step` again. Nothing has gone wrong. */
export class NeedsLoading extends Error {
  readonly code = 'NEEDS_LOADING';
  readonly need: Need;
  constructor(need: Need) {
    super(`Expected ${need.kind} to be loaded, but it is not yet; load it and run the step again`);
    this.need = need;
  }
}

export type Need =
  | { readonly kind: 'model'; readonly definitionId: string }
  | {
      readonly kind: 'called';
      readonly key: string;
      readonly binding: Binding;
      readonly version: number | string | undefined;
      readonly callerDefinitionId: string;
    }
  | {
      readonly kind: 'decision';
      readonly decision: string;
      readonly binding: Binding;
      readonly version: number | string | undefined;
      readonly callerDefinitionId: string;
    }
  /** Who has this business key among the running instances of a process; nobody else may take it from now on. */
  | { readonly kind: 'businessKey'; readonly definitionId: string; readonly businessKey: string }
  /** A partition by its id, or by the id of a task, job, timer, subscription or incident it owns (see `ownedIds`). */
  | { readonly kind: 'item'; readonly id: string }
  /** All partitions with this parent. */
  | { readonly kind: 'children'; readonly parentId: string };
