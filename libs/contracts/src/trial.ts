import type { Fault } from './fault.ts';
import type { TaskForm } from './form.ts';
import type { Instant, JsonObject, JsonValue } from './json.ts';
import type { ScenarioStep } from './scenario.ts';
import type { TaskChoice, TaskPurpose, TaskQuestion, TaskRound } from './task.ts';

/**
 * Body of `POST /api/trials` → {@link Trial}: plays what somebody has done so far with processes that need not be released,
 * in memory, with a clock of its own. Nothing is kept: whoever tries sends everything again with the next step added, and
 * what was sent is a scenario. Exactly one of `files` and `definitionKey`; 404 `DEFINITION_NOT_FOUND`, 422 `SCENARIO_INVALID`
 * when an instruction has no shape of one, 422 `MODEL_INVALID` with findings when none of the files can run.
 */
export interface TrialRequest {
  /**
   * Files as they would be released; those with errors are left out.
   * @minItems 1
   * @maxItems 100
   */
  readonly files?: readonly TrialFile[];
  /** @minLength 1 */
  readonly definitionKey?: string;
  /**
   * The newest when absent.
   * @integer
   * @minimum 1
   */
  readonly version?: number;
  /** When the trial begins; now when absent. */
  readonly startsAt?: Instant;
  /**
   * In the format of Camunda's process test cases.
   * @maxItems 500
   */
  readonly instructions: readonly JsonObject[];
}

export interface TrialFile {
  /**
   * @minLength 1
   * @maxLength 255
   */
  readonly name: string;
  /** The bytes in Base64. */
  readonly content: string;
}

/** 200: where the processes stand. A step that cannot be done is the last of `steps` and says why. */
export interface Trial {
  readonly startedAt: Instant;
  /** The clock of the trial. */
  readonly now: Instant;
  readonly processes: readonly TrialProcess[];
  /** What came of each instruction. */
  readonly steps: readonly ScenarioStep[];
  readonly cases: readonly TrialCase[];
  /** Where work stands: innermost elements with a token. */
  readonly tokens: readonly { readonly processKey: string; readonly nodeId: string; readonly hasIncident: boolean }[];
  /** How often each node was completed and each flow taken, by process. */
  readonly path: Readonly<Record<string, TrialPath>>;
  readonly tasks: readonly TrialTask[];
  readonly jobs: readonly TrialJob[];
  readonly timers: readonly { readonly processKey: string; readonly nodeId: string; readonly dueAt: Instant }[];
  readonly waiting: readonly TrialWaiting[];
  readonly incidents: readonly {
    readonly processKey: string;
    readonly nodeId: string;
    /** English; what people read is made of `fault`. */
    readonly message: string;
    readonly fault?: Fault;
  }[];
  /** Start events of the processes. */
  readonly starts: readonly TrialStart[];
}

export interface TrialPath {
  readonly nodes: Readonly<Record<string, number>>;
  readonly flows: Readonly<Record<string, number>>;
}

/** A process that can run in the trial: from a file of the request, or released with it or called by it. */
export interface TrialProcess {
  readonly key: string;
  readonly name?: string;
  /** Name of its file. */
  readonly file: string;
  /** Version of the released process; absent for one of the request's files. */
  readonly version?: number;
  /** Names of its steps and flows by id, as far as they have any. */
  readonly stepNames: Readonly<Record<string, string>>;
  readonly startForm?: TaskForm;
  /** Names of variables its files read or write. */
  readonly variableNames: readonly string[];
}

export interface TrialCase {
  readonly processKey: string;
  readonly businessKey?: string;
  /** `active`, `completed`, `terminated` by an end event, `canceled`, `failed`. */
  readonly outcome: 'active' | 'completed' | 'terminated' | 'canceled' | 'failed';
  readonly variables: JsonObject;
}

/** Open work; `position` tells those at the same element apart and goes into the selector of an instruction. */
interface TrialWork {
  readonly processKey: string;
  readonly nodeId: string;
  /**
   * From 1.
   * @integer
   */
  readonly position: number;
  /** Data visible at this step. */
  readonly variables: JsonObject;
}

export interface TrialTask extends TrialWork {
  readonly name: string;
  readonly purpose: TaskPurpose;
  readonly instruction?: string;
  readonly assignee?: string;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly dueDate?: Instant;
  readonly rounds?: readonly TaskRound[];
  readonly asks: readonly TaskQuestion[];
  readonly choices?: readonly TaskChoice[];
  readonly form?: TaskForm;
}

export interface TrialJob extends TrialWork {
  /** Job type or topic. */
  readonly topic: string;
  /** Whether one of our connectors would do it, or a program outside. */
  readonly performer: 'external' | 'connector';
}

/** Something waits for a message, a signal or a condition. */
export interface TrialWaiting {
  readonly processKey: string;
  readonly nodeId: string;
  readonly kind: 'message' | 'signal' | 'conditional';
  readonly name: string;
  readonly correlation: Readonly<Record<string, JsonValue>>;
}

export interface TrialStart {
  readonly processKey: string;
  readonly nodeId: string;
  readonly kind: 'none' | 'message' | 'signal' | 'timer' | 'conditional';
  /** Of the message or signal. */
  readonly name?: string;
  readonly dueAt?: Instant;
}
