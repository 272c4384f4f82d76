import type { Fault } from '#engine';
import { expressionFault } from '../../expression-faults.ts';

/** An evaluation that was stopped because it took too many steps, went too deep or grew too large. */
export class FeelLimitError extends Error {
  readonly code = 'FEEL_LIMIT';

  readonly fault: Fault;

  constructor(message: string, fault: Fault = expressionFault('EVALUATION_TOO_LARGE', {})) {
    super(message);
    this.name = 'FeelLimitError';
    this.fault = fault;
  }
}

/** The longest text an evaluation may make, in UTF-16 units. */
const MAX_TEXT = 5_000_000;
/** Items and entries one evaluation may walk through to compare values, write them as text or hand them out. */
const MAX_VISITED = 2_000_000;
const CHARACTERS_PER_ITEM = 16;

let remaining: number | undefined;

/**
 * Runs an evaluation and turns an exhausted call stack, or values too long for the host, into a limit. Lists and contexts
 * may hold the same part many times, so that a small value can stand for an endless text: while `evaluate` runs, what is
 * walked through is counted.
 *
 * @throws FeelLimitError
 */
export function withinMemory<T>(evaluate: () => T): T {
  const outer = remaining;
  remaining = MAX_VISITED;
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof RangeError && /call stack|invalid (?:string|array) length/i.test(error.message)) {
      throw new FeelLimitError(
        'Expected an answer within the memory of one evaluation, but the values grow too deep or too long.',
      );
    }
    throw error;
  } finally {
    remaining = outer;
  }
}

/** Counts items walked through. @throws FeelLimitError inside of `withinMemory` when there are too many */
export function countVisited(items: number): void {
  if (remaining === undefined) return;
  remaining -= items;
  if (remaining < 0)
    throw new FeelLimitError(
      `Expected values of at most ${MAX_VISITED} items in one evaluation, but they hold more; keep less in each list or context.`,
    );
}

/** Counts the characters of a text that is written into a larger one or handed out. */
export function countText(text: string): void {
  countVisited(Math.ceil(text.length / CHARACTERS_PER_ITEM));
}

/** The length a text is about to have. @throws FeelLimitError if that is too long */
export function limitText(length: number): void {
  if (length > MAX_TEXT)
    throw new FeelLimitError(`Expected texts of at most ${MAX_TEXT} characters, but one would have ${length}.`);
}
