import type {
  ActivityModel,
  BoundaryEventModel,
  CatchEventModel,
  EventSubProcessModel,
  FlowModel,
  NodeModel,
  ProcessModel,
  StartEventModel,
} from './process-model.ts';

/** A process model made quick to ask. Built once for each model and remembered as long as the model lives. */
export interface ModelIndex {
  readonly model: ProcessModel;
  readonly nodes: ReadonlyMap<string, NodeModel>;
  readonly flows: ReadonlyMap<string, FlowModel>;
  nodesIn(scopeId: string): readonly NodeModel[];
  boundariesOf(activityId: string): readonly BoundaryEventModel[];
  eventSubProcessesOf(scopeId: string): readonly EventSubProcessModel[];
  /** The start event of an event subprocess; where a drawing has several, each of them starts it. */
  triggersOf(eventSubProcessId: string): readonly StartEventModel[];
  /**
   * Nodes a scope starts with: its none start events and the activities that start along, or without start events all
   * nodes no flow leads to (clauses 10.3, 10.5.2, 13.2).
   */
  entriesOf(scopeId: string): readonly NodeModel[];
  /** Activities that begin when the scope around begins, whatever starts it (clause 10.3). */
  activitiesStartingWith(scopeId: string): readonly ActivityModel[];
  linkTarget(scopeId: string, name: string): CatchEventModel | undefined;
  /** Can something in this scope be compensated when it is over? */
  isCompensable(node: NodeModel): boolean;
}

const known = new WeakMap<ProcessModel, ModelIndex>();

export function indexOf(model: ProcessModel): ModelIndex {
  let index = known.get(model);
  if (index === undefined) {
    index = buildIndex(model);
    known.set(model, index);
  }
  return index;
}

const NOTHING: readonly never[] = [];

function buildIndex(model: ProcessModel): ModelIndex {
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]));
  const byScope = groupBy(model.nodes, (node) => node.scopeId);
  const boundaries = groupBy(
    model.nodes.filter((node) => node.type === 'boundaryEvent'),
    (node) => node.attachedTo,
  );
  const entries = new Map<string, readonly NodeModel[]>();
  const compensable = new Map<string, boolean>();
  const nodesIn = (scopeId: string): readonly NodeModel[] => byScope.get(scopeId) ?? NOTHING;

  const isCompensable = (node: NodeModel): boolean => {
    const answered = compensable.get(node.id);
    if (answered !== undefined) return answered;
    compensable.set(node.id, false);
    const own = (boundaries.get(node.id) ?? NOTHING).some((event) => isCompensation(event));
    const inner = nodesIn(node.id).some(
      (child) =>
        isCompensable(child) ||
        (child.type === 'eventSubProcess' && nodesIn(child.id).some((start) => isCompensationStart(start))),
    );
    compensable.set(node.id, own || inner);
    return own || inner;
  };

  return {
    model,
    nodes,
    flows,
    nodesIn,
    isCompensable,
    boundariesOf: (activityId) => boundaries.get(activityId) ?? NOTHING,
    eventSubProcessesOf: (scopeId) => nodesIn(scopeId).filter((node) => node.type === 'eventSubProcess'),
    triggersOf: (eventSubProcessId) => nodesIn(eventSubProcessId).filter((node) => node.type === 'startEvent'),
    activitiesStartingWith: (scopeId) => activitiesStartingAlong(nodesIn(scopeId)),
    entriesOf(scopeId) {
      let found = entries.get(scopeId);
      if (found === undefined) {
        found = findEntries(nodesIn(scopeId));
        entries.set(scopeId, found);
      }
      return found;
    },
    linkTarget: (scopeId, name) =>
      nodesIn(scopeId)
        .filter((node) => node.type === 'intermediateCatchEvent')
        .find((node) => node.definitions.some((definition) => definition.kind === 'link' && definition.name === name)),
  };
}

function findEntries(nodes: readonly NodeModel[]): readonly NodeModel[] {
  const starts = nodes.filter((node) => node.type === 'startEvent');
  const none = starts.filter((start) => start.definitions.length === 0 && start.confirmation === undefined);
  if (starts.length > 0) return [...(none.length > 0 ? none : starts), ...activitiesStartingAlong(nodes)];
  return nodes.filter((node) => node.incoming.length === 0 && startsByItself(node));
}

function activitiesStartingAlong(nodes: readonly NodeModel[]): readonly ActivityModel[] {
  return nodes.filter((node): node is ActivityModel => isActivity(node) && node.startsAlong === true);
}

/** A receive task or event-based gateway that begins a process instance itself. */
export function isInstantiating(node: NodeModel): boolean {
  if (node.type === 'eventBasedGateway') return node.instantiate;
  return node.type === 'receiveTask' && node.work.kind === 'message' && node.work.instantiate;
}

/** A node that starts by itself where no flow leads to it; what other elements start is none. */
export function startsByItself(node: NodeModel): boolean {
  if (node.type === 'boundaryEvent' || node.type === 'startEvent' || node.type === 'eventSubProcess') return false;
  if (node.type === 'intermediateCatchEvent') return !node.definitions.some(({ kind }) => kind === 'link');
  return !isActivity(node) || !node.isForCompensation;
}

export function isActivity(node: NodeModel): node is ActivityModel {
  return 'isForCompensation' in node;
}

function isCompensation(event: BoundaryEventModel): boolean {
  return event.definitions.some((definition) => definition.kind === 'compensate');
}

function isCompensationStart(node: NodeModel): boolean {
  return node.type === 'startEvent' && node.definitions.some((definition) => definition.kind === 'compensate');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
