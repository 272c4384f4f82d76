import type { EngineEvent, NodeModel, ProcessModel } from '#engine';

/**
 * Books every token by the events alone, knowing nothing of how the engine works: what a node has sent over its flows
 * must fit how often it has completed, and what has come over a flow must fit how often its target was entered
 * (BPMN 2.0.2 clauses 13.3 and 13.4).
 * @returns what is wrong, if anything
 */
export function findWrongBooking(model: ProcessModel, events: readonly EngineEvent[]): string | undefined {
  const taken = counted(events.flatMap((event) => (event.type === 'FlowTaken' ? [event.flowId] : [])));
  const completed = counted(
    events.flatMap((event) => (event.type === 'ElementCompleted' && goesOn(model, event) ? [event.nodeId] : [])),
  );
  const entered = counted(
    events.flatMap((event) =>
      event.type === 'ElementEntered' && event.viaFlowId !== undefined ? [event.viaFlowId] : [],
    ),
  );
  const isInterrupted = hasInterruption(model, events);
  for (const node of model.nodes) {
    const ends = completed(node.id);
    const sent = node.outgoing.map(taken);
    if (!isSentRight(node, ends, sent)) return `${node.id} completed ${ends} times, but sent ${sent.join(', ')} tokens`;
    const came = node.incoming.map(taken);
    if (!isReceivedRight(node, ends, came, node.incoming.map(entered), isInterrupted)) {
      return `${came.join(', ')} tokens came to ${node.id}, which does not fit its ${ends} completions`;
    }
  }
  return undefined;
}

function counted(ids: readonly string[]): (id: string) => number {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (id) => counts.get(id) ?? 0;
}

/** Of a repeated activity only the body goes on. */
function goesOn(model: ProcessModel, event: Extract<EngineEvent, { type: 'ElementCompleted' }>): boolean {
  const node = model.nodes.find(({ id }) => id === event.nodeId);
  const isRepeated = node !== undefined && 'loop' in node;
  return isRepeated === (event.multiInstanceBody ?? false);
}

function isSentRight(node: NodeModel, ends: number, sent: readonly number[]): boolean {
  if (sent.length === 0) return true;
  const sum = sent.reduce((total, count) => total + count, 0);
  switch (node.type) {
    case 'exclusiveGateway':
    case 'eventBasedGateway':
      return sum === ends;
    case 'inclusiveGateway':
    case 'complexGateway':
      return sum >= ends && sent.every((count) => count <= ends);
    default:
      return sent.every((count) => count === ends * ('completionQuantity' in node ? node.completionQuantity : 1));
  }
}

/**
 * A join takes one token of each flow for each completion at most; everywhere else each token is a visit of its own.
 * Where a scope is ended before its time, tokens on their way are withdrawn with it.
 */
function isReceivedRight(
  node: NodeModel,
  ends: number,
  came: readonly number[],
  entered: readonly number[],
  isInterrupted: boolean,
): boolean {
  switch (node.type) {
    case 'parallelGateway':
      return came.every((count) => count >= ends);
    case 'inclusiveGateway':
    case 'complexGateway':
      return came.length === 0 || came.reduce((total, count) => total + count, 0) >= ends;
    default:
      return came.every((count, index) => {
        const visits = (entered[index] ?? 0) * ('startQuantity' in node ? node.startQuantity : 1);
        return isInterrupted ? visits <= count : visits === count;
      });
  }
}

function hasInterruption(model: ProcessModel, events: readonly EngineEvent[]): boolean {
  const interrupting = new Set(model.nodes.flatMap((node) => (endsItsScope(node) ? [node.id] : [])));
  return events.some(
    (event) =>
      event.type === 'ElementCanceled' || (event.type === 'ElementCompleted' && interrupting.has(event.nodeId)),
  );
}

/** Terminate end events, starts of event subprocesses that take over, ad-hoc subprocesses that are complete before all is done. */
function endsItsScope(node: NodeModel): boolean {
  if (node.type === 'endEvent') return node.definitions.some(({ kind }) => kind === 'terminate');
  if (node.type === 'adHocSubProcess') return node.completionCondition !== undefined && node.cancelRemaining;
  return node.type === 'startEvent' && node.definitions.length > 0 && node.interrupting;
}
