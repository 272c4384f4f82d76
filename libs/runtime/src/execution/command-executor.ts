import type { NeedsLoading, StepContext } from '#engine';
import type { Calendar, ExpressionLanguage } from '#engine';
import type { ChangePublisher } from '../ports/change-publisher.ts';
import type { Clock } from '../ports/clock.ts';
import type { DefinitionStore } from '../ports/definition-store.ts';
import type { IdSource } from '../ports/id-source.ts';
import type { InstanceStore, Location, LocatedKind } from '../ports/instance-store.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { Log } from '../ports/log.ts';
import { RuntimeError } from '../runtime-error.ts';
import { Batcher } from './batcher.ts';
import type { ChangeSet } from './change-set.ts';
import { changesOf } from './changes-of.ts';
import type { CommandOutcome, CommandRequest } from './command-request.ts';
import type { DefinitionCache } from './definition-cache.ts';
import { InstanceCache } from './instance-cache.ts';
import { type CommandPreview, previewCommand } from './preview-command.ts';
import { Lookups } from './lookups.ts';
import {
  missing,
  missingError,
  type PlacedRequest,
  runScript,
  type ScriptEnvironment,
  type ScriptResult,
} from './transaction-script.ts';

export interface ExecutorOptions {
  /** Transactions at once; commands for the same tree always go through the same one. */
  readonly lanes: number;
  /** Most commands in one transaction. */
  readonly group: number;
  readonly dispatchLeaseMs: number;
  readonly messageTtlMs: number;
  /** Timers due within this time are told to the queue at once; later ones are armed by the sweep. */
  readonly timerHorizonMs: number;
  /** Whether a process that says nothing about it wants its business keys to be unique. */
  readonly uniqueBusinessKeys: boolean;
}

export interface ExecutorParts {
  readonly store: InstanceStore;
  readonly definitions: DefinitionStore;
  readonly definitionCache: DefinitionCache;
  readonly expressions: ExpressionLanguage;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly queue: JobQueue;
  readonly changes: ChangePublisher;
  readonly log: Log;
  readonly hasConnector: (topic: string) => boolean;
  readonly options: ExecutorOptions;
}

/**
 * Carries out commands. Commands that arrive while a transaction is on its way share the next one (group commit): their
 * trees are locked, read, and written together. Commands for one tree keep their order within this program.
 */
export class CommandExecutor {
  readonly #parts: ExecutorParts;
  readonly #cache = new InstanceCache();
  readonly #lanes: readonly Batcher<PlacedRequest, ScriptResult>[];
  readonly #locator: Batcher<{ kind: LocatedKind; id: string }, Location | undefined>;

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
    this.#lanes = Array.from(
      { length: parts.options.lanes },
      () => new Batcher((group) => this.#runGroup(group), { maximum: parts.options.group, parallel: 1 }),
    );
    this.#locator = new Batcher((references) => this.#locate(references), { maximum: 500, parallel: 2 });
  }

  /** @throws RuntimeError when the command is refused; nothing has changed then */
  async execute(request: CommandRequest): Promise<CommandOutcome> {
    const placed = await this.#place(request);
    if (placed === undefined) return unwrap(missing(request.command));
    return unwrap(await this.#laneOf(placed.rootId).submit(placed));
  }

  /** What {@link execute} would do now; changes nothing. @throws RuntimeError when the command would be refused */
  async preview(request: Pick<CommandRequest, 'target' | 'command'>): Promise<CommandPreview> {
    const placed = await this.#place(request);
    if (placed === undefined) throw missingError(request.command);
    const environment = this.#environment();
    return this.#parts.store.transaction((transaction) =>
      previewCommand(placed, request.command, transaction, environment),
    );
  }

  /** Finds the tree of something; undefined when it does not exist (any more). */
  locate(kind: LocatedKind, id: string): Promise<Location | undefined> {
    return this.#locator.submit({ kind, id });
  }

  async #place(request: CommandRequest): Promise<PlacedRequest | undefined> {
    const { target } = request;
    switch (target.kind) {
      case 'start':
        return { request, rootId: target.instanceId, itemId: null };
      case 'known':
        return { request, rootId: target.rootId, itemId: target.itemId ?? null };
      case 'lookup': {
        const location = await this.#locator.submit({ kind: target.of, id: target.id });
        if (location === undefined) return undefined;
        return { request, rootId: location.rootId, itemId: location.elementInstanceId ?? location.instanceId };
      }
    }
  }

  async #locate(references: readonly { kind: LocatedKind; id: string }[]): Promise<readonly (Location | undefined)[]> {
    const found = await this.#parts.store.locate(references);
    return references.map(({ kind, id }) => found.get(`${kind}:${id}`));
  }

  #laneOf(rootId: string): Batcher<PlacedRequest, ScriptResult> {
    let hash = 0;
    for (let index = 0; index < rootId.length; index += 1) hash = (hash * 31 + rootId.charCodeAt(index)) | 0;
    const lane = this.#lanes[Math.abs(hash) % this.#lanes.length];
    if (lane === undefined) throw new Error('Expected at least one lane, but there is none.');
    return lane;
  }

  async #runGroup(group: readonly PlacedRequest[]): Promise<readonly ScriptResult[]> {
    try {
      return await this.#transact(group);
    } catch (error) {
      // One of them spoils the transaction (a value the database refuses, a lost key): each gets its own.
      if (group.length === 1) return [{ ok: false, error }];
      const results: ScriptResult[] = [];
      for (const placed of group) {
        results.push(await this.#transact([placed]).then(([only]) => only ?? { ok: false, error }, failed));
      }
      return results;
    }
  }

  async #transact(group: readonly PlacedRequest[], attempt = 1): Promise<readonly ScriptResult[]> {
    const environment = this.#environment();
    try {
      const { results, changes, commit } = await this.#parts.store.transaction((transaction) =>
        runScript(group, transaction, environment),
      );
      commit();
      this.#announce(changes, results);
      return results;
    } catch (error) {
      for (const { rootId } of group) this.#cache.delete(rootId);
      if (attempt < 4 && isTransient(error)) return this.#transact(group, attempt + 1);
      throw error;
    }
  }

  #environment(): ScriptEnvironment {
    const { definitions, definitionCache, clock, ids, hasConnector, options } = this.#parts;
    const lookups = new Lookups(definitions, definitionCache);
    return {
      cache: this.#cache,
      now: () => clock.now(),
      newId: () => ids.next(),
      hasConnector,
      timing: options,
      stepContext: (now, claimBusinessKey) => this.#stepContext(now, lookups, claimBusinessKey),
      model: (definitionId) => definitionCache.modelOrNeed(definitionId),
      uniqueBusinessKeys: options.uniqueBusinessKeys,
      load: (need) => this.#load(need, lookups),
    };
  }

  #stepContext(now: string, lookups: Lookups, claimBusinessKey: StepContext['claimBusinessKey'] & object): StepContext {
    const { definitionCache, expressions, calendar, ids } = this.#parts;
    return {
      now,
      newId: () => ids.next(),
      expressions,
      calendar,
      model: (definitionId) => definitionCache.modelOrNeed(definitionId),
      resolveCalled: (key, binding, version, caller) => lookups.called(key, binding, version, caller),
      decide: (decision, binding, version, variables, caller) =>
        lookups.decide(decision, binding, version, variables, caller, now),
      claimBusinessKey,
    };
  }

  async #load(need: NeedsLoading['need'], lookups: Lookups): Promise<void> {
    if (need.kind === 'called' || need.kind === 'decision') await lookups.load(need);
    else if (need.kind === 'model') {
      const model = await this.#parts.definitionCache.loadModel(need.definitionId);
      if (model === undefined) {
        throw new RuntimeError(
          'DEFINITION_NOT_FOUND',
          `Expected process definition ${need.definitionId}, but it is gone.`,
          {
            definitionId: need.definitionId,
          },
        );
      }
    }
  }

  /** After the commit: the doorbell, and news for whoever watches. A crash here is repaired by the relay. */
  #announce(changes: ChangeSet, results: readonly ScriptResult[]): void {
    const { queue, clock, options, log } = this.#parts;
    const quietly = (ringing: Promise<void>) =>
      ringing.catch((error: unknown) => log.warn('doorbell did not ring, the relay will', { error: String(error) }));
    const jobs = changes.newJobs.filter(({ performer }) => performer !== 'external');
    if (jobs.length > 0) {
      void quietly(
        queue.ringJobs(jobs.map(({ id, rootId, priority }) => ({ jobId: id, rootId, attempt: 1, priority }))),
      );
    }
    const now = clock.now();
    const timers = changes.newTimers
      .map(({ id, rootId, dueAt }) => ({ timerId: id, rootId, dueAt, delayMs: Math.max(0, Date.parse(dueAt) - now) }))
      .filter(({ delayMs }) => delayMs <= options.timerHorizonMs);
    if (timers.length > 0) void quietly(queue.ringTimers(timers));
    if (changes.hasNews) this.#parts.changes.ringOutbox();
    const events = results.flatMap((result) => (result.ok ? result.outcome.events : []));
    if (events.length > 0) this.#parts.changes.publish(changesOf(events, changes));
  }
}

function unwrap(result: ScriptResult): CommandOutcome {
  if (result.ok) return result.outcome;
  throw result.error;
}

function failed(error: unknown): ScriptResult {
  return { ok: false, error };
}

/** Deadlock and serialisation failure: the transaction has been rolled back and may be repeated. */
function isTransient(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === '40P01' || code === '40001';
}
