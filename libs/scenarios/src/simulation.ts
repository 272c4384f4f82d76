import {
  isEnded,
  type LiveElement,
  liveElements,
  type Calendar,
  type Command,
  type DecisionOutcome,
  type EngineEvent,
  type Evaluation,
  type ExpressionLanguage,
  type InstanceState,
  type ProcessModel,
  step,
  type StepContext,
  type Variables,
  visibleVariables,
} from '#engine';
import { ProcessStarts, type StartChance } from './process-starts.ts';
import { sameValue } from './same-value.ts';
import { scenarioFault } from './scenario-faults.ts';
import { SimulationError } from './simulation-error.ts';
import { type OpenIncident, type OpenJob, type OpenSubscription, type OpenTask, TownRecord } from './town-record.ts';

/** What a simulation is made of: models, languages, a calendar, decisions. Nothing outside is touched. */
export interface SimulatedParts {
  readonly models: readonly ProcessModel[];
  readonly expressions: ExpressionLanguage;
  readonly calendar: Calendar;
  readonly decide: (decision: string, variables: Variables, now: string) => Evaluation<DecisionOutcome>;
  /** ISO instant the simulation begins at. */
  readonly now: string;
}

/** How many deliveries one action may cause: two processes that answer each other for ever are stopped here. */
const MOST_DELIVERIES = 10_000;

/**
 * A town in memory: processes run on the real engine with a clock that only moves when told to. Messages, signals, called
 * processes and timers work among all processes of the simulation; jobs wait until somebody does them, or a mock does.
 */
export class Simulation {
  readonly record = new TownRecord();
  readonly #starts: ProcessStarts;
  readonly #models: ReadonlyMap<string, ProcessModel>;
  readonly #states = new Map<string, InstanceState>();
  readonly #parts: SimulatedParts;
  readonly #mocks = new Map<string, (job: OpenJob) => void>();
  readonly #news: (() => void)[] = [];
  #now: string;
  #ids = 0;

  constructor(parts: SimulatedParts) {
    this.#parts = parts;
    this.#now = parts.now;
    this.#models = new Map(parts.models.map((model) => [model.id, model]));
    this.#starts = new ProcessStarts({
      models: parts.models,
      expressions: parts.expressions,
      calendar: parts.calendar,
      now: () => this.#now,
      newId: () => this.#newId(),
      begin: (model, start, variables) => {
        const id = this.#newId();
        this.#run(id, { type: 'StartInstance', processInstanceId: id, definitionId: model.id, variables, ...start });
      },
    });
  }

  get now(): string {
    return this.#now;
  }

  /** Starts a process by its BPMN id and answers the instance's id. @throws SimulationError */
  start(
    processId: string,
    variables: Variables,
    options: { readonly businessKey?: string; readonly startNodeId?: string } = {},
  ): string {
    if (!this.#models.has(processId))
      throw new SimulationError(
        `Expected a process "${processId}", but there are only: ${[...this.#models.keys()].join(', ')}.`,
        `Einen Prozess „${processId}“ gibt es hier nicht, nur: ${[...this.#models.keys()].join(', ')}.`,
      );
    const id = this.#newId();
    this.#run(id, { type: 'StartInstance', processInstanceId: id, definitionId: processId, variables, ...options });
    this.#settle();
    return id;
  }

  completeTask(
    task: OpenTask,
    answer: { variables: Variables; answers?: Readonly<Record<string, readonly string[]>>; date?: string },
  ): void {
    this.#act(task.rootId, { type: 'CompleteTask', taskId: task.id, ...answer });
  }

  completeJob(job: OpenJob, variables: Variables): void {
    this.#act(job.rootId, { type: 'CompleteJob', jobId: job.id, variables });
  }

  throwFromJob(job: OpenJob, code: string, message: string | undefined, variables: Variables): void {
    this.#act(job.rootId, {
      type: 'ThrowFromJob',
      jobId: job.id,
      kind: 'error',
      code,
      variables,
      ...(message === undefined ? {} : { message }),
    });
  }

  throwFromTask(task: OpenTask, kind: 'error' | 'escalation', code: string, variables: Variables): void {
    this.#act(task.rootId, { type: 'ThrowFromTask', taskId: task.id, kind, code, variables });
  }

  failJob(job: OpenJob, message: string): void {
    this.#act(job.rootId, { type: 'FailJob', jobId: job.id, message });
  }

  setVariables(rootId: string, scopeId: string, variables: Variables): void {
    this.#act(rootId, { type: 'SetVariables', scopeId, variables, local: false });
  }

  resolveIncident(incident: OpenIncident): void {
    this.#act(incident.rootId, { type: 'ResolveIncident', incidentId: incident.id });
  }

  cancel(instanceId: string): void {
    const instance = this.record.instance(instanceId);
    this.#act(instance.rootId, {
      type: 'CancelInstance',
      processInstanceId: instanceId,
      reason: 'canceled by the scenario',
    });
  }

  /** From now on every job of this topic is done at once by `work`, those that wait included. */
  mock(topic: string, work: (job: OpenJob) => void): void {
    this.#mocks.set(topic, work);
    this.#settle();
  }

  /** Delivers a message to who waits for it, or starts a process with it. @throws SimulationError when nobody does */
  correlate(name: string, correlation: Variables, variables: Variables): void {
    if (!this.#deliver(name, correlation, variables))
      throw new SimulationError(
        `Expected somebody to wait for the message "${name}", but ${this.#waitingFor('message')}.`,
        `Auf die Nachricht „${name}“ wartet niemand; gewartet wird auf: ${this.#waitingNames('message').join(', ') || 'nichts'}.`,
      );
    this.#settle();
  }

  /** Starts the processes whose conditional start event holds. @throws SimulationError when none does */
  startByConditions(variables: Variables): void {
    if (this.#starts.conditions(variables) === 0)
      throw new SimulationError(
        'Expected the condition of a start event to hold, but none does.',
        'Bei keinem Startereignis trifft die Bedingung zu.',
      );
    this.#settle();
  }

  broadcast(name: string, variables: Variables): void {
    this.#broadcast(name, variables, undefined);
    this.#settle();
  }

  /** Moves the clock, firing everything due on the way in its order. @throws SimulationError when time would go back */
  advanceTo(instant: string): void {
    if (instant < this.#now)
      throw new SimulationError(
        `Expected a time after ${this.#now}, but got ${instant}.`,
        `Die Uhr geht nur vorwärts: Sie steht auf ${this.#now}, verlangt ist ${instant}.`,
      );
    for (let fired = 0; ; fired += 1) {
      if (fired > MOST_DELIVERIES)
        throw new SimulationError(
          'Expected timers to come to rest, but they fire on and on.',
          'Die Zeitereignisse kommen nicht zur Ruhe: Sie lösen immer wieder aus.',
        );
      const timer = [...this.record.timers.values()].sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
      const start = [...this.#starts.timers].sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
      const startFirst = start !== undefined && (timer === undefined || start.dueAt <= timer.dueAt);
      const dueAt = startFirst ? start.dueAt : timer?.dueAt;
      if (dueAt === undefined || dueAt > instant) break;
      this.#now = dueAt > this.#now ? dueAt : this.#now;
      if (startFirst) this.#starts.fire(start);
      else if (timer !== undefined) this.#run(timer.rootId, { type: 'FireTimer', timerId: timer.id });
      this.#settle();
    }
    this.#now = instant;
  }

  /** Moves the clock by an ISO 8601 duration. */
  advanceBy(duration: string): void {
    const due = this.#parts.calendar.due('duration', duration, this.#now);
    if (!due.ok) throw new SimulationError(due.error, `„${duration}“ ist keine Dauer wie P3D oder PT2H.`);
    this.advanceTo(due.value.dueAt);
  }

  /** The instant a due date written like this means now; undefined when it is none. */
  endOf(dueDate: string): string | undefined {
    const at = this.#parts.calendar.deadline(dueDate, 'end', this.#now);
    return at.ok ? at.value : undefined;
  }

  /** Moves the clock to the next date an element waits for, start events included. @throws SimulationError when it waits for none */
  waitForTimer(elementId: string): void {
    const dates = [
      ...[...this.record.timers.values()].filter((one) => one.elementId === elementId),
      ...this.#starts.timers.filter(({ trigger }) => trigger.nodeId === elementId),
    ].map(({ dueAt }) => dueAt);
    const [next] = dates.sort();
    if (next === undefined)
      throw new SimulationError(
        `Expected a timer at "${elementId}", but none is set there.`,
        `Bei „${elementId}“ läuft gerade keine Zeit.`,
      );
    this.advanceTo(next > this.#now ? next : this.#now);
  }

  /** Begins steps of the ad-hoc subprocess a task belongs to (BPMN 2.0.2 § 13.3.5). */
  beginSteps(task: OpenTask, steps: readonly string[]): void {
    this.#act(task.rootId, {
      type: 'ChooseAdHocActivities',
      elementInstanceId: task.elementInstanceId,
      activityIds: steps,
    });
  }

  /** What can start a process now: start events with their message, signal or next date. */
  get starts(): readonly StartChance[] {
    return this.#starts.chances;
  }

  /** What an instance (or a live element of it) can see; of an ended one what it had at its end. */
  variables(instanceId: string, scopeId = instanceId): Variables {
    const instance = this.record.instance(instanceId);
    const state = this.#states.get(instance.rootId);
    return instance.outcome === 'active' && state !== undefined
      ? visibleVariables(state, scopeId)
      : instance.finalVariables;
  }

  /** Live element instances of one process instance. */
  live(instanceId: string): readonly LiveElement[] {
    const state = this.#states.get(this.record.instance(instanceId).rootId);
    return state === undefined ? [] : liveElements(state).filter((element) => element.processInstanceId === instanceId);
  }

  #act(rootId: string, command: Command): void {
    this.#run(rootId, command);
    this.#settle();
  }

  /** Lets messages arrive, engine jobs run and mocks work until nothing moves. */
  #settle(): void {
    for (let moves = 0; ; moves += 1) {
      if (moves > MOST_DELIVERIES)
        throw new SimulationError(
          'Expected the processes to come to rest, but they go on and on.',
          'Die Prozesse kommen nicht zur Ruhe: Sie laufen immer weiter.',
        );
      const news = this.#news.shift();
      if (news !== undefined) {
        news();
        continue;
      }
      const job = [...this.record.jobs.values()].find(
        ({ facts }) => facts.performer === 'engine' || this.#mocks.has(facts.topic),
      );
      if (job === undefined) return;
      const mock = job.facts.performer === 'engine' ? undefined : this.#mocks.get(job.facts.topic);
      if (mock === undefined) this.#run(job.rootId, { type: 'CompleteJob', jobId: job.id, variables: {} });
      else mock(job);
    }
  }

  #run(rootId: string, command: Command): void {
    const result = step(this.#states.get(rootId), command, this.#context());
    if (!result.ok)
      throw new SimulationError(
        result.rejection.message,
        `Das geht an dieser Stelle nicht (${result.rejection.code}). ${result.rejection.message}`,
      );
    for (const event of result.events) this.#hear(rootId, event);
    if (isEnded(result.state)) this.#states.delete(rootId);
    else this.#states.set(rootId, result.state);
  }

  /** Messages and signals for others arrive when this step is over. */
  #hear(rootId: string, event: EngineEvent): void {
    this.record.hear(rootId, event);
    if (event.type !== 'MessageThrown' && event.type !== 'SignalThrown') return;
    const { name, variables } = event;
    if (event.type === 'SignalThrown') this.#news.push(() => this.#broadcast(name, variables, rootId));
    else {
      const businessKey = event.conversation ?? this.record.instance(event.processInstanceId).businessKey;
      this.#news.push(() => void this.#deliver(name, event.correlation, variables, { businessKey, isThrown: true }));
    }
  }

  #deliver(
    name: string,
    correlation: Variables,
    variables: Variables,
    from: { readonly businessKey?: string | undefined; readonly isThrown?: true } = {},
  ): boolean {
    const given = from.businessKey === undefined ? {} : { businessKey: from.businessKey };
    const waiting = [...this.record.subscriptions.values()].filter(
      (one) =>
        one.kind === 'message' &&
        one.name === name &&
        fits(one.correlation, correlation) &&
        // What another process has thrown is for its own conversation only.
        (from.isThrown !== true || one.conversation === undefined || one.conversation === from.businessKey),
    );
    const [one, ...more] = waiting;
    if (more.length > 0)
      throw new SimulationError(
        `Expected exactly one case to wait for the message "${name}", but ${waiting.length} do; give correlation keys.`,
        `Auf die Nachricht „${name}“ warten ${waiting.length} Vorgänge; geben Sie an, welcher gemeint ist (correlationKeys).`,
      );
    if (one !== undefined) {
      this.#run(one.rootId, { type: 'DeliverMessage', subscriptionId: one.id, messageName: name, variables });
      return true;
    }
    return this.#starts.news('message', name, variables, { correlation, ...given }) > 0;
  }

  #broadcast(name: string, variables: Variables, exceptRoot: string | undefined): void {
    for (const one of [...this.record.subscriptions.values()])
      if (
        one.kind === 'signal' &&
        one.name === name &&
        one.rootId !== exceptRoot &&
        this.record.subscriptions.has(one.id)
      )
        this.#run(one.rootId, { type: 'DeliverSignal', subscriptionId: one.id, signalName: name, variables });
    this.#starts.news('signal', name, variables);
  }

  #waitingNames(kind: OpenSubscription['kind']): readonly string[] {
    return [...this.record.subscriptions.values()]
      .filter((one) => one.kind === kind)
      .map((one) => `„${one.name}“ (${one.elementId})`);
  }

  #waitingFor(kind: OpenSubscription['kind']): string {
    const names = this.#waitingNames(kind);
    return names.length === 0 ? 'nobody waits for anything' : `only these are waited for: ${names.join(', ')}`;
  }

  #newId(): string {
    this.#ids += 1;
    return `s-${this.#ids}`;
  }

  #context(): StepContext {
    const parts = this.#parts;
    return {
      now: this.#now,
      newId: () => this.#newId(),
      expressions: parts.expressions,
      calendar: parts.calendar,
      model: (definitionId) => {
        const model = this.#models.get(definitionId);
        if (model === undefined)
          throw new SimulationError(
            `Expected a process "${definitionId}", but there is none.`,
            `Einen Prozess „${definitionId}“ gibt es hier nicht.`,
          );
        return model;
      },
      resolveCalled: (key: string) =>
        this.#models.has(key)
          ? { ok: true, value: key }
          : {
              ok: false,
              error: `Expected a process "${key}" to call, but there are only: ${[...this.#models.keys()].join(', ')}.`,
              fault: scenarioFault('PROCESS_NOT_BESIDE', { process: key }),
            },
      decide: (decision, _binding, _version, variables) => parts.decide(decision, variables, this.#now),
    };
  }
}

/** Every key the waiting one asks for must be given and equal. */
function fits(wanted: Variables, given: Variables): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(given, key) && sameValue(value, given[key] ?? null),
  );
}
