import {
  collectedTypes,
  collectedVariables,
  collectStartTrigger,
  type StartCollection,
  type StartOccurrence,
} from '#engine';
import { beginInstance } from '../instances/start-instance.ts';
import type { CollectingFence } from '../ports/event-store.ts';
import type { OutboxRow } from '../ports/rows.ts';
import { declaredOf } from '../variables.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';

/** The relay starts what this program did not come to start in this time. */
const HANDED_OVER_MS = 5000;

type Parts = Pick<RuntimeParts, 'events' | 'executor' | 'clock' | 'ids'>;
type StartRow = OutboxRow & { readonly body: Extract<OutboxRow['body'], { readonly kind: 'start' }> };

/**
 * One trigger of a parallel multiple start event has occurred (BPMN 2.0.2 clause 10.5.2): it is kept until all others of
 * its case have, whatever their order, also across restarts; then one instance starts with the variables of all. The
 * start is in the outbox first, so that it happens once even if this program dies in between.
 *
 * @returns the instances started; undefined when the trigger has come before and still waits for its partners
 */
export async function collectStart(
  parts: Parts,
  place: { readonly definitionId: string; readonly startNodeId: string },
  occurrence: StartOccurrence,
  fence: CollectingFence | null,
  by?: string,
): Promise<readonly string[] | undefined> {
  const { definitionId, startNodeId } = place;
  const now = isoNow(parts.clock);
  const found: { refused: boolean; starts: readonly StartRow[] } = { refused: false, starts: [] };
  await parts.events.collect(
    { definitionId, nodeId: startNodeId, businessKey: occurrence.businessKey },
    fence,
    now,
    (collections) => {
      const { accepted, kept, complete } = collectStartTrigger(collections, occurrence, () => parts.ids.next());
      // What is for everybody is told once, whether anybody lacks it or not.
      found.refused = !accepted && !occurrence.broadcast;
      if (found.refused) return null;
      found.starts = complete.map((collection) => startOf(parts, place, collection, now));
      return { kept, starts: found.starts };
    },
  );
  if (found.refused) return undefined;
  for (const { id: outboxId, body } of found.starts) {
    const { instanceId, businessKey, variables } = body;
    await beginInstance(
      parts,
      { id: definitionId, key: '' },
      {
        instanceId,
        variables,
        ...declaredOf(body),
        startNodeId,
        fence: { kind: 'outbox', outboxId },
        ...(businessKey === null ? {} : { businessKey }),
        ...(by === undefined ? {} : { by }),
      },
    );
  }
  return found.starts.map(({ body }) => body.instanceId);
}

function startOf(
  parts: Parts,
  place: { readonly definitionId: string; readonly startNodeId: string },
  collection: StartCollection,
  now: string,
): StartRow {
  const { businessKey } = collection;
  return {
    id: parts.ids.next(),
    originRootId: null,
    body: {
      kind: 'start',
      ...place,
      instanceId: parts.ids.next(),
      businessKey,
      variables: collectedVariables(collection),
      declared: { types: collectedTypes(collection) },
    },
    createdAt: now,
    wakeAt: new Date(parts.clock.now() + HANDED_OVER_MS).toISOString(),
    attempts: 0,
  };
}
