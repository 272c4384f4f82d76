import { type Command, type NeedsLoading, type StepContext } from '#engine';
import type { InstanceTransaction, LockedRoot, Reservation } from '../ports/instance-store.ts';
import type { ItemRow } from '../ports/rows.ts';
import { RuntimeError, type RuntimeErrorCode } from '../runtime-error.ts';
import { ChangeSet } from './change-set.ts';
import type { CommandOutcome, CommandRequest } from './command-request.ts';
import { Fences } from './fences.ts';
import type { InstanceCache } from './instance-cache.ts';
import { patchesOfJobs } from './job-outcomes.ts';
import { LoadedTree } from './loaded-tree.ts';
import { projectEvents, projectPartitions } from './project-events.ts';

/** Trees up to this size are read as a whole; larger ones along the path of the target, and further as a step asks. */
const WHOLE_TREE = 500;
const IDEMPOTENCY_DAYS = 7;
const DAY_MS = 86_400_000;

/** A request whose tree is known. */
export interface PlacedRequest {
  readonly request: CommandRequest;
  readonly rootId: string;
  /** Element instance to load first in a large tree. */
  readonly itemId: string | null;
}

export interface ScriptEnvironment {
  readonly cache: InstanceCache;
  readonly now: () => number;
  readonly newId: () => string;
  readonly hasConnector: (topic: string) => boolean;
  readonly timing: {
    /** How long after ringing for a job the relay looks whether somebody came. */
    readonly dispatchLeaseMs: number;
    /** How long a thrown message without receiver is kept. */
    readonly messageTtlMs: number;
  };
  /** Answers for a step; lookups are those of this transaction. */
  readonly stepContext: (now: string) => StepContext;
  readonly load: (need: NeedsLoading['need']) => Promise<void>;
}

export type ScriptResult =
  { readonly ok: true; readonly outcome: CommandOutcome } | { readonly ok: false; readonly error: unknown };

interface Tree {
  readonly tree: LoadedTree;
  readonly isNew: boolean;
  readonly businessKey: string | null;
  readonly uniqueBusinessKey: boolean;
  revision: number;
  itemCount: number;
  touched: boolean;
}

/**
 * THE transaction script: lock the trees, check the fences, let the engine decide, write once. Several commands share the
 * transaction, each on its own tree or one after another on the same; a refused command writes nothing and disturbs no
 * other, because the engine is pure.
 *
 * @returns per request its outcome, and what has been written (undefined: nothing)
 */
export async function runScript(
  requests: readonly PlacedRequest[],
  transaction: InstanceTransaction,
  environment: ScriptEnvironment,
): Promise<{ readonly results: readonly ScriptResult[]; readonly changes: ChangeSet; readonly commit: () => void }> {
  const held = await reserve(requests, transaction, environment);
  const [locked, fences] = await Promise.all([
    lockRoots(requests, transaction),
    Fences.lock(
      requests.flatMap(({ request }) => (request.fence === undefined ? [] : [request.fence])),
      transaction,
    ),
  ]);
  const trees = await loadTrees(requests, locked, transaction, environment);
  const changes = new ChangeSet();
  const results: ScriptResult[] = [];
  for (const placed of requests) {
    const earlier = held.get(placed.request);
    // Refused by its business key: news that should start it is used up, or it would be delivered for ever.
    if (earlier?.ok === false) useUp(placed.request, changes);
    results.push(
      earlier ?? (await runOne(placed, trees.get(placed.rootId), fences, changes, transaction, environment)),
    );
  }
  for (const [rootId, { tree, revision, itemCount, touched }] of trees) {
    if (touched && !tree.ended) changes.patchInstance(rootId, { revision, itemCount });
  }
  if (!changes.isEmpty) await transaction.write(changes.toChanges());
  return { results, changes, commit: () => keep(trees, environment.cache) };
}

/** Takes business and idempotency keys; answers for the starts that are settled by them. */
async function reserve(
  requests: readonly PlacedRequest[],
  transaction: InstanceTransaction,
  environment: ScriptEnvironment,
): Promise<ReadonlyMap<CommandRequest, ScriptResult>> {
  const settled = new Map<CommandRequest, ScriptResult>();
  const wanted: { readonly request: CommandRequest; readonly reservation: Reservation }[] = [];
  for (const { request } of requests) {
    const { target, command, idempotencyKey } = request;
    if (target.kind !== 'start' || command.type !== 'StartInstance') continue;
    const { instanceId } = target;
    if (idempotencyKey !== undefined) {
      const expiresAt = new Date(environment.now() + IDEMPOTENCY_DAYS * DAY_MS).toISOString();
      wanted.push({ request, reservation: { kind: 'idempotency', key: idempotencyKey, instanceId, expiresAt } });
    }
    if (target.unique !== undefined && target.businessKey !== undefined) {
      const key = `${target.unique}:${target.businessKey}`;
      wanted.push({ request, reservation: { kind: 'businessKey', key, instanceId, expiresAt: null } });
    }
  }
  if (wanted.length === 0) return settled;
  const holders = new Map(
    (await transaction.reserve(wanted.map(({ reservation }) => reservation))).map(({ key, heldBy }) => [key, heldBy]),
  );
  for (const { request, reservation } of wanted) {
    const heldBy = holders.get(`${reservation.kind}:${reservation.key}`);
    if (heldBy === undefined || heldBy === reservation.instanceId || settled.has(request)) continue;
    settled.set(
      request,
      reservation.kind === 'idempotency'
        ? { ok: true, outcome: { rootId: heldBy, events: [], earlier: heldBy } }
        : refusal(
            'BUSINESS_KEY_TAKEN',
            `Expected a business key no running instance has, but "${reservation.key.slice(reservation.key.indexOf(':') + 1)}" is taken.`,
            { instanceId: heldBy },
          ),
    );
  }
  return settled;
}

async function lockRoots(
  requests: readonly PlacedRequest[],
  transaction: InstanceTransaction,
): Promise<ReadonlyMap<string, LockedRoot>> {
  const rootIds = new Set(requests.flatMap(({ request, rootId }) => (request.target.kind === 'start' ? [] : [rootId])));
  if (rootIds.size === 0) return new Map();
  const rows = await transaction.lock([...rootIds]);
  return new Map(rows.map((row) => [row.id, row]));
}

async function loadTrees(
  requests: readonly PlacedRequest[],
  locked: ReadonlyMap<string, LockedRoot>,
  transaction: InstanceTransaction,
  environment: ScriptEnvironment,
): Promise<Map<string, Tree>> {
  const trees = new Map<string, Tree>();
  for (const { request, rootId } of requests) {
    if (request.target.kind !== 'start') continue;
    const businessKey = request.target.businessKey ?? null;
    const uniqueBusinessKey = request.target.unique !== undefined && businessKey !== null;
    trees.set(
      rootId,
      fresh(LoadedTree.empty(rootId), true, { businessKey, uniqueBusinessKey, revision: 0, itemCount: 0 }),
    );
  }
  const whole: LockedRoot[] = [];
  const partial: LockedRoot[] = [];
  for (const root of locked.values()) {
    const cached = environment.cache.get(root.id, root.revision);
    if (cached !== undefined) trees.set(root.id, fresh(LoadedTree.cached(root.id, cached), false, root));
    else (root.itemCount <= WHOLE_TREE ? whole : partial).push(root);
  }
  const itemsOf = (root: LockedRoot) =>
    requests.flatMap(({ rootId, itemId }) => (rootId === root.id && itemId !== null ? [itemId] : []));
  const [wholeRows, pathRows] = await Promise.all([
    whole.length > 0 ? transaction.items(whole.map(({ id }) => id)) : [],
    partial.length > 0 ? transaction.paths(partial.flatMap((root) => [root.id, ...itemsOf(root)])) : [],
  ]);
  for (const [roots, rows, complete] of [[whole, wholeRows, true] as const, [partial, pathRows, false] as const]) {
    const byRoot = groupByRoot(rows);
    for (const root of roots) {
      trees.set(root.id, fresh(LoadedTree.fromRows(root.id, byRoot.get(root.id) ?? [], complete), false, root));
    }
  }
  return trees;
}

function groupByRoot(rows: readonly ItemRow[]): ReadonlyMap<string, readonly ItemRow[]> {
  const groups = new Map<string, ItemRow[]>();
  for (const row of rows) {
    const group = groups.get(row.rootId);
    if (group === undefined) groups.set(row.rootId, [row]);
    else group.push(row);
  }
  return groups;
}

function fresh(
  tree: LoadedTree,
  isNew: boolean,
  row: Pick<LockedRoot, 'businessKey' | 'uniqueBusinessKey' | 'revision' | 'itemCount'>,
): Tree {
  const { businessKey, uniqueBusinessKey, revision, itemCount } = row;
  return { tree, isNew, businessKey, uniqueBusinessKey, revision, itemCount, touched: false };
}

async function runOne(
  { request }: PlacedRequest,
  target: Tree | undefined,
  fences: Fences,
  changes: ChangeSet,
  transaction: InstanceTransaction,
  environment: ScriptEnvironment,
): Promise<ScriptResult> {
  const { command, fence } = request;
  const checked = fence === undefined ? undefined : fences.check(fence);
  if (checked?.kind === 'refused') return { ok: false, error: checked.error };
  if (checked?.kind === 'used') return { ok: true, outcome: { rootId: target?.tree.rootId ?? '', events: [] } };
  if (target === undefined || (target.tree.ended && !target.isNew)) {
    useUp(request, changes);
    return missing(command);
  }
  const { tree } = target;
  const nowMs = environment.now();
  const now = new Date(nowMs).toISOString();
  const incident = command.type === 'ResolveIncident' ? await transaction.incidents([command.incidentId]) : [];
  let result;
  try {
    result = await tree.step(command, environment.stepContext(now), transaction, environment.load);
  } catch (error) {
    return { ok: false, error };
  }
  if (!result.ok) {
    if (result.rejection.code !== 'INSTANCE_SUSPENDED') useUp(request, changes);
    const { code, message, elementId } = result.rejection;
    return refusal(code, message, elementId === undefined ? {} : { elementId });
  }
  target.touched = true;
  target.revision += 1;
  const context = {
    rootId: tree.rootId,
    newId: environment.newId,
    facts: tree.facts,
    businessKey: target.businessKey,
    uniqueBusinessKey: target.uniqueBusinessKey,
    firstLookAt: new Date(nowMs + environment.timing.dispatchLeaseMs).toISOString(),
    messageExpiresAt: new Date(nowMs + environment.timing.messageTtlMs).toISOString(),
    hasConnector: environment.hasConnector,
  };
  projectEvents(result.events, changes, context);
  target.itemCount += projectPartitions(result.changed, result.events, changes, context);
  changes.events.push({
    rootId: tree.rootId,
    seq: target.revision,
    at: now,
    command: command.type,
    events: result.events,
  });
  for (const patch of patchesOfJobs(request, result.events, incident, now)) changes.patchJob(patch);
  if (checked?.job !== undefined && request.attempt !== undefined) {
    const { job } = checked;
    changes.jobHistory.push({
      jobId: job.id,
      rootId: job.rootId,
      instanceId: job.instanceId,
      nodeId: job.nodeId,
      topic: job.topic,
      performer: job.performer,
      at: now,
      attempt: job.attempts,
      retries: request.attempt.outcome === 'failed' ? 0 : job.retries,
      workerId: job.workerId,
      ...request.attempt,
    });
  }
  useUp(request, changes);
  if (fence?.kind === 'batchItem') {
    const { batchId, position } = fence;
    changes.batchItemsDone.push({ batchId, position, at: now, result: target.isNew ? tree.rootId : null });
  }
  return { ok: true, outcome: { rootId: tree.rootId, events: result.events } };
}

/** The news is delivered (or cannot be any more), the start timer has fired: never again. */
function useUp({ fence }: CommandRequest, changes: ChangeSet): void {
  if (fence?.kind === 'outbox') changes.removeOutbox(fence.outboxId);
  if (fence?.kind === 'startTimer') changes.startTimerPatches.push({ id: fence.subscriptionId, ...fence.next });
}

function keep(trees: ReadonlyMap<string, Tree>, cache: InstanceCache): void {
  for (const [rootId, { tree, revision, touched, isNew }] of trees) {
    if (tree.state === undefined || tree.ended || (isNew && !touched)) continue;
    tree.written();
    cache.put(rootId, { revision, state: tree.state, facts: tree.facts });
  }
}

const MISSING: Partial<Record<Command['type'], RuntimeErrorCode>> = {
  CompleteTask: 'TASK_NOT_FOUND',
  ThrowFromTask: 'TASK_NOT_FOUND',
  CompleteJob: 'JOB_NOT_FOUND',
  ThrowFromJob: 'JOB_NOT_FOUND',
  FailJob: 'JOB_NOT_FOUND',
  FireTimer: 'TIMER_NOT_FOUND',
  DeliverMessage: 'SUBSCRIPTION_NOT_FOUND',
  DeliverSignal: 'SUBSCRIPTION_NOT_FOUND',
  SetVariables: 'SCOPE_NOT_FOUND',
  ResolveIncident: 'INCIDENT_NOT_FOUND',
  ChooseAdHocActivities: 'SCOPE_NOT_FOUND',
  CompleteAdHoc: 'SCOPE_NOT_FOUND',
};

/** The tree is gone: what the command is about is over. */
export function missing(command: Command): ScriptResult {
  const code = MISSING[command.type] ?? 'INSTANCE_NOT_FOUND';
  return refusal(code, `Expected what ${command.type} is about to exist, but it is over or never was.`, {});
}

function refusal(code: RuntimeErrorCode, message: string, details: Readonly<Record<string, unknown>>): ScriptResult {
  return { ok: false, error: new RuntimeError(code, message, details) };
}
