import type { NodeModel } from '#engine';

/**
 * Marks the activities of an executable process that begin with their scope although it has a start event: those no flow
 * leads to (clause 10.3, sequence flow connections of activities: without an incoming flow an activity is instantiated
 * with its process; compensation activities and event subprocesses are excepted). In a mere drawing an arrow has been
 * forgotten or lost, and nothing is begun that nobody has drawn.
 */
export function markStartingAlong(nodes: readonly NodeModel[], isExecutable: boolean): readonly NodeModel[] {
  if (!isExecutable) return nodes;
  const started = new Set(nodes.flatMap((node) => (node.type === 'startEvent' ? [node.scopeId] : [])));
  return nodes.map((node) => (started.has(node.scopeId) && startsAlong(node) ? { ...node, startsAlong: true } : node));
}

function startsAlong(node: NodeModel): boolean {
  if (!('isForCompensation' in node) || node.isForCompensation || node.type === 'eventSubProcess') return false;
  const isInstantiating = node.type === 'receiveTask' && node.work.kind === 'message' && node.work.instantiate;
  return node.incoming.length === 0 && !isInstantiating;
}
