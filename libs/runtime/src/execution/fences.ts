import { RuntimeError } from '../runtime-error.ts';
import type { Actor } from '../api/actor.ts';
import { assertMayWorkOn } from '../tasks/may-work-on.ts';
import { assertDifferentPerson, assertKnownPerson } from '../tasks/two-person-rule.ts';
import type { BatchItemReference } from '../ports/batch-store.ts';
import type { InstanceTransaction } from '../ports/instance-store.ts';
import type { JobRow, StartSubscriptionRow } from '../ports/rows.ts';
import type { Fence } from './command-request.ts';

/** What a fence came to: the command may run, was done before by somebody else (nothing to do), or is refused. */
export type FenceResult =
  | { readonly kind: 'open'; readonly job?: JobRow; readonly timer?: StartSubscriptionRow }
  | { readonly kind: 'used' }
  | { readonly kind: 'refused'; readonly error: RuntimeError };

type TaskFence = Awaited<ReturnType<InstanceTransaction['tasks']>>[number];

/** The rows that fence a group of commands, locked with one statement per table. */
export class Fences {
  readonly #jobs: ReadonlyMap<string, JobRow>;
  readonly #tasks: ReadonlyMap<string, TaskFence>;
  readonly #doers: { readonly instanceId: string; readonly nodeId: string; readonly userId: string }[] = [];
  readonly #outbox: Set<string>;
  readonly #timers: Map<string, StartSubscriptionRow>;
  readonly #batchItems: Set<string>;
  readonly #suspensions: ReadonlySet<string>;

  private constructor(
    jobs: readonly JobRow[],
    tasks: readonly TaskFence[],
    outbox: readonly string[],
    timers: readonly StartSubscriptionRow[],
    suspensions: readonly string[],
    batchItems: readonly BatchItemReference[],
  ) {
    this.#jobs = new Map(jobs.map((job) => [job.id, job]));
    this.#tasks = new Map(tasks.map((task) => [task.id, task]));
    this.#outbox = new Set(outbox);
    this.#timers = new Map(timers.map((timer) => [timer.id, timer]));
    this.#suspensions = new Set(suspensions);
    this.#batchItems = new Set(batchItems.map(nameOfItem));
  }

  static async lock(fences: readonly Fence[], transaction: InstanceTransaction): Promise<Fences> {
    const jobs = fences.flatMap((fence) => (fence.kind === 'job' || fence.kind === 'externalJob' ? [fence.jobId] : []));
    const tasks = fences.flatMap((fence) => (fence.kind === 'task' ? [fence.taskId] : []));
    const outbox = fences.flatMap((fence) => (fence.kind === 'outbox' ? [fence.outboxId] : []));
    const timers = fences.flatMap((fence) => (fence.kind === 'startTimer' ? [fence.subscriptionId] : []));
    const suspensions = fences.flatMap((fence) => (fence.kind === 'plannedSuspension' ? [fence.planId] : []));
    const batchItems = fences.filter((fence) => fence.kind === 'batchItem');
    return new Fences(
      ...(await Promise.all([
        jobs.length > 0 ? transaction.jobs(jobs) : [],
        tasks.length > 0 ? transaction.tasks(tasks) : [],
        outbox.length > 0 ? transaction.outbox(outbox) : [],
        timers.length > 0 ? transaction.startTimers(timers) : [],
        suspensions.length > 0 ? transaction.plannedSuspensions(suspensions) : [],
        batchItems.length > 0 ? transaction.batchItems(batchItems) : [],
      ])),
    );
  }

  #assertMay(task: TaskFence, actor: Actor | undefined): void {
    const { instanceId, nodeId, differentFrom } = task;
    if (differentFrom.length === 0) {
      if (actor !== undefined) assertMayWorkOn(task, actor);
    } else {
      // What the same transaction does at once is not in history yet.
      const here = this.#doers.filter((one) => one.instanceId === instanceId && differentFrom.includes(one.nodeId));
      const separated = { ...task, excludedUsers: [...task.excludedUsers, ...here.map(({ userId }) => userId)] };
      if (actor === undefined) assertKnownPerson(separated);
      else {
        assertMayWorkOn(task, actor);
        assertDifferentPerson(separated, actor.userId);
      }
    }
    const userId = actor?.userId ?? task.assignee;
    if (userId !== null) this.#doers.push({ instanceId, nodeId, userId });
  }

  check(fence: Fence): FenceResult {
    switch (fence.kind) {
      case 'job':
      case 'externalJob': {
        const job = this.#jobs.get(fence.jobId);
        if (job === undefined) return refused('JOB_NOT_FOUND', `Expected job ${fence.jobId}, but it is over.`);
        const held = fence.kind === 'job' ? job.lockToken === fence.lockToken : job.workerId === fence.workerId;
        return held
          ? { kind: 'open', job }
          : refused(
              'JOB_LOCK_LOST',
              `Expected job ${fence.jobId} to be locked by this worker, but it is not any more.`,
            );
      }
      case 'task': {
        const task = this.#tasks.get(fence.taskId);
        if (task === undefined) return refused('TASK_NOT_FOUND', `Expected task ${fence.taskId}, but it is over.`);
        try {
          this.#assertMay(task, fence.actor);
          return { kind: 'open' };
        } catch (error) {
          if (error instanceof RuntimeError) return { kind: 'refused', error };
          throw error;
        }
      }
      case 'outbox':
        return this.#outbox.delete(fence.outboxId) ? { kind: 'open' } : { kind: 'used' };
      case 'plannedSuspension':
        return this.#suspensions.has(fence.planId) ? { kind: 'open' } : { kind: 'used' };
      case 'batchItem':
        return this.#batchItems.delete(nameOfItem(fence)) ? { kind: 'open' } : { kind: 'used' };
      case 'startTimer': {
        const timer = this.#timers.get(fence.subscriptionId);
        this.#timers.delete(fence.subscriptionId);
        return timer?.dueAt === fence.dueAt && !timer.suspended ? { kind: 'open', timer } : { kind: 'used' };
      }
    }
  }
}

function nameOfItem({ batchId, position }: BatchItemReference): string {
  return `${batchId}:${position}`;
}

function refused(code: 'JOB_NOT_FOUND' | 'JOB_LOCK_LOST' | 'TASK_NOT_FOUND', message: string): FenceResult {
  return { kind: 'refused', error: new RuntimeError(code, message) };
}
