import {
  type Calendar,
  collectedVariables,
  collectStartTrigger,
  type ExpressionLanguage,
  type ProcessModel,
  type StartCollection,
  type StartTrigger,
  startTriggers,
  type Variables,
} from '#engine';

/** A timer start event that will start its process; `left` counts the firings after the next, -1 for ever. */
export interface StartTimer {
  dueAt: string;
  readonly trigger: StartTrigger;
  readonly model: ProcessModel;
  left: number;
}

/** A start event, as who tries a process sees it; `dueAt` of a timer that is set. */
export interface StartChance {
  readonly processId: string;
  readonly nodeId: string;
  readonly kind: StartTrigger['kind'];
  readonly name: string | null;
  readonly dueAt: string | null;
}

/** What comes with a message: which case it is about. */
export interface NewsKeys {
  readonly businessKey?: string;
  readonly correlation?: Variables;
}

interface Parts {
  readonly models: Iterable<ProcessModel>;
  readonly expressions: ExpressionLanguage;
  readonly calendar: Calendar;
  readonly now: () => string;
  readonly newId: () => string;
  readonly begin: (
    model: ProcessModel,
    start: { startNodeId: string; businessKey?: string },
    variables: Variables,
  ) => void;
}

/** What starts processes in a simulation: messages, signals, conditions and dates their start events wait for. */
export class ProcessStarts {
  readonly timers: StartTimer[] = [];
  readonly #parts: Parts;
  readonly #collections = new Map<string, readonly StartCollection[]>();

  constructor(parts: Parts) {
    this.#parts = parts;
    for (const { model, trigger } of this.#all()) {
      if (trigger.kind !== 'timer' || trigger.form === undefined || trigger.text === undefined) continue;
      const due = parts.calendar.due(trigger.form, trigger.text, parts.now());
      if (due.ok) this.timers.push({ dueAt: due.value.dueAt, trigger, model, left: due.value.repetitions ?? 0 });
    }
  }

  get chances(): readonly StartChance[] {
    return this.#all().map(({ model, trigger }) => ({
      processId: model.id,
      nodeId: trigger.nodeId,
      kind: trigger.kind,
      name: trigger.name ?? null,
      dueAt:
        this.timers.find((timer) => timer.model === model && timer.trigger.nodeId === trigger.nodeId)?.dueAt ?? null,
    }));
  }

  /** Lets every start event of this message or signal have it. @returns how many wait for it */
  news(kind: 'message' | 'signal', name: string, variables: Variables, keys: NewsKeys = {}): number {
    const meant = this.#all().filter(({ trigger }) => trigger.kind === kind && trigger.name === name);
    for (const { model, trigger } of meant) this.#occur(model, trigger, variables, keys);
    return meant.length;
  }

  /** Starts the processes whose conditional start event holds for these variables. @returns how many hold */
  conditions(variables: Variables): number {
    const { expressions, now } = this.#parts;
    const meant = this.#all().filter(({ trigger: { condition } }) => {
      const held = condition === undefined ? undefined : expressions.evaluate(condition, variables, now());
      return held?.ok === true && held.value === true;
    });
    for (const { model, trigger } of meant) this.#occur(model, trigger, variables, {});
    return meant.length;
  }

  /** The timer goes off, and is set again where it repeats. */
  fire(timer: StartTimer): void {
    const { calendar, now } = this.#parts;
    this.#occur(timer.model, timer.trigger, {}, {});
    const next =
      timer.trigger.form === 'cycle' && timer.left !== 0
        ? calendar.next(timer.trigger.text ?? '', timer.dueAt, now())
        : undefined;
    if (next?.ok === true) {
      timer.dueAt = next.value.dueAt;
      timer.left -= timer.left > 0 ? 1 : 0;
    } else this.timers.splice(this.timers.indexOf(timer), 1);
  }

  #occur(model: ProcessModel, trigger: StartTrigger, variables: Variables, keys: NewsKeys): void {
    const { begin, newId } = this.#parts;
    const { nodeId: startNodeId, definition, kind } = trigger;
    if (!trigger.all) {
      begin(
        model,
        { startNodeId, ...(keys.businessKey === undefined ? {} : { businessKey: keys.businessKey }) },
        variables,
      );
      return;
    }
    const place = JSON.stringify([model.id, startNodeId]);
    const occurrence = {
      definition,
      needed: this.#all().filter((one) => one.model === model && one.trigger.nodeId === startNodeId).length,
      businessKey: keys.businessKey ?? null,
      correlation: keys.correlation ?? {},
      variables,
      broadcast: kind !== 'message',
    };
    const { kept, complete } = collectStartTrigger(this.#collections.get(place) ?? [], occurrence, newId);
    this.#collections.set(place, kept);
    for (const collection of complete) {
      const { businessKey } = collection;
      begin(model, { startNodeId, ...(businessKey === null ? {} : { businessKey }) }, collectedVariables(collection));
    }
  }

  #all(): readonly { readonly model: ProcessModel; readonly trigger: StartTrigger }[] {
    const { models, expressions, now } = this.#parts;
    return [...models].flatMap((model) =>
      startTriggers(model, { expressions, now: now() }).map((trigger) => ({ model, trigger })),
    );
  }
}
