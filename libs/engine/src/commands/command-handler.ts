import type { Command, Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import { findOwner, instanceOf } from '../state/instance-state.ts';
import type { Item, Wait } from '../state/item.ts';

type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>;

/** Checks a command and puts its work into the run. A rejection means that nothing has been done. */
export type CommandHandler<T extends Command['type']> = (run: Run, command: CommandOf<T>) => Rejection | undefined;

export function reject(code: Rejection['code'], message: string, elementId?: string): Rejection {
  return { code, message, ...(elementId !== undefined && { elementId }) };
}

/** The wait a command names, with the item that holds it; a rejection when there is none or its instance is suspended. */
export function findWait<K extends Wait['kind']>(
  run: Run,
  id: string,
  kinds: readonly K[],
  missing: Rejection['code'],
): { readonly item: Item; readonly wait: Extract<Wait, { readonly kind: K }> } | Rejection {
  const found = findAnyWait(run, id, kinds, missing);
  return isRejection(found) ? found : (refuseSuspended(run, found.item) ?? found);
}

/** The same, also while its instance is suspended: for what moves no token. */
export function findAnyWait<K extends Wait['kind']>(
  run: Run,
  id: string,
  kinds: readonly K[],
  missing: Rejection['code'],
): { readonly item: Item; readonly wait: Extract<Wait, { readonly kind: K }> } | Rejection {
  const item = findOwner(run.state, id);
  const wait = item?.waits.find((known) => known.id === id);
  if (item === undefined || wait === undefined || !isOneOf(wait, kinds)) {
    return reject(missing, `Expected an open ${kinds.join(' or ')} ${id}, but there is none; it may be done already`);
  }
  return { item, wait };
}

function isOneOf<K extends Wait['kind']>(wait: Wait, kinds: readonly K[]): wait is Extract<Wait, { readonly kind: K }> {
  return (kinds as readonly string[]).includes(wait.kind);
}

/** A suspended process instance, or one called by a suspended one, does not move. */
export function refuseSuspended(run: Run, item: Item): Rejection | undefined {
  for (let instance: Item | undefined = instanceOf(run.state, item); instance !== undefined;) {
    if (instance.instance?.suspended === true) {
      return reject(
        'INSTANCE_SUSPENDED',
        `Expected instance ${instance.id} to be running, but it is suspended; resume it first`,
      );
    }
    const caller: Item | undefined = instance.parentId === null ? undefined : run.find(instance.parentId);
    instance = caller === undefined ? undefined : instanceOf(run.state, caller);
  }
  return undefined;
}

export function isRejection(value: object): value is Rejection {
  return 'code' in value;
}
