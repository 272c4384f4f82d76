import type { JobPlace, JobPlaceSelection, OwnJobs, OwnJobSelection, OwnJobView } from '../api/own-jobs.ts';
import { definitionOf } from '../definitions/definition-of.ts';
import { operationLog, type PropertyChange } from '../operations/operation-log.ts';
import type { OwnJobMatch, PlannedHold } from '../ports/own-job-store.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import { isRuntimeError, RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { jobPlaces } from './job-places.ts';
import { createJobs } from './jobs.ts';
import { recalculatedDueDate } from './recalculate-due-date.ts';
import { createTimers, fireKnownTimer } from './timers.ts';

/** Rows read at once where all are meant. */
const PAGE = 1000;
const GONE: ReadonlySet<string> = new Set(['JOB_NOT_FOUND', 'INCIDENT_NOT_FOUND']);

/** See {@link OwnJobs}. */
export function createOwnJobs(parts: RuntimeParts): OwnJobs {
  const { queries, ownJobs, clock } = parts;
  const jobs = createJobs(parts);
  const timers = createTimers(parts);
  const ofJob = (jobId: string, type: string, changes: readonly PropertyChange[] = []) =>
    operationLog(parts, { type, entity: 'Job', jobId }, changes);
  const get = async (jobId: string) => {
    const { items } = await queries.ownJobs.list({ ids: [jobId], limit: 1 });
    const [job] = items;
    if (job === undefined) throw notFound(jobId);
    return job;
  };
  const setDueDate: OwnJobs['setDueDate'] = async (jobId, dueAt, options) => {
    const job = await get(jobId);
    const at = instantOf(dueAt);
    if (job.place !== 'timer') {
      await ownJobs.change({ id: jobId }, { dueAt: at }, ofJob(jobId, 'SetDueDate', [['duedate', job.dueAt, at]]));
      return;
    }
    await timers.reschedule(jobId, at, { cascade: options?.cascade ?? false });
  };
  return {
    list: (filter) => queries.ownJobs.list(filter),
    count: (filter) => queries.ownJobs.count(filter),
    get,
    async execute(jobId) {
      const job = await get(jobId);
      if (job.place === 'timer') {
        const { rootId, elementInstanceId, dueAt, cascades } = job;
        if (rootId === null || elementInstanceId === null || dueAt === null) await timers.fire(jobId);
        else {
          const timer = { id: jobId, rootId, elementInstanceId, dueAt, cascades };
          await fireKnownTimer(parts, timer, ofJob(jobId, 'Execute'));
        }
        return;
      }
      // Somebody wants it done now: it rests no longer.
      await ownJobs.change({ id: jobId }, { held: false });
      await jobs.retryNow(jobId);
    },
    async setHeld(selection, held) {
      const log = operationLog(
        parts,
        { type: held ? 'SuspendJob' : 'ActivateJob', entity: 'Job', ...aboutSelection(selection) },
        [suspensionState(held)],
      );
      const changed = await changeHeld(parts, await matchOf(parts, selection), held, log);
      if (changed === 0 && 'jobId' in selection) throw notFound(selection.jobId);
    },
    async setRetries(jobId, retries) {
      const { place, retries: before } = await get(jobId);
      if (place !== 'timer') return jobs.setRetries(jobId, retries);
      await ownJobs.change({ id: jobId }, { retries }, ofJob(jobId, 'SetJobRetries', [['retries', before, retries]]));
    },
    async setRetriesAt(place, retries) {
      await assertPlace(parts, place);
      let changed = 0;
      for (const { id, place: kind } of await failedAt(parts, place)) {
        try {
          if (kind === 'timer')
            await ownJobs.change({ id }, { retries }, ofJob(id, 'SetJobRetries', [['retries', 0, retries]]));
          else await jobs.setRetries(id, retries);
          changed += 1;
        } catch (error) {
          // Its case has ended or been retried in the meantime: the others are still meant.
          if (!isRuntimeError(error) || !GONE.has(error.code)) throw error;
        }
      }
      return changed;
    },
    async setPriority(jobId, priority) {
      const { priority: before } = await get(jobId);
      const log = ofJob(jobId, 'SetPriority', [['priority', before, priority]]);
      if ((await ownJobs.change({ id: jobId }, { priority }, log)).length === 0) throw notFound(jobId);
    },
    setDueDate,
    async recalculateDueDate(jobId, from) {
      const job = await get(jobId);
      if (job.place !== 'timer') throw notFound(jobId);
      await setDueDate(jobId, await recalculatedDueDate(parts, job, from));
    },
    async delete(jobId) {
      await get(jobId);
      if (await ownJobs.remove(jobId, ofJob(jobId, 'Delete'))) return;
      throw new RuntimeError('JOB_LOCK_LOST', `Expected job ${jobId} to wait, but it is being worked on.`, { jobId });
    },
    places: (definitionIds) => ownJobs.places(definitionIds),
    async setPlacesHeld(selection, held, options) {
      const changes: PropertyChange[] = [
        suspensionState(held),
        ['includeJobs', null, options?.includeJobs ?? false],
        ['executionDate', null, options?.at ?? null],
      ];
      const log = operationLog(
        parts,
        {
          type: held ? 'SuspendJobDefinition' : 'ActivateJobDefinition',
          entity: 'JobDefinition',
          ...aboutSelection(selection),
        },
        changes,
      );
      const planned = { id: parts.ids.next(), selection, held, includeJobs: options?.includeJobs ?? false };
      // Whatever is planned names what exists today.
      await placesOf(parts, selection);
      if (options?.at === undefined) return holdPlaces(parts, planned, log);
      const at = instantOf(options.at);
      if (at <= isoNow(clock)) return holdPlaces(parts, planned, log);
      await ownJobs.plan(planned, at, log);
    },
    async setPlacePriority(place, priority, options) {
      await assertPlace(parts, place);
      const [before] = (await ownJobs.places([place.definitionId])).filter(
        (state) => state.nodeId === place.nodeId && state.place === place.place,
      );
      const log = operationLog(parts, { type: 'SetPriority', entity: 'JobDefinition', ...aboutSelection({ place }) }, [
        ['overridingPriority', before?.priority ?? null, priority],
      ]);
      // Without a priority of the place the jobs there are keep theirs.
      const includeJobs = options?.includeJobs === true && priority !== null;
      await ownJobs.setPlaces([place], { priority }, { includeJobs, log });
    },
  };
}

const suspensionState = (held: boolean): PropertyChange => ['suspensionState', null, held ? 'suspended' : 'active'];

/** What an entry of the operation log says the selection was. */
function aboutSelection(selection: OwnJobSelection): Partial<OperationRow> {
  if ('place' in selection) {
    const { definitionId, nodeId, place } = selection.place;
    return { definitionId, jobDefinitionId: `${definitionId}~${nodeId}~${place}` };
  }
  return selection;
}

/** Does what was planned for a moment that has come. Done twice it does the same, so that two programs may look at once. */
export async function doPlannedHolds(parts: RuntimeParts): Promise<void> {
  for (const planned of await parts.ownJobs.due(isoNow(parts.clock))) {
    try {
      await holdPlaces(parts, planned);
    } catch (error) {
      // Its definition may be gone by now: then there is nothing to do any more.
      if (!isRuntimeError(error) || error.code !== 'DEFINITION_NOT_FOUND') {
        // It is tried again. What else is due does not wait for it.
        parts.log.error('a planned hold will be tried again', { plannedHoldId: planned.id, error: String(error) });
        continue;
      }
    }
    await parts.ownJobs.forget(planned.id);
  }
}

async function holdPlaces(
  parts: RuntimeParts,
  { selection, held, includeJobs }: PlannedHold,
  log: readonly OperationRow[] = [],
): Promise<void> {
  const places = await placesOf(parts, selection);
  await ringAwake(parts, await parts.ownJobs.setPlaces(places, { held }, { includeJobs, log }), held);
}

/** @returns how many were changed */
async function changeHeld(
  parts: RuntimeParts,
  match: OwnJobMatch,
  held: boolean,
  log: readonly OperationRow[] = [],
): Promise<number> {
  const changed = await parts.ownJobs.change(match, { held }, log);
  await ringAwake(parts, changed, held);
  return changed.length;
}

/** Work that may go on is rung for; the sweep would find it later. */
async function ringAwake(
  parts: RuntimeParts,
  changed: readonly Pick<OwnJobView, 'id' | 'rootId' | 'place'>[],
  held: boolean,
): Promise<void> {
  const awake = held ? [] : changed.filter(({ place, rootId }) => place !== 'timer' && rootId !== null);
  await parts.queue
    .ringJobs(awake.map(({ id, rootId }) => ({ jobId: id, rootId: rootId ?? '', attempt: 1, priority: 0 })))
    .catch((error: unknown) => parts.log.warn('doorbell did not ring, the relay will', { error: String(error) }));
}

/** All jobs and timers of a place that have no retries left, read before any of them is changed. */
async function failedAt(parts: RuntimeParts, at: JobPlace): Promise<readonly OwnJobView[]> {
  const failed: OwnJobView[] = [];
  for (;;) {
    const { items, total } = await parts.queries.ownJobs.list({
      at,
      retriesLeft: false,
      offset: failed.length,
      limit: PAGE,
    });
    failed.push(...items);
    if (items.length === 0 || failed.length >= total) return failed;
  }
}

async function matchOf(parts: RuntimeParts, selection: OwnJobSelection): Promise<OwnJobMatch> {
  if ('jobId' in selection) return { id: selection.jobId };
  if ('instanceId' in selection) return { instanceId: selection.instanceId };
  if ('place' in selection) {
    await assertPlace(parts, selection.place);
    return { places: [selection.place] };
  }
  return { definitionIds: await definitionsOf(parts, selection) };
}

async function placesOf(parts: RuntimeParts, selection: JobPlaceSelection): Promise<readonly JobPlace[]> {
  if ('place' in selection) {
    await assertPlace(parts, selection.place);
    return [selection.place];
  }
  const places: JobPlace[] = [];
  for (const id of await definitionsOf(parts, selection)) places.push(...(await placesOfDefinition(parts, id)));
  return places;
}

/** One definition, or all versions of a key. @throws DEFINITION_NOT_FOUND */
async function definitionsOf(
  parts: RuntimeParts,
  selection: { readonly definitionId: string } | { readonly definitionKey: string },
): Promise<readonly string[]> {
  if ('definitionId' in selection) {
    return [(await definitionOf(parts, 'process', { id: selection.definitionId })).id];
  }
  const { definitionKey: key } = selection;
  await definitionOf(parts, 'process', { key });
  const ids: string[] = [];
  for (;;) {
    const { items, total } = await parts.queries.definitions.list({
      kind: 'process',
      key,
      offset: ids.length,
      limit: PAGE,
    });
    ids.push(...items.map(({ id }) => id));
    if (items.length === 0 || ids.length >= total) return ids;
  }
}

async function placesOfDefinition(parts: RuntimeParts, definitionId: string): Promise<readonly JobPlace[]> {
  const model = await parts.cache.loadModel(definitionId);
  return model === undefined ? [] : jobPlaces(definitionId, model);
}

/** @throws DEFINITION_NOT_FOUND */
async function assertPlace(parts: RuntimeParts, place: JobPlace): Promise<void> {
  const known = await placesOfDefinition(parts, place.definitionId);
  if (known.some(({ nodeId, place: kind }) => nodeId === place.nodeId && kind === place.place)) return;
  throw new RuntimeError(
    'DEFINITION_NOT_FOUND',
    `Expected work of the engine at "${place.nodeId}" (${place.place}), but there is none in ${place.definitionId}.`,
    { ...place },
  );
}

function instantOf(text: string): string {
  const millis = Date.parse(text);
  if (!Number.isNaN(millis)) return new Date(millis).toISOString();
  throw new RuntimeError('DATE_INVALID', `Expected an ISO 8601 date, but got "${text}".`, { field: 'dueAt' });
}

function notFound(jobId: string): RuntimeError {
  return new RuntimeError('JOB_NOT_FOUND', `Expected job ${jobId}, but it is over or never was.`, { jobId });
}
