import { ExactInteger } from '../http/exact-integer.ts';
import type { Value } from '#engine';
import type { TypedVariables } from '#runtime';
import { storedFile } from './stored-file.ts';
import { declaredType, typeShownBy } from './value-type.ts';

/** A variable on the wire of Camunda 7. */
export interface TypedValue {
  readonly value: unknown;
  readonly type: string;
  readonly valueInfo: Readonly<Record<string, unknown>>;
}

/** How values are answered. */
export interface AnswerOptions {
  /** An Object as data (default), or as the text it was sent as. Json and Xml are text in any case. */
  readonly deserialize?: boolean;
  /** Content of Bytes is left out, as in lists; that of a File is always read on its own. */
  readonly withoutBytes?: boolean;
}

/** Variables as Camunda 7 answers them, with the types they were declared with. */
export function answeredVariables(
  { variables, types }: TypedVariables,
  options: AnswerOptions = {},
): Record<string, TypedValue> {
  const typeOf = (name: string) => (Object.hasOwn(types, name) ? types[name] : undefined);
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, answeredValue(value, typeOf(name), options)]),
  );
}

/** One value. A declared type the value has no shape of is not believed. */
export function answeredValue(value: Value, declaration?: string | null, options: AnswerOptions = {}): TypedValue {
  const declared = declaredType(declaration);
  const type = declared?.type ?? typeShownBy(value);
  const plain = (shape: string): TypedValue | undefined =>
    value === null || typeof value === shape ? { type, value, valueInfo: {} } : undefined;
  switch (type) {
    case 'Null':
    case 'Boolean':
      return plain('boolean') ?? answeredValue(value);
    case 'Long':
      // One that is not exact as a number is kept as its text.
      if (typeof value === 'string' && /^-?\d{16,19}$/.test(value))
        return { type, value: new ExactInteger(value), valueInfo: {} };
      return plain('number') ?? answeredValue(value);
    case 'Short':
    case 'Integer':
    case 'Double':
      return plain('number') ?? answeredValue(value);
    case 'String':
    case 'Date':
    case 'Xml':
      return plain('string') ?? answeredValue(value);
    case 'Bytes': {
      const content = storedFile(value)?.content;
      if (content === undefined && value !== null) return answeredValue(value);
      return { type, value: options.withoutBytes === true ? null : (content ?? null), valueInfo: {} };
    }
    case 'File':
      return answeredFile(value);
    case 'Object': {
      const text = value === null ? null : JSON.stringify(value);
      return {
        type,
        value: options.deserialize === false ? text : value,
        valueInfo: {
          ...(declared?.objectTypeName ? { objectTypeName: declared.objectTypeName } : {}),
          serializationDataFormat: 'application/json',
        },
      };
    }
    default:
      return { type: 'Json', value: value === null ? null : JSON.stringify(value), valueInfo: {} };
  }
}

function answeredFile(value: Value): TypedValue {
  const file = storedFile(value);
  const valueInfo =
    file === undefined
      ? {}
      : {
          filename: file.filename,
          ...(file.mimetype === null ? {} : { mimeType: file.mimetype }),
          ...(file.encoding === null ? {} : { encoding: file.encoding }),
        };
  return { type: 'File', value: null, valueInfo };
}
