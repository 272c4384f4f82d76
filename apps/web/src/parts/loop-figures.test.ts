import { describe, expect, it } from '@jest/globals';
import { partLoopFigures } from './loop-figures.ts';

describe('counters of repeated steps among the data of a case', () => {
  it('given a step of a multi-instance, when its data is parted, then counters in both spellings stand apart', () => {
    const data = { amt: 'Polizei', nrOfInstances: 2, numberOfActiveInstances: 1, loopCounter: 1, aemter: ['Polizei'] };
    expect(partLoopFigures(data)).toEqual({
      data: { amt: 'Polizei', aemter: ['Polizei'] },
      figures: { nrOfInstances: 2, numberOfActiveInstances: 1, loopCounter: 1 },
    });
  });

  it('given names that only look alike or belong to the language, when parted, then they stay data', () => {
    const data = JSON.parse('{ "nrOfDogs": 2, "constructor": "Bau AG", "__proto__": 1 }') as Record<string, string>;
    expect(Object.keys(partLoopFigures(data).data)).toEqual(['nrOfDogs', 'constructor', '__proto__']);
  });
});
