import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Value } from '#engine';
import { CamundaError } from '../http/camunda-error.ts';
import { answeredValue, answeredVariables } from './answered-variables.ts';
import { saying, sentVariables } from './sent-variables.ts';

/** What is answered of variables that were sent. */
function echo(sent: unknown) {
  const { variables, declared } = sentVariables(sent);
  return answeredVariables({ variables, types: declared.types ?? {} });
}

describe('typed variables of Camunda 7', () => {
  it.each([
    ['String', 'Müller'],
    ['String', '2026-01-31T08:00:00.000+0100'],
    ['String', '{"a":1}'],
    ['Boolean', true],
    ['Short', 7],
    ['Short', -32_768],
    ['Integer', 7],
    ['Long', 7],
    ['Long', Number.MAX_SAFE_INTEGER],
    ['Double', 3],
    ['Double', 0.5],
    ['Date', '2026-01-31T08:00:00.000+0100'],
    ['Json', '{"a":[1,2]}'],
    ['Json', '5'],
    ['Json', '"text"'],
    ['Xml', '<a b="1"/>'],
    ['Bytes', 'AAH/'],
    ['Null', null],
    ['Short', null],
    ['Long', null],
    ['String', null],
    ['Date', null],
    ['Boolean', null],
    ['Json', null],
    ['Bytes', null],
  ])('given %s %j, then it is answered with its type', (type, value) => {
    expect(echo({ x: { type, value } })).toEqual({ x: { type, value, valueInfo: {} } });
  });

  it.each([
    ['Integer', '42', 42],
    ['Double', '4.20', 4.2],
    ['Boolean', 'TRUE', true],
    ['String', 42, '42'],
  ])('given %s as %j, then what reads as the type is of the type', (type, value, expected) => {
    expect(echo({ x: { type, value } })['x']).toMatchObject({ type, value: expected });
  });

  it.each([
    [7, 'Integer'],
    [2 ** 40, 'Long'],
    [0.5, 'Double'],
    ['x', 'String'],
    [false, 'Boolean'],
    [null, 'Null'],
  ])('given %j without a type, then its type is %s', (value, type) => {
    expect(echo({ x: { value } })['x']).toMatchObject({ type, value });
  });

  it('given a Number, then its type is that of the value: Number is abstract', () => {
    expect(echo({ x: { type: 'Number', value: 2 ** 40 } })['x']).toMatchObject({ type: 'Long' });
  });

  it.each([
    ['Integer', 'seven', 'java.lang.Integer'],
    ['Integer', 1.5, 'java.lang.Integer'],
    ['Integer', true, 'java.lang.Integer'],
    ['Integer', 2 ** 31, 'java.lang.Integer'],
    ['Short', 32_768, 'java.lang.Short'],
    ['Short', '-32769', 'java.lang.Short'],
    ['Long', 0.5, 'java.lang.Long'],
    ['Long', '9223372036854775808', 'java.lang.Long'],
    ['Integer', '9007199254740993', 'java.lang.Integer'],
    ['Double', 'NaN', 'java.lang.Double'],
    ['Boolean', 1, 'java.lang.Boolean'],
    ['Date', '2026-01-31', 'java.util.Date'],
    ['Date', 1_700_000_000, 'java.util.Date'],
    ['Bytes', 'no base64!', '[B'],
  ])('given %s as %j, then it is refused in the words of Camunda 7', (type, value, javaType) => {
    const act = () => sentVariables({ amount: { type, value } });
    expect(act).toThrow(CamundaError);
    expect(act).toThrow(`Cannot convert value '${String(value)}' of type '${type}' to java type ${javaType}`);
  });

  it.each([
    [
      { type: 'Json', value: { a: 1 } },
      "Must provide 'null' or String value for value of SerializableValue type 'Json'.",
    ],
    [{ type: 'Json', value: '{' }, 'it is no JSON text'],
    [{ type: 'File', value: 'AAH/' }, 'Cannot create file without filename'],
    [
      {
        type: 'Object',
        value: 'rO0AB',
        valueInfo: { serializationDataFormat: 'application/x-java-serialized-object' },
      },
      'serialized as application/json',
    ],
    ['plain', "variable 'amount'"],
    [null, "variable 'amount'"],
  ])('given %j, then it is refused', (typed, message) => {
    expect(() => sentVariables({ amount: typed })).toThrow(message);
  });

  it('given a type nobody knows, then it is a RestException, and an InvalidRequestException where it is said for what', () => {
    const read = () => sentVariables({ x: { type: 'Quantum', value: 1 } });
    expect(read).toThrow(
      expect.objectContaining({ type: 'RestException', message: "Unsupported value type 'Quantum'" }),
    );
    expect(() => saying('Cannot put task variable x', read)).toThrow(
      expect.objectContaining({
        type: 'InvalidRequestException',
        status: 400,
        message: "Cannot put task variable x: Unsupported value type 'Quantum'",
      }),
    );
  });

  it('given a file, then its content is not answered inline but what is known of it is', () => {
    const valueInfo = { filename: 'brief.txt', mimetype: 'text/plain', encoding: 'UTF-8' };
    expect(echo({ letter: { type: 'File', value: 'SGFsbG8=', valueInfo } })['letter']).toEqual({
      type: 'File',
      value: null,
      valueInfo: { filename: 'brief.txt', mimeType: 'text/plain', encoding: 'UTF-8' },
    });
  });

  it('given an Object in JSON, then it is answered as data, or as text where that is wanted, with its class', () => {
    const valueInfo = { objectTypeName: 'org.example.Dog', serializationDataFormat: 'application/json' };
    const { variables, declared } = sentVariables({ dog: { type: 'Object', value: '{"name":"Rex"}', valueInfo } });
    const answered = (deserialize: boolean) =>
      answeredVariables({ variables, types: declared.types ?? {} }, { deserialize })['dog'];
    expect(answered(true)).toEqual({ type: 'Object', value: { name: 'Rex' }, valueInfo });
    expect(answered(false)).toEqual({ type: 'Object', value: '{"name":"Rex"}', valueInfo });
  });

  it('given transient variables, then they are named', () => {
    const { declared } = sentVariables({ a: { value: 1, valueInfo: { transient: true } }, b: { value: 2 } });
    expect(declared.transient).toEqual(['a']);
  });

  it('given any JSON structure, then sending what was answered changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Value;
        expect(sentVariables({ x: answeredValue(plain) }).variables['x']).toEqual(plain);
      }),
    );
  });

  it('given a declared type the value has no shape of, then the type of the value is answered', () => {
    expect(answeredValue('text', 'Long')).toMatchObject({ type: 'String', value: 'text' });
    expect(answeredValue(5, 'Bytes')).toMatchObject({ type: 'Integer', value: 5 });
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'given a variable named %s, then it is an ordinary variable',
    (name) => {
      const answered = echo(JSON.parse(`{"${name}":{"value":1,"type":"Long"}}`));
      expect(Object.entries(answered)).toEqual([[name, { type: 'Long', value: 1, valueInfo: {} }]]);
      expect(({} as Record<string, unknown>)['value']).toBeUndefined();
      expect(Object.keys(echo({ other: { value: 1 } }))).toEqual(['other']);
    },
  );
});
