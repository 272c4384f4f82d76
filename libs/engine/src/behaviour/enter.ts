import type { Run } from '../execution/run.ts';
import type { Value } from '../model/expression.ts';
import { isActivity } from '../model/model-index.ts';
import type { NodeModel } from '../model/process-model.ts';
import type { Entry } from '../elements/element-behaviour.ts';
import type { Item } from '../state/item.ts';
import { setLocal } from './variables.ts';

/** A token makes an instance of its own at the node. */
export function enterNode(run: Run, entry: Entry, node: NodeModel, scope: Item): void {
  const id = createInstance(run, entry, node, scope);
  run.push({ kind: 'activate', itemId: id, ...(entry.occurred !== undefined && { occurred: entry.occurred }) });
}

/** The instance exists but has not begun. `gathers`: further tokens of the scope go to it. */
export function createInstance(
  run: Run,
  entry: Entry,
  node: NodeModel,
  scope: Item,
  gathering?: { readonly state: Value },
): string {
  const elementInstanceId = run.context.newId();
  run.entries += 1;
  run.emit(scope, {
    type: 'ElementEntered',
    parentId: scope.id,
    multiInstanceBody: isActivity(node) && node.loop !== undefined,
    elementInstanceId,
    nodeId: node.id,
    nodeType: node.type,
    definitionId: scope.definitionId,
    ...(entry.viaFlowId !== undefined && { viaFlowId: entry.viaFlowId }),
    ...(entry.answers !== undefined && { answers: entry.answers }),
    ...(entry.startNodeId !== undefined &&
      run.index(scope).triggersOf(node.id).length > 1 && { state: { startedBy: entry.startNodeId } }),
    ...(gathering !== undefined && { state: gathering.state, gathers: true as const }),
  });
  if (entry.variables !== undefined) setLocal(run, run.item(elementInstanceId), entry.variables);
  run.stirred.add(scope.id);
  return elementInstanceId;
}

/** The instance of the scope that gathers tokens at this node. */
export function gatheringAt(run: Run, scope: Item, nodeId: string): Item | undefined {
  const id = Object.hasOwn(scope.gathering, nodeId) ? scope.gathering[nodeId] : undefined;
  return id === undefined ? undefined : run.item(id);
}
