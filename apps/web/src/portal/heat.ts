import type { StepFigures } from '../api/contracts.ts';

/** What the colours on the drawing tell: how often a step was done, how long it took, how many wait there. */
export const HEAT_MEASURES = ['often', 'long', 'waiting'] as const;
export type HeatMeasure = (typeof HEAT_MEASURES)[number];

const LEVELS = 4;

/** The figure of a step a measure is about; undefined where there is none to show. */
export function measured(step: StepFigures, measure: HeatMeasure): number | undefined {
  switch (measure) {
    case 'often':
      return step.completed === 0 ? undefined : step.completed;
    case 'long':
      return step.time?.median;
    case 'waiting':
      return step.waiting === 0 ? undefined : step.waiting;
  }
}

/** From 1 (little) to 4 (most) for each step that has a figure, in proportion to the largest one. */
export function heatLevels(
  steps: Readonly<Record<string, StepFigures>>,
  measure: HeatMeasure,
): ReadonlyMap<string, number> {
  const figures = Object.entries(steps).flatMap(([nodeId, step]) => {
    const figure = measured(step, measure);
    return figure === undefined ? [] : [[nodeId, figure] as const];
  });
  const most = Math.max(0, ...figures.map(([, figure]) => figure));
  return new Map(
    figures.map(([nodeId, figure]) => [nodeId, most === 0 ? 1 : Math.max(1, Math.ceil((figure / most) * LEVELS))]),
  );
}
