import type { FlowModel, NodeModel, ProcessModel } from '#engine';
import type { FindingList } from '../finding/finding-list.ts';
import type { Element } from '../xml/element.ts';
import { type MissableFlow, TokenWays } from './missable-flow.ts';
import { multiplyingMerges } from './multiplying-merge.ts';

/** Joins times nodes of a scope that are looked at. */
const MOST_LOOKS = 2_000_000;

/** The nodes of one process or subprocess with the ways between them: flows, boundary events, links. */
interface Scope {
  readonly id: string;
  readonly nodes: readonly NodeModel[];
  readonly next: (node: NodeModel) => readonly NodeModel[];
  readonly before: (node: NodeModel) => readonly NodeModel[];
}

/**
 * Finds joins that can be proved to wait for ever, and ways that can be proved never to end (clauses 13.4.1, 13.2). Only
 * what holds for every run is told: a parallel join starves when no token ever comes over one of its flows, or when two of
 * its flows can never have a token at the same time. For two tokens to be there, something must have made two of one: a
 * fork from which one branch leads to the first flow and another branch to the second, without passing the join. Where a
 * decision or an event can keep a token away from one flow while another has its own, that is told as a possibility.
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
    const joins = scope.nodes.filter(
      (node) => node.type === 'parallelGateway' && node.incoming.length > 1 && reached.has(node),
    );
    // Beyond any drawing: what is generated that large is not looked at join by join.
    if (joins.length * scope.nodes.length > MOST_LOOKS) continue;
    const merges = scope.nodes.filter((node) => node.type === 'exclusiveGateway' && node.incoming.length > 1).length;
    const forks = forksOf(scope, entries, flows, byId);
    const isEnded = isEndedFromOutside(model, scopeId, parentOf);
    const ways = new TokenWays(scope.nodes, flows);
    const isSmall = joins.length * ways.choices.length * scope.nodes.length <= MOST_LOOKS;
    for (const node of joins) {
      const element = elementsById.get(node.id);
      if (element === undefined) continue;
      const sources = node.incoming.flatMap((id) => byId.get(flows.get(id)?.source ?? '') ?? []);
      const never = sources.find((source) => !reached.has(source));
      if (never !== undefined) {
        findings.report('JOIN_FLOW_NEVER_TAKEN', element, { words: { source: never.name ?? never.id } });
      } else if (neverTogether(scope, node, forks, flows, byId)) {
        findings.report('JOIN_WAITS_FOR_EVER', element, { fix: { property: '$type', value: 'bpmn:ExclusiveGateway' } });
      } else if (!isEnded && isSmall) {
        reportMissableFlow(ways.missableFlow(node, entries.nodes), element, findings);
      }
    }
    if (merges * forks.length * scope.nodes.length <= MOST_LOOKS) reportMerges(scope, elementsById, findings);
    if (isEnded) continue;
    const ending = closure(
      scope.nodes.filter((node) => scope.next(node).length === 0),
      scope.before,
    );
    const endless = [...reached].find((node) => !ending.has(node));
    const element = elementsById.get(endless?.id ?? '');
    if (element !== undefined) findings.report('WAY_NEVER_ENDS', element);
  }
}

function reportMissableFlow(found: MissableFlow | undefined, join: Element, findings: FindingList): void {
  if (found === undefined) return;
  const { source, decidedAt } = found;
  findings.report('JOIN_MAY_WAIT_FOR_EVER', join, {
    words: { source: source.name ?? source.id, decision: decidedAt.name ?? decidedAt.id },
    fix: { property: '$type', value: 'bpmn:InclusiveGateway' },
  });
}

/** A long way is told by its first steps. */
const MOST_STEPS_TOLD = 4;

function reportMerges(scope: Scope, elementsById: ReadonlyMap<string, Element>, findings: FindingList): void {
  for (const { merge, fork, ways } of multiplyingMerges(scope)) {
    const element = elementsById.get(merge.id);
    if (element === undefined) continue;
    const named = ways.map((way) => way.map(nameOf).filter((name) => name !== ''));
    const told = named.map((names) =>
      names.length === 0 ? { de: 'direkt', en: 'directly' } : { de: shortened(names), en: shortened(names) },
    );
    findings.report('MERGE_MULTIPLIES', element, {
      words: {
        fork: nameOf(fork) === '' ? { de: 'das parallele Gateway', en: 'the parallel gateway' } : `„${nameOf(fork)}“`,
        count: ways.length,
        ways: { de: told.map(({ de }) => de).join(' / '), en: told.map(({ en }) => en).join(' / ') },
      },
      fix: { property: '$type', value: 'bpmn:ParallelGateway' },
    });
  }
}

function nameOf({ name }: NodeModel): string {
  return name?.replace(/\s+/g, ' ').trim() ?? '';
}

function shortened(names: readonly string[]): string {
  const told = names.slice(0, MOST_STEPS_TOLD).join(' → ');
  return names.length > MOST_STEPS_TOLD ? `${told} → …` : told;
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
  if (starts.length > 0) {
    const along = scope.nodes.filter((node) => 'startsAlong' in node);
    return { nodes: [...starts, ...along], single: along.length === 0 && (isProcess || starts.length === 1) };
  }
  const nodes = scope.nodes.filter((node) => scope.before(node).length === 0 && beginsByItself(node));
  return { nodes, single: nodes.length === 1 };
}

function beginsByItself(node: NodeModel): boolean {
  if (node.type === 'boundaryEvent' || node.type === 'eventSubProcess') return false;
  if (node.type === 'intermediateCatchEvent') return linksOf(node).length === 0;
  return !('isForCompensation' in node) || !node.isForCompensation;
}

/** Where one token becomes several: the branches they take. */
interface Fork {
  readonly at: NodeModel | undefined;
  /** Sequence flows, or nodes that begin by themselves. */
  readonly branches: readonly { readonly flowId?: string; readonly target: NodeModel }[];
  /** The same branch may be taken by several tokens. */
  readonly repeats: boolean;
}

function forksOf(
  scope: Scope,
  entries: ReturnType<typeof entriesOf>,
  flows: ReadonlyMap<string, FlowModel>,
  byId: ReadonlyMap<string, NodeModel>,
): readonly Fork[] {
  const branchesOf = (node: NodeModel) =>
    node.outgoing.flatMap((flowId) => {
      const target = byId.get(flows.get(flowId)?.target ?? '');
      return target === undefined ? [] : [{ flowId, target }];
    });
  const boundaries = (node: NodeModel) =>
    scope.next(node).filter((other) => other.type === 'boundaryEvent' && other.attachedTo === node.id);
  const forks = scope.nodes.flatMap((node): Fork[] => {
    const beside = boundaries(node);
    const stays = beside.some((event) => event.type === 'boundaryEvent' && !event.interrupting);
    const branches = [...branchesOf(node), ...(stays ? beside.flatMap(branchesOf) : [])];
    const repeats = stays || node.type === 'complexGateway' || makesSeveral(node);
    const forksHere = (branches.length > 1 && !choosesOne(node)) || repeats;
    return forksHere ? [{ at: node, branches, repeats }] : [];
  });
  if (entries.single) return forks;
  return [...forks, { at: undefined, branches: entries.nodes.map((target) => ({ target })), repeats: false }];
}

function makesSeveral(node: NodeModel): boolean {
  return 'completionQuantity' in node && node.completionQuantity > 1;
}

/** Gateways after which one token goes on, whatever is drawn. */
function choosesOne(node: NodeModel): boolean {
  return node.type === 'exclusiveGateway' || (node.type === 'eventBasedGateway' && node.mode === 'exclusive');
}

/** Are there two flows into the join that no fork can give a token each, before the join has fired once? */
function neverTogether(
  scope: Scope,
  join: NodeModel,
  forks: readonly Fork[],
  flows: ReadonlyMap<string, FlowModel>,
  byId: ReadonlyMap<string, NodeModel>,
): boolean {
  const leadingTo = join.incoming.map((flowId) => {
    const source = byId.get(flows.get(flowId)?.source ?? '');
    const nodes = closure(source === undefined ? [] : [source], (node) =>
      scope.before(node).filter((other) => other !== join),
    );
    return { flowId, nodes };
  });
  type Way = (typeof leadingTo)[number];
  const leads = (branch: Fork['branches'][number], { flowId, nodes }: Way) =>
    branch.flowId === flowId || (branch.target !== join && nodes.has(branch.target));
  const maySplit = (one: Way, other: Way) =>
    forks.some(
      ({ at, branches, repeats }) =>
        at !== join &&
        branches.some(
          (first, index) =>
            leads(first, one) && branches.some((second, place) => (repeats || place !== index) && leads(second, other)),
        ),
    );
  return leadingTo.some((one, index) => leadingTo.slice(index + 1).some((other) => !maySplit(one, other)));
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
        (node.scopeId === id &&
          (node.type === 'eventSubProcess' || (node.type === 'endEvent' && endsItsScope(node)))) ||
        (node.type === 'boundaryEvent' && node.attachedTo === id),
    );
    if (ends) return true;
  }
  return false;
}

function endsItsScope(node: NodeModel): boolean {
  const ending = ['terminate', 'error', 'cancel'];
  return 'definitions' in node && node.definitions.some(({ kind }) => ending.includes(kind));
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
