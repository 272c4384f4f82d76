import type { ProcessModel } from '#engine';
import type { InstanceView, TokenView } from '#runtime';
import { activityTypes } from './activity-type.ts';

/** One node of the tree Camunda 7 answers for `/activity-instances`. */
export interface ActivityInstance {
  readonly id: string;
  readonly parentActivityInstanceId: string | null;
  readonly activityId: string;
  readonly activityType: string;
  readonly processInstanceId: string;
  readonly processDefinitionId: string;
  readonly childActivityInstances: ActivityInstance[];
  readonly childTransitionInstances: TransitionInstance[];
  readonly executionIds: readonly string[];
  readonly activityName: string | null;
  readonly name: string | null;
  readonly incidentIds: readonly string[];
  readonly incidents: readonly { readonly id: string; readonly activityId: string }[];
}

/** An activity that waits for the engine before or after its work. */
interface TransitionInstance {
  readonly id: string;
  readonly parentActivityInstanceId: string;
  readonly processInstanceId: string;
  readonly processDefinitionId: string;
  readonly activityId: string;
  readonly activityName: string | null;
  readonly activityType: string;
  readonly executionId: string;
  readonly incidentIds: readonly string[];
  readonly incidents: readonly { readonly id: string; readonly activityId: string }[];
}

/** Tokens as a tree under their process instance; a multi-instance body is told by its suffix, as Camunda 7 does. */
export function activityTree(
  instance: InstanceView,
  tokens: readonly TokenView[],
  model: ProcessModel,
): ActivityInstance {
  const types = activityTypes(model);
  const root: ActivityInstance = {
    id: instance.id,
    parentActivityInstanceId: null,
    activityId: instance.definitionId,
    activityType: 'processDefinition',
    processInstanceId: instance.id,
    processDefinitionId: instance.definitionId,
    childActivityInstances: [],
    childTransitionInstances: [],
    executionIds: [instance.id],
    activityName: instance.definitionName,
    name: instance.definitionName,
    incidentIds: [],
    incidents: [],
  };
  const nodes = new Map<string, ActivityInstance>([[root.id, root]]);
  for (const token of tokens.filter((one) => !one.inTransition))
    nodes.set(token.elementInstanceId, {
      id: token.elementInstanceId,
      parentActivityInstanceId: token.parentId,
      activityId: token.multiInstanceBody ? `${token.nodeId}#multiInstanceBody` : token.nodeId,
      activityType: token.multiInstanceBody ? 'multiInstanceBody' : (types.get(token.nodeId) ?? token.nodeType),
      processInstanceId: instance.id,
      processDefinitionId: instance.definitionId,
      childActivityInstances: [],
      childTransitionInstances: [],
      executionIds: [token.elementInstanceId],
      activityName: token.nodeName,
      name: token.nodeName,
      incidentIds: token.incidentIds,
      incidents: token.incidentIds.map((incident) => ({ id: incident, activityId: token.nodeId })),
    });
  for (const token of tokens) {
    if (token.inTransition) {
      const parent = nodes.get(token.parentId) ?? root;
      parent.childTransitionInstances.push({
        id: token.elementInstanceId,
        parentActivityInstanceId: parent.id,
        processInstanceId: instance.id,
        processDefinitionId: instance.definitionId,
        activityId: token.nodeId,
        activityName: token.nodeName,
        activityType: types.get(token.nodeId) ?? token.nodeType,
        executionId: token.elementInstanceId,
        incidentIds: token.incidentIds,
        incidents: token.incidentIds.map((incident) => ({ id: incident, activityId: token.nodeId })),
      });
      continue;
    }
    const node = nodes.get(token.elementInstanceId);
    if (node !== undefined) (nodes.get(token.parentId) ?? root).childActivityInstances.push(node);
  }
  return root;
}
