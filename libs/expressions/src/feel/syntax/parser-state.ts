import { ExpressionSyntaxError } from '../../expression-syntax-error.ts';
import { type FeelNode } from './node.ts';
import { NameScope } from './name-scope.ts';
import { Scanner } from './scanner.ts';

/** Levels of the grammar; a pair of brackets takes two. */
const MAX_DEPTH = 300;
/** `1 + 1 + 1 …` nests to the left without a bracket; an evaluation walks down all of it. */
const MAX_CHAIN = 1_000;
/** Trying twice at every level of nesting must not double the work of each. */
const MAX_STEPS = 100_000;

/** What the layers of the parser share: the text, the names in scope, and the limit on nesting. */
export abstract class ParserState {
  protected readonly scan: Scanner;
  protected readonly names: NameScope;
  protected readonly guessing: boolean;
  /** Whether `?` was read since the flag was last cleared. */
  protected inputSeen = false;
  #depth = 0;
  #steps = 0;
  #links = 0;

  /** @param guessing whether words in a row count as one name */
  constructor(text: string, names: Iterable<string>, properties: Iterable<string>, guessing: boolean) {
    this.guessing = guessing;
    this.scan = new Scanner(text);
    this.names = new NameScope(names, properties);
  }

  /** Counts a level of nesting; @throws ExpressionSyntaxError when there are too many for the call stack. */
  protected nested<T>(parse: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw this.scan.tooNested(MAX_DEPTH, 'nested terms');
    if (++this.#steps > MAX_STEPS) throw this.scan.tooNested(MAX_STEPS, 'terms');
    const links = this.#links;
    this.#links = 0;
    const result = parse();
    this.#links = links;
    this.#depth--;
    return result;
  }

  /** Counts an operator that takes everything in front of it; @throws ExpressionSyntaxError when there are too many. */
  protected chained(node: FeelNode): FeelNode {
    if (++this.#links > MAX_CHAIN) throw this.scan.tooNested(MAX_CHAIN, 'operators in a row');
    return node;
  }

  /** Runs a parse that may fail or answer undefined; then nothing has been read. */
  protected attempt<T>(parse: () => T | undefined): T | undefined {
    const { at } = this.scan;
    const depth = this.#depth;
    const links = this.#links;
    const inputSeen = this.inputSeen;
    try {
      const result = parse();
      if (result !== undefined) return result;
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
    }
    this.scan.at = at;
    this.#depth = depth;
    this.#links = links;
    this.inputSeen = inputSeen;
    return undefined;
  }
}
