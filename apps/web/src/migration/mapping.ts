import type { MappedElement, MigrationElement, MigrationProposal } from '../api/contracts.ts';

/** The node of the new version by the node of the old one it stands for. */
export type Mapping = ReadonlyMap<string, string>;

/** Between the two ids of a change in an address; BPMN ids cannot hold it. */
const BETWEEN = '>';

/** Waits for something outside, so that a plan can say whether that is begun anew. */
const WAITING: ReadonlySet<string> = new Set(['intermediateCatchEvent', 'boundaryEvent', 'startEvent', 'receiveTask']);

/** The proposed mapping with the changes of an address, `old>new` or `old>` for none; changes that name nothing are passed over. */
export function mappingOf(proposal: MigrationProposal, changes: readonly string[]): Mapping {
  const sources = new Set(proposal.elements.map(({ id }) => id));
  const targets = new Set(proposal.targets.map(({ id }) => id));
  const mapping = new Map(proposal.mapping.map(({ sourceId, targetId }) => [sourceId, targetId]));
  for (const change of changes) {
    const place = change.indexOf(BETWEEN);
    const [sourceId, targetId] = [change.slice(0, Math.max(0, place)), change.slice(place + 1)];
    if (!sources.has(sourceId)) continue;
    if (targetId === '') mapping.delete(sourceId);
    else if (targets.has(targetId)) mapping.set(sourceId, targetId);
  }
  return mapping;
}

/** What an address must say of a mapping: where it is not the proposed one. */
export function changesOf(proposal: MigrationProposal, mapping: Mapping): readonly string[] {
  const proposed = new Map(proposal.mapping.map(({ sourceId, targetId }) => [sourceId, targetId]));
  return proposal.elements.flatMap(({ id }) => {
    const targetId = mapping.get(id);
    return targetId === proposed.get(id) ? [] : [`${id}${BETWEEN}${targetId ?? ''}`];
  });
}

/** One element and its counterpart changed; undefined: it has none. */
export function withCounterpart(mapping: Mapping, sourceId: string, targetId: string | undefined): Mapping {
  const next = new Map(mapping);
  if (targetId === undefined) next.delete(sourceId);
  else next.set(sourceId, targetId);
  return next;
}

/** The plan as the API takes it. `renews`: what cases wait for is begun anew as the new version has it. */
export function planMapping(proposal: MigrationProposal, mapping: Mapping, renews: boolean): readonly MappedElement[] {
  return proposal.elements.flatMap(({ id, type }) => {
    const targetId = mapping.get(id);
    if (targetId === undefined) return [];
    return [{ sourceId: id, targetId, ...(renews && WAITING.has(type) ? { updateTrigger: true } : {}) }];
  });
}

/** What an element can become: nodes of the same kind where the subprocess around it is; its present counterpart in any case. */
export function counterparts(
  { id, kind, scopeId }: MigrationElement,
  targets: readonly MigrationElement[],
  mapping: Mapping,
): readonly MigrationElement[] {
  const scope = scopeId === undefined ? undefined : (mapping.get(scopeId) ?? scopeId);
  const chosen = mapping.get(id);
  return targets.filter((target) => target.id === chosen || (target.kind === kind && target.scopeId === scope));
}

/** Elements somebody has to look at: something runs there, they have no counterpart, or one of another id. */
export function needsALook({ id, running }: MigrationElement, mapping: Mapping): boolean {
  return running > 0 || mapping.get(id) !== id;
}
