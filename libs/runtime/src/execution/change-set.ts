import type { Variables } from '#engine';
import type { Changes, InstanceEnd, JobPatch, TaskEnd } from '../ports/instance-store.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import type {
  ActivityHistoryRow,
  DecisionHistoryRow,
  EventRow,
  FormFieldRow,
  IncidentRow,
  InstanceRow,
  ItemRow,
  JobHistoryRow,
  JobRow,
  OutboxRow,
  SubscriptionRow,
  TaskRow,
  TimerRow,
  ValueRow,
  VariableHistoryRow,
} from '../ports/rows.ts';
import { NettedRows } from './netted-rows.ts';

type InstancePatch = Changes['instancePatches'][number];

/**
 * Gathers what a transaction changes, and nets it out: a job that is created and done in the same transaction is never
 * written, a row is written once with its last content.
 */
export class ChangeSet {
  readonly #items = new Map<string, ItemRow | null>();
  readonly #values = new NettedRows<ValueRow>();
  readonly #bornItems = new Set<string>();
  readonly #instances = new Map<string, InstanceRow>();
  readonly #patches = new Map<string, InstancePatch>();
  readonly #instanceEnds = new Map<string, InstanceEnd>();
  readonly #instanceHistory: Changes['instanceHistory'][number][] = [];
  readonly #tasks = new Map<string, TaskRow>();
  readonly #taskEnds: TaskEnd[] = [];
  readonly #taskHistory: Changes['taskHistory'][number][] = [];
  readonly #jobs = new Map<string, JobRow>();
  readonly #jobPatches = new Map<string, JobPatch>();
  readonly #jobRemovals = new Set<string>();
  readonly #jobCancels = new Map<string, string>();
  readonly #timers = new Map<string, TimerRow>();
  readonly #timerEnds = new Map<string, Changes['timerEnds'][number]>();
  readonly #subscriptions = new NettedRows<SubscriptionRow>();
  readonly #incidents = new Map<string, IncidentRow>();
  readonly #incidentEnds: { id: string; endedAt: string }[] = [];
  readonly #incidentHistory: Changes['incidentHistory'][number][] = [];
  readonly #outbox = new NettedRows<OutboxRow>();
  readonly #suspensions = new Map<string, boolean>();

  readonly outboxPatches: Changes['outboxPatches'][number][] = [];
  readonly startTimerPatches: Changes['startTimerPatches'][number][] = [];
  readonly keyReleases: string[] = [];
  readonly batchItemsDone: Changes['batchItemsDone'][number][] = [];
  readonly moves: Changes['moves'][number][] = [];
  readonly taskRenewals: Changes['taskRenewals'][number][] = [];
  readonly events: EventRow[] = [];
  readonly activityHistory: ActivityHistoryRow[] = [];
  readonly variableHistory: VariableHistoryRow[] = [];
  readonly formFieldHistory: FormFieldRow[] = [];
  readonly jobHistory: JobHistoryRow[] = [];
  readonly decisionHistory: DecisionHistoryRow[] = [];
  readonly operations: OperationRow[] = [];

  /** @param stored whether the row exists in the store already */
  putItem(row: ItemRow, stored: boolean): void {
    if (!stored) this.#bornItems.add(row.id);
    this.#items.set(row.id, row);
  }

  removeItem(id: string): void {
    if (this.#bornItems.has(id)) this.#items.delete(id);
    else this.#items.set(id, null);
  }

  addValue(row: ValueRow): void {
    this.#values.add(row);
  }

  removeValue(id: string): void {
    this.#values.remove(id);
  }

  startInstance(row: InstanceRow): void {
    this.#instances.set(row.id, row);
  }

  /** The row of an instance that was started in this transaction. */
  startedInstance(id: string): InstanceRow | undefined {
    return this.#instances.get(id);
  }

  patchInstance(id: string, patch: Partial<Omit<InstancePatch, 'id'>>): void {
    const started = this.#instances.get(id);
    if (started !== undefined) {
      this.#instances.set(id, {
        ...started,
        variables: merged(started.variables, patch.variables ?? {}, patch.removed ?? []),
        suspended: patch.suspended ?? started.suspended,
        definitionId: patch.definitionId ?? started.definitionId,
        revision: patch.revision ?? started.revision,
        itemCount: patch.itemCount ?? started.itemCount,
      });
      return;
    }
    const before = this.#patches.get(id);
    this.#patches.set(id, {
      id,
      variables:
        patch.variables == null && before?.variables == null
          ? null
          : merged(before?.variables ?? {}, patch.variables ?? {}, []),
      removed: [
        ...(before?.removed ?? []).filter((name) => !Object.hasOwn(patch.variables ?? {}, name)),
        ...(patch.removed ?? []),
      ],
      suspended: patch.suspended ?? before?.suspended ?? null,
      definitionId: patch.definitionId ?? before?.definitionId ?? null,
      revision: patch.revision ?? before?.revision ?? null,
      itemCount: patch.itemCount ?? before?.itemCount ?? null,
    });
  }

  endInstance(end: Omit<InstanceEnd, 'variables' | 'removed'>): void {
    const started = this.#instances.get(end.id);
    if (started !== undefined) {
      this.#instances.delete(end.id);
      this.#instanceHistory.push({ ...started, ...end });
      return;
    }
    const patch = this.#patches.get(end.id);
    this.#patches.delete(end.id);
    this.#instanceEnds.set(end.id, { ...end, variables: patch?.variables ?? {}, removed: patch?.removed ?? [] });
  }

  addTask(row: TaskRow): void {
    this.#tasks.set(row.id, row);
  }

  endTask(end: TaskEnd): void {
    const born = this.#tasks.get(end.id);
    if (born === undefined) {
      this.#taskEnds.push(end);
      return;
    }
    this.#tasks.delete(end.id);
    this.#taskHistory.push({ ...born, ...end });
  }

  addJob(row: JobRow): void {
    this.#jobs.set(row.id, row);
  }

  patchJob(patch: JobPatch): void {
    const born = this.#jobs.get(patch.id);
    if (born !== undefined) this.#jobs.set(patch.id, { ...born, ...patch });
    else if (!this.#jobRemovals.has(patch.id) && !this.#jobCancels.has(patch.id)) this.#jobPatches.set(patch.id, patch);
  }

  /** It is over, and how is (or will be) in {@link jobHistory}. */
  removeJob(id: string): void {
    if (this.#jobs.delete(id)) return;
    this.#jobPatches.delete(id);
    this.#jobCancels.delete(id);
    this.#jobRemovals.add(id);
  }

  /** Nobody needs it any more. */
  cancelJob(id: string, at: string): void {
    if (this.#jobs.delete(id)) return;
    this.#jobPatches.delete(id);
    if (!this.#jobRemovals.has(id)) this.#jobCancels.set(id, at);
  }

  addTimer(row: TimerRow): void {
    this.#timers.set(row.id, row);
  }

  endTimer(id: string, at: string, outcome: 'completed' | 'canceled'): void {
    if (!this.#timers.delete(id)) this.#timerEnds.set(id, { id, at, outcome });
  }

  addSubscription(row: SubscriptionRow): void {
    this.#subscriptions.add(row);
  }

  removeSubscription(id: string): void {
    this.#subscriptions.remove(id);
  }

  addIncident(row: IncidentRow): void {
    this.#incidents.set(row.id, row);
  }

  endIncident(id: string, endedAt: string): void {
    const born = this.#incidents.get(id);
    if (born === undefined) {
      this.#incidentEnds.push({ id, endedAt });
      return;
    }
    this.#incidents.delete(id);
    this.#incidentHistory.push({ ...born, endedAt });
  }

  addOutbox(row: OutboxRow): void {
    this.#outbox.add(row);
  }

  removeOutbox(id: string): void {
    this.#outbox.remove(id);
  }

  suspend(instanceId: string, suspended: boolean): void {
    this.#suspensions.set(instanceId, suspended);
    this.patchInstance(instanceId, { suspended });
  }

  get newJobs(): readonly JobRow[] {
    return [...this.#jobs.values()];
  }

  get newTimers(): readonly TimerRow[] {
    return [...this.#timers.values()];
  }

  get hasNews(): boolean {
    return this.#outbox.added.length > 0;
  }

  get isEmpty(): boolean {
    return Object.values(this.toChanges()).every((list: readonly unknown[]) => list.length === 0);
  }

  toChanges(): Changes {
    const itemUpserts: ItemRow[] = [];
    const itemRemovals: string[] = [];
    for (const [id, row] of this.#items) {
      if (row === null) itemRemovals.push(id);
      else itemUpserts.push(row);
    }
    return {
      itemUpserts,
      itemRemovals,
      valueInserts: this.#values.added,
      valueRemovals: this.#values.removed,
      instanceInserts: [...this.#instances.values()],
      instancePatches: [...this.#patches.values()],
      instanceEnds: [...this.#instanceEnds.values()],
      instanceHistory: this.#instanceHistory,
      taskInserts: [...this.#tasks.values()],
      taskEnds: this.#taskEnds,
      taskHistory: this.#taskHistory,
      jobInserts: [...this.#jobs.values()],
      jobPatches: [...this.#jobPatches.values()],
      jobRemovals: [...this.#jobRemovals],
      jobCancels: [...this.#jobCancels].map(([id, at]) => ({ id, at })),
      timerInserts: [...this.#timers.values()],
      timerEnds: [...this.#timerEnds.values()],
      subscriptionInserts: this.#subscriptions.added,
      subscriptionRemovals: this.#subscriptions.removed,
      incidentInserts: [...this.#incidents.values()],
      incidentEnds: this.#incidentEnds,
      incidentHistory: this.#incidentHistory,
      outboxInserts: this.#outbox.added,
      outboxRemovals: this.#outbox.removed,
      outboxPatches: this.outboxPatches,
      startTimerPatches: this.startTimerPatches,
      keyReleases: this.keyReleases,
      suspensions: [...this.#suspensions].map(([instanceId, suspended]) => ({ instanceId, suspended })),
      moves: this.moves,
      taskRenewals: this.taskRenewals,
      events: this.events,
      activityHistory: this.activityHistory,
      variableHistory: this.variableHistory,
      formFieldHistory: this.formFieldHistory,
      jobHistory: this.jobHistory,
      decisionHistory: this.decisionHistory,
      operations: this.operations,
      batchItemsDone: this.batchItemsDone,
    };
  }
}

function merged(before: Variables, added: Variables, removed: readonly string[]): Variables {
  const names = Object.entries({ ...before, ...added }).filter(([name]) => !removed.includes(name));
  return Object.fromEntries(names);
}
