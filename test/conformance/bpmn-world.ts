import { type BpmnImport, importBpmn } from '#bpmn';
import {
  collectedVariables,
  collectStartTrigger,
  type Command,
  type EngineEvent,
  type InstanceState,
  isEnded,
  liveElements,
  liveInstances,
  NeedsLoading,
  type ProcessModel,
  type StartCollection,
  type StartTrigger,
  startTriggers,
  step,
  type StepResult,
  type Value,
  type Variables,
  type Wait,
} from '#engine';
import { createExpressionLanguage } from '#expressions';
import { createSimulatedContext, PartitionStore, type SimulatedContext } from '#testkit';
import { type BpmnCase, type CaseStep, modelFile, type StartStep } from './bpmn-case.ts';
import { type CaseWorld, type Completion, judge } from './bpmn-verdict.ts';

/** `memory`: the state lives on. `reloaded`: before every step it is thrown away and loaded row by row, as needed. */
export type Durability = 'memory' | 'reloaded';

interface Instance {
  readonly rootId: string;
  readonly definitionId: string;
  readonly store: PartitionStore;
  state: InstanceState;
}

interface Found {
  readonly instance: Instance;
  readonly itemId: string;
  readonly wait: Wait;
}

/** The processes of one case with all their instances, on the pure engine: what runtime and store would do, in memory. */
export class BpmnWorld implements CaseWorld {
  readonly events: EngineEvent[] = [];
  /** Why a step or start was answered with an error. */
  failed: string | undefined;
  refused: readonly string[] = [];
  private readonly durability: Durability;
  private readonly instances: Instance[] = [];
  private models: readonly ProcessModel[] = [];
  private context: SimulatedContext = createSimulatedContext({ models: [] });
  private readonly values = new Map<string, Value[]>();
  private readonly subscriptions = new Map<string, Extract<EngineEvent, { readonly type: 'SubscriptionOpened' }>>();
  private readonly collections = new Map<string, readonly StartCollection[]>();

  constructor(durability: Durability) {
    this.durability = durability;
  }

  /** Deploys the files of the case. @returns whether they were accepted. */
  async deploy(kase: BpmnCase): Promise<boolean> {
    const imports: BpmnImport[] = [];
    for (const model of kase.models) imports.push(await importBpmn(modelFile(kase, model)));
    this.models = imports.flatMap((read) => read.models);
    this.context = createSimulatedContext({ models: this.models, expressions: createExpressionLanguage() });
    this.refused = imports.flatMap((read) =>
      read.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    );
    return this.refused.length === 0;
  }

  start({ processId, variables }: StartStep): void {
    this.begin(processId, variables);
    this.rest();
  }

  perform(caseStep: CaseStep): void {
    this.rest();
    if (caseStep.start !== undefined) this.begin(caseStep.start.processId, caseStep.start.variables);
    else if (caseStep.message !== undefined) this.correlate(caseStep.message.name, caseStep.message.variables ?? {});
    else if (caseStep.signal !== undefined) this.broadcast(caseStep.signal, {}, undefined);
    else if (caseStep.setVariables !== undefined) this.setVariables(caseStep.setVariables);
    else if (caseStep.startConditions !== undefined) this.startByCondition(caseStep.startConditions);
    else this.answer(caseStep);
    this.rest();
  }

  verdict(kase: BpmnCase): readonly string[] {
    return judge(kase, this);
  }

  get outcome(): string {
    if (this.failed !== undefined) return 'error';
    const live = this.instances.filter((instance) => !this.isOver(instance));
    if (live.some((instance) => this.hasIncident(instance))) return 'incident';
    if (this.instances.length === 0) return 'nothing started';
    return live.length === 0 ? 'completed' : 'waiting';
  }

  get incidents(): readonly string[] {
    return this.events.flatMap((event) => (event.type === 'IncidentRaised' ? [event.message] : []));
  }

  /** Completed nodes in the order of their completion; bodies of multi-instance activities do not count. */
  completions(): readonly Completion[] {
    return this.events.flatMap((event, at) => {
      if (event.type !== 'ElementCompleted' || event.multiInstanceBody === true) return [];
      return [{ nodeId: event.nodeId, at }];
    });
  }

  /** Every value a variable of this name has had last in any scope. */
  valuesOf(name: string): readonly Value[] {
    return this.values.get(name) ?? [];
  }

  private begin(processId: string, variables: Variables, startNodeId?: string, businessKey?: string): void {
    if (!this.models.some((model) => model.id === processId)) {
      this.failed = `there is no process ${processId}`;
      return;
    }
    const rootId = this.context.newId();
    const result = step(
      undefined,
      {
        type: 'StartInstance',
        processInstanceId: rootId,
        definitionId: processId,
        variables,
        ...(startNodeId !== undefined && { startNodeId }),
        ...(businessKey !== undefined && { businessKey }),
      },
      this.context,
    );
    if (!result.ok) {
      this.failed = result.rejection.message;
      return;
    }
    const store = new PartitionStore(rootId);
    const instance: Instance = { rootId, definitionId: processId, store, state: result.state };
    this.instances.push(instance);
    store.save(undefined, result.state);
    this.follow(instance, result.events);
  }

  private send(instance: Instance, command: Command): void {
    const before = this.durability === 'memory' ? instance.state : instance.store.open();
    const { result, loaded } = this.stepLoading(instance, before, command);
    if (!result.ok) {
      this.failed = `${command.type}: ${result.rejection.message}`;
      return;
    }
    instance.store.save(loaded, result.state);
    instance.state = this.durability === 'memory' ? result.state : instance.store.restore();
    this.follow(instance, result.events);
  }

  private stepLoading(
    instance: Instance,
    before: InstanceState,
    command: Command,
  ): { result: StepResult; loaded: InstanceState } {
    let loaded = before;
    const { counter } = this.context;
    for (;;) {
      try {
        this.context.counter = counter;
        return { result: step(loaded, command, this.context), loaded };
      } catch (error) {
        if (!(error instanceof NeedsLoading)) throw error;
        loaded = instance.store.load(loaded, error.need);
      }
    }
  }

  /** What the runtime does with events: keeps them, and carries signals to the other instances. */
  private follow(instance: Instance, events: readonly EngineEvent[]): void {
    this.events.push(...events);
    for (const event of events) {
      if (event.type === 'SubscriptionOpened') this.subscriptions.set(event.subscriptionId, event);
      if (event.type === 'VariablesSet') {
        for (const [name, value] of Object.entries(event.variables)) {
          this.values.set(name, [...(this.values.get(name) ?? []), value]);
        }
      }
    }
    for (const event of events) {
      if (event.type === 'SignalThrown') this.broadcast(event.name, event.variables, instance);
      if (event.type === 'MessageThrown') this.carry(event);
    }
  }

  /** Does what the engine's own worker would do: asynchronous continuations. */
  private rest(): void {
    for (let rounds = 0; rounds < 1000; rounds += 1) {
      const found = this.find((wait) => wait.kind === 'job' && wait.job !== 'work');
      if (found === undefined || this.failed !== undefined) return;
      this.send(found.instance, { type: 'CompleteJob', jobId: found.wait.id, variables: {} });
    }
    throw new Error('Expected asynchronous continuations to end, but they go on');
  }

  private answer(caseStep: CaseStep): void {
    const { fireTimer, completeTask, completeWork, throwError } = caseStep;
    const variables = caseStep.variables ?? {};
    if (fireTimer !== undefined) {
      const starting = this.models.find((model) => this.startsOf(model).some((start) => start.nodeId === fireTimer));
      const trigger = starting && this.startsOf(starting).find((start) => start.nodeId === fireTimer);
      if (starting !== undefined && trigger !== undefined) this.trigger(starting, trigger, {});
      else this.sendTo('timer', fireTimer, (wait) => ({ type: 'FireTimer', timerId: wait.id }));
    } else if (completeTask !== undefined) {
      this.sendTo('task', completeTask, (wait) => ({ type: 'CompleteTask', taskId: wait.id, variables }));
    } else if (completeWork !== undefined) {
      this.sendTo('job', completeWork, (wait) => ({ type: 'CompleteJob', jobId: wait.id, variables }));
    } else if (throwError !== undefined) {
      this.sendTo('job', throwError.elementId, (wait) => ({
        type: 'ThrowFromJob',
        jobId: wait.id,
        kind: 'error',
        code: throwError.code,
        variables: {},
      }));
    } else {
      throw new Error(`Expected a known step, but got ${JSON.stringify(caseStep)}`);
    }
  }

  private sendTo(kind: Wait['kind'], nodeId: string, command: (wait: Wait) => Command): void {
    const found = this.find((wait) => wait.kind === kind && wait.nodeId === nodeId);
    if (found === undefined) this.failed = `no ${kind} at ${nodeId}`;
    else this.send(found.instance, command(found.wait));
  }

  private correlate(name: string, variables: Variables): void {
    const found = this.find((wait) => wait.kind === 'message' && wait.name === name);
    if (found !== undefined) {
      const { id } = found.wait;
      this.send(found.instance, { type: 'DeliverMessage', subscriptionId: id, messageName: name, variables });
      return;
    }
    for (const model of this.models) {
      const trigger = this.startsOf(model).find((start) => start.kind === 'message' && start.name === name);
      if (trigger === undefined) continue;
      this.trigger(model, trigger, variables);
      return;
    }
    this.failed = `nothing waits for message ${name}`;
  }

  private broadcast(name: string, variables: Variables, from: Instance | undefined): void {
    const waiting = this.instances
      .filter((instance) => instance !== from)
      .flatMap((instance) => this.waitsOf(instance))
      .filter(({ wait }) => wait.kind === 'signal' && wait.name === name);
    for (const { instance, wait } of waiting) {
      if (!this.waitsOf(instance).some((found) => found.wait.id === wait.id)) continue;
      this.send(instance, { type: 'DeliverSignal', subscriptionId: wait.id, signalName: name, variables });
    }
    for (const model of this.models) {
      for (const start of this.startsOf(model)) {
        if (start.kind === 'signal' && start.name === name) this.trigger(model, start, variables);
      }
    }
  }

  private startByCondition(variables: Variables): void {
    for (const model of this.models) {
      for (const start of this.startsOf(model)) {
        if (start.condition === undefined) continue;
        const held = this.context.expressions.evaluate(start.condition, variables, this.context.now);
        if (held.ok && held.value === true) this.trigger(model, start, variables);
      }
    }
  }

  /** Carries a thrown message to who waits for it in its conversation, or to a start event; else it is lost. */
  private carry(message: Extract<EngineEvent, { readonly type: 'MessageThrown' }>): void {
    const { name, variables, conversation } = message;
    const found = this.find((wait) => {
      const opened = this.subscriptions.get(wait.id);
      if (wait.kind !== 'message' || wait.name !== name || opened === undefined) return false;
      const isSame = Object.entries(opened.correlation).every(
        ([key, value]) => JSON.stringify(message.correlation[key]) === JSON.stringify(value),
      );
      return isSame && [undefined, conversation].includes(opened.conversation);
    });
    if (found !== undefined) {
      const { id } = found.wait;
      this.send(found.instance, { type: 'DeliverMessage', subscriptionId: id, messageName: name, variables });
      return;
    }
    for (const model of this.models) {
      const start = this.startsOf(model).find((trigger) => trigger.kind === 'message' && trigger.name === name);
      if (start !== undefined) this.trigger(model, start, variables, conversation);
    }
  }

  /** A start event's trigger has occurred: starts an instance, a parallel multiple one with the last of its triggers. */
  private trigger(model: ProcessModel, start: StartTrigger, variables: Variables, businessKey?: string): void {
    if (!start.all) {
      this.begin(model.id, variables, start.nodeId, businessKey);
      return;
    }
    const needed = this.startsOf(model).filter(({ nodeId }) => nodeId === start.nodeId).length;
    const { kept, complete } = collectStartTrigger(
      this.collections.get(start.nodeId) ?? [],
      {
        definition: start.definition,
        needed,
        variables,
        businessKey: businessKey ?? null,
        correlation: {},
        broadcast: start.kind !== 'message',
      },
      () => this.context.newId(),
    );
    this.collections.set(start.nodeId, kept);
    for (const collection of complete) this.begin(model.id, collectedVariables(collection), start.nodeId);
  }

  private setVariables(variables: Variables): void {
    for (const instance of [...this.instances]) {
      if (this.isOver(instance)) continue;
      for (const { id } of liveInstances(instance.state)) {
        if (this.isOver(instance)) break;
        this.send(instance, { type: 'SetVariables', scopeId: id, variables, local: true });
      }
    }
  }

  private startsOf(model: ProcessModel): ReturnType<typeof startTriggers> {
    return startTriggers(model, this.context);
  }

  private find(isMeant: (wait: Wait) => boolean): Found | undefined {
    for (const instance of this.instances) {
      const found = this.waitsOf(instance).find(({ wait }) => isMeant(wait));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private waitsOf(instance: Instance): readonly Found[] {
    if (this.isOver(instance)) return [];
    return [...liveInstances(instance.state), ...liveElements(instance.state)].flatMap((item) =>
      item.waits.map((wait) => ({ instance, itemId: item.id, wait })),
    );
  }

  private hasIncident(instance: Instance): boolean {
    const items = [...liveInstances(instance.state), ...liveElements(instance.state)];
    return items.some((item) => item.incidents.length > 0);
  }

  private isOver(instance: Instance): boolean {
    return isEnded(instance.state);
  }
}
