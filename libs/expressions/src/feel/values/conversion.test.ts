import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromPlain, toPlain } from './conversion.ts';

describe('plain data and FEEL values', () => {
  it('given any JSON, when it is made a value and plain again, then it is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (json) => {
        const clean = JSON.parse(JSON.stringify(json)) as unknown;
        expect(toPlain(fromPlain(clean))).toEqual(clean);
      }),
    );
  });

  it.each([
    { type: 'date', value: '2026-03-01' },
    { type: 'time', value: '10:00:00@Europe/Berlin' },
    { type: 'dateTime', value: '2026-03-01T10:00:00.5Z' },
    { type: 'dayTimeDuration', value: '-P1DT2H' },
    { type: 'yearMonthDuration', value: 'P1Y2M' },
  ])('given %j, when tags are read and written, then it is a value of time in between', (tagged) => {
    expect(toPlain(fromPlain(tagged, true), true)).toEqual(tagged);
    expect(toPlain(fromPlain(tagged, true))).toBe(tagged.value);
  });

  it('given a tag that does not fit its text, when it is read, then it stays a context', () => {
    const wrong = { type: 'dayTimeDuration', value: 'P1Y' };
    expect(toPlain(fromPlain(wrong, true), true)).toEqual(wrong);
  });

  it('given a list that holds itself, when it is read, then the conversion ends', () => {
    const list: unknown[] = [];
    list.push(list);
    expect(() => fromPlain(list)).not.toThrow();
  });
});
