import { type Assertion } from './pattern-node.ts';
import { type Program } from './pattern-program.ts';

/** Where a pattern matched: offsets of the whole, and the texts of its groups from 0, the whole, on. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** Told how much work was done; may throw to stop it. */
export type Spend = (steps: number) => void;

/** Instructions that count as one step of an evaluation. */
const PER_STEP = 16;
const BATCH = 1_024;
const MAX_PLACES = 2 ** 28;
const UNSET = -1;

/**
 * Runs a program over one text. Of all ways to match it takes the first by priority, as backtracking does (but for a
 * repetition whose part may be empty, which it leaves as soon as the text does not move on). Every place
 * where the program chose and failed is remembered, so that it never tries the same twice: the time grows with the length
 * of text and pattern, whatever the pattern. Only back-references make failures depend on what was captured; there the
 * work is counted and stopped.
 */
export class PatternMatcher {
  readonly #program: Program;
  readonly #text: string;
  readonly #spend: Spend;
  /** One bit for each choice at each position. */
  readonly #seen: Uint32Array | undefined;
  #touched: number[] = [];
  #instructions = 0;
  /** Whether only a match up to the end of the text counts. */
  #toEnd = false;

  constructor(program: Program, text: string, spend: Spend) {
    this.#program = program;
    this.#text = text;
    this.#spend = spend;
    if (program.hasReferences) return;
    const places = program.choices * (text.length + 1);
    if (places > MAX_PLACES) spend(Infinity);
    this.#seen = new Uint32Array(Math.ceil(places / 32));
    spend(Math.ceil(places / 4_096));
  }

  /** The first match at or behind an offset. */
  find(from: number): PatternMatch | undefined {
    const [first] = this.#program.instructions;
    const anchored = first?.kind === 'assertion' && first.assertion === 'start';
    for (let start = from; start <= this.#text.length; start += this.#width(start)) {
      this.#touched = [];
      const slots = this.#run(start);
      if (slots !== undefined) return this.#found(slots, start);
      if (anchored) return undefined;
    }
    return undefined;
  }

  /** Whether a match reaches from the first to the last character. */
  fits(): boolean {
    this.#toEnd = true;
    return this.#run(0) !== undefined;
  }

  #found(slots: readonly number[], start: number): PatternMatch {
    // These choices led to a match: a later search may take them again.
    for (const place of this.#touched) this.#forget(place);
    const end = slots[1] ?? start;
    const groups = Array.from({ length: this.#program.groups + 1 }, (_, group) => {
      if (group === 0) return this.#text.slice(start, end);
      const [low, high] = [slots[2 * group] ?? UNSET, slots[2 * group + 1] ?? UNSET];
      return low < 0 || high < low ? undefined : this.#text.slice(low, high);
    });
    return { start, end, groups };
  }

  /** Characters are code points: a position never lies inside of one. */
  #width(at: number): number {
    return (this.#text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }

  #run(start: number): readonly number[] | undefined {
    const { instructions } = this.#program;
    const slots = new Array<number>(this.#program.slots).fill(UNSET);
    /** Pairs: an instruction and a position to go back to, or a slot (negative) and the value to put back into it. */
    const stack: number[] = [];
    let pc = 0;
    let at = start;
    for (;;) {
      if (++this.#instructions % BATCH === 0) this.#spend(BATCH / PER_STEP);
      const instruction = instructions[pc];
      let alive = true;
      switch (instruction?.kind) {
        case 'character': {
          const code = this.#text.codePointAt(at);
          alive = code !== undefined && instruction.test.accepts(code);
          at += (code ?? 0) > 0xffff ? 2 : 1;
          pc++;
          break;
        }
        case 'split':
          alive = this.#enter(instruction.choice, at);
          if (alive) stack.push(instruction.second, at);
          pc = instruction.first;
          break;
        case 'jump':
          pc = instruction.to;
          break;
        case 'note':
          stack.push(-1 - instruction.slot, slots[instruction.slot] ?? UNSET);
          slots[instruction.slot] = at;
          pc++;
          break;
        case 'progress':
          alive = slots[instruction.slot] !== at;
          pc++;
          break;
        case 'assertion':
          alive = this.#holds(instruction.assertion, at);
          pc++;
          break;
        case 'reference': {
          const length = this.#repeats(slots, instruction.group, at);
          alive = length >= 0;
          at += length;
          pc++;
          break;
        }
        default:
          slots[1] = at;
          if (!this.#toEnd || at === this.#text.length) return slots;
          alive = false;
      }
      if (alive) continue;
      const back = goBack(stack, slots);
      if (back === undefined) return undefined;
      [pc, at] = back;
    }
  }

  /** Whether the program was not at this choice and position before. */
  #enter(choice: number, at: number): boolean {
    if (this.#seen === undefined) return true;
    const place = choice * (this.#text.length + 1) + at;
    const word = this.#seen[place >>> 5] ?? 0;
    const bit = 1 << (place & 31);
    if ((word & bit) !== 0) return false;
    this.#seen[place >>> 5] = word | bit;
    this.#touched.push(place);
    return true;
  }

  #forget(place: number): void {
    if (this.#seen !== undefined) this.#seen[place >>> 5] = (this.#seen[place >>> 5] ?? 0) & ~(1 << (place & 31));
  }

  #holds(assertion: Assertion, at: number): boolean {
    switch (assertion) {
      case 'start':
        return at === 0;
      case 'end':
        return at === this.#text.length;
      case 'line start':
        return at === 0 || (this.#text.charAt(at - 1) === '\n' && at < this.#text.length);
      case 'line end':
        return at === this.#text.length || this.#text.charAt(at) === '\n';
    }
  }

  /** Length of what a back-reference matches, -1 if it does not; a group that captured nothing matches nothing. */
  #repeats(slots: readonly number[], group: number, at: number): number {
    const [low, high] = [slots[2 * group] ?? UNSET, slots[2 * group + 1] ?? UNSET];
    if (low < 0 || high < low) return 0;
    const length = high - low;
    this.#instructions += length;
    const [captured, here] = [this.#text.slice(low, high), this.#text.slice(at, at + length)];
    if (captured === here) return length;
    return this.#program.caseless && captured.toLowerCase() === here.toLowerCase() ? length : -1;
  }
}

/** Undoes notes up to the last choice that is still open. */
function goBack(stack: number[], slots: number[]): [pc: number, at: number] | undefined {
  for (;;) {
    const value = stack.pop();
    const target = stack.pop();
    if (value === undefined || target === undefined) return undefined;
    if (target >= 0) return [target, value];
    slots[-1 - target] = value;
  }
}
