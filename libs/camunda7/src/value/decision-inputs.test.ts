import { describe, expect, it } from '@jest/globals';
import { decisionInputs } from './decision-inputs.ts';

describe('inputs of a decision on the wire of Camunda 7', () => {
  it('given a String with a FEEL type, then it is a value of that type', () => {
    const inputs = decisionInputs({
      day: { type: 'String', value: '2026-01-31', valueInfo: { feelType: 'date' } },
      span: { type: 'String', value: 'P2D', valueInfo: { feelType: 'dayTimeDuration' } },
      fee: { type: 'String', value: '12.50', valueInfo: { feelType: 'number' } },
      name: { type: 'String', value: '2026-01-31' },
    });
    expect(inputs).toEqual({
      day: { type: 'date', value: '2026-01-31' },
      span: { type: 'dayTimeDuration', value: 'P2D' },
      fee: 12.5,
      name: '2026-01-31',
    });
  });

  it('given a Date, then it is a date and time with its offset', () => {
    expect(decisionInputs({ due: { type: 'Date', value: '2026-01-31T08:00:00.000+0100' } })).toEqual({
      due: { type: 'dateTime', value: '2026-01-31T08:00:00.000+01:00' },
    });
  });

  it.each([
    { type: 'String', value: 'x', valueInfo: { feelType: 'moment' } },
    { type: 'String', value: 'zwölf', valueInfo: { feelType: 'number' } },
  ])('given %j, then the variable is refused by its name', (typed) => {
    expect(() => decisionInputs({ fee: typed })).toThrow("variable 'fee'");
  });

  it('given a value that is not of its type, then it is refused as everywhere', () => {
    expect(() => decisionInputs({ fee: { type: 'Integer', value: 'x' } })).toThrow(
      "Cannot convert value 'x' of type 'Integer' to java type java.lang.Integer",
    );
  });

  it('given Json, then it is data', () => {
    expect(decisionInputs({ person: { type: 'Json', value: '{"age":[7]}' } })).toEqual({ person: { age: [7] } });
  });
});
