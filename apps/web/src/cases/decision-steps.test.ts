import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '../api/contracts.ts';
import { decisionSteps } from './decision-steps.ts';

describe('what the history tells of a decision', () => {
  it('given a table that required another decision, when read, then each has its inputs, rows and result', () => {
    const data = {
      decisions: [
        {
          decisionId: 'zone',
          decisionName: 'Zone',
          inputs: { PLZ: '35390' },
          matchedRules: [{ id: 'r2', number: 2, annotations: ['Innenstadt'], outputs: { zone: 'A' } }],
          aggregation: null,
          outputs: 'A',
        },
        {
          decisionId: 'fee',
          decisionName: 'Gebühr',
          inputs: { Zone: 'A' },
          matchedRules: [
            { id: 'r1', number: 1, annotations: [], outputs: { betrag: 10 } },
            { id: 'r3', number: 3, annotations: ['§ 4', 'neu'], outputs: { betrag: 5 } },
          ],
          aggregation: 'SUM',
          outputs: { betrag: 15 },
        },
      ],
    };
    expect(decisionSteps(data)).toEqual([
      {
        name: 'Zone',
        inputs: { PLZ: '35390' },
        rows: [{ number: 2, annotations: ['Innenstadt'], outputs: { zone: 'A' } }],
        aggregation: undefined,
        result: { Zone: 'A' },
      },
      {
        name: 'Gebühr',
        inputs: { Zone: 'A' },
        rows: [
          { number: 1, annotations: [], outputs: { betrag: 10 } },
          { number: 3, annotations: ['§ 4', 'neu'], outputs: { betrag: 5 } },
        ],
        aggregation: 'SUM',
        result: { betrag: 15 },
      },
    ]);
  });

  it('given names in the order of the columns, when read, then inputs and outputs have that order', () => {
    const [step] = decisionSteps({
      decisions: [
        {
          decisionName: 'Gebühr',
          inputs: { Tage: 3, Wohnort: 'A' },
          inputNames: ['Wohnort', 'Tage'],
          matchedRules: [{ number: 1, outputs: { a: 1, satz: 2 } }],
          outputs: { a: 1, satz: 2 },
          outputNames: ['satz', 'a'],
        },
      ],
    });
    expect(Object.keys(step?.inputs ?? {})).toEqual(['Wohnort', 'Tage']);
    expect(Object.keys(step?.rows[0]?.outputs ?? {})).toEqual(['satz', 'a']);
    expect(Object.keys(step?.result ?? {})).toEqual(['satz', 'a']);
  });

  it.each([[{}], [{ decisions: null }], [{ decisions: ['x', 1, null] }]])(
    'given %j, which tells of none, when read, then there is none',
    (data) => {
      expect(decisionSteps(data)).toEqual([]);
    },
  );

  it('given an evaluation recorded with less, when read, then what is missing is empty', () => {
    expect(
      decisionSteps({ decisions: [{ decisionId: 'fee', matchedRules: [{ number: 1 }], outputs: [1, 2] }] }),
    ).toEqual([
      {
        name: 'fee',
        inputs: {},
        rows: [{ number: 1, annotations: [], outputs: {} }],
        aggregation: undefined,
        result: { fee: [1, 2] },
      },
    ]);
  });

  it('given columns with labels, then rows and result are called by them, unless two columns have the same', () => {
    const step = (outputLabels: JsonObject, outputs: JsonValue) => ({
      decisions: [
        {
          decisionId: 'fee',
          matchedRules: [{ number: 1, outputs: { betrag: 10, ab: '2026-01-01' } }],
          outputNames: ['betrag', 'ab'],
          outputLabels,
          outputs,
        },
      ],
    });
    const [labelled] = decisionSteps(step({ betrag: 'Höhe der Gebühr' }, { betrag: 10, ab: '2026-01-01' }));
    expect(labelled?.rows[0]?.outputs).toEqual({ 'Höhe der Gebühr': 10, ab: '2026-01-01' });
    expect(labelled?.result).toEqual({ 'Höhe der Gebühr': 10, ab: '2026-01-01' });
    const [twice] = decisionSteps(step({ betrag: 'Wert', ab: 'Wert' }, { betrag: 10, ab: '2026-01-01' }));
    expect(twice?.result).toEqual({ betrag: 10, ab: '2026-01-01' });
    const single = { ...step({ betrag: 'Gebühr' }, 10).decisions[0], outputNames: ['betrag'] };
    expect(decisionSteps({ decisions: [single as JsonObject] })[0]?.result).toEqual({ Gebühr: 10 });
  });
});
