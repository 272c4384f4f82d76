import {
  apply,
  type Command,
  type EngineEvent,
  type InstanceState,
  isEnded,
  liveElements,
  liveInstances,
  NeedsLoading,
  type Rejection,
  step,
  type StepResult,
  type Value,
  type Variables,
  visibleVariables,
  type Wait,
} from '#engine';
import { PartitionStore } from './partition-store.ts';
import { findUnsoundness, snapshotOf } from './soundness.ts';
import { createSimulatedContext, type SimulatedContext, type SimulatedWorld } from './simulated-context.ts';

type WaitOf<K extends Wait['kind']> = Wait extends infer W
  ? W extends { readonly kind: infer U }
    ? K extends U
      ? W
      : never
    : never
  : never;

export interface OpenWait {
  readonly itemId: string;
  readonly wait: Wait;
}

/** Runs one process instance in memory, command by command, and remembers every event. For tests. */
export class SimulatedInstance {
  readonly context: SimulatedContext;
  readonly events: EngineEvent[] = [];
  state: InstanceState | undefined;
  private readonly store = new PartitionStore('root');

  constructor(world: SimulatedWorld) {
    this.context = createSimulatedContext(world);
  }

  /** Starts the first model of the world. */
  static start(world: SimulatedWorld, variables: Variables = {}, startNodeId?: string): SimulatedInstance {
    const instance = new SimulatedInstance(world);
    const definitionId = world.models[0]?.id ?? '';
    instance.do({
      type: 'StartInstance',
      processInstanceId: 'root',
      definitionId,
      variables,
      ...(startNodeId !== undefined && { startNodeId }),
    });
    return instance;
  }

  /**
   * Performs a command that must succeed; gives its events. Every step is also done on a state that is loaded row by
   * row, and by folding its events: all three must come to the same.
   */
  do(command: Command): readonly EngineEvent[] {
    const { counter } = this.context;
    const result = step(this.state, command, this.context);
    if (!result.ok)
      throw new Error(`${command.type} was rejected: ${result.rejection.code} ${result.rejection.message}`);
    this.check(command, result, counter);
    this.state = result.state;
    this.events.push(...result.events);
    return result.events;
  }

  private check(command: Command, result: Extract<StepResult, { ok: true }>, counter: number): void {
    const folded = result.events.reduce<InstanceState | undefined>(apply, this.state);
    if (folded === undefined || snapshotOf(folded) !== snapshotOf(result.state)) {
      throw new Error(`Expected the fold of the events of ${command.type} to be its state, but it is not`);
    }
    const unsound = findUnsoundness(result.state);
    if (unsound !== undefined) throw new Error(`After ${command.type}: ${unsound}`);
    if (this.state !== undefined) this.checkReloaded(command, result, counter);
    this.store.save(this.state, result.state);
    if (snapshotOf(this.store.restore()) !== snapshotOf(result.state)) {
      throw new Error(`Expected the rows after ${command.type} to be its state, but they are not`);
    }
  }

  private checkReloaded(command: Command, result: Extract<StepResult, { ok: true }>, counter: number): void {
    const after = this.context.counter;
    let loaded = this.store.open();
    for (;;) {
      try {
        this.context.counter = counter;
        const again = step(loaded, command, this.context);
        const events = again.ok ? again.events : [];
        if (JSON.stringify(events) !== JSON.stringify(result.events)) {
          throw new Error(`Expected ${command.type} to give the same events on a reloaded state, but it does not`);
        }
        break;
      } catch (error) {
        if (!(error instanceof NeedsLoading)) throw error;
        loaded = this.store.load(loaded, error.need);
      }
    }
    this.context.counter = after;
  }

  /** Forgets the state in memory and reads it back from its rows, as a program does that died and was started again. */
  reload(): void {
    this.state = this.store.restore();
  }

  /** Performs a command that must be rejected. */
  refused(command: Command): Rejection {
    const result = step(this.state, command, this.context);
    if (result.ok)
      throw new Error(`${command.type} was expected to be rejected, but gave ${result.events.length} events`);
    return result.rejection;
  }

  get isEnded(): boolean {
    return this.state !== undefined && isEnded(this.state);
  }

  /** Everything that is waited for, tasks, jobs, timers and subscriptions alike. */
  waits(): readonly OpenWait[] {
    if (this.state === undefined) return [];
    const items = [...liveInstances(this.state), ...liveElements(this.state)];
    return items.flatMap((item) => item.waits.map((wait) => ({ itemId: item.id, wait })));
  }

  /** The first open wait of this kind at a node. */
  wait<K extends Wait['kind']>(kind: K, nodeId: string): WaitOf<K> {
    const found = this.waits().find(({ wait }) => wait.kind === kind && wait.nodeId === nodeId);
    if (found === undefined) {
      const open = this.waits().map(({ wait }) => `${wait.kind} ${wait.nodeId}`);
      throw new Error(`Expected an open ${kind} at ${nodeId}, but there are only: ${open.join(', ')}`);
    }
    return found.wait as WaitOf<K>;
  }

  complete(nodeId: string, variables: Variables = {}, answers?: Readonly<Record<string, readonly string[]>>): void {
    const { id } = this.wait('task', nodeId);
    this.do({ type: 'CompleteTask', taskId: id, variables, ...(answers !== undefined && { answers }) });
  }

  work(nodeId: string, variables: Variables = {}): void {
    this.do({ type: 'CompleteJob', jobId: this.wait('job', nodeId).id, variables });
  }

  fire(nodeId: string): void {
    this.do({ type: 'FireTimer', timerId: this.wait('timer', nodeId).id });
  }

  send(name: string, nodeId: string, variables: Variables = {}): void {
    const { id } = this.wait('message', nodeId);
    this.do({ type: 'DeliverMessage', subscriptionId: id, messageName: name, variables });
  }

  setVariables(variables: Variables): void {
    this.do({ type: 'SetVariables', scopeId: 'root', variables, local: true });
  }

  variable(name: string, scopeId = 'root'): Value | undefined {
    return this.state === undefined ? undefined : visibleVariables(this.state, scopeId)[name];
  }

  /** How often each node has completed, bodies of multi-instance activities not counted. */
  completed(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const event of this.events) {
      if (event.type !== 'ElementCompleted' || event.multiInstanceBody === true) continue;
      counts[event.nodeId] = (counts[event.nodeId] ?? 0) + 1;
    }
    return counts;
  }

  /** Node ids of completions, in their order. */
  trace(): readonly string[] {
    return this.events.flatMap((event) =>
      event.type === 'ElementCompleted' && event.multiInstanceBody !== true ? [event.nodeId] : [],
    );
  }

  /** Nodes at which something lives, bodies included. */
  live(): readonly string[] {
    return this.state === undefined ? [] : liveElements(this.state).map((element) => element.nodeId);
  }

  incidents(): readonly { readonly id: string; readonly kind: string; readonly message: string }[] {
    if (this.state === undefined) return [];
    return [...liveInstances(this.state), ...liveElements(this.state)].flatMap((item) => item.incidents);
  }
}
