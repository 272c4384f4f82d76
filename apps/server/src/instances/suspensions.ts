import { Inject, Injectable } from '@nestjs/common';
import type { Suspension } from '#contracts';
import type { Runtime } from '#runtime';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';

/** Tells why cases are halted. */
@Injectable()
export class Suspensions {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** The last time somebody has halted this case, else the case it is part of; empty where nobody is known to have. */
  async of({ instanceId, rootId }: { readonly instanceId: string; readonly rootId: string }): Promise<Suspension> {
    return (await this.#last(instanceId)) ?? (rootId === instanceId ? undefined : await this.#last(rootId)) ?? {};
  }

  async #last(instanceId: string): Promise<Suspension | undefined> {
    const { items } = await this.runtime.operations.list({
      instanceId,
      types: ['Suspend'],
      entities: ['ProcessInstance'],
      sort: [{ by: 'at', descending: true }],
      limit: 1,
    });
    const [last] = items;
    return last === undefined ? undefined : { at: last.at, by: last.userId, ...present({ reason: last.annotation }) };
  }
}
