import { type FeelDateTime } from '../temporal/date-time.ts';
import { type FeelType } from '../values/type.ts';

/** Something an evaluation could not answer and therefore made null. `error` means that no reading of it makes sense. */
export interface FeelProblem {
  readonly severity: 'error' | 'notice';
  readonly message: string;
  readonly at: number;
}

/** An evaluation that was stopped because it took too many steps or went too deep. */
export class FeelLimitError extends Error {
  readonly code = 'FEEL_LIMIT';

  constructor(message: string) {
    super(message);
    this.name = 'FeelLimitError';
  }
}

/** About half a second of work. */
const MAX_STEPS = 2_000_000;
const MAX_CALL_DEPTH = 300;
const MAX_PROBLEMS = 50;

/** What one evaluation shares: the time, the item definitions, the problems found, and the limits. */
export class Environment {
  readonly now: FeelDateTime | null;
  readonly resolveType: (name: string) => FeelType | undefined;
  readonly problems: FeelProblem[] = [];
  #steps = 0;
  #callDepth = 0;

  constructor(now: FeelDateTime | null, resolveType: (name: string) => FeelType | undefined = () => undefined) {
    this.now = now;
    this.resolveType = resolveType;
  }

  /** Notes why the result is null, and is that null. */
  fail(at: number, message: string, severity: FeelProblem['severity'] = 'error'): null {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ severity, message: `${message} at ${at}.`, at });
    return null;
  }

  /** Counts work done; @throws FeelLimitError when an evaluation does not come to an end. */
  step(count = 1): void {
    this.#steps += count;
    if (this.#steps > MAX_STEPS)
      throw new FeelLimitError(`Expected an answer within ${MAX_STEPS} steps, but it takes more.`);
  }

  /** Runs the body of a function; @throws FeelLimitError when functions call each other without end. */
  call<T>(body: () => T): T {
    if (this.#callDepth >= MAX_CALL_DEPTH) {
      throw new FeelLimitError(
        `Expected at most ${MAX_CALL_DEPTH} nested calls, but a function calls itself more often.`,
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

/**
 * Runs an evaluation and turns an exhausted call stack, or a value too long for the host, into a limit.
 *
 * @throws FeelLimitError
 */
export function withinMemory<T>(evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof RangeError && /call stack|invalid (?:string|array) length/i.test(error.message)) {
      throw new FeelLimitError(
        'Expected an answer within the memory of one evaluation, but the values grow too deep or too long.',
      );
    }
    throw error;
  }
}
