import { describe, expect, it } from '@jest/globals';
import { recordedEvaluations } from './recorded-evaluations.ts';

const evaluation = (decisionId: string, inputs: Record<string, string>, outputs: string) => ({
  decisionId,
  decisionName: decisionId,
  inputs,
  matchedRules: [{ id: 'r1', number: 1, annotations: [], outputs: { fee: outputs } }],
  outputs,
});

describe('what is recorded of an evaluation', () => {
  it('given values of usual size, when recorded, then nothing is left out', () => {
    const evaluations = [evaluation('area', { a: '1' }, 'x'), evaluation('fee', { b: '2' }, 'y')];
    expect(recordedEvaluations(evaluations)).toEqual(evaluations);
  });

  it('given a large input and a large answer, when recorded, then they are null and named, and the matched rules stay', () => {
    const large = 'x'.repeat(70_000);
    const [one, other] = [evaluation('fee', { plan: large, area: '1' }, 'y'), evaluation('text', {}, large)];
    expect(recordedEvaluations([one, other])).toEqual([
      { ...one, inputs: { plan: null, area: '1' }, omitted: ['plan'] },
      { ...other, outputs: null, matchedRules: [{ id: 'r1', number: 1 }], omitted: ['outputs'] },
    ]);
  });

  it('given more than a record holds in all, when recorded, then what was asked for last is kept', () => {
    const part = 'x'.repeat(60_000);
    const many = Array.from({ length: 40 }, (_, place) => evaluation(`d${place}`, { part }, 'y'));
    const kept = recordedEvaluations(many) as { inputs: { part: string | null } }[];
    expect(JSON.stringify(kept).length).toBeLessThan(1_100_000);
    expect([kept.at(0)?.inputs.part, kept.at(-1)?.inputs.part]).toEqual([null, part]);
  });
});
