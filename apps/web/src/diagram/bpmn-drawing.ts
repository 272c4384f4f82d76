/** One drawn element: where it lies on the sheet (BPMN DI `dc:Bounds`, pixels) and roughly what it looks like. */
export interface DrawnShape {
  readonly id: string;
  readonly look: 'task' | 'event' | 'gateway' | 'container' | 'frame' | 'paper';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One drawn line: its way points (`di:waypoint`, pixels). */
interface DrawnLine {
  readonly id: string;
  readonly dashed: boolean;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A step and where it goes from there, for telling the drawing in words. */
export interface DrawnStep {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly outgoing: readonly { readonly flowId: string; readonly label: string; readonly target: string }[];
}

export interface BpmnDrawing {
  readonly shapes: readonly DrawnShape[];
  readonly lines: readonly DrawnLine[];
  /** Box around everything drawn; undefined when the file has no drawing (no BPMN DI). */
  readonly bounds:
    { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
  /** The pool (participant) each process is drawn in, by process id. */
  readonly pools: ReadonlyMap<string, string>;
  /** All flow nodes in reading order: along the flows from the start, branches one after the other. */
  readonly steps: readonly DrawnStep[];
}

const FLOW_NODE = /(?:Task|task|Event|Gateway|SubProcess|subProcess|callActivity|transaction)$/;
const lookOf = (type: string): DrawnShape['look'] =>
  type === 'participant' || type === 'lane'
    ? 'frame'
    : /Event$/.test(type)
      ? 'event'
      : /Gateway$/.test(type)
        ? 'gateway'
        : /[sS]ubProcess$|^transaction$/.test(type)
          ? 'container'
          : FLOW_NODE.test(type)
            ? 'task'
            : 'paper';

const attribute = (element: Element, name: string): string => element.getAttribute(name) ?? '';
const figure = (element: Element, name: string): number => Number(attribute(element, name)) || 0;
const children = (element: Element, localName: string): Element[] =>
  Array.from(element.getElementsByTagNameNS('*', localName));

/**
 * Reads shapes, lines and steps of a BPMN file with the browser's own XML parser: enough for a miniature and for a text,
 * a few kilobytes instead of the whole modelling library. Broken XML gives an empty drawing; saying what is wrong with a
 * file is the server's part.
 */
export function readBpmnDrawing(xml: string): BpmnDrawing {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const root = document.documentElement;
  const typeById = new Map<string, string>();
  for (const element of Array.from(root.getElementsByTagName('*'))) {
    if (element.id !== '') typeById.set(element.id, element.localName);
  }
  const shapes = children(root, 'BPMNShape').flatMap((shape): DrawnShape[] => {
    const box = children(shape, 'Bounds').find((each) => each.parentElement === shape);
    if (box === undefined) return [];
    const id = localId(attribute(shape, 'bpmnElement'));
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => figure(box, name)) as [
      number,
      number,
      number,
      number,
    ];
    return [{ id, look: lookOf(typeById.get(id) ?? ''), x, y, width, height }];
  });
  const lines = children(root, 'BPMNEdge').map((edge): DrawnLine => {
    const id = localId(attribute(edge, 'bpmnElement'));
    return {
      id,
      dashed: typeById.get(id) !== 'sequenceFlow',
      points: children(edge, 'waypoint').map((point) => ({ x: figure(point, 'x'), y: figure(point, 'y') })),
    };
  });
  const pools = new Map(
    children(root, 'participant').map((pool) => [localId(attribute(pool, 'processRef')), pool.id] as const),
  );
  return { shapes, lines, bounds: boundsOf(shapes, lines), pools, steps: readSteps(root) };
}

/**
 * The part of a drawing that shows one process: of several pools its own with what lies in it, otherwise everything.
 */
export function partOfProcess(drawing: BpmnDrawing, processId: string): BpmnDrawing {
  const pool = drawing.shapes.find((shape) => shape.id === drawing.pools.get(processId));
  if (pool === undefined || drawing.pools.size < 2) return drawing;
  const inside = ({ x, y }: { readonly x: number; readonly y: number }): boolean =>
    x >= pool.x && x <= pool.x + pool.width && y >= pool.y && y <= pool.y + pool.height;
  const { x, y, width, height } = pool;
  return {
    ...drawing,
    shapes: drawing.shapes.filter((shape) => inside({ x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 })),
    lines: drawing.lines.filter((line) => line.points.every(inside)),
    bounds: { x, y, width, height },
  };
}

/** `bpmnElement` is a QName; its prefix says nothing about the id. */
const localId = (name: string): string => name.slice(name.indexOf(':') + 1);

function boundsOf(shapes: readonly DrawnShape[], lines: readonly DrawnLine[]): BpmnDrawing['bounds'] {
  const points = lines.flatMap((line) => line.points);
  const lefts = [...shapes.map((shape) => shape.x), ...points.map((point) => point.x)];
  const tops = [...shapes.map((shape) => shape.y), ...points.map((point) => point.y)];
  const rights = [...shapes.map((shape) => shape.x + shape.width), ...points.map((point) => point.x)];
  const bottoms = [...shapes.map((shape) => shape.y + shape.height), ...points.map((point) => point.y)];
  if (shapes.length === 0) return undefined;
  const smallest = (values: readonly number[]): number =>
    values.reduce((least, value) => Math.min(least, value), Infinity);
  const largest = (values: readonly number[]): number =>
    values.reduce((most, value) => Math.max(most, value), -Infinity);
  const x = smallest(lefts);
  const y = smallest(tops);
  return { x, y, width: Math.max(1, largest(rights) - x), height: Math.max(1, largest(bottoms) - y) };
}

function readSteps(root: Element): readonly DrawnStep[] {
  const flows = children(root, 'sequenceFlow').map((flow) => ({
    flowId: flow.id,
    source: attribute(flow, 'sourceRef'),
    target: attribute(flow, 'targetRef'),
    label: attribute(flow, 'name').trim(),
  }));
  const steps = Array.from(root.getElementsByTagName('*'))
    .filter(
      (element) => element.id !== '' && FLOW_NODE.test(element.localName) && !element.localName.startsWith('BPMN'),
    )
    .map((element): DrawnStep => ({
      id: element.id,
      type: element.localName,
      name: attribute(element, 'name').replaceAll(/\s+/g, ' ').trim(),
      outgoing: flows.filter((flow) => flow.source === element.id),
    }));
  return inReadingOrder(steps);
}

/**
 * Orders steps so that each stands behind what leads to it (Kahn's algorithm with a stack, so that one branch is told
 * to its end before the next begins); where a loop leaves nothing ready, the first of the file goes on.
 */
export function inReadingOrder(steps: readonly DrawnStep[]): readonly DrawnStep[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const waitingFor = new Map(steps.map((step) => [step.id, 0]));
  for (const { outgoing } of steps) {
    for (const { target } of outgoing) {
      const count = waitingFor.get(target);
      if (count !== undefined) waitingFor.set(target, count + 1);
    }
  }
  const told = new Set<string>();
  const ordered: DrawnStep[] = [];
  const stack = steps.filter((step) => waitingFor.get(step.id) === 0).reverse();
  const reached: DrawnStep[] = [];
  while (ordered.length < steps.length) {
    const step = stack.pop() ?? reached.find((each) => !told.has(each.id)) ?? steps.find((each) => !told.has(each.id));
    if (step === undefined) break;
    if (told.has(step.id)) continue;
    told.add(step.id);
    ordered.push(step);
    for (const { target } of [...step.outgoing].reverse()) {
      const next = byId.get(target);
      if (next === undefined || told.has(target)) continue;
      reached.push(next);
      const left = (waitingFor.get(target) ?? 1) - 1;
      waitingFor.set(target, left);
      if (left === 0) stack.push(next);
    }
  }
  return ordered;
}
