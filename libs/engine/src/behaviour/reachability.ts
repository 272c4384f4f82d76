import type { ModelIndex } from '../model/model-index.ts';
import type { NodeModel } from '../model/process-model.ts';

/**
 * Which nodes have a path to an incoming flow of a gateway that does not visit the gateway (clause 13.4.3, ii and iii).
 * A path runs over sequence flows, and from a link throw event to its catch event. `exceptions`: also from an activity
 * over its boundary events, as a token there may still take that way. Computed once for each model, gateway and flow.
 */
export function nodesBefore(
  index: ModelIndex,
  gatewayId: string,
  flowId: string,
  { exceptions }: { readonly exceptions: boolean },
): ReadonlySet<string> {
  const memo = memoOf(index);
  const key = JSON.stringify([gatewayId, flowId, exceptions]);
  let found = memo.get(key);
  if (found === undefined) {
    found = search(index, gatewayId, flowId, exceptions);
    memo.set(key, found);
  }
  return found;
}

const memos = new WeakMap<ModelIndex, Map<string, ReadonlySet<string>>>();

function memoOf(index: ModelIndex): Map<string, ReadonlySet<string>> {
  let memo = memos.get(index);
  if (memo === undefined) {
    memo = new Map();
    memos.set(index, memo);
  }
  return memo;
}

function search(index: ModelIndex, gatewayId: string, flowId: string, exceptions: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const open: string[] = [];
  const visit = (nodeId: string): void => {
    if (nodeId === gatewayId || found.has(nodeId)) return;
    found.add(nodeId);
    open.push(nodeId);
  };
  const source = index.flows.get(flowId)?.source;
  if (source !== undefined) visit(source);
  for (let nodeId = open.pop(); nodeId !== undefined; nodeId = open.pop()) {
    const node = index.nodes.get(nodeId);
    if (node === undefined) continue;
    for (const before of nodesLeadingTo(index, node)) visit(before);
    if (exceptions && node.type === 'boundaryEvent') visit(node.attachedTo);
  }
  return found;
}

function nodesLeadingTo(index: ModelIndex, node: NodeModel): readonly string[] {
  const sources = node.incoming.flatMap((id) => index.flows.get(id)?.source ?? []);
  if (node.type !== 'intermediateCatchEvent') return sources;
  const names = linksOf(node);
  if (names.length === 0) return sources;
  const throwers = index
    .nodesIn(node.scopeId)
    .filter((other) => 'definitions' in other && other.type !== 'intermediateCatchEvent')
    .filter((other) => linksOf(other).some((name) => names.includes(name)));
  return [...sources, ...throwers.map((thrower) => thrower.id)];
}

function linksOf(node: NodeModel): readonly string[] {
  if (!('definitions' in node)) return [];
  return node.definitions.flatMap((definition) => (definition.kind === 'link' ? [definition.name] : []));
}
