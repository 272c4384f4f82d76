import { indexOf, isActivity, type ModelIndex } from '../model/model-index.ts';
import type { NodeModel, ProcessModel } from '../model/process-model.ts';

/**
 * Why no token can be put before or after a node by hand.
 * `compensation`: begins only when something is compensated (clause 13.5.5) ·
 * `boundaryEvent`: occurs only at its activity; a token can leave it, but not wait before it (clause 13.5.3) ·
 * `eventSubProcess`: begins only when its event occurs (clause 13.5.4); a step in it can be begun ·
 * `noFlow`: no sequence flow leads out · `severalFlows`: which of them is meant cannot be told.
 */
export type StartObstacle = 'compensation' | 'boundaryEvent' | 'eventSubProcess' | 'noFlow' | 'severalFlows';

/** What can be done by hand at a node; a side without obstacle is open. */
export interface StartPlaceRule {
  readonly nodeId: string;
  readonly before?: StartObstacle;
  readonly after?: StartObstacle;
}

/** The rule of every node of a model, in its order. */
export function startPlaces(model: ProcessModel): readonly StartPlaceRule[] {
  const index = indexOf(model);
  return model.nodes.map((node) => {
    const before = obstacleBefore(index, node);
    const after = obstacleAfter(node);
    return {
      nodeId: node.id,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  });
}

/** A token leaves a node by its one flow; with several, choosing would be guessing. */
function obstacleAfter(node: NodeModel): StartObstacle | undefined {
  if (isCompensating(node)) return 'compensation';
  if (node.outgoing.length === 0) return 'noFlow';
  return node.outgoing.length > 1 ? 'severalFlows' : undefined;
}

function obstacleBefore(index: ModelIndex, node: NodeModel): StartObstacle | undefined {
  if (isCompensating(node)) return 'compensation';
  if (node.type === 'boundaryEvent') return 'boundaryEvent';
  if (node.type === 'eventSubProcess') {
    return index.triggersOf(node.id).some(isCompensating) ? 'compensation' : 'eventSubProcess';
  }
  return undefined;
}

/** A compensation handler, and the events that wait for compensation. */
function isCompensating(node: NodeModel): boolean {
  if (isActivity(node) && node.isForCompensation) return true;
  return (
    (node.type === 'boundaryEvent' || node.type === 'startEvent') &&
    node.definitions.some(({ kind }) => kind === 'compensate')
  );
}
