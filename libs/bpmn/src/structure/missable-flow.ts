import type { FlowModel, NodeModel } from '#engine';

/** A way a token can go inside one process or subprocess. */
interface Edge {
  readonly from: NodeModel;
  readonly to: NodeModel;
  readonly flowId?: string;
}

/** Something that may or may not happen: tokens then take these edges, or else one of the others. */
interface Choice {
  readonly at: NodeModel;
  readonly edges: ReadonlySet<Edge>;
  /** Edges taken instead; none for what happens besides (an event that does not interrupt). */
  readonly instead: readonly Edge[];
}

/** How an incoming flow of a parallel join can stay empty for ever while another one has its token. */
export interface MissableFlow {
  /** The node before the flow that may stay empty. */
  readonly source: NodeModel;
  /** Where it is decided that no token comes: a gateway, an activity, or an event at its boundary. */
  readonly decidedAt: NodeModel;
}

/** The ways inside one scope and what is decided on them. Made once for all joins of the scope. */
export class TokenWays {
  readonly #edges: readonly Edge[];
  readonly #from: ReadonlyMap<NodeModel, readonly Edge[]>;
  readonly choices: readonly Choice[];

  /** @param nodes all nodes of the scope */
  constructor(nodes: readonly NodeModel[], flows: ReadonlyMap<string, FlowModel>) {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const events = nodes.filter((node) => node.type === 'boundaryEvent' && !has(node, 'compensate'));
    const targets = nodes.filter((node) => node.type === 'intermediateCatchEvent' && linksOf(node).length > 0);
    this.#edges = [
      ...nodes.flatMap((node) => flowsFrom(node, byId, flows)),
      ...events.flatMap((to) => edgesTo(to, to.type === 'boundaryEvent' ? [byId.get(to.attachedTo)] : [])),
      ...targets.flatMap((to) =>
        edgesTo(
          to,
          nodes.filter((node) => jumpsTo(node, to)),
        ),
      ),
    ];
    const from = new Map<NodeModel, Edge[]>(nodes.map((node) => [node, []]));
    for (const edge of this.#edges) from.get(edge.from)?.push(edge);
    this.#from = from;
    this.choices = nodes.flatMap((node) => choicesAt(node, from.get(node) ?? [], flows));
  }

  /**
   * The first way found in which a join gets a token on one flow and never on another (clause 13.4.1: a parallel join
   * waits for all). A decision that can only be repeated, or whose other outcome ends the scope, is no such way.
   */
  missableFlow(join: NodeModel, entries: readonly NodeModel[]): MissableFlow | undefined {
    const incoming = this.#edges.filter(({ to }) => to === join);
    for (const choice of this.choices) {
      const taken = this.#taken(entries, join, choice.edges);
      const missed = incoming.find((edge) => !taken.has(edge));
      if (missed === undefined || !incoming.some((edge) => taken.has(edge))) continue;
      if (this.#canBeAvoided(choice, join)) return { source: missed.from, decidedAt: choice.at };
    }
    return undefined;
  }

  /** Edges a token that starts at these nodes can take without these ones, up to the join. */
  #taken(starts: readonly NodeModel[], join: NodeModel, without: ReadonlySet<Edge>): ReadonlySet<Edge> {
    const taken = new Set<Edge>();
    const seen = new Set(starts);
    const open = [...starts];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node === join) continue;
      for (const edge of this.#from.get(node) ?? []) {
        if (without.has(edge)) continue;
        taken.add(edge);
        if (seen.has(edge.to)) continue;
        seen.add(edge.to);
        open.push(edge.to);
      }
    }
    return taken;
  }

  #canBeAvoided({ edges, instead }: Choice, join: NodeModel): boolean {
    if (instead.length === 0) return true;
    const taken = this.#taken(
      instead.map(({ to }) => to),
      join,
      edges,
    );
    const reached = new Set([...instead, ...taken].map(({ to }) => to));
    return [...reached].some((node) => node === join || endsQuietly(node, this.#from.get(node) ?? []));
  }
}

function flowsFrom(
  node: NodeModel,
  byId: ReadonlyMap<string, NodeModel>,
  flows: ReadonlyMap<string, FlowModel>,
): readonly Edge[] {
  return node.outgoing.flatMap((flowId): Edge[] => {
    const to = byId.get(flows.get(flowId)?.target ?? '');
    return to === undefined ? [] : [{ from: node, to, flowId }];
  });
}

function edgesTo(to: NodeModel, sources: readonly (NodeModel | undefined)[]): readonly Edge[] {
  return sources.flatMap((from) => (from === undefined ? [] : [{ from, to }]));
}

function jumpsTo(node: NodeModel, target: NodeModel): boolean {
  if (node.type !== 'intermediateThrowEvent') return false;
  const names = linksOf(target);
  return linksOf(node).some((name) => names.includes(name));
}

function choicesAt(node: NodeModel, edges: readonly Edge[], flows: ReadonlyMap<string, FlowModel>): readonly Choice[] {
  const along = edges.filter(({ flowId }) => flowId !== undefined);
  const others = (edge: Edge) => along.filter((other) => other !== edge);
  if (decides(node)) {
    return along.length < 2 ? [] : along.map((edge) => ({ at: node, edges: new Set([edge]), instead: others(edge) }));
  }
  const conditional = along.filter(({ flowId }) => flows.get(flowId ?? '')?.condition !== undefined);
  const events = edges.filter(({ to }) => to.type === 'boundaryEvent');
  const ending = events.filter(({ to }) => to.type === 'boundaryEvent' && to.interrupting);
  return [
    ...(node.type === 'parallelGateway'
      ? []
      : conditional.map((edge) => ({ at: node, edges: new Set([edge]), instead: others(edge) }))),
    ...events.map((edge) => ({
      at: edge.to,
      edges: new Set([edge]),
      instead: ending.includes(edge) ? along : [],
    })),
    ...(ending.length === 0 || along.length === 0 ? [] : [{ at: node, edges: new Set(along), instead: ending }]),
  ];
}

function decides(node: NodeModel): boolean {
  switch (node.type) {
    case 'exclusiveGateway':
    case 'inclusiveGateway':
    case 'complexGateway':
      return true;
    case 'eventBasedGateway':
      return node.mode === 'exclusive';
    default:
      return false;
  }
}

/** A token is gone here and nothing else is ended by it. */
function endsQuietly(node: NodeModel, edges: readonly Edge[]): boolean {
  const ending = ['terminate', 'error', 'cancel', 'escalation'] as const;
  return edges.length === 0 && !ending.some((kind) => has(node, kind));
}

function has(node: NodeModel, kind: string): boolean {
  return 'definitions' in node && node.definitions.some((definition) => definition.kind === kind);
}

function linksOf(node: NodeModel): readonly string[] {
  if (!('definitions' in node)) return [];
  return node.definitions.flatMap((definition) => (definition.kind === 'link' ? [definition.name] : []));
}
