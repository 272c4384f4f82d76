import { nodesBefore } from '../behaviour/reachability.ts';
import type { Value } from '../model/expression.ts';
import { indexOf, type ModelIndex } from '../model/model-index.ts';
import type { EventModel, NodeModel, ProcessModel } from '../model/process-model.ts';
import { isRecord, own } from '../variables-record.ts';
import { findItem, type InstanceState } from './instance-state.ts';

/** One of the things that must come: a token over a flow, a definition of an event (its place), or an event behind a gateway. */
export type GatheringPart =
  | { readonly kind: 'flow'; readonly flowId: string }
  | { readonly kind: 'definition'; readonly definition: number }
  | { readonly kind: 'event'; readonly nodeId: string };

/** Something that goes on only when several have come, some of which are there. */
export interface Gathering {
  /** The join, the event or the gateway. */
  readonly nodeId: string;
  /** Whose it is: the join itself, the activity of a boundary event, the scope of an event subprocess. */
  readonly elementInstanceId: string;
  /** With how often each has come: of tokens over a flow, the later ones belong to the next round. */
  readonly arrived: readonly (GatheringPart & { readonly count: number })[];
  /** Without what can no longer come, which a join of inclusive or complex kind does not wait for (clause 13.4.3, 13.4.5). */
  readonly awaited: readonly GatheringPart[];
}

/**
 * What has arrived, and what is still awaited, at an item of the state: joins (clause 13.4), parallel multiple events (clause 10.5.1) and
 * parallel event-based gateways (clause 10.6.6). Empty where nothing has come, or nothing is gathered.
 * @param others nodes at which the other tokens of the same scope stand
 */
export function gatheringsAt(
  instances: InstanceState,
  itemId: string,
  model: ProcessModel,
  others: readonly string[],
): readonly Gathering[] {
  const item = findItem(instances, itemId);
  if (item === undefined) return [];
  const index = indexOf(model);
  const state = isRecord(item.state) ? item.state : {};
  const node = index.nodes.get(item.nodeId);
  const found: Gathering[] = [];
  const at = (nodeId: string, parts: Pick<Gathering, 'arrived' | 'awaited'>): void => {
    if (parts.arrived.length > 0 && parts.awaited.length > 0)
      found.push({ nodeId, elementInstanceId: item.id, ...parts });
  };
  const arrived = own(state, 'arrived');
  if (node !== undefined && isRecord(arrived)) at(node.id, flowsAt(index, node, arrived, seenIn(state), others));
  const taken = own(state, 'taken');
  if (node?.type === 'eventBasedGateway' && Array.isArray(taken)) at(node.id, eventsBehind(index, node, taken));
  const happened = own(state, 'happened');
  if (isRecord(happened)) {
    for (const [eventId, entry] of Object.entries(happened)) {
      const event = index.nodes.get(eventId);
      if (event !== undefined && 'definitions' in event) at(eventId, definitionsOf(event, entry));
    }
  }
  return found;
}

/** The flows over which a complex gateway has got its tokens before it fired: it waits for the others to be reset. */
function seenIn(state: Readonly<Record<string, Value>>): readonly Value[] {
  const seen = own(state, 'seen');
  return Array.isArray(seen) ? (seen as readonly Value[]) : [];
}

function flowsAt(
  index: ModelIndex,
  node: NodeModel,
  arrived: Readonly<Record<string, Value>>,
  seen: readonly Value[],
  others: readonly string[],
): Pick<Gathering, 'arrived' | 'awaited'> {
  const count = (flowId: string): number => Number(own(arrived, flowId) ?? 0) + (seen.includes(flowId) ? 1 : 0);
  const mayCome = (flowId: string): boolean => {
    if (node.type === 'parallelGateway') return true;
    const before = nodesBefore(index, node.id, flowId, { exceptions: true });
    return others.some((nodeId) => before.has(nodeId));
  };
  const come = node.incoming.filter((flowId) => count(flowId) > 0);
  const missing = node.incoming.filter((flowId) => count(flowId) === 0);
  return {
    arrived: come.map((flowId) => ({ kind: 'flow', flowId, count: count(flowId) })),
    awaited: missing.filter(mayCome).map((flowId) => ({ kind: 'flow', flowId })),
  };
}

function eventsBehind(
  index: ModelIndex,
  { outgoing }: NodeModel,
  taken: readonly Value[],
): Pick<Gathering, 'arrived' | 'awaited'> {
  const targets = outgoing.flatMap((id) => index.flows.get(id)?.target ?? []);
  const isTaken = (nodeId: string): boolean => taken.includes(nodeId);
  return {
    arrived: targets.filter(isTaken).map((nodeId) => ({ kind: 'event', nodeId, count: 1 })),
    awaited: targets.filter((nodeId) => !isTaken(nodeId)).map((nodeId) => ({ kind: 'event', nodeId })),
  };
}

function definitionsOf({ definitions }: EventModel, entry: Value | undefined): Pick<Gathering, 'arrived' | 'awaited'> {
  const come = isRecord(entry) ? entry['definitions'] : undefined;
  const places = [...definitions.keys()];
  const has = (definition: number): boolean => Array.isArray(come) && come.includes(definition);
  return {
    arrived: places.filter(has).map((definition) => ({ kind: 'definition', definition, count: 1 })),
    awaited: places.filter((place) => !has(place)).map((definition) => ({ kind: 'definition', definition })),
  };
}
