import type { ProcessFigures, StepFigures, TimeTaken } from '#contracts';
import type { DefinitionFigures, Durations, ElementFigures } from '#runtime';
import { present } from '../http/present.ts';

/** Figures as the contract shows them, in whole seconds. */
export function processFigures({ running, ended, seconds, elements }: DefinitionFigures, days: number): ProcessFigures {
  return {
    days,
    running,
    ended,
    ...present({ time: timeTaken(seconds) }),
    steps: Object.fromEntries(elements.map((element) => [element.nodeId, stepFigures(element)])),
  };
}

function stepFigures({ completed, canceled, seconds, waiting, waitingSince }: ElementFigures): StepFigures {
  return { completed, canceled, waiting, ...present({ time: timeTaken(seconds), waitingSince }) };
}

function timeTaken({ median, ninetieth }: Durations): TimeTaken | undefined {
  return median === null || ninetieth === null
    ? undefined
    : { median: Math.round(median), ninetieth: Math.round(ninetieth) };
}
