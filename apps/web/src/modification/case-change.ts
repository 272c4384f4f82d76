import type { CaseChange, CasePlace } from '../api/contracts.ts';
import type { PlaceChoice } from './place-choice.ts';

export type ChangeKind = 'move' | 'cancel' | 'begin';
export type Side = 'before' | 'after';

/** What has been chosen so far. */
export interface Chosen {
  readonly kind: ChangeKind;
  readonly from: PlaceChoice | undefined;
  readonly to: CasePlace | undefined;
  readonly side: Side;
  /** Where the place can be begun in several scopes: the chosen one. */
  readonly ancestorId: string | undefined;
}

/** The side that is meant: the one asked for, or the other where only that is possible; undefined where neither is. */
export function possibleSide(place: CasePlace | undefined, wanted: Side): Side | undefined {
  if (place === undefined) return undefined;
  const sides: readonly Side[] = wanted === 'before' ? ['before', 'after'] : ['after', 'before'];
  return sides.find((side) => place[side] === undefined);
}

/** The request for what was chosen; undefined while something is missing. */
export function caseChange({ kind, from, to, side, ancestorId }: Chosen): CaseChange | undefined {
  if (kind === 'cancel') {
    if (from === undefined) return undefined;
    const { elementInstanceId, nodeId } = from;
    return elementInstanceId === undefined ? { kind: 'cancelAll', nodeId } : { kind: 'cancel', elementInstanceId };
  }
  const position = possibleSide(to, side);
  if (to === undefined || position === undefined) return undefined;
  if (kind === 'move') {
    if (from?.elementInstanceId === undefined) return undefined;
    return { kind: 'move', elementInstanceId: from.elementInstanceId, nodeId: to.nodeId, position };
  }
  const begin = { kind: position === 'before' ? 'startBefore' : 'startAfter', nodeId: to.nodeId } as const;
  if (to.ancestors === undefined) return begin;
  return ancestorId === undefined || !to.ancestors.includes(ancestorId) ? undefined : { ...begin, ancestorId };
}
