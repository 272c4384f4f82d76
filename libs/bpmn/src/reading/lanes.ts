import type { LaneModel } from '#engine';
import { child, children, idOf, is, text, type Element } from '../xml/element.ts';

/** Who is drawn as responsible for what: lanes of the process and of its subprocesses, nested ones included. */
export interface Lanes {
  readonly models: readonly LaneModel[];
  /** Name of the innermost lane the node is drawn in; a node inside a subprocess inherits the lane of the subprocess. */
  laneOf(node: Element): string | undefined;
}

/** Reads all lane sets below a process (BPMN 2.0.2 clause 10.8). */
export function readLanes(process: Element): Lanes {
  const models: LaneModel[] = [];
  const byNode = new Map<string, string>();
  const readSet = (laneSet: Element, outer: string | undefined): void => {
    for (const lane of children(laneSet, 'lanes')) {
      const name = text(lane, 'name') ?? outer ?? text(laneSet, 'name');
      const nodes = children(lane, 'flowNodeRef')
        .map(idOf)
        .filter((id) => id !== undefined);
      if (name !== undefined) {
        models.push({ id: idOf(lane) ?? name, name, nodes });
        // Inner lanes are read after the lane around them, so that the innermost name stays.
        for (const node of nodes) byNode.set(node, name);
      }
      const inner = child(lane, 'childLaneSet');
      if (inner !== undefined) readSet(inner, name);
    }
  };
  const readContainer = (container: Element): void => {
    for (const laneSet of children(container, 'laneSets')) readSet(laneSet, undefined);
    for (const element of children(container, 'flowElements')) if (is(element, 'SubProcess')) readContainer(element);
  };
  readContainer(process);
  return {
    models,
    laneOf: (node) => {
      let at: Element | undefined = node;
      while (at !== undefined && !is(at, 'Process')) {
        const lane = byNode.get(idOf(at) ?? '');
        if (lane !== undefined) return lane;
        const host = child(at, 'attachedToRef');
        const hostLane = host === undefined ? undefined : byNode.get(idOf(host) ?? '');
        if (hostLane !== undefined) return hostLane;
        at = at.$parent;
      }
      return undefined;
    },
  };
}
