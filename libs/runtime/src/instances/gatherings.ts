import { type Gathering, gatheringsAt, restoreState } from '#engine';
import { toPartition } from '../execution/loaded-tree.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

/** See `Instances.gatherings`. Reads the few items that have gathered something, and all tokens only where there are any. */
export async function gatheringsOf(
  { queries, cache }: Pick<RuntimeParts, 'queries' | 'cache'>,
  instanceId: string,
): Promise<readonly Gathering[]> {
  const rows = await queries.instances.gathering(instanceId);
  const [first] = rows;
  if (first === undefined) return [];
  const model = await cache.loadModel(first.definitionId);
  if (model === undefined) return [];
  const tokens = await queries.instances.tokens(instanceId);
  const state = restoreState(rows.map(toPartition), { complete: false, rootId: first.rootId });
  return rows.flatMap(({ id, parentId }) => {
    const others = tokens.filter((token) => token.parentId === parentId && token.elementInstanceId !== id);
    return gatheringsAt(
      state,
      id,
      model,
      others.map(({ nodeId }) => nodeId),
    );
  });
}
