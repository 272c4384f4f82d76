import type { FlowModel, NodeModel, ProcessModel } from '#engine';
import type { FindingList } from '../finding/finding-list.ts';
import type { Element } from '../xml/element.ts';

/** The nodes of one process or subprocess with the ways between them: flows, boundary events, links. */
interface Scope {
  readonly id: string;
  readonly nodes: readonly NodeModel[];
  readonly next: (node: NodeModel) => readonly NodeModel[];
  readonly before: (node: NodeModel) => readonly NodeModel[];
}

/**
 * Finds joins that can be proved to wait for ever, and ways that can be proved never to end (clauses 13.4.1, 13.2). Only
 * what holds for every run is told: a parallel join starves when one token at most is ever on the way to it, or when no
 * token ever comes over one of its flows.
 */
export function checkTokens(
  model: ProcessModel,
  elementsById: ReadonlyMap<string, Element>,
  findings: FindingList,
): void {
  const byId = new Map(model.nodes.map((node) => [node.id, node]));
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]));
  const parentOf = (id: string) => byId.get(id)?.scopeId;
  for (const scopeId of new Set(model.nodes.map((node) => node.scopeId))) {
    // What runs in an ad-hoc subprocess, and how often, is chosen by somebody.
    if (byId.get(scopeId)?.type === 'adHocSubProcess') continue;
    const scope = scopeOf(model, scopeId, byId, flows);
    const entries = entriesOf(scope, scopeId === model.id);
    const reached = closure(entries.nodes, scope.next);
    for (const node of scope.nodes) {
      const element = elementsById.get(node.id);
      if (element === undefined || node.type !== 'parallelGateway' || node.incoming.length < 2) continue;
      if (!reached.has(node)) continue;
      const sources = node.incoming.flatMap((id) => byId.get(flows.get(id)?.source ?? '') ?? []);
      const never = sources.find((source) => !reached.has(source));
      const ancestors = [...closure(sources, scope.before)].filter((it) => it !== node && reached.has(it));
      if (never !== undefined) {
        findings.report('JOIN_FLOW_NEVER_TAKEN', element, { words: { source: never.name ?? never.id } });
      } else if (entries.single && ancestors.every(passesOneToken)) {
        findings.report('JOIN_WAITS_FOR_EVER', element, { words: { count: node.incoming.length } });
      }
    }
    if (isEndedFromOutside(model, scopeId, parentOf)) continue;
    const ending = closure(
      scope.nodes.filter((node) => scope.next(node).length === 0),
      scope.before,
    );
    const endless = [...reached].find((node) => !ending.has(node));
    const element = elementsById.get(endless?.id ?? '');
    if (element !== undefined) findings.report('WAY_NEVER_ENDS', element);
  }
}

function scopeOf(
  model: ProcessModel,
  id: string,
  byId: ReadonlyMap<string, NodeModel>,
  flows: ReadonlyMap<string, FlowModel>,
): Scope {
  const nodes = model.nodes.filter((node) => node.scopeId === id);
  const next = new Map<NodeModel, NodeModel[]>(nodes.map((node) => [node, []]));
  const before = new Map<NodeModel, NodeModel[]>(nodes.map((node) => [node, []]));
  const connect = (from: NodeModel | undefined, to: NodeModel | undefined): void => {
    if (from === undefined || to === undefined) return;
    next.get(from)?.push(to);
    before.get(to)?.push(from);
  };
  for (const node of nodes) {
    for (const flow of node.outgoing) connect(node, byId.get(flows.get(flow)?.target ?? ''));
    if (node.type === 'boundaryEvent') connect(byId.get(node.attachedTo), node);
    for (const name of linksOf(node)) {
      if (node.type === 'intermediateCatchEvent') continue;
      for (const other of nodes) {
        if (other.type === 'intermediateCatchEvent' && linksOf(other).includes(name)) connect(node, other);
      }
    }
  }
  return { id, nodes, next: (node) => next.get(node) ?? [], before: (node) => before.get(node) ?? [] };
}

/** Where tokens begin, and whether only one of them ever does. */
function entriesOf(
  scope: Scope,
  isProcess: boolean,
): { readonly nodes: readonly NodeModel[]; readonly single: boolean } {
  const starts = scope.nodes.filter((node) => node.type === 'startEvent');
  // Start events of a process are alternatives; in a subprocess each gets a token.
  if (starts.length > 0) return { nodes: starts, single: isProcess || starts.length === 1 };
  const nodes = scope.nodes.filter((node) => scope.before(node).length === 0 && beginsByItself(node));
  return { nodes, single: nodes.length === 1 };
}

function beginsByItself(node: NodeModel): boolean {
  if (node.type === 'boundaryEvent' || node.type === 'eventSubProcess') return false;
  if (node.type === 'intermediateCatchEvent') return linksOf(node).length === 0;
  return !('isForCompensation' in node) || !node.isForCompensation;
}

/** Does a token that comes here leave as one at most? */
function passesOneToken(node: NodeModel): boolean {
  switch (node.type) {
    case 'boundaryEvent':
      return node.interrupting && node.outgoing.length <= 1;
    case 'exclusiveGateway':
      return true;
    case 'eventBasedGateway':
      return node.mode === 'exclusive';
    case 'complexGateway':
      return false;
    default:
      return node.outgoing.length <= 1 && !('completionQuantity' in node && node.completionQuantity > 1);
  }
}

/** Can something beside the way itself end it: an event subprocess, a terminate end, a boundary event around? */
function isEndedFromOutside(
  model: ProcessModel,
  scopeId: string,
  parentOf: (id: string) => string | undefined,
): boolean {
  for (let id: string | undefined = scopeId; id !== undefined; id = parentOf(id)) {
    const ends = model.nodes.some(
      (node) =>
        (node.scopeId === id && (node.type === 'eventSubProcess' || (node.type === 'endEvent' && hasTrigger(node)))) ||
        (node.type === 'boundaryEvent' && node.attachedTo === id),
    );
    if (ends) return true;
  }
  return false;
}

function hasTrigger(node: NodeModel): boolean {
  return 'definitions' in node && node.definitions.length > 0;
}

function linksOf(node: NodeModel): readonly string[] {
  if (!('definitions' in node)) return [];
  return node.definitions.flatMap((definition) => (definition.kind === 'link' ? [definition.name] : []));
}

function closure(from: readonly NodeModel[], step: (node: NodeModel) => readonly NodeModel[]): ReadonlySet<NodeModel> {
  const found = new Set(from);
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const other of step(node)) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}
