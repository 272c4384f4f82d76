import type { NodeModel } from '#engine';

/** A merge several tokens of one fork run into one by one: what follows happens once for each. */
export interface MultiplyingMerge {
  readonly merge: NodeModel;
  readonly fork: NodeModel;
  /** The way from the fork to the merge along each branch, both ends left out. */
  readonly ways: readonly (readonly NodeModel[])[];
}

/** The ways of one process or subprocess; `next` knows boundary events and links, too. */
interface Ways {
  readonly nodes: readonly NodeModel[];
  readonly next: (node: NodeModel) => readonly NodeModel[];
}

/**
 * Finds exclusive merges behind a parallel split (clauses 13.4.2, 13.4.1) at which every run arrives more than once: two
 * branches that cannot but lead there, with nothing on the way where they could be joined or end. Merges behind which no
 * work follows, or which end everything, are left alone: there it makes no difference.
 */
export function multiplyingMerges({ nodes, next }: Ways): readonly MultiplyingMerge[] {
  const merges = nodes.filter(
    (node) => node.type === 'exclusiveGateway' && node.incoming.length > 1 && multipliesWork(node, next),
  );
  if (merges.length === 0) return [];
  const found = new Map<NodeModel, MultiplyingMerge>();
  for (const fork of nodes.filter((node) => node.type === 'parallelGateway' && node.outgoing.length > 1)) {
    const nearest = merges
      .map((merge) => ({
        merge,
        fork,
        ways: next(fork).flatMap((branch) => surelyLeads(branch, merge, fork, next) ?? []),
      }))
      .filter(({ ways }) => ways.length > 1)
      .toSorted((a, b) => a.ways.flat().length - b.ways.flat().length)[0];
    if (nearest !== undefined && !found.has(nearest.merge))
      found.set(nearest.merge, { ...nearest, ways: nearest.ways.map(({ nodes: way }) => way) });
  }
  return [...found.values()];
}

interface Way {
  readonly nodes: readonly NodeModel[];
}

/** The shortest way of a branch to the merge, where every way leads there; else undefined. */
function surelyLeads(branch: NodeModel, merge: NodeModel, fork: NodeModel, next: Ways['next']): Way | undefined {
  const before = new Map<NodeModel, NodeModel | undefined>([[branch, undefined]]);
  const open = [branch];
  let reached = branch === merge;
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    if (node === merge) {
      reached = true;
      continue;
    }
    if (node === fork || synchronizes(node)) return undefined;
    const following = next(node).filter((other) => other.type !== 'boundaryEvent' || other.interrupting);
    if (following.length === 0) return undefined;
    for (const other of following) {
      if (before.has(other)) continue;
      before.set(other, node);
      open.push(other);
    }
  }
  if (!reached) return undefined;
  const way: NodeModel[] = [];
  for (let node = before.get(merge); node !== undefined; node = before.get(node)) way.unshift(node);
  return { nodes: way };
}

/** Where tokens that arrive may become one, or are counted. */
function synchronizes(node: NodeModel): boolean {
  const joins = node.type === 'parallelGateway' || node.type === 'inclusiveGateway' || node.type === 'complexGateway';
  return (joins && node.incoming.length > 1) || ('startQuantity' in node && node.startQuantity > 1);
}

/** Is there work behind it, and nothing that takes away the other tokens? */
function multipliesWork(merge: NodeModel, next: Ways['next']): boolean {
  const seen = new Set([merge]);
  const open = [merge];
  let works = false;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('definitions' in node && node.definitions.some(({ kind }) => kind === 'terminate')) return false;
    if (node !== merge && (synchronizes(node) || node.type === 'complexGateway')) continue;
    works ||= 'work' in node || 'loop' in node || node.type === 'callActivity' || node.type === 'subProcess';
    for (const other of next(node)) {
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return works;
}
