import type { NodeMapping } from '../command.ts';
import { indexOf, isActivity } from './model-index.ts';
import type { NodeModel, ProcessModel } from './process-model.ts';

/** Why an element instance at one node cannot go on at another. */
export interface PlaceFault {
  readonly code: 'TARGET_UNKNOWN' | 'TYPE_DIFFERS' | 'LOOP_DIFFERS' | 'EVENT_DIFFERS' | 'SCOPE_DIFFERS' | 'FLOWS_FEWER';
  /** "Expected …, but …". */
  readonly message: string;
  readonly targetId: string;
  /** The two things that differ, e.g. the types; a scope that is the process itself is its id. */
  readonly expected?: string;
  readonly actual?: string;
}

/** Where the nodes of one model are in another one: what migration of instances is decided by. */
export interface Relocation {
  /** The node that stands for it in the target: the one it is mapped to, else the one of the same id. */
  targetOf(nodeId: string): string;
  /** What forbids element instances at this node to go on at its place in the target; undefined when nothing does. */
  faultOf(nodeId: string): PlaceFault | undefined;
}

/** @param mapping nodes of the source by nodes of the target; of two for the same source the first counts */
export function relocate(source: ProcessModel, target: ProcessModel, mapping: readonly NodeMapping[]): Relocation {
  const [from, to] = [indexOf(source).nodes, indexOf(target).nodes];
  const places = new Map<string, string>();
  for (const { sourceId, targetId } of mapping) if (!places.has(sourceId)) places.set(sourceId, targetId);
  const targetOf = (nodeId: string): string => places.get(nodeId) ?? nodeId;
  const scopeOf = (node: NodeModel): string => (node.scopeId === source.id ? target.id : targetOf(node.scopeId));
  return {
    targetOf,
    faultOf(nodeId) {
      const [before, targetId] = [from.get(nodeId), targetOf(nodeId)];
      const after = to.get(targetId);
      if (before === undefined || after === undefined) {
        const message = `Expected a place for "${nodeId}" in the new definition, but "${targetId}" does not exist there.`;
        return { code: 'TARGET_UNKNOWN', message, targetId };
      }
      const differs = (code: PlaceFault['code'], what: string, expected: string, actual: string): PlaceFault => ({
        ...{ code, targetId, expected, actual },
        message: `Expected "${targetId}" to ${what} like "${nodeId}" (${expected}), but it does not (${actual}).`,
      });
      if (before.type !== after.type) return differs('TYPE_DIFFERS', 'be an element', before.type, after.type);
      const [loopBefore, loopAfter] = [loopKind(before), loopKind(after)];
      if (loopBefore !== loopAfter) return differs('LOOP_DIFFERS', 'repeat', loopBefore, loopAfter);
      const [eventBefore, eventAfter] = [triggerKind(before), triggerKind(after)];
      if (eventBefore !== eventAfter) return differs('EVENT_DIFFERS', 'be an event', eventBefore, eventAfter);
      const scopeId = scopeOf(before);
      if (after.scopeId !== scopeId) return differs('SCOPE_DIFFERS', 'lie in the same scope', scopeId, after.scopeId);
      if (gathers(before) && after.incoming.length < before.incoming.length) {
        // A token for which there is no flow any more would wait for ever.
        const [many, fewer] = [before.incoming.length, after.incoming.length].map(String) as [string, string];
        return differs('FLOWS_FEWER', 'join at least as many flows', many, fewer);
      }
      return undefined;
    },
  };
}

function gathers({ type }: NodeModel): boolean {
  return type === 'parallelGateway' || type === 'inclusiveGateway' || type === 'complexGateway';
}

/** Two nodes can stand for each other when this is equal, and their scopes stand for each other. */
export function placeKind(node: NodeModel): string {
  return [node.type, loopKind(node), triggerKind(node)].join(' ');
}

/** What an event is triggered by, `none` where there is nothing or the node is no event. */
function triggerKind(node: NodeModel): string {
  if (!('definitions' in node)) return 'none';
  if (node.confirmation !== undefined) return 'confirmation';
  const kinds = node.definitions.map(({ kind }) => kind).sort();
  return kinds.length === 0 ? 'none' : kinds.join('+');
}

function loopKind(node: NodeModel): string {
  if (!isActivity(node) || node.loop === undefined) return 'none';
  return node.loop.kind === 'standard' ? 'standard' : node.loop.sequential ? 'sequential' : 'parallel';
}
