import { type Command, type EngineEvent, liveElements, type ProcessModel, step } from '#engine';
import {
  type Choices,
  choicesFrom,
  followRandomPath,
  randomBlocks,
  randomCalledBlocks,
  randomTangle,
  SimulatedInstance,
} from '#testkit';
import { findWrongBooking } from './token-ledger.ts';

/** What happened in one random run. */
export interface RunReport {
  readonly steps: number;
  readonly events: number;
  readonly crashes: number;
  /** Node ids of completions in their order: the same seed gives the same ones. */
  readonly trace: readonly string[];
}

/**
 * One random process, answered along one random path, with crashes in between; everything follows from the seed.
 *
 * Checked after every step (by SimulatedInstance): the state is the fold of its events, the step gives the same events
 * on a state loaded row by row, the rows are the state, counters are right and no token rests without a reason. Checked
 * here: who repeats an answer after a crash is refused, every token that came into being has left exactly once, what was
 * sent over flows fits what completed (findWrongBooking), and a process of properly nested blocks comes to its end.
 *
 * @param seed a whole number from 0 to 2^32 - 1; even ones give nested blocks, every other of them with all BPMN has,
 * odd ones a tangle without any order
 * @throws Error with what is wrong
 */
export function randomRun(seed: number): RunReport {
  const choices = choicesOf(seed);
  const isTangle = seed % 2 === 1;
  const isRich = seed % 4 === 2;
  const called = isRich ? [randomCalledBlocks(choices, 3 + choices.next(6))] : [];
  const model = isTangle
    ? randomTangle(choices, choices.next(12))
    : randomBlocks(choices, 6 + choices.next(16), { isRich, called: 'q' });
  const instance = new CrashingInstance([model, ...called], choices);
  instance.begin(model.id);
  followRandomPath(instance, choices, isTangle ? 20 : 60);
  if (!isTangle) {
    for (let left = 400; left > 0 && !instance.isEnded; left -= 1) {
      if (isRich) instance.answerFairly();
      else instance.answerPlainly();
    }
    if (!instance.isEnded) throw new Error(`Expected an end, but ${instance.live().join(', ')} live on`);
  }
  checkTokens(instance);
  for (const booked of [model, ...called]) {
    const wrong = findWrongBooking(booked, instance.events);
    if (wrong !== undefined) throw new Error(`Expected tokens to be booked right, but ${wrong}`);
  }
  const { steps, crashes, events } = instance;
  return { steps, crashes, events: events.length, trace: instance.trace() };
}

/** Numbers from a seed by a Weyl sequence whose steps are mixed by multiplication: the same on every machine. */
function choicesOf(seed: number): Choices {
  let position = seed >>> 0;
  return {
    next(below) {
      position = (position + 0x9e3779b9) >>> 0;
      let mixed = position ^ (position >>> 16);
      mixed = Math.imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a2d97);
      mixed ^= mixed >>> 15;
      return (mixed >>> 0) % below;
    },
  };
}

/** An instance whose program dies now and then, before or after what a step changed has been written. */
class CrashingInstance extends SimulatedInstance {
  steps = 0;
  crashes = 0;
  private readonly choices: Choices;

  constructor(models: readonly ProcessModel[], choices: Choices) {
    super({ models });
    this.choices = choices;
  }

  begin(definitionId: string): void {
    const variables = { n: 0 };
    this.do({ type: 'StartInstance', processInstanceId: 'root', definitionId, variables });
  }

  override do(command: Command): readonly EngineEvent[] {
    this.steps += 1;
    if (this.state !== undefined && this.choices.next(8) === 0) this.dieBefore(command);
    const events = super.do(command);
    if (this.choices.next(4) === 0) this.dieAfter(command);
    return events;
  }

  /** Answers one thing plainly: work first, so that nothing non-interrupting goes on for ever. */
  answerPlainly(): void {
    const order = ['task', 'job', 'timer', 'message', 'signal', 'conditional'];
    const waits = this.waits();
    const [first] = waits.toSorted((a, b) => order.indexOf(a.wait.kind) - order.indexOf(b.wait.kind));
    if (first === undefined) throw new Error(`Expected something to wait for, but ${this.live().join(', ')} rest`);
    // The first choice is what to answer, all others give the plain answer.
    const plain = choicesFrom([waits.findIndex(({ wait }) => wait.id === first.wait.id)]);
    followRandomPath(this, plain, 1);
  }

  /** Answers work first, and otherwise anything: what can happen again and again does not keep the rest from happening. */
  answerFairly(): void {
    const waits = this.waits();
    const isWork = waits.map(({ wait }) => wait.kind === 'task' || wait.kind === 'job');
    const candidates = waits.flatMap((_, index) => (isWork[index] === isWork.includes(true) ? [index] : []));
    const chosen = candidates[this.choices.next(Math.max(candidates.length, 1))];
    if (chosen === undefined) throw new Error(`Expected something to wait for, but ${this.live().join(', ')} rest`);
    followRandomPath(this, choicesFrom([chosen]), 1);
  }

  /** The step was computed, but nothing of it was written: it is as if it had never been. */
  private dieBefore(command: Command): void {
    const { counter } = this.context;
    step(this.state, command, this.context);
    this.context.counter = counter + 1000;
    this.reload();
    this.crashes += 1;
  }

  /** It was written, but nobody has heard of it: whoever answered repeats the answer, which must change nothing. */
  private dieAfter(command: Command): void {
    this.reload();
    this.crashes += 1;
    if (command.type === 'CompleteTask' || command.type === 'CompleteJob') this.refused(command);
  }
}

/** Every token that came into being has left exactly once, or is still there. */
function checkTokens(instance: SimulatedInstance): void {
  const present = new Map<string, string>();
  const known = new Set<string>();
  for (const event of instance.events) {
    if (event.type === 'ElementEntered') {
      if (known.has(event.elementInstanceId)) throw new Error(`A token has come to ${event.nodeId} twice`);
      known.add(event.elementInstanceId);
      present.set(event.elementInstanceId, event.nodeId);
    } else if (event.type === 'ElementCompleted' || event.type === 'ElementCanceled') {
      if (!present.delete(event.elementInstanceId)) throw new Error(`A token leaves ${event.nodeId} that is not there`);
    }
  }
  const live = instance.state === undefined ? [] : liveElements(instance.state);
  const doubled = live.find(({ id }) => !present.delete(id));
  if (doubled !== undefined) throw new Error(`A token at ${doubled.nodeId} has come from nowhere`);
  const [lost] = present.values();
  if (lost !== undefined) throw new Error(`A token at ${lost} is lost`);
}
