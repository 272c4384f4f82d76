/**
 * Collects what arrives while an earlier group is on its way, and hands it over as one group: alone when it is quiet
 * (nothing waits), many at once when it is busy. This is where a round trip and a commit are shared.
 */
export class Batcher<I, O> {
  readonly #run: (inputs: readonly I[]) => Promise<readonly O[]>;
  readonly #maximum: number;
  readonly #parallel: number;
  #waiting: { input: I; resolve: (output: O) => void; reject: (error: unknown) => void }[] = [];
  #running = 0;
  #scheduled = false;

  /**
   * @param run answers each input at the same index; a rejection rejects the whole group
   * @param options.maximum largest group · `parallel`: groups on their way at once
   */
  constructor(
    run: (inputs: readonly I[]) => Promise<readonly O[]>,
    options: { readonly maximum: number; readonly parallel: number },
  ) {
    this.#run = run;
    this.#maximum = options.maximum;
    this.#parallel = options.parallel;
  }

  submit(input: I): Promise<O> {
    const answer = new Promise<O>((resolve, reject) => this.#waiting.push({ input, resolve, reject }));
    // Whatever else is submitted in this turn of the event loop travels along.
    if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#next();
      });
    }
    return answer;
  }

  #next(): void {
    while (this.#running < this.#parallel && this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#maximum);
      this.#running += 1;
      void this.#flush(group);
    }
  }

  async #flush(
    group: readonly { input: I; resolve: (output: O) => void; reject: (error: unknown) => void }[],
  ): Promise<void> {
    try {
      const outputs = await this.#run(group.map(({ input }) => input));
      for (const [index, { resolve, reject }] of group.entries()) {
        if (index < outputs.length) resolve(outputs[index] as O);
        else reject(new Error('Expected an answer for every input of the group, but one is missing.'));
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }
}
