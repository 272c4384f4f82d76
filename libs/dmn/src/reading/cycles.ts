type Links = ReadonlyMap<string, readonly string[]>;

/**
 * The members of a graph that can be reached from themselves, in the order of the graph. Takes time in the number of
 * members and links (strongly connected components after Tarjan), without recursion, since a file may hold long chains.
 */
export function inCycles(links: Links): ReadonlySet<string> {
  const found = new Set<string>();
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const lower = (member: string, to: number): void => {
    lowest.set(member, Math.min(lowest.get(member) ?? to, to));
  };
  const enter = (member: string): { member: string; next: number } => {
    order.set(member, order.size);
    lowest.set(member, order.size - 1);
    open.push(member);
    isOpen.add(member);
    return { member, next: 0 };
  };
  for (const start of links.keys()) {
    if (order.has(start)) continue;
    const path = [enter(start)];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const target = links.get(step.member)?.[step.next++];
      if (target === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) lower(parent.member, lowest.get(step.member) ?? 0);
        if (lowest.get(step.member) === order.get(step.member)) closeComponent(step.member);
      } else if (links.has(target)) {
        if (target === step.member) found.add(target);
        if (!order.has(target)) path.push(enter(target));
        else if (isOpen.has(target)) lower(step.member, order.get(target) ?? 0);
      }
    }
  }
  return found;

  /** Takes a component off the open members; with more than one member all of them are in a cycle. */
  function closeComponent(root: string): void {
    const component = open.splice(open.lastIndexOf(root));
    for (const member of component) {
      isOpen.delete(member);
      if (component.length > 1) found.add(member);
    }
  }
}
