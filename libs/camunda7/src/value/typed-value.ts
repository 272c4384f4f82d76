import type { Value, Variables } from '#engine';
import { invalid } from '../http/camunda-error.ts';
import { isCamundaDate } from './date.ts';

/** A variable on the wire of Camunda 7. */
export interface TypedValue {
  readonly value: unknown;
  readonly type: string;
  readonly valueInfo: Readonly<Record<string, unknown>>;
}

/** How a file lives in a variable: content in base64 beside what is known of it. */
interface StoredFile {
  readonly $type: 'file';
  readonly filename: string;
  readonly mimetype: string | null;
  readonly encoding: string | null;
  readonly content: string;
}

const INTEGER_MAX = 2 ** 31 - 1;
const INTEGER_MIN = -(2 ** 31);
const WHOLE = {
  Short: [-32_768, 32_767],
  Integer: [INTEGER_MIN, INTEGER_MAX],
  Long: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
} as const;

/**
 * Variables of a request as plain values. Types are checked: an Integer that is none is refused, naming the variable.
 * Java-serialised objects are refused, JSON-serialised ones become data. @throws CamundaError 400
 */
export function fromTyped(variables: unknown): Variables {
  if (variables === undefined || variables === null) return {};
  if (typeof variables !== 'object' || Array.isArray(variables))
    throw invalid('Expected variables to be an object of names, but got another kind of value.');
  return Object.fromEntries(
    Object.entries(variables as Record<string, unknown>).map(([name, typed]) => [name, plainOf(name, typed)]),
  );
}

/** One variable of a request. @throws CamundaError 400 */
export function plainOf(name: string, typed: unknown): Value {
  if (typed === null || typeof typed !== 'object') throw refuse(name, 'an object with value and type', typed);
  const { value, type, valueInfo } = typed as { value?: unknown; type?: unknown; valueInfo?: unknown };
  if (type !== undefined && type !== null && typeof type !== 'string') throw refuse(name, 'a type name', type);
  const info = (valueInfo ?? {}) as Readonly<Record<string, unknown>>;
  if (value === undefined || value === null) return null;
  switch (type?.toLowerCase()) {
    case undefined:
      return jsonOf(name, value);
    case 'null':
      return null;
    case 'boolean':
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      throw refuse(name, 'a Boolean', value);
    case 'short':
      return whole(name, value, 'Short');
    case 'integer':
      return whole(name, value, 'Integer');
    case 'long':
      return whole(name, value, 'Long');
    case 'double':
    case 'number': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) throw refuse(name, 'a Double', value);
      return number;
    }
    case 'date':
      if (typeof value !== 'string' || !isCamundaDate(value))
        throw refuse(name, "a Date as yyyy-MM-dd'T'HH:mm:ss.SSSZ", value);
      return value;
    case 'string':
    case 'xml':
      if (typeof value !== 'string') throw refuse(name, 'a String', value);
      return value;
    case 'json':
      return typeof value === 'string' ? parsed(name, value) : jsonOf(name, value);
    case 'object':
      if ((info['serializationDataFormat'] ?? 'application/json') !== 'application/json')
        throw refuse(name, 'an Object serialised as application/json', info['serializationDataFormat']);
      return typeof value === 'string' ? parsed(name, value) : jsonOf(name, value);
    case 'bytes':
      return fileOf(name, value, { filename: name, mimetype: 'application/octet-stream' });
    case 'file':
      return fileOf(name, value, info);
    default:
      throw refuse(name, 'a type this engine knows', type);
  }
}

/** Plain values as Camunda 7 answers them. Structures are Json, instants written Camunda's way are Date. */
export function toTyped(variables: Variables): Record<string, TypedValue> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, typedOf(value)]));
}

export function typedOf(value: Value): TypedValue {
  if (value === null) return { type: 'Null', value: null, valueInfo: {} };
  if (typeof value === 'boolean') return { type: 'Boolean', value, valueInfo: {} };
  if (typeof value === 'string') return { type: isCamundaDate(value) ? 'Date' : 'String', value, valueInfo: {} };
  if (typeof value === 'number') {
    const type = !Number.isSafeInteger(value)
      ? 'Double'
      : value >= INTEGER_MIN && value <= INTEGER_MAX
        ? 'Integer'
        : 'Long';
    return { type, value, valueInfo: {} };
  }
  const file = storedFile(value);
  if (file === undefined) return { type: 'Json', value: JSON.stringify(value), valueInfo: {} };
  const { filename, mimetype, encoding } = file;
  return {
    type: 'File',
    value: null,
    valueInfo: {
      filename,
      ...(mimetype === null ? {} : { mimeType: mimetype }),
      ...(encoding === null ? {} : { encoding }),
    },
  };
}

/** The bytes behind a file variable, or undefined when it is none. */
export function storedFile(value: Value | undefined): StoredFile | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const candidate = value as { readonly [name: string]: Value };
  return candidate['$type'] === 'file' && typeof candidate['content'] === 'string'
    ? (candidate as unknown as StoredFile)
    : undefined;
}

/** A file variable of these bytes. */
export function fileValue(
  filename: string,
  mimetype: string | null,
  encoding: string | null,
  content: Uint8Array,
): Value {
  return { $type: 'file', filename, mimetype, encoding, content: Buffer.from(content).toString('base64') };
}

function fileOf(name: string, value: unknown, info: Readonly<Record<string, unknown>>): Value {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value))
    throw refuse(name, 'content in base64', value);
  const mimetype = info['mimetype'] ?? info['mimeType'] ?? null;
  const text = (given: unknown): string | null => (typeof given === 'string' ? given : null);
  return fileValue(
    text(info['filename']) ?? name,
    text(mimetype),
    text(info['encoding']),
    Buffer.from(value, 'base64'),
  );
}

function whole(name: string, value: unknown, type: keyof typeof WHOLE): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const [low, high] = WHOLE[type];
  if (typeof number !== 'number' || !Number.isInteger(number) || number < low || number > high)
    throw refuse(name, `a value of type ${type}`, value);
  return number;
}

function parsed(name: string, text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw refuse(name, 'JSON text', text);
  }
}

/** A body is JSON already, so any untyped value is plain data. */
function jsonOf(name: string, value: unknown): Value {
  if (value === undefined) throw refuse(name, 'a value', value);
  return value as Value;
}

function refuse(name: string, expected: string, got: unknown): Error {
  const shown = got === undefined ? 'nothing' : JSON.stringify(got).slice(0, 80);
  return invalid(`Expected variable '${name}' to be ${expected}, but got ${shown}.`);
}
