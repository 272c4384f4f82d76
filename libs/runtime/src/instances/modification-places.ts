import { type NodeModel, type ProcessModel, startPlaces } from '#engine';
import type { TokenView } from '../api/instances.ts';
import type { ModificationPlace } from '../api/modifications.ts';

/**
 * What can be done by hand at each element of a model while a case stands at these tokens.
 * @param instanceId the case itself, which is the scope of what lies at the top
 */
export function modificationPlaces(
  model: ProcessModel,
  instanceId: string,
  tokens: readonly TokenView[],
): readonly ModificationPlace[] {
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const rules = new Map(startPlaces(model).map((rule) => [rule.nodeId, rule]));
  return model.nodes.map((node) => {
    const rule = rules.get(node.id);
    const candidates = scopesFor(node, nodes, instanceId, tokens);
    return {
      nodeId: node.id,
      nodeName: node.name ?? null,
      nodeType: node.type,
      scopeId: node.scopeId,
      before: rule?.before ?? null,
      after: rule?.after ?? null,
      ancestors: candidates.length > 1 ? candidates : [],
    };
  });
}

/** The innermost live scopes along the way from the case down to the node. */
function scopesFor(
  node: NodeModel,
  nodes: ReadonlyMap<string, NodeModel>,
  instanceId: string,
  tokens: readonly TokenView[],
): readonly string[] {
  const path: string[] = [];
  for (let scope = nodes.get(node.scopeId); scope !== undefined; scope = nodes.get(scope.scopeId))
    path.unshift(scope.id);
  let candidates: readonly string[] = [instanceId];
  for (const scopeId of path) {
    candidates = candidates.flatMap((candidate) => {
      const inside = livingIn(candidate, scopeId, tokens);
      return inside.length === 0 ? [candidate] : inside;
    });
  }
  return candidates;
}

/** Instances of a scope directly below another one; those of a multi-instance are below its body. */
function livingIn(parentId: string, nodeId: string, tokens: readonly TokenView[]): readonly string[] {
  return tokens
    .filter((token) => token.parentId === parentId && token.nodeId === nodeId)
    .flatMap((token) =>
      token.multiInstanceBody
        ? tokens.filter((one) => one.parentId === token.elementInstanceId).map((one) => one.elementInstanceId)
        : [token.elementInstanceId],
    );
}
