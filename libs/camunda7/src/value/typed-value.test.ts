import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Value } from '#engine';
import { fromTyped, toTyped, typedOf } from './typed-value.ts';

describe('typed variables of Camunda 7', () => {
  it('given every simple type, then the value comes through and is answered with its type', () => {
    const sent = {
      text: { value: 'Müller', type: 'String' },
      yes: { value: true, type: 'Boolean' },
      count: { value: 7, type: 'Integer' },
      big: { value: 4_294_967_296, type: 'Long' },
      share: { value: 0.5, type: 'Double' },
      nothing: { value: null, type: 'Null' },
      due: { value: '2026-01-31T08:00:00.000+0100', type: 'Date' },
      form: { value: '{"a":[1,2]}', type: 'Json' },
    };
    const answered = toTyped(fromTyped(sent));
    for (const [name, { value, type }] of Object.entries(sent))
      expect([name, answered[name]?.type, answered[name]?.value]).toEqual([name, type, value]);
  });

  it('given any JSON structure, then sending what was answered changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Value;
        expect(fromTyped({ x: typedOf(plain) })['x']).toEqual(plain);
      }),
    );
  });

  it.each([
    ['an Integer that is text', { value: 'seven', type: 'Integer' }],
    ['an Integer beyond 32 bits', { value: 2 ** 31, type: 'Integer' }],
    ['a Boolean that is a number', { value: 1, type: 'Boolean' }],
    ['a Date without a zone', { value: '2026-01-31', type: 'Date' }],
    ['Json that does not parse', { value: '{', type: 'Json' }],
    [
      'a Java object',
      {
        value: 'rO0AB',
        type: 'Object',
        valueInfo: { serializationDataFormat: 'application/x-java-serialized-object' },
      },
    ],
    ['a type nobody knows', { value: 1, type: 'Quantum' }],
  ])('given %s, then it is refused and the variable is named', (_, typed) => {
    expect(() => fromTyped({ amount: typed })).toThrow(/'amount'/);
  });

  it('given a file, then its content is not answered inline but what is known of it is', () => {
    const stored = fromTyped({
      letter: {
        type: 'File',
        value: 'SGFsbG8=',
        valueInfo: { filename: 'brief.txt', mimetype: 'text/plain', encoding: 'UTF-8' },
      },
    });
    expect(toTyped(stored)['letter']).toEqual({
      type: 'File',
      value: null,
      valueInfo: { filename: 'brief.txt', mimeType: 'text/plain', encoding: 'UTF-8' },
    });
  });

  it('given a variable named __proto__, then it is an ordinary variable', () => {
    const stored = fromTyped(JSON.parse('{"__proto__":{"value":1,"type":"Integer"}}'));
    expect(Object.keys(stored)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['value']).toBeUndefined();
  });
});
