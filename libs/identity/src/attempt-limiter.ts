import { networkOf } from './network-of.ts';

/** How many failures within which time. */
export interface AttemptLimit {
  readonly failures: number;
  readonly windowMilliseconds: number;
}

const WINDOW = 15 * 60 * 1000;
const REMEMBERED_KEYS = 20_000;

/**
 * Slows guessing down. Counts wrong attempts three ways: by name and address (a person who mistypes is stopped soon, and only
 * there, so that nobody can lock a colleague out), by name (guessing from many addresses) and by address (trying one
 * password on many names). In memory, for one server: N servers allow N times as many, which is still few.
 */
export class AttemptLimiter {
  readonly #failures = new Map<string, number[]>();
  readonly #now: () => number;
  readonly #limits: Readonly<Record<'both' | 'name' | 'address', AttemptLimit>>;

  constructor(
    now: () => number = Date.now,
    limits = {
      both: { failures: 5, windowMilliseconds: WINDOW },
      name: { failures: 50, windowMilliseconds: WINDOW },
      address: { failures: 100, windowMilliseconds: WINDOW },
    },
  ) {
    this.#now = now;
    this.#limits = limits;
  }

  /** Seconds to wait before the next attempt may be made; 0 when it may be made now. */
  waitSeconds(name: string, address: string): number {
    const waits = this.#keys(name, address).map(([key, { failures, windowMilliseconds }]) => {
      const recent = this.#recent(key, windowMilliseconds);
      const blocking = recent.at(-failures);
      return blocking === undefined ? 0 : Math.ceil((blocking + windowMilliseconds - this.#now()) / 1000);
    });
    return Math.max(0, ...waits);
  }

  /** Counts an attempt before it is examined: a thousand at the same moment must not all be examined. */
  begun(name: string, address: string): void {
    for (const [key, { windowMilliseconds }] of this.#keys(name, address)) {
      const times = [...this.#recent(key, windowMilliseconds), this.#now()];
      this.#failures.delete(key);
      this.#failures.set(key, times);
    }
    // Oldest first: a flood of invented names pushes out old entries instead of filling the memory.
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= REMEMBERED_KEYS) break;
      this.#failures.delete(key);
    }
  }

  /** It was right after all: takes it out of the count again and forgives what this person mistyped before. */
  succeeded(name: string, address: string): void {
    for (const [key] of this.#keys(name, address)) this.#failures.get(key)?.pop();
    this.#failures.delete(bothKey(name, address));
  }

  #keys(name: string, address: string): readonly (readonly [string, AttemptLimit])[] {
    return [
      [bothKey(name, address), this.#limits.both],
      [`n:${name.toLowerCase()}`, this.#limits.name],
      [`a:${networkOf(address)}`, this.#limits.address],
    ];
  }

  #recent(key: string, windowMilliseconds: number): readonly number[] {
    const since = this.#now() - windowMilliseconds;
    return (this.#failures.get(key) ?? []).filter((time) => time > since).slice(-100);
  }
}

function bothKey(name: string, address: string): string {
  return `b:${name.toLowerCase()}\n${networkOf(address)}`;
}
