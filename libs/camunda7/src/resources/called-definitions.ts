import type { Binding } from '#engine';
import type { DefinitionView, Runtime } from '#runtime';
import { processDefinitionDto } from './definition-dto.ts';

/**
 * The processes a process calls as far as its drawing alone says it: call activities whose process or version is an
 * expression are left out, and so are those that would find nothing.
 */
export async function calledDefinitions(
  runtime: Runtime,
  caller: DefinitionView,
): Promise<readonly Record<string, unknown>[]> {
  const { nodes } = await runtime.definitions.model({ id: caller.id });
  const found = new Map<string, { readonly view: DefinitionView; readonly from: string[] }>();
  for (const node of nodes) {
    if (node.type !== 'callActivity' || !('literal' in node.called)) continue;
    const view = await resolve(runtime, caller, node.called.literal, node.binding);
    if (view === undefined) continue;
    const known = found.get(view.id);
    if (known === undefined) found.set(view.id, { view, from: [node.id] });
    else known.from.push(node.id);
  }
  return [...found.values()].map(({ view, from }) => ({
    ...processDefinitionDto(view),
    calledFromActivityIds: from,
    callingProcessDefinitionId: caller.id,
  }));
}

async function resolve(
  runtime: Runtime,
  caller: DefinitionView,
  key: string,
  binding: Binding,
): Promise<DefinitionView | undefined> {
  const filter = filterOf(caller, binding);
  if (filter === undefined) return undefined;
  const { items } = await runtime.definitions.list({
    kind: 'process',
    key,
    limit: 1,
    ...filter,
    sort: [{ by: 'version', descending: true }],
  });
  return items[0];
}

function filterOf(caller: DefinitionView, binding: Binding) {
  switch (binding.kind) {
    case 'latest':
      return { latestOnly: true };
    case 'deployment':
      return { deploymentId: caller.deploymentId };
    case 'version':
      return 'literal' in binding.version ? { version: binding.version.literal } : undefined;
    case 'versionTag':
      return 'literal' in binding.tag ? { versionTag: binding.tag.literal } : undefined;
  }
}
