import type { DefinitionRef } from './definition.ts';
import type { Instant, JsonObject, JsonValue } from './json.ts';

/**
 * Body of `POST /api/scenarios/run`: plays scenarios on the engine in memory with a clock of their own; nothing of it is
 * kept and nothing outside is touched. 404 `SCENARIOS_NOT_FOUND` when none are sent and none were deployed beside the
 * process, 422 `SCENARIO_INVALID` when they cannot be read.
 */
export interface RunScenariosRequest {
  /** @minLength 1 */
  readonly definitionKey: string;
  /**
   * The newest when absent.
   * @integer
   * @minimum 1
   */
  readonly version?: number;
  /**
   * In the format of Camunda's process test cases; absent, those of the `*.scenarios.json` files deployed with the process.
   * @minItems 1
   * @maxItems 200
   */
  readonly testCases?: readonly JsonObject[];
}

/** 200: what came of each scenario. A scenario that does not hold is a result, not a problem. */
export interface ScenarioReport {
  readonly definition: DefinitionRef;
  readonly scenarios: readonly ScenarioOutcome[];
  /** Steps of this process that at least one scenario went through. */
  readonly coveredNodeIds: readonly string[];
}

export interface ScenarioOutcome {
  readonly name: string;
  readonly description: string | null;
  /** File it was deployed in; null when it was sent. */
  readonly file: string | null;
  readonly passed: boolean;
  readonly steps: readonly ScenarioStep[];
}

export interface ScenarioStep {
  /** Type of the instruction, e.g. `COMPLETE_USER_TASK`. */
  readonly type: string;
  /** `skipped`: an earlier step has failed. */
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Elements of the drawing it is about. */
  readonly elementIds: readonly string[];
  /** What else it is about: a message, a duration, a wanted state, variables … */
  readonly about: readonly { readonly field: string; readonly value: JsonValue }[];
  /** When it happened, by the clock of the scenario; null when it was skipped. */
  readonly at: Instant | null;
  /** Why it failed, in English and in German, with the ids of the drawing; null when it did not. */
  readonly message: string | null;
  readonly messageDe: string | null;
  /** Where the cases were when it failed. */
  readonly whereNodeIds: readonly string[];
}
