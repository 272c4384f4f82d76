import { setTimeout as delay } from 'node:timers/promises';
import type { Connector, ConnectorResult } from '#runtime';

/** Random numbers that are the same again for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type FaultCounts = Record<'refused' | 'answerLost' | 'twice' | 'hung', number>;

/** The world outside as it is on a bad day: one call in four goes wrong in one of four ways. */
export class BadDay {
  readonly counts: FaultCounts = { refused: 0, answerLost: 0, twice: 0, hung: 0 };
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  /** Does `call` nowise, once or twice; what it answers may be lost. */
  async suffer<T>(call: () => Promise<T>): Promise<T> {
    const dice = this.#random();
    if (dice < 0.08) {
      this.counts.refused += 1;
      throw new Error('The partner refuses.');
    }
    if (dice < 0.16) {
      this.counts.answerLost += 1;
      await call();
      throw new Error('The connection was cut before the answer.');
    }
    if (dice < 0.22) {
      this.counts.twice += 1;
      const [first] = await Promise.all([call(), call()]);
      return first;
    }
    if (dice < 0.25) {
      this.counts.hung += 1;
      await delay(200 + this.#random() * 400);
      throw new Error('The partner did not answer in time.');
    }
    return call();
  }

  /** Every method of an object, each call suffering. */
  upon<T extends object>(port: T, methods: readonly (keyof T)[]): T {
    return new Proxy(port, {
      get: (target, name, receiver) => {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        const method = value as (...args: unknown[]) => Promise<unknown>;
        if (!methods.includes(name as keyof T)) return method.bind(target);
        return (...args: unknown[]) => this.suffer(() => method.apply(target, args));
      },
    });
  }

  /** A connector whose whole call suffers, and that is tried again soon. */
  uponConnector(connector: Connector): Connector {
    return {
      topic: connector.topic,
      execute: async (job): Promise<ConnectorResult> => {
        try {
          return await this.suffer(() => connector.execute(job));
        } catch (error) {
          return { kind: 'failed', message: String(error), retryAfterMs: 20 };
        }
      },
    };
  }
}
