/** Asks for what people are called, by log-in name; names nobody has are absent from the answer. */
export type AskNames = (names: readonly string[]) => Promise<Readonly<Record<string, string>>>;

/** How many names one question may hold, as the API takes them. */
const AT_ONCE = 100;

/**
 * What the people met so far are called. A name is asked for when a screen first shows it, together with the others of the
 * same moment; until the answer is there, and for whom there is none, the log-in name stands in its place.
 */
export class PeopleDirectory {
  readonly #ask: AskNames;
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #known: ReadonlyMap<string, string> = new Map();
  #waiting: string[] = [];

  constructor(ask: AskNames) {
    this.#ask = ask;
  }

  nameOf(loginName: string): string {
    const name = this.#known.get(loginName);
    if (name === undefined && !this.#asked.has(loginName)) this.#want(loginName);
    return name ?? loginName;
  }

  /** Calls `listener` after every answer. @returns ends that */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another object after every answer, so that screens know when to be drawn again. */
  readonly known = (): ReadonlyMap<string, string> => this.#known;

  #want(loginName: string): void {
    this.#asked.add(loginName);
    this.#waiting.push(loginName);
    if (this.#waiting.length > 1) return;
    queueMicrotask(() => {
      const names = this.#waiting;
      this.#waiting = [];
      for (let from = 0; from < names.length; from += AT_ONCE) void this.#learn(names.slice(from, from + AT_ONCE));
    });
  }

  async #learn(names: readonly string[]): Promise<void> {
    try {
      const answer = await this.#ask(names);
      this.#known = new Map([...this.#known, ...Object.entries(answer)]);
      for (const listener of this.#listeners) listener();
    } catch {
      // The log-in name is still right; the next screen that shows it asks again.
      for (const name of names) this.#asked.delete(name);
    }
  }
}
