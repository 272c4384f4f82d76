/** Where the passes of a node in a scope began during a step, so that all of them can be taken back. */
export interface FirstPass {
  /** Takes back all that has happened since, and lets the token that came first stand still with an incident. */
  readonly stop: () => void;
}

/**
 * Beginnings kept for one step: each holds on to the state of its moment. A loop that begins later than this still stops, but
 * where it stands.
 */
const MOST_BEGINNINGS = 1000;

/** Counts how often nodes are passed in scope instances during one step, to notice an endless loop. */
export class Passes {
  private readonly counts = new Map<string, number>();
  private readonly beginnings = new Map<string, FirstPass & { readonly counted: number }>();
  /** What has been counted, in order, so that it can be taken back. */
  private readonly log: string[] = [];
  private readonly endless = new Set<string>();

  /** @returns how often it has been passed, this time included; `begin` is asked for its beginning the first time. */
  count(key: string, begin?: () => FirstPass): number {
    const passes = (this.counts.get(key) ?? 0) + 1;
    if (passes === 1 && begin !== undefined && this.beginnings.size < MOST_BEGINNINGS) {
      this.beginnings.set(key, { ...begin(), counted: this.log.length });
    }
    this.counts.set(key, passes);
    this.log.push(key);
    return passes;
  }

  timesOf(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  beginningOf(key: string): FirstPass | undefined {
    return this.beginnings.get(key);
  }

  /** Forgets everything counted since the first pass, and remembers that this one goes on without end. */
  takeBack(key: string): void {
    const from = this.beginnings.get(key)?.counted ?? this.log.length;
    for (const counted of this.log.splice(from)) {
      const left = (this.counts.get(counted) ?? 0) - 1;
      if (left > 0) {
        this.counts.set(counted, left);
      } else {
        this.counts.delete(counted);
        this.beginnings.delete(counted);
      }
    }
    this.endless.add(key);
  }

  isEndless(key: string): boolean {
    return this.endless.has(key);
  }
}
