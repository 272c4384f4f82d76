/** The program has died at a chosen point; nothing it still wants to do happens. */
export class Crash extends Error {
  readonly code = 'SIMULATED_CRASH';
}

/**
 * Where to die: at the n-th call of a port (from 0), before it takes effect, or after it has and before anybody knows.
 * `freeze`: the program stands still there, is given up by all others, and goes on when everything is over.
 */
export interface CrashPoint {
  readonly call: number;
  readonly moment: 'before' | 'after' | 'freeze';
}

/** One incarnation of the program: counts its calls to the outside and dies at the crash point. */
export class Mortal {
  readonly #point: CrashPoint | undefined;
  #calls = 0;
  #dead = false;
  #frozen: Promise<void> | undefined;
  #tellDead: () => void = () => undefined;
  #thaw: () => void = () => undefined;
  /** Resolves when this incarnation dies or freezes. */
  readonly end = new Promise<void>((resolve) => (this.#tellDead = resolve));

  constructor(point: CrashPoint | undefined) {
    this.#point = point;
  }

  get dead(): boolean {
    return this.#dead;
  }

  get mayFreeze(): boolean {
    return this.#point?.moment === 'freeze';
  }

  /** The port as this incarnation sees it. Every asynchronous method is a point to die at. */
  port<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...words: unknown[]): unknown => {
          if (this.#frozen !== undefined) return this.#frozen.then((): unknown => Reflect.apply(value, target, words));
          if (this.#dead) return Promise.reject(new Crash('dead'));
          const call = this.#calls;
          this.#calls += 1;
          if (this.#point?.call === call && this.#point.moment === 'before') return this.#die();
          if (this.#point?.call === call && this.#point.moment === 'freeze') {
            return this.#freeze().then((): unknown => Reflect.apply(value, target, words));
          }
          const result: unknown = Reflect.apply(value, target, words);
          if (!(result instanceof Promise) || this.#point?.call !== call) return result;
          return result.then(() => this.#die());
        };
      },
    });
  }

  /** The frozen program goes on as if nothing had happened. */
  thaw(): void {
    this.#dead = false;
    this.#thaw();
    this.#frozen = undefined;
  }

  #freeze(): Promise<void> {
    this.#dead = true;
    this.#frozen = new Promise((resolve) => (this.#thaw = resolve));
    this.#tellDead();
    return this.#frozen;
  }

  #die(): Promise<never> {
    this.#dead = true;
    this.#tellDead();
    return Promise.reject(new Crash('crash'));
  }
}
