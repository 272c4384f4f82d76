import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CHANGE_EVENTS, type Change, type Permission } from '#contracts';
import type { Account } from '#identity';
import type { Change as RuntimeChange, Runtime } from '#runtime';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';

/** How many changes a browser that was away may catch up on; older ones mean "read everything again". */
const REMEMBERED = 2000;

const NEEDED: Readonly<Record<Change['kind'], readonly Permission[]>> = {
  instance: ['instance:read'],
  task: ['task:work', 'task:assign'],
  incident: ['incident:read'],
  definition: ['process:read'],
};

/** Writes one event to a listening browser. */
type Send = (event: { readonly id?: string; readonly event: string; readonly data: unknown }) => void;

interface Listener {
  readonly account: Account;
  readonly send: Send;
  /** Ends the connection. */
  readonly close: () => void;
}

/** Takes the runtime's changes and hands each listener those of kinds it may read. */
@Injectable()
export class ChangeHub implements OnModuleInit, OnApplicationShutdown {
  /** Positions of another run of the server mean nothing here. */
  readonly #run = randomBytes(4).toString('hex');
  readonly #listeners = new Set<Listener>();
  #recent: { readonly position: number; readonly change: Change }[] = [];
  #position = 0;
  #unsubscribe: (() => void) | undefined;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  onModuleInit(): void {
    this.#unsubscribe = this.runtime.changes.subscribe((changes) => {
      if (changes === undefined) this.#missed();
      else this.#publish(changes.map(contractChange).filter((change) => change !== undefined));
    });
  }

  onApplicationShutdown(): void {
    this.#unsubscribe?.();
    for (const { close } of this.#listeners) close();
  }

  /** `lastEventId`: what the browser saw last, when it reconnects. @returns ends listening */
  listen(listener: Listener, lastEventId: string | undefined): () => void {
    listener.send({ event: CHANGE_EVENTS.hello, data: { at: new Date().toISOString() } });
    if (lastEventId !== undefined) this.#catchUp(listener, lastEventId);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #catchUp(listener: Listener, lastEventId: string): void {
    const [run, text] = lastEventId.split('-');
    const position = Number(text);
    const known = run === this.#run && Number.isInteger(position) && position >= this.#position - this.#recent.length;
    if (!known) listener.send({ event: CHANGE_EVENTS.refresh, data: {} });
    else for (const one of this.#recent) if (one.position > position) this.#send(listener, one.position, one.change);
  }

  #publish(changes: readonly Change[]): void {
    for (const change of changes) {
      this.#position += 1;
      this.#recent.push({ position: this.#position, change });
      for (const listener of this.#listeners) this.#send(listener, this.#position, change);
    }
    if (this.#recent.length > 2 * REMEMBERED) this.#recent = this.#recent.slice(-REMEMBERED);
  }

  #missed(): void {
    this.#recent = [];
    for (const { send } of this.#listeners) send({ event: CHANGE_EVENTS.refresh, data: {} });
  }

  #send({ account, send }: Listener, position: number, change: Change): void {
    if (NEEDED[change.kind].some((permission) => account.permissions.has(permission))) {
      send({ id: `${this.#run}-${position}`, event: CHANGE_EVENTS.change, data: change });
    }
  }
}

/** Jobs, timers and subscriptions show on no screen of their own: the instance's change tells them. */
function contractChange({ kind, id, instanceId, definitionKey }: RuntimeChange): Change | undefined {
  switch (kind) {
    case 'instance':
      return { kind, instanceId: id, ...present({ definitionKey }) };
    case 'task':
      return { kind, taskId: id, ...present({ instanceId }) };
    case 'incident':
      return { kind, incidentId: id, ...present({ instanceId }) };
    case 'deployment':
    case 'definition':
      return { kind: 'definition', ...present({ definitionKey }) };
    case 'job':
    case 'timer':
    case 'subscription':
      return undefined;
  }
}
