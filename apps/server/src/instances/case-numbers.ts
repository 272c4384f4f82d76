import { Inject, Injectable } from '@nestjs/common';
import { isRuntimeError, type Runtime } from '#runtime';
import { RUNTIME } from '../server-ports.ts';

const REMEMBERED = 2000;

/** Numbers of the cases others belong to. A business key never changes, so it is kept in memory: every line of a list may ask. */
@Injectable()
export class CaseNumbers {
  readonly #known = new Map<string, Promise<string | null>>();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** The business key of the case a called one without a key of its own belongs to; undefined for all others. */
  async partOf(called: {
    readonly instanceId: string;
    readonly rootId: string;
    readonly businessKey: string | null;
  }): Promise<string | undefined> {
    if (called.businessKey !== null || called.rootId === called.instanceId) return undefined;
    const known = this.#known.get(called.rootId);
    if (known !== undefined) return (await known) ?? undefined;
    const reading = this.#read(called.rootId);
    this.#known.set(called.rootId, reading);
    // What failed is asked for again next time, and the oldest makes room.
    reading.catch(() => this.#known.delete(called.rootId));
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return (await reading) ?? undefined;
  }

  async #read(rootId: string): Promise<string | null> {
    try {
      return (await this.runtime.instances.get(rootId)).businessKey;
    } catch (error) {
      // Its history was deleted before that of the case it called.
      if (isRuntimeError(error) && error.code === 'INSTANCE_NOT_FOUND') return null;
      throw error;
    }
  }
}
