import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Value } from '#engine';
import { isRuntimeError, type LockedJob, type Runtime } from '#runtime';
import type { BpmnCase, CaseStep, StartStep } from './bpmn-case.ts';
import { type CaseWorld, type Completion, judge } from './bpmn-verdict.ts';

const PATIENCE_MS = 5000;
const WORKER = 'conformance';
const LOCK_MS = 60_000;
const ALL = 1000;

/**
 * The processes of one case in a real installation with its background work, driven as any program would drive it; what
 * has become of them is read from history. Cases may run beside each other: their process ids, messages and signals
 * are their own.
 */
export class InstalledWorld implements CaseWorld {
  refused: readonly string[] = [];
  failed: string | undefined;
  outcome = 'nothing started';
  incidents: readonly string[] = [];
  readonly #runtime: Runtime;
  #definitionIds: readonly string[] = [];
  #processIds: readonly string[] = [];
  #completions: readonly Completion[] = [];
  #values: ReadonlyMap<string, readonly Value[]> = new Map();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async deploy(kase: BpmnCase): Promise<boolean> {
    const files = kase.models.map((model) => ({
      name: basename(model),
      content: readFileSync(join(kase.folder, model)),
    }));
    try {
      const { definitions } = await this.#runtime.deployments.deploy({ files, name: kase.id, duplicates: 'none' });
      this.#definitionIds = definitions.map(({ id }) => id);
      this.#processIds = definitions.map(({ key }) => key);
      return true;
    } catch (error) {
      if (!isRuntimeError(error)) throw error;
      this.refused = [error.code];
      return false;
    }
  }

  async start({ processId, variables }: StartStep): Promise<void> {
    await this.#attempt(() => this.#runtime.instances.start({ definition: { key: processId }, variables }));
  }

  async perform(step: CaseStep): Promise<void> {
    if (step.start !== undefined) await this.start(step.start);
    else await this.#attempt(() => this.#perform(step));
  }

  /** Looks until what is seen is what the case expects, or stays different. @returns the differences */
  async verdict(kase: BpmnCase): Promise<readonly string[]> {
    return within(PATIENCE_MS, async () => {
      await this.#look();
      const wrong = judge(kase, this);
      return wrong.length === 0 || this.failed !== undefined ? { done: wrong } : { pending: wrong };
    });
  }

  completions(): readonly Completion[] {
    return this.#completions;
  }

  valuesOf(name: string): readonly Value[] {
    return this.#values.get(name) ?? [];
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isRuntimeError(error)) throw error;
      this.failed = `${error.code}: ${error.message}`;
    }
  }

  async #perform(step: CaseStep): Promise<void> {
    const { message, signal, setVariables, startConditions, fireTimer, completeTask, completeWork, throwError } = step;
    const variables = step.variables ?? {};
    const { events, timers, tasks, externalTasks, instances } = this.#runtime;
    if (message !== undefined) {
      const { name, correlationKeys, variables: payload = {} } = message;
      const keys = correlationKeys === undefined ? {} : { correlationKeys };
      await this.#found(async () => {
        try {
          return await events.correlateMessage({ messageName: name, ...keys, variables: payload });
        } catch (error) {
          if (isRuntimeError(error) && error.code === 'NO_MATCHING_SUBSCRIPTION') return undefined;
          throw error;
        }
      }, `a receiver of ${name}`);
    } else if (signal !== undefined) {
      await this.#rest();
      await events.broadcastSignal({ signalName: signal });
      // Its deliveries follow at once, but not within this call.
      await this.#rest();
    } else if (setVariables !== undefined) {
      await this.#rest();
      const live = await this.#instances();
      for (const { id } of live.filter(({ endedAt }) => endedAt === null)) {
        await instances.setVariables(id, { variables: setVariables, local: true });
      }
    } else if (startConditions !== undefined) {
      for (const definitionKey of this.#processIds) {
        await events.evaluateConditionalStarts({ variables: startConditions, definitionKey });
      }
    } else if (fireTimer !== undefined) {
      const timer = await this.#found(() => this.#timerAt(fireTimer), `a timer at ${fireTimer}`);
      await timers.fire(timer);
    } else if (completeTask !== undefined) {
      const taskId = await this.#found(() => this.#taskAt(completeTask), `a task at ${completeTask}`);
      await tasks.complete({ taskId, variables });
    } else if (completeWork !== undefined) {
      const job = await this.#found(() => this.#jobAt(completeWork), `work at ${completeWork}`);
      await externalTasks.complete({ jobId: job.id, workerId: WORKER, variables });
    } else if (throwError !== undefined) {
      const job = await this.#found(() => this.#jobAt(throwError.elementId), `work at ${throwError.elementId}`);
      await externalTasks.throwError({ jobId: job.id, workerId: WORKER, code: throwError.code });
    } else {
      throw new Error(`Expected a known step, but got ${JSON.stringify(step)}`);
    }
  }

  async #found<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
    const seen = await within<T | undefined>(PATIENCE_MS, async () => {
      const one = await look();
      return one === undefined ? { pending: undefined } : { done: one };
    });
    if (seen === undefined) throw new Error(`Expected ${what}, but there is none within ${PATIENCE_MS} ms`);
    return seen;
  }

  async #timerAt(nodeId: string): Promise<string | undefined> {
    for (const definitionId of this.#definitionIds) {
      const { items } = await this.#runtime.timers.list({ definitionId, limit: ALL });
      const timer = items.find((item) => item.nodeId === nodeId);
      if (timer !== undefined) return timer.id;
    }
    return undefined;
  }

  async #taskAt(nodeId: string): Promise<string | undefined> {
    for (const definitionId of this.#definitionIds) {
      const { items } = await this.#runtime.tasks.list({ definitionId, nodeId });
      if (items[0] !== undefined) return items[0].id;
    }
    return undefined;
  }

  async #jobAt(nodeId: string): Promise<LockedJob | undefined> {
    for (const definitionId of this.#definitionIds) {
      const { items } = await this.#runtime.jobs.list({ definitionId, nodeId, performer: 'external' });
      const [job] = items;
      if (job === undefined) continue;
      const topics = [{ topic: job.topic, lockDurationMs: LOCK_MS, definitionId }];
      const [locked] = await this.#runtime.externalTasks.fetchAndLock({ workerId: WORKER, maxTasks: 1, topics });
      if (locked !== undefined) return locked;
    }
    return undefined;
  }

  async #instances() {
    const pages = this.#definitionIds.map((definitionId) => this.#runtime.instances.list({ definitionId, limit: ALL }));
    return (await Promise.all(pages)).flatMap(({ items }) => items);
  }

  /** Until nothing of this case is left to the engine's own workers, and two looks in a row show the same. */
  async #rest(): Promise<void> {
    let before = '';
    await within(PATIENCE_MS, async () => {
      const pages = this.#definitionIds.map((definitionId) =>
        this.#runtime.jobs.count({ definitionId, performer: 'engine' }),
      );
      const waiting = (await Promise.all(pages)).reduce((sum, count) => sum + count, 0);
      await this.#look();
      const seen = JSON.stringify([this.outcome, this.#completions]);
      const isSame = waiting === 0 && seen === before;
      before = seen;
      return isSame ? { done: true } : { pending: false };
    });
  }

  async #look(): Promise<void> {
    const found = await this.#instances();
    const live = found.filter(({ endedAt }) => endedAt === null);
    const open = await Promise.all(live.map(({ id }) => this.#runtime.incidents.list({ instanceId: id, limit: ALL })));
    this.incidents = open.flatMap(({ items }) => items.map(({ message }) => message));
    const history = await Promise.all(
      this.#definitionIds.map((definitionId) =>
        this.#runtime.instances.activities({ definitionId, finished: true, limit: ALL }),
      ),
    );
    this.#completions = history
      .flatMap(({ items }) => items.filter(({ canceled, nodeType }) => !canceled && nodeType !== 'multiInstanceBody'))
      .map(({ nodeId, endedAt }) => ({ nodeId, at: Date.parse(endedAt ?? '') }));
    const values = new Map<string, Value[]>();
    for (const { id } of found) {
      for (const { name, value } of await this.#runtime.instances.variables(id)) {
        values.set(name, [...(values.get(name) ?? []), value]);
      }
    }
    this.#values = values;
    if (this.failed !== undefined) this.outcome = 'error';
    else if (this.incidents.length > 0) this.outcome = 'incident';
    else if (found.length === 0) this.outcome = 'nothing started';
    else this.outcome = live.length === 0 ? 'completed' : 'waiting';
  }
}

async function within<T>(ms: number, look: () => Promise<{ done: T } | { pending: T }>): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if ('done' in seen) return seen.done;
    if (Date.now() > deadline) return seen.pending;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
