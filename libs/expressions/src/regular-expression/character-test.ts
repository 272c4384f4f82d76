const ASCII = 128;
const MAX_REMEMBERED = 2_000;

/** Whether one character fits one place of a pattern. Answers are remembered, since a text asks the same ones often. */
export class CharacterTest {
  readonly #pattern: RegExp;
  /** 0 not asked yet, 1 fits, 2 does not. */
  readonly #ascii = new Uint8Array(ASCII);
  readonly #others = new Map<number, boolean>();

  /**
   * @param source a pattern of the host that stands for exactly one character
   * @throws SyntaxError when the host does not take it
   */
  constructor(source: string, flags: string) {
    this.#pattern = new RegExp(`^(?:${source})$`, flags);
  }

  accepts(codePoint: number): boolean {
    if (codePoint >= ASCII) return this.#other(codePoint);
    const known = this.#ascii[codePoint] ?? 0;
    if (known !== 0) return known === 1;
    const answer = this.#ask(codePoint);
    this.#ascii[codePoint] = answer ? 1 : 2;
    return answer;
  }

  #other(codePoint: number): boolean {
    const known = this.#others.get(codePoint);
    if (known !== undefined) return known;
    if (this.#others.size >= MAX_REMEMBERED) this.#others.clear();
    const answer = this.#ask(codePoint);
    this.#others.set(codePoint, answer);
    return answer;
  }

  #ask(codePoint: number): boolean {
    return this.#pattern.test(String.fromCodePoint(codePoint));
  }
}
