import type { Command, NeedsLoading, ProcessModel, StepContext } from '#engine';
import type { InstanceTransaction, LockedRoot, Reservation } from '../ports/instance-store.ts';
import type { ItemRow, JobHistoryRow, StartSubscriptionRow } from '../ports/rows.ts';
import { RuntimeError, type RuntimeErrorCode } from '../runtime-error.ts';
import { BusinessKeys } from './business-keys.ts';
import { ChangeSet } from './change-set.ts';
import type { CommandOutcome, CommandRequest } from './command-request.ts';
import { formFieldRows } from './form-fields.ts';
import { Fences } from './fences.ts';
import type { InstanceCache } from './instance-cache.ts';
import { patchesOfJobs } from './job-outcomes.ts';
import { LoadedTree } from './loaded-tree.ts';
import { retriesOf } from './retry-cycle.ts';
import { projectEvents, projectPartitions } from './project-events.ts';

/**
 * Of trees up to this size all that is not over is read; of larger ones the path of the target. Everything else, such as the
 * elements a sequential multi-instance has still before it and the outputs it has behind it, is read as a step asks.
 */
export const WHOLE_TREE = 500;
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
  /** Answers for one try of a step; lookups are those of this transaction. */
  readonly stepContext: (now: string, claims: StepContext['claimBusinessKey'] & object) => StepContext;
  /** @throws NeedsLoading */
  readonly model: (definitionId: string) => ProcessModel;
  /** Whether a process that says nothing wants its business keys to be unique. */
  readonly uniqueBusinessKeys: boolean;
  readonly load: (need: NeedsLoading['need']) => Promise<void>;
}

export type ScriptResult =
  { readonly ok: true; readonly outcome: CommandOutcome } | { readonly ok: false; readonly error: unknown };

interface Tree {
  readonly tree: LoadedTree;
  readonly isNew: boolean;
  readonly businessKey: string | null;
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
  const keys = new BusinessKeys(transaction, environment.model, environment.uniqueBusinessKeys);
  const changes = new ChangeSet();
  const results: ScriptResult[] = [];
  for (const placed of requests) {
    results.push(
      held.get(placed.request) ??
        (await runOne(placed, trees.get(placed.rootId), fences, keys, changes, transaction, environment)),
    );
  }
  for (const [rootId, { tree, revision, itemCount, touched }] of trees) {
    if (touched && !tree.ended) changes.patchInstance(rootId, { revision, itemCount });
  }
  if (!changes.isEmpty) {
    changes.keyReleases.push(...refusedStarts(requests, results));
    await transaction.write(changes.toChanges());
  }
  return { results, changes, commit: () => keep(trees, environment.cache) };
}

/** Starts that took an idempotency key and were refused: the next try with the key is a first one again. */
function refusedStarts(requests: readonly PlacedRequest[], results: readonly ScriptResult[]): readonly string[] {
  return requests.flatMap(({ request, rootId }, index) =>
    request.idempotencyKey !== undefined && results[index]?.ok === false ? [rootId] : [],
  );
}

/** Takes idempotency keys; answers for the starts that are settled by them. */
async function reserve(
  requests: readonly PlacedRequest[],
  transaction: InstanceTransaction,
  environment: ScriptEnvironment,
): Promise<ReadonlyMap<CommandRequest, ScriptResult>> {
  const settled = new Map<CommandRequest, ScriptResult>();
  const wanted: { readonly request: CommandRequest; readonly reservation: Reservation }[] = [];
  for (const { request } of requests) {
    const { target, idempotencyKey } = request;
    if (target.kind !== 'start' || idempotencyKey === undefined) continue;
    const { instanceId } = target;
    const expiresAt = new Date(environment.now() + IDEMPOTENCY_DAYS * DAY_MS).toISOString();
    wanted.push({ request, reservation: { kind: 'idempotency', key: idempotencyKey, instanceId, expiresAt } });
  }
  if (wanted.length === 0) return settled;
  const holders = new Map(
    (await transaction.reserve(wanted.map(({ reservation }) => reservation))).map(({ key, heldBy }) => [key, heldBy]),
  );
  for (const { request, reservation } of wanted) {
    const heldBy = holders.get(`${reservation.kind}:${reservation.key}`);
    if (heldBy === undefined || heldBy === reservation.instanceId) continue;
    settled.set(request, { ok: true, outcome: { rootId: heldBy, events: [], earlier: heldBy } });
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
    trees.set(rootId, fresh(LoadedTree.empty(rootId), true, { businessKey, revision: 0, itemCount: 0 }));
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
    whole.length > 0 ? transaction.items(whole.map(({ id }) => id)) : { rows: [], partial: new Set<string>() },
    partial.length > 0 ? transaction.paths(partial.flatMap((root) => [root.id, ...itemsOf(root)])) : [],
  ]);
  const rows = groupByRoot([...wholeRows.rows, ...pathRows]);
  for (const root of [...whole, ...partial]) {
    const complete = root.itemCount <= WHOLE_TREE && !wholeRows.partial.has(root.id);
    trees.set(root.id, fresh(LoadedTree.fromRows(root.id, rows.get(root.id) ?? [], complete), false, root));
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
  row: Pick<LockedRoot, 'businessKey' | 'revision' | 'itemCount'>,
): Tree {
  const { businessKey, revision, itemCount } = row;
  return { tree, isNew, businessKey, revision, itemCount, touched: false };
}

async function runOne(
  { request }: PlacedRequest,
  target: Tree | undefined,
  fences: Fences,
  keys: BusinessKeys,
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
  const load = (need: NeedsLoading['need']) => (need.kind === 'businessKey' ? keys.load(need) : environment.load(need));
  try {
    const heldBy = await holderOfKey(request, keys, load);
    if (heldBy !== undefined) {
      // News that should start it is used up, or it would be delivered for ever.
      useUp(request, changes);
      return refusal('BUSINESS_KEY_TAKEN', taken(request), { instanceId: heldBy });
    }
    const context = () => environment.stepContext(now, keys.claims(tree.rootId));
    result = await tree.step(command, context, transaction, load);
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
    pending: tree.pending,
    businessKey: target.businessKey,
    firstLookAt: new Date(nowMs + environment.timing.dispatchLeaseMs).toISOString(),
    messageExpiresAt: new Date(nowMs + environment.timing.messageTtlMs).toISOString(),
    hasConnector: environment.hasConnector,
    operationId: request.log?.[0]?.operationId ?? null,
  };
  keys.note(tree.rootId, result.events);
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
    // Its own outcome says more than that it was taken away with its element.
    if (request.attempt.outcome !== 'failed') changes.removeJob(job.id);
    changes.jobHistory.push({
      jobId: job.id,
      rootId: job.rootId,
      instanceId: job.instanceId,
      nodeId: job.nodeId,
      topic: job.topic,
      performer: job.performer,
      definitionId: job.definitionId,
      elementInstanceId: job.elementInstanceId,
      kind: job.kind,
      priority: job.priority,
      createdAt: job.createdAt,
      dueAt: null,
      at: now,
      attempt: job.attempts,
      retries: command.type === 'FailJob' ? (command.retries ?? 0) : job.retries,
      workerId: job.workerId,
      ...request.attempt,
    });
  }
  if (checked?.timer !== undefined) changes.jobHistory.push(firedStart(checked.timer, tree.rootId, now));
  changes.operations.push(...(request.log ?? []));
  changes.formFieldHistory.push(...formFieldRows(request, result.events, tree.rootId));
  useUp(request, changes);
  if (fence?.kind === 'batchItem') {
    const { batchId, position } = fence;
    changes.batchItemsDone.push({ batchId, position, at: now, result: target.isNew ? tree.rootId : null });
  }
  return { ok: true, outcome: { rootId: tree.rootId, events: result.events } };
}

/** The running instance that has the business key of a start, where it must not be shared. */
async function holderOfKey(
  { target, command }: CommandRequest,
  keys: BusinessKeys,
  load: (need: NeedsLoading['need']) => Promise<void>,
): Promise<string | undefined> {
  if (command.type !== 'StartInstance' || target.kind !== 'start' || target.businessKey === undefined) return undefined;
  const { definitionId } = command;
  await load({ kind: 'model', definitionId });
  if (target.unique !== true && !keys.areUnique(definitionId)) return undefined;
  await keys.load({ definitionId, businessKey: target.businessKey });
  return keys.holder(definitionId, target.businessKey);
}

function taken({ target }: CommandRequest): string {
  const businessKey = target.kind === 'start' ? target.businessKey : undefined;
  return `Expected a business key no running instance of this process has, but "${businessKey ?? ''}" is taken.`;
}

/** The timer of a start event has fired: the instance it has started keeps the record of it. */
function firedStart(timer: StartSubscriptionRow, rootId: string, at: string): JobHistoryRow {
  return {
    jobId: timer.id,
    rootId,
    instanceId: rootId,
    nodeId: timer.nodeId,
    topic: '',
    performer: 'engine',
    definitionId: timer.definitionId,
    elementInstanceId: null,
    kind: 'timer',
    priority: 0,
    createdAt: timer.createdAt,
    dueAt: timer.dueAt,
    at,
    outcome: 'completed',
    attempt: 1,
    retries: retriesOf(undefined),
    workerId: null,
    message: null,
    details: null,
  };
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
  return { ok: false, error: missingError(command) };
}

/** See {@link missing}. */
export function missingError(command: Command): RuntimeError {
  const code = MISSING[command.type] ?? 'INSTANCE_NOT_FOUND';
  return new RuntimeError(code, `Expected what ${command.type} is about to exist, but it is over or never was.`);
}

function refusal(code: RuntimeErrorCode, message: string, details: Readonly<Record<string, unknown>>): ScriptResult {
  return { ok: false, error: new RuntimeError(code, message, details) };
}
