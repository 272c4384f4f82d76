/**
 * An immutable map from strings, a hash array mapped trie: `set` and `delete` give a new map that shares all but
 * O(log32 n) nodes with the old one. That is what keeps a step at the cost of the tokens it touches: a plain object
 * would be copied whole for each of 10,000 multi-instance children, and two states could only be compared entry by entry.
 * Keys are never property names, so `__proto__` is a key like any other.
 */
export class PersistentMap<V> {
  private static readonly nothing: PersistentMap<never> = new PersistentMap<never>(undefined, 0);
  private readonly root: Node<V> | undefined;
  readonly size: number;

  private constructor(root: Node<V> | undefined, size: number) {
    this.root = root;
    this.size = size;
  }

  static empty<V>(): PersistentMap<V> {
    return PersistentMap.nothing;
  }

  get(key: string): V | undefined {
    const hash = hashOf(key);
    let node = this.root;
    for (let shift = 0; node !== undefined; shift += 5) {
      if (node.kind === 'leaf') return node.key === key ? node.value : undefined;
      if (node.kind === 'collision') return node.leaves.find((leaf) => leaf.key === key)?.value;
      const bit = 1 << ((hash >>> shift) & 31);
      if ((node.bitmap & bit) === 0) return undefined;
      node = node.slots[countBits(node.bitmap & (bit - 1))];
    }
    return undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  set(key: string, value: V): PersistentMap<V> {
    const leaf: Leaf<V> = { kind: 'leaf', hash: hashOf(key), key, value };
    if (this.root === undefined) return new PersistentMap<V>(leaf, 1);
    const grown = { added: false };
    const root = insert(this.root, leaf, 0, grown);
    return root === this.root ? this : new PersistentMap<V>(root, this.size + (grown.added ? 1 : 0));
  }

  delete(key: string): PersistentMap<V> {
    if (this.root === undefined) return this;
    const root = remove(this.root, hashOf(key), key, 0);
    if (root === this.root) return this;
    return root === undefined ? PersistentMap.empty<V>() : new PersistentMap<V>(root, this.size - 1);
  }

  /** In the order of the hashes: arbitrary, but the same for the same keys. */
  *entries(): Generator<readonly [string, V]> {
    if (this.root !== undefined) for (const leaf of leavesOf(this.root)) yield [leaf.key, leaf.value];
  }

  keys(): string[] {
    return Array.from(this.entries(), ([key]) => key);
  }

  /** What differs, at the cost of the difference: subtrees both maps share are skipped. Values are compared by identity. */
  static difference<V>(before: PersistentMap<V>, after: PersistentMap<V>): Difference<V> {
    const changed: (readonly [string, V])[] = [];
    const removed: string[] = [];
    compare(before.root, after.root, 0, changed, removed);
    return { changed, removed };
  }
}

export interface Difference<V> {
  readonly changed: readonly (readonly [string, V])[];
  readonly removed: readonly string[];
}

interface Leaf<V> {
  readonly kind: 'leaf';
  readonly hash: number;
  readonly key: string;
  readonly value: V;
}
interface Branch<V> {
  readonly kind: 'branch';
  readonly bitmap: number;
  readonly slots: readonly Node<V>[];
}
/** Different keys with the same 32-bit hash. */
interface Collision<V> {
  readonly kind: 'collision';
  readonly hash: number;
  readonly leaves: readonly Leaf<V>[];
}
type Node<V> = Leaf<V> | Branch<V> | Collision<V>;

/** FNV-1a over UTF-16 code units, with a final avalanche: the trie reads five bits at a time. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function insert<V>(node: Node<V>, leaf: Leaf<V>, shift: number, grown: { added: boolean }): Node<V> {
  if (node.kind === 'branch') {
    const bit = 1 << ((leaf.hash >>> shift) & 31);
    const position = countBits(node.bitmap & (bit - 1));
    if ((node.bitmap & bit) === 0) {
      grown.added = true;
      return { kind: 'branch', bitmap: node.bitmap | bit, slots: node.slots.toSpliced(position, 0, leaf) };
    }
    const child = node.slots[position];
    if (child === undefined) throw new Error('Expected a child for each bit, but a slot is empty');
    const replaced = insert(child, leaf, shift + 5, grown);
    return replaced === child
      ? node
      : { kind: 'branch', bitmap: node.bitmap, slots: node.slots.with(position, replaced) };
  }
  if (node.kind === 'leaf' && node.key === leaf.key) return node.value === leaf.value ? node : leaf;
  if (node.hash === leaf.hash) {
    const leaves = node.kind === 'collision' ? node.leaves : [node];
    const position = leaves.findIndex((known) => known.key === leaf.key);
    if (position < 0) grown.added = true;
    // Sorted by key, so that the same entries give the same order however they came about.
    const merged = position < 0 ? [...leaves, leaf] : leaves.with(position, leaf);
    return { kind: 'collision', hash: leaf.hash, leaves: merged.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
  }
  const branch: Branch<V> = { kind: 'branch', bitmap: 1 << ((node.hash >>> shift) & 31), slots: [node] };
  return insert(branch, leaf, shift, grown);
}

function remove<V>(node: Node<V>, hash: number, key: string, shift: number): Node<V> | undefined {
  if (node.kind === 'leaf') return node.key === key ? undefined : node;
  if (node.kind === 'collision') {
    const leaves = node.leaves.filter((leaf) => leaf.key !== key);
    if (leaves.length === node.leaves.length) return node;
    return leaves.length === 1 ? leaves[0] : { ...node, leaves };
  }
  const bit = 1 << ((hash >>> shift) & 31);
  if ((node.bitmap & bit) === 0) return node;
  const position = countBits(node.bitmap & (bit - 1));
  const child = node.slots[position];
  if (child === undefined) return node;
  const rest = remove(child, hash, key, shift + 5);
  if (rest === child) return node;
  if (rest !== undefined) {
    if (node.slots.length === 1 && rest.kind !== 'branch') return rest;
    return { ...node, slots: node.slots.with(position, rest) };
  }
  if (node.slots.length === 1) return undefined;
  const slots = node.slots.toSpliced(position, 1);
  const only = slots[0];
  // A single leaf moves up: the shape of the trie then depends on its keys alone, never on its history.
  if (slots.length === 1 && only !== undefined && only.kind !== 'branch') return only;
  return { kind: 'branch', bitmap: node.bitmap & ~bit, slots };
}

function* leavesOf<V>(node: Node<V>): Generator<Leaf<V>> {
  if (node.kind === 'leaf') yield node;
  else if (node.kind === 'collision') yield* node.leaves;
  else for (const slot of node.slots) yield* leavesOf(slot);
}

function compare<V>(
  before: Node<V> | undefined,
  after: Node<V> | undefined,
  shift: number,
  changed: (readonly [string, V])[],
  removed: string[],
): void {
  if (before === after) return;
  if (before?.kind === 'branch' && after?.kind === 'branch') {
    for (let index = 0; index < 32; index += 1) {
      const bit = 1 << index;
      compare(slotOf(before, bit), slotOf(after, bit), shift + 5, changed, removed);
    }
    return;
  }
  const old = new Map<string, V>();
  if (before !== undefined) for (const leaf of leavesOf(before)) old.set(leaf.key, leaf.value);
  if (after !== undefined) {
    for (const leaf of leavesOf(after)) {
      if (!old.has(leaf.key) || old.get(leaf.key) !== leaf.value) changed.push([leaf.key, leaf.value]);
      old.delete(leaf.key);
    }
  }
  removed.push(...old.keys());
}

function slotOf<V>(branch: Branch<V>, bit: number): Node<V> | undefined {
  return (branch.bitmap & bit) === 0 ? undefined : branch.slots[countBits(branch.bitmap & (bit - 1))];
}
