import type { NodeModel, ProcessModel } from '#engine';
import type { FindingList } from '../finding/finding-list.ts';
import type { Element } from '../xml/element.ts';

/**
 * Looks at who calls whom within a file: a call that comes back to its own process on every way would never end and is
 * refused; one that has a way out is only worth a warning; one that leaves the file has to find its process later.
 */
export function checkCalls(
  models: readonly ProcessModel[],
  elementsById: ReadonlyMap<string, Element>,
  findings: FindingList,
): void {
  const byId = new Map(models.map((model) => [model.id, model]));
  const inevitable = new Map(models.map((model) => [model.id, inevitableCalls(model)]));
  for (const model of models) {
    for (const node of model.nodes) {
      const called = calledBy(node);
      const element = elementsById.get(node.id);
      if (called === undefined || element === undefined) continue;
      if (!byId.has(called)) {
        findings.report('CALLED_NOT_IN_FILE', element, { words: { called } });
        continue;
      }
      const way = wayBack(model.id, called, byId);
      if (way === undefined) continue;
      const cycle = new Set([...way, model.id]);
      const always = [...cycle].every((id) => inevitable.get(id)?.some((it) => cycle.has(it)) === true);
      findings.report(always ? 'CALL_ALWAYS_CYCLIC' : 'CALL_CYCLIC', element, {
        words: { called, way: wayWords(way) },
      });
    }
  }
}

function calledBy(node: NodeModel): string | undefined {
  return node.type === 'callActivity' && 'literal' in node.called ? node.called.literal : undefined;
}

/** Process ids from the called one back to the caller; undefined when the calls never come back. */
function wayBack(caller: string, called: string, byId: ReadonlyMap<string, ProcessModel>): string[] | undefined {
  const from = new Map<string, string>();
  const open = [called];
  const seen = new Set(open);
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (id === caller) {
      const way = [id];
      for (let at = from.get(id); at !== undefined; at = from.get(at)) way.unshift(at);
      return way;
    }
    for (const node of byId.get(id)?.nodes ?? []) {
      const next = calledBy(node);
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      from.set(next, id);
      open.push(next);
    }
  }
  return undefined;
}

/** A way a person can read: its ends, when it is long. */
function wayWords(way: readonly string[]): string {
  return (way.length <= 6 ? way : [...way.slice(0, 4), '…', ...way.slice(-1)]).join(' → ');
}

/** The processes every run of this one calls. Only a straight way to a call is certain. */
function inevitableCalls(model: ProcessModel): readonly string[] {
  const calls: string[] = [];
  const byIncoming = new Map<string, NodeModel>();
  for (const node of model.nodes) for (const flow of node.incoming) byIncoming.set(flow, node);
  const hosts = new Set(model.nodes.map((node) => (node.type === 'boundaryEvent' ? node.attachedTo : '')));
  let node = model.nodes.find((it) => it.scopeId === model.id && it.incoming.length === 0 && it.type === 'startEvent');
  for (let steps = 0; node !== undefined && steps <= model.nodes.length; steps++) {
    const called = calledBy(node);
    if (called !== undefined) calls.push(called);
    if (node.outgoing.length !== 1 || hosts.has(node.id)) break;
    node = byIncoming.get(node.outgoing[0] ?? '');
  }
  return calls;
}
