/** The program has died at a chosen point; nothing it still wants to do happens. */
export class Crash extends Error {
  readonly code = 'SIMULATED_CRASH';
}

/** Where to die: at the n-th call of a port (from 0), before it takes effect or after it has and before anybody knows. */
export interface CrashPoint {
  readonly call: number;
  readonly moment: 'before' | 'after';
}

/** One incarnation of the program: counts its calls to the outside and dies at the crash point. */
export class Mortal {
  readonly #point: CrashPoint | undefined;
  #calls = 0;
  #dead = false;

  constructor(point: CrashPoint | undefined) {
    this.#point = point;
  }

  get dead(): boolean {
    return this.#dead;
  }

  get calls(): number {
    return this.#calls;
  }

  /** The port as this incarnation sees it. Every asynchronous method is a point to die at. */
  port<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...words: unknown[]): unknown => {
          if (this.#dead) return Promise.reject(new Crash('dead'));
          const call = this.#calls;
          this.#calls += 1;
          if (this.#point?.call === call && this.#point.moment === 'before') return this.#die();
          const result: unknown = Reflect.apply(value, target, words);
          if (!(result instanceof Promise) || this.#point?.call !== call) return result;
          return result.then(() => this.#die());
        };
      },
    });
  }

  #die(): Promise<never> {
    this.#dead = true;
    return Promise.reject(new Crash('crash'));
  }
}
