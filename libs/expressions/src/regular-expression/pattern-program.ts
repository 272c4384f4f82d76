import { type CharacterTest } from './character-test.ts';
import { type Assertion, type Pattern, type PatternNode } from './pattern-node.ts';

const MAX_INSTRUCTIONS = 20_000;

/** One step of a matching program; unless it says otherwise, the next instruction follows. */
type Instruction =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  /** Goes on at `first`, and at `second` if that fails. `choice` counts the splits of a program. */
  | { readonly kind: 'split'; first: number; second: number; readonly choice: number }
  | { readonly kind: 'jump'; to: number }
  /** Notes the position in a slot: two slots for each group, then those of loops. */
  | { readonly kind: 'note'; readonly slot: number }
  /** Goes on only if the text has moved on since the slot was noted. */
  | { readonly kind: 'progress'; readonly slot: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'reference'; readonly group: number }
  | { readonly kind: 'end' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly slots: number;
  readonly choices: number;
  readonly groups: number;
  readonly hasReferences: boolean;
  readonly caseless: boolean;
}

/** Turns a pattern into a program; undefined if its counted repetitions make it too long. */
export function assemble(pattern: Pattern): Program | undefined {
  const assembler = new Assembler(pattern);
  return assembler.run();
}

class Assembler {
  readonly #pattern: Pattern;
  readonly #instructions: Instruction[] = [];
  #slots: number;
  #choices = 0;

  constructor(pattern: Pattern) {
    this.#pattern = pattern;
    this.#slots = 2 * (pattern.groups + 1);
  }

  run(): Program | undefined {
    const { root, groups, hasReferences, caseless } = this.#pattern;
    if (!this.#emit({ kind: 'group', number: 0, body: root })) return undefined;
    this.#instructions.push({ kind: 'end' });
    return {
      instructions: this.#instructions,
      slots: this.#slots,
      choices: this.#choices,
      groups,
      hasReferences,
      caseless,
    };
  }

  /** Appends what a node needs; false once the program is too long. */
  #emit(node: PatternNode): boolean {
    if (this.#instructions.length > MAX_INSTRUCTIONS) return false;
    switch (node.kind) {
      case 'character':
        this.#instructions.push({ kind: 'character', test: node.test });
        return true;
      case 'assertion':
        this.#instructions.push({ kind: 'assertion', assertion: node.assertion });
        return true;
      case 'reference':
        this.#instructions.push({ kind: 'reference', group: node.group });
        return true;
      case 'sequence':
        return node.items.every((item) => this.#emit(item));
      case 'group':
        return this.#group(node.number, node.body);
      case 'choice':
        return this.#choice(node.options);
      case 'repetition':
        return this.#repetition(node);
    }
  }

  #group(number: number, body: PatternNode): boolean {
    if (number === 0) return this.#emit(body);
    this.#instructions.push({ kind: 'note', slot: 2 * number });
    const fits = this.#emit(body);
    this.#instructions.push({ kind: 'note', slot: 2 * number + 1 });
    return fits;
  }

  #split(): { first: number; second: number } {
    const split = { kind: 'split' as const, first: 0, second: 0, choice: this.#choices++ };
    this.#instructions.push(split);
    return split;
  }

  #choice(options: readonly PatternNode[]): boolean {
    const jumps: { to: number }[] = [];
    for (const [index, option] of options.entries()) {
      if (index === options.length - 1) {
        if (!this.#emit(option)) return false;
        continue;
      }
      const split = this.#split();
      split.first = this.#instructions.length;
      if (!this.#emit(option)) return false;
      const jump = { kind: 'jump' as const, to: 0 };
      this.#instructions.push(jump);
      jumps.push(jump);
      split.second = this.#instructions.length;
    }
    for (const jump of jumps) jump.to = this.#instructions.length;
    return true;
  }

  #repetition({ body, least, most, greedy }: Extract<PatternNode, { kind: 'repetition' }>): boolean {
    for (let count = 0; count < least; count++) if (!this.#emit(body)) return false;
    if (most === Infinity) return this.#loop(body, greedy);
    const splits: { first: number; second: number }[] = [];
    for (let count = least; count < most; count++) {
      const split = this.#split();
      splits.push(split);
      if (greedy) split.first = this.#instructions.length;
      else split.second = this.#instructions.length;
      if (!this.#emit(body)) return false;
    }
    for (const split of splits) {
      if (greedy) split.second = this.#instructions.length;
      else split.first = this.#instructions.length;
    }
    return true;
  }

  /**
   * A loop over an empty match would never end. The matcher notices that by itself when it remembers where it has been;
   * with back-references it cannot, so that the loop has to see for itself that it moves on.
   */
  #loop(body: PatternNode, greedy: boolean): boolean {
    const at = this.#instructions.length;
    const split = this.#split();
    const start = this.#instructions.length;
    const slot = this.#pattern.hasReferences ? this.#slots++ : undefined;
    if (slot !== undefined) this.#instructions.push({ kind: 'note', slot });
    if (!this.#emit(body)) return false;
    if (slot !== undefined) this.#instructions.push({ kind: 'progress', slot });
    this.#instructions.push({ kind: 'jump', to: at });
    split.first = greedy ? start : this.#instructions.length;
    split.second = greedy ? this.#instructions.length : start;
    return true;
  }
}
