import type { TaskChoice } from '#contracts';
import type { ProcessModel } from '#engine';
import { oneLine } from '../http/one-line.ts';

/**
 * What the person who has the task of an ad-hoc subprocess may begin (BPMN 2.0.2 § 13.3.5): the activities no flow leads to.
 * Undefined for any other node, and where the model or the data choose.
 */
export function adHocChoices(model: ProcessModel, nodeId: string): readonly TaskChoice[] | undefined {
  const container = model.nodes.find(({ id }) => id === nodeId);
  if (container?.type !== 'adHocSubProcess' || container.chooser === undefined) return undefined;
  return model.nodes
    .filter((node) => node.scopeId === nodeId && node.incoming.length === 0)
    .filter((node) => 'isForCompensation' in node && !node.isForCompensation && node.type !== 'eventSubProcess')
    .map(({ id, name }) => ({ nodeId: id, label: oneLine(name ?? id) }));
}
