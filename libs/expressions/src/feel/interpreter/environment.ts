import type { Fault } from '#engine';
import { expressionFault } from '../../expression-faults.ts';
import { type FeelDateTime } from '../temporal/date-time.ts';
import { FeelLimitError } from '../values/evaluation-limit.ts';
import { type FeelType } from '../values/type.ts';

/** Something an evaluation could not answer and therefore made null. `error` means that no reading of it makes sense. */
export interface FeelProblem {
  readonly severity: 'error' | 'notice';
  readonly message: string;
  readonly at: number;
  /** The same for people. */
  readonly fault: Fault;
}

/** Where a problem was met: English words behind its message, and the fault that tells people the place. */
export interface ProblemPlace {
  readonly words: string;
  readonly around: (inner: Fault) => Fault;
}

/** About half a second of work. */
const MAX_STEPS = 2_000_000;
const MAX_CALL_DEPTH = 300;
const MAX_PROBLEMS = 50;

/** Steps several evaluations have together, such as all decisions of one call. */
export class StepBudget {
  readonly #most: number;
  #spent = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** @throws FeelLimitError when more is spent than there is */
  spend(steps: number): void {
    this.#spent += steps;
    if (this.#spent > this.#most)
      throw new FeelLimitError(
        `Expected an answer within ${this.#most} steps, but it takes more.`,
        expressionFault('EVALUATION_TOO_LONG', { most: this.#most }),
      );
  }
}

/** What one evaluation shares: the time, the item definitions, the problems found, and the limits. */
export class Environment {
  readonly now: FeelDateTime | null;
  readonly resolveType: (name: string) => FeelType | undefined;
  readonly problems: FeelProblem[] = [];
  readonly #own = new StepBudget(MAX_STEPS);
  readonly #shared: StepBudget | undefined;
  #callDepth = 0;

  /** @param shared counts this evaluation together with others */
  constructor(
    now: FeelDateTime | null,
    resolveType: (name: string) => FeelType | undefined = () => undefined,
    shared?: StepBudget,
  ) {
    this.now = now;
    this.resolveType = resolveType;
    this.#shared = shared;
  }

  /**
   * Notes why the result is null, and is that null.
   *
   * @param at offset in the FEEL text, or null where it is not about a text
   * @param fault the same for people; the position is added to it
   */
  fail(at: number | null, message: string, fault: Fault, severity: FeelProblem['severity'] = 'error'): null {
    const text = at === null ? `${message}.` : `${message} at ${at}.`;
    if (this.problems.length >= MAX_PROBLEMS) return null;
    const placed = at === null ? fault : { position: at + 1, ...fault };
    this.problems.push({ severity, message: text, at: at ?? 0, fault: placed });
    return null;
  }

  /** Adds to every problem noted meanwhile where it was met. */
  within<T>(place: ProblemPlace, evaluate: () => T): T {
    const before = this.problems.length;
    const value = evaluate();
    if (this.problems.length > before) this.locate(before, place);
    return value;
  }

  /** Adds to the problems from an index on where they were met. */
  locate(from: number, place: ProblemPlace): void {
    for (let index = from; index < this.problems.length; index++) {
      const problem = this.problems[index];
      if (problem === undefined) continue;
      const message = `${problem.message} ${place.words}`;
      this.problems[index] = { ...problem, message, fault: place.around(problem.fault) };
    }
  }

  /** Counts work done; @throws FeelLimitError when an evaluation does not come to an end. */
  step(count = 1): void {
    this.#own.spend(count);
    this.#shared?.spend(count);
  }

  /** Runs the body of a function; @throws FeelLimitError when functions call each other without end. */
  call<T>(body: () => T): T {
    if (this.#callDepth >= MAX_CALL_DEPTH) {
      throw new FeelLimitError(
        `Expected at most ${MAX_CALL_DEPTH} nested calls, but a function calls itself more often.`,
        expressionFault('EVALUATION_TOO_LONG', { most: MAX_CALL_DEPTH }),
      );
    }
    this.#callDepth++;
    try {
      return body();
    } finally {
      this.#callDepth--;
    }
  }
}
