import type { Command } from '#engine';
import type { Choices } from './random-process.ts';
import type { OpenWait, SimulatedInstance } from './simulated-instance.ts';

/**
 * Answers whatever is open, in random order, until nothing is open or the given number of steps is over: tasks, jobs
 * (some with an error), timers, messages, signals, variables, incidents.
 * @returns the number of steps taken.
 */
export function followRandomPath(instance: SimulatedInstance, choices: Choices, mostSteps: number): number {
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const open = instance.waits();
    if (instance.isEnded || open.length === 0) return steps;
    const chosen = open[choices.next(open.length)];
    if (chosen === undefined) return steps;
    instance.do(answerTo(chosen, choices));
  }
  return mostSteps;
}

function answerTo({ wait }: OpenWait, choices: Choices): Command {
  const variables = { n: choices.next(6) };
  switch (wait.kind) {
    case 'task':
      return { type: 'CompleteTask', taskId: wait.id, variables };
    case 'job':
      return wait.job === 'work' && choices.next(4) === 3
        ? { type: 'ThrowFromJob', jobId: wait.id, kind: 'error', code: 'X', variables }
        : { type: 'CompleteJob', jobId: wait.id, variables };
    case 'timer':
      return { type: 'FireTimer', timerId: wait.id };
    case 'message':
      return { type: 'DeliverMessage', subscriptionId: wait.id, messageName: wait.name, variables };
    case 'signal':
      return { type: 'DeliverSignal', subscriptionId: wait.id, signalName: wait.name, variables };
    default:
      return { type: 'SetVariables', scopeId: 'root', variables, local: true };
  }
}
