import type { CaseChange, StartObstacle } from '#contracts';
import type { Modification } from '#engine';
import { ProblemError } from '#platform';
import type { ModificationPlace, ModifiedStep, TokenView } from '#runtime';
import { present } from '../http/present.ts';

/** What a request means for the runtime, and how the operation log tells it. */
export interface RequestedChanges {
  readonly modifications: readonly Modification[];
  readonly steps: readonly ModifiedStep[];
}

const WHY: Readonly<Record<StartObstacle, string>> = {
  compensation: 'only compensation begins it',
  boundaryEvent: 'it occurs only at its activity; begin after it instead',
  eventSubProcess: 'only its event begins it; begin a step in it instead',
  noFlow: 'no sequence flow leads out of it',
  severalFlows: 'several sequence flows lead out of it; begin before the next step instead',
};

/**
 * Checks changes against where the case stands and what its elements allow.
 * @throws ProblemError 422 `START_NOT_POSSIBLE` or `MODIFICATION_INVALID`, which names field and element
 */
export function requestedChanges(
  changes: readonly CaseChange[],
  places: readonly ModificationPlace[],
  tokens: readonly TokenView[],
): RequestedChanges {
  const placeById = new Map(places.map((place) => [place.nodeId, place]));
  const nodeOfToken = new Map(tokens.map((token) => [token.elementInstanceId, token.nodeId]));
  const modifications: Modification[] = [];
  const steps: ModifiedStep[] = [];
  for (const [index, change] of changes.entries()) {
    const pointer = `/changes/${index}`;
    const from =
      change.kind === 'cancel' || change.kind === 'move' ? nodeOfToken.get(change.elementInstanceId) : undefined;
    if ((change.kind === 'cancel' || change.kind === 'move') && from === undefined) {
      throw refused('MODIFICATION_INVALID', `${pointer}/elementInstanceId`, {
        detail: `Expected a place where the case stands, but it does not stand at ${change.elementInstanceId} any more.`,
      });
    }
    if (change.kind !== 'cancel' && change.kind !== 'cancelAll') checkStart(change, placeById, pointer);
    modifications.push(modificationOf(change));
    steps.push(stepOf(change, from ?? null));
  }
  return { modifications, steps };
}

type Beginning = Extract<CaseChange, { readonly kind: 'startBefore' | 'startAfter' | 'move' }>;

function checkStart(change: Beginning, places: ReadonlyMap<string, ModificationPlace>, pointer: string): void {
  const place = places.get(change.nodeId);
  // What does not exist is told by the runtime.
  if (place === undefined) return;
  const obstacle = isAfter(change) ? place.after : place.before;
  if (obstacle === null) return;
  const side = isAfter(change) ? 'after' : 'before';
  throw refused('START_NOT_POSSIBLE', `${pointer}/nodeId`, {
    detail: `Expected an element that can be begun ${side} by hand, but of "${change.nodeId}" ${WHY[obstacle]}.`,
    elementId: change.nodeId,
  });
}

function isAfter(change: Beginning): boolean {
  return change.kind === 'startAfter' || (change.kind === 'move' && change.position === 'after');
}

function modificationOf(change: CaseChange): Modification {
  switch (change.kind) {
    case 'cancel':
    case 'cancelAll':
      return change;
    case 'move': {
      const { elementInstanceId, nodeId, variables = {} } = change;
      return { kind: 'move', elementInstanceId, nodeId, after: isAfter(change), variables };
    }
    default: {
      const { kind, nodeId, ancestorId, variables = {} } = change;
      return { kind, nodeId, variables, ...present({ ancestorId }) };
    }
  }
}

function stepOf(change: CaseChange, from: string | null): ModifiedStep {
  switch (change.kind) {
    case 'cancel':
      return { change: 'cancel', from, to: null };
    case 'cancelAll':
      return { change: 'cancel', from: change.nodeId, to: null };
    case 'move':
      return { change: 'move', from, to: change.nodeId };
    default:
      return { change: change.kind, from: null, to: change.nodeId };
  }
}

function refused(
  code: string,
  pointer: string,
  { detail, elementId }: { readonly detail: string; readonly elementId?: string },
): ProblemError {
  return new ProblemError(422, code, detail, { errors: [{ pointer, detail }], ...present({ elementId }) });
}
