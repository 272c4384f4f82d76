import { childrenOf, findItem, type InstanceState } from './instance-state.ts';
import type { Incident, Item, Wait } from './item.ts';

/** What runs where: one living element instance, for screens and tests. */
export interface LiveElement {
  readonly id: string;
  readonly nodeId: string;
  readonly parentId: string;
  readonly processInstanceId: string;
  readonly definitionId: string;
  readonly multiInstanceBody: boolean;
  readonly loopCounter?: number;
  /** Tasks, jobs, timers and subscriptions it waits for, those of its boundary events and event subprocesses included. */
  readonly waits: readonly Wait[];
  readonly incidents: readonly Incident[];
}

/** Every living element instance of the tree, outer ones first. Loads the whole tree. */
export function liveElements(state: InstanceState): readonly LiveElement[] {
  const root = findItem(state, state.rootId);
  const found: LiveElement[] = [];
  const visit = (item: Item): void => {
    for (const child of childrenOf(state, item)) {
      if (child.kind === 'element' && child.status === 'active' && child.parentId !== null) {
        found.push({
          id: child.id,
          nodeId: child.nodeId,
          parentId: child.parentId,
          processInstanceId: child.processInstanceId,
          definitionId: child.definitionId,
          multiInstanceBody: child.body,
          ...(child.loopCounter !== undefined && { loopCounter: child.loopCounter }),
          waits: child.waits,
          incidents: child.incidents,
        });
      }
      visit(child);
    }
  };
  if (root !== undefined) visit(root);
  return found;
}

/** The living process instances of the tree, the root first; event subprocess subscriptions of a process are theirs. */
export function liveInstances(state: InstanceState): readonly Item[] {
  const root = findItem(state, state.rootId);
  const found: Item[] = [];
  const visit = (item: Item): void => {
    if (item.kind === 'instance') found.push(item);
    for (const child of childrenOf(state, item)) visit(child);
  };
  if (root !== undefined) visit(root);
  return found;
}
