import { describe, expect, it } from '@jest/globals';
import type { Value } from '#engine';
import type { DecisionRecordView } from '#runtime';
import { historicDecisionDto } from './historic-decision-dto.ts';

function view(evaluation: Readonly<Record<string, Value>>): DecisionRecordView {
  return {
    id: 'd1',
    rootId: 'case',
    instanceId: 'case',
    elementInstanceId: 'e1',
    nodeId: 'Rule',
    decisionDefinitionId: 'fee:1',
    decisionKey: 'fee',
    decisionName: 'Fee',
    definitionId: 'p:1',
    definitionKey: 'p',
    requirementsId: null,
    requirementsKey: null,
    evaluation: { decisionId: 'fee', decisionName: 'Fee', inputs: { Amount: 9 }, ...evaluation },
    rootDecisionId: null,
    userId: null,
    removedAt: null,
    at: '2026-03-01T10:00:00.000Z',
  };
}

const rule = (number: number, outputs: Readonly<Record<string, Value>>) => ({ id: `r${number}`, number, outputs });

function shown(evaluation: Readonly<Record<string, Value>>): Record<string, unknown> {
  return historicDecisionDto(view(evaluation), { inputs: true, outputs: true });
}

describe('a decision of the history as Camunda writes it', () => {
  it('given a table that adds up its rules, when shown, then each rule has its outputs and the sum stands beside', () => {
    const dto = shown({
      matchedRules: [rule(1, { fee: 10 }), rule(3, { fee: 5 })],
      aggregation: 'SUM',
      outputs: 15,
    });
    expect(dto).toMatchObject({
      collectResultValue: 15,
      inputs: [{ clauseName: 'Amount', value: 9 }],
      outputs: [
        { ruleId: 'r1', ruleOrder: 1, variableName: 'fee', value: 10 },
        { ruleId: 'r3', ruleOrder: 3, variableName: 'fee', value: 5 },
      ],
    });
  });

  it('given a table that orders its outputs, when shown, then they stand in the order of the rules', () => {
    const dto = shown({
      matchedRules: [rule(1, { a: 'low' }), rule(2, { a: 'high' })],
      aggregation: null,
      outputs: ['high', 'low'],
    });
    expect(dto).toMatchObject({
      collectResultValue: null,
      outputs: [
        { ruleOrder: 1, value: 'low' },
        { ruleOrder: 2, value: 'high' },
      ],
    });
  });

  it('given names in the order of the columns, when shown, then inputs and outputs have that order', () => {
    const dto = shown({
      inputs: { Age: 7, Customer: 'x' },
      inputNames: ['Customer', 'Age'],
      matchedRules: [rule(1, { a: 1, rate: 2 })],
      outputs: { a: 1, rate: 2 },
      outputNames: ['rate', 'a'],
    });
    expect(dto).toMatchObject({
      inputs: [{ clauseName: 'Customer' }, { clauseName: 'Age' }],
      outputs: [{ variableName: 'rate' }, { variableName: 'a' }],
    });
  });

  it('given a record from before rules kept their outputs, when shown, then the result is told of them', () => {
    const dto = shown({
      matchedRules: [
        { id: 'r1', number: 1 },
        { id: 'r2', number: 2 },
      ],
      outputs: ['low', 'high'],
    });
    expect(dto).toMatchObject({
      outputs: [
        { ruleOrder: 1, variableName: 'Fee', value: 'low' },
        { ruleOrder: 2, variableName: 'Fee', value: 'high' },
      ],
    });
  });

  it('given a decision without a table, when shown, then its value is one output', () => {
    expect(shown({ matchedRules: [], outputs: 7 })).toMatchObject({
      outputs: [{ ruleId: null, variableName: 'Fee', value: 7 }],
    });
  });

  it('given values too large to be kept, when shown, then they are null and say so', () => {
    const dto = shown({ inputs: { Plan: null, Amount: 9 }, matchedRules: [], outputs: 7, omitted: ['Plan'] });
    expect(dto).toMatchObject({
      inputs: [
        { clauseName: 'Plan', value: null, errorMessage: expect.stringContaining('too large') as unknown },
        { clauseName: 'Amount', value: 9, errorMessage: null },
      ],
      outputs: [{ value: 7, errorMessage: null }],
    });
  });
});
