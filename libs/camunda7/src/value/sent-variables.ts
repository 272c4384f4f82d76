import type { Declared, Value, Variables } from '#engine';
import { ExactInteger, nearestNumbers } from '../http/exact-integer.ts';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { isCamundaDate } from './date.ts';
import { fileValue } from './stored-file.ts';
import { declarationOf, INTEGER_RANGE, type ValueType, valueTypeNamed } from './value-type.ts';

/** Variables of a request: plain values, and what their sender has declared of them. */
export interface SentVariables {
  readonly variables: Variables;
  readonly declared: Declared;
}

interface SentValue {
  readonly value: Value;
  readonly declaration: string;
  readonly transient: boolean;
}

type Info = Readonly<Record<string, unknown>>;

const JAVA_TYPES: Partial<Readonly<Record<ValueType, string>>> = {
  Boolean: 'java.lang.Boolean',
  Bytes: '[B',
  Short: 'java.lang.Short',
  Integer: 'java.lang.Integer',
  Long: 'java.lang.Long',
  Double: 'java.lang.Double',
  Number: 'java.lang.Number',
  Date: 'java.util.Date',
  String: 'java.lang.String',
};

const WHOLE = {
  Short: [-(2 ** 15), 2 ** 15 - 1],
  Integer: INTEGER_RANGE,
  // Beyond this, numbers are no longer exact: see exactLong.
  Long: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
} as const;

/**
 * Typed variables of a request. Types are checked as Camunda 7 does: text that reads as the type is of the type, anything
 * else is refused.
 * @throws CamundaError 400
 */
export function sentVariables(variables: unknown): SentVariables {
  if (variables === undefined || variables === null) return { variables: {}, declared: { types: {} } };
  if (typeof variables !== 'object' || Array.isArray(variables))
    throw invalid('Expected variables to be an object of names, but got another kind of value.');
  const sent = Object.entries(variables as Info).map(([name, typed]) => [name, sentValue(name, typed)] as const);
  return collected(sent);
}

/** The same of variables for one activity alone. @throws CamundaError 400 */
export function sentLocal(variables: unknown): {
  readonly localVariables: Variables;
  readonly localDeclared: Declared;
} {
  const { variables: localVariables, declared: localDeclared } = sentVariables(variables);
  return { localVariables, localDeclared };
}

/**
 * Variables of an instruction that begins an activity: those that are `local` belong to the activity, the others to the
 * scope around it. @throws CamundaError 400
 */
export function sentToActivity(variables: unknown): SentVariables & Partial<ReturnType<typeof sentLocal>> {
  const isLocal = ([, typed]: [string, unknown]) =>
    typeof typed === 'object' && typed !== null && 'local' in typed && typed.local === true;
  const entries = typeof variables === 'object' && variables !== null ? Object.entries(variables as Info) : [];
  const local = entries.filter(isLocal);
  if (local.length === 0) return sentVariables(variables);
  const others = entries.filter((entry) => !isLocal(entry));
  return { ...sentVariables(Object.fromEntries(others)), ...sentLocal(Object.fromEntries(local)) };
}

/** One typed variable of a request. @throws CamundaError 400 */
export function sentVariable(name: string, typed: unknown): SentVariables {
  return collected([[name, sentValue(name, typed)]]);
}

/** Only the values, where types have no meaning (correlation keys, inputs of decisions). @throws CamundaError 400 */
export function plainVariables(variables: unknown): Variables {
  return sentVariables(variables).variables;
}

/** Bytes uploaded as form data, as `valueType` of the form names it. @throws CamundaError 400 */
export function sentBytes(name: string, type: ValueType, content: Uint8Array, info: Info): SentVariables {
  return sentVariable(name, { type, value: Buffer.from(content).toString('base64'), valueInfo: info });
}

/** What of a submitted form is remembered field by field: texts of simple values, nothing of null, files and structures. */
export function formFields({ variables }: SentVariables): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === null || typeof value === 'object' ? [] : [[name, String(value)] as const],
    ),
  );
}

/**
 * Says where variables were refused, the way Camunda 7 does: `Cannot put task variable x: …`, always as an
 * InvalidRequestException.
 */
export function saying<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CamundaError)) throw error;
    throw new CamundaError(error.status, 'InvalidRequestException', `${what}: ${error.message}`);
  }
}

function collected(sent: readonly (readonly [string, SentValue])[]): SentVariables {
  const transient = sent.filter(([, { transient }]) => transient).map(([name]) => name);
  return {
    variables: Object.fromEntries(sent.map(([name, { value }]) => [name, value])),
    declared: {
      types: Object.fromEntries(sent.map(([name, { declaration }]) => [name, declaration])),
      ...(transient.length === 0 ? {} : { transient }),
    },
  };
}

function sentValue(name: string, typed: unknown): SentValue {
  if (typed === null || typeof typed !== 'object' || Array.isArray(typed))
    throw invalid(`Expected variable '${name}' to be an object with value and type, but got ${shown(typed)}.`);
  const { value = null, type = null, valueInfo } = typed as { value?: unknown; type?: unknown; valueInfo?: unknown };
  const info = typeof valueInfo === 'object' && valueInfo !== null ? (valueInfo as Info) : {};
  const transient = info['transient'] === true;
  // The body of a request is JSON: without a type any value is plain data.
  if (type === null && !(value instanceof ExactInteger))
    return { value: nearestNumbers(value) as Value, declaration: '', transient };
  const named = type === null ? 'Long' : typeof type === 'string' ? valueTypeNamed(type) : undefined;
  if (named === undefined) throw new CamundaError(400, 'RestException', `Unsupported value type '${shown(type)}'`);
  const read = readValue(name, named, value, info);
  return {
    value: read,
    declaration: declarationOf(named, read, textOf(info['objectTypeName']) ?? undefined),
    transient,
  };
}

function readValue(name: string, type: ValueType, value: unknown, info: Info): Value {
  switch (type) {
    case 'Null':
      return null;
    case 'File':
      return readFile(name, value, info);
    case 'Json':
    case 'Xml':
    case 'Object':
      return readSerialized(name, type, value, info);
    default:
      return value === null ? null : readPrimitive(name, type, value);
  }
}

function readPrimitive(name: string, type: ValueType, sent: unknown): Value {
  const value = sent instanceof ExactInteger ? sent.text : sent;
  const text = typeof value === 'string' ? value.trim() : undefined;
  switch (type) {
    case 'Boolean':
      if (value === true || text?.toLowerCase() === 'true') return true;
      if (value === false || text?.toLowerCase() === 'false') return false;
      break;
    case 'Short':
    case 'Integer':
    case 'Long': {
      const whole = text !== undefined && /^[+-]?\d+$/.test(text);
      const number = whole ? Number(text) : value;
      const [low, high] = WHOLE[type];
      if (typeof number === 'number' && Number.isInteger(number) && number >= low && number <= high) return number;
      if (type === 'Long' && whole) return exactLong(text);
      break;
    }
    case 'Double':
    case 'Number': {
      const number = text !== undefined && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : value;
      if (typeof number === 'number' && Number.isFinite(number)) return number;
      break;
    }
    case 'Date':
      if (typeof value === 'string' && isCamundaDate(value)) return value;
      break;
    case 'String':
      if (typeof value === 'string') return value;
      if (typeof value === 'number' || typeof value === 'boolean') return String(value);
      break;
    case 'Bytes':
      if (typeof value === 'string' && isBase64(value)) return bytesValue(name, value);
      break;
    default:
  }
  throw invalid(`Cannot convert value '${shown(value)}' of type '${type}' to java type ${JAVA_TYPES[type] ?? type}`);
}

function readSerialized(name: string, type: 'Json' | 'Xml' | 'Object', value: unknown, info: Info): Value {
  if (value !== null && typeof value !== 'string')
    throw invalid(`Must provide 'null' or String value for value of SerializableValue type '${type}'.`);
  const format = info['serializationDataFormat'] ?? 'application/json';
  if (type === 'Object' && format !== 'application/json')
    throw invalid(
      `Expected Object variable '${name}' to be serialized as application/json, but got ${shown(format)}: there is no Java here.`,
    );
  if (value === null || type === 'Xml') return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    throw invalid(`Cannot convert value '${shown(value)}' of type '${type}': it is no JSON text`);
  }
}

function readFile(name: string, value: unknown, info: Info): Value {
  const { filename, encoding } = info;
  // Camunda 7 documents the one and answers the other.
  const mimetype = info['mimetype'] ?? info['mimeType'];
  if (typeof filename !== 'string' || filename === '')
    throw invalid('Cannot create file without filename! Please set a name into ValueInfo with key filename');
  if (value === null) return fileValue(filename, textOf(mimetype), textOf(encoding), new Uint8Array());
  if (typeof value !== 'string' || !isBase64(value))
    throw invalid(`Expected file variable '${name}' to have its content in base64, but got ${shown(value)}.`);
  return fileValue(filename, textOf(mimetype), textOf(encoding), Buffer.from(value, 'base64'));
}

function bytesValue(name: string, base64: string): Value {
  return fileValue(name, 'application/octet-stream', null, Buffer.from(base64, 'base64'));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text);
}

/** A Long beyond what numbers are exact for is kept as its text. @throws CamundaError 400 beyond 64 bits */
function exactLong(text: string): Value {
  const number = BigInt(text.replace('+', ''));
  if (BigInt.asIntN(64, number) === number) return number.toString();
  throw invalid(
    `Cannot convert value '${shown(text)}' of type 'Long' to java type java.lang.Long: it has more than 64 bits`,
  );
}

function shown(value: unknown): string {
  const told = value instanceof ExactInteger ? value.text : value;
  return (typeof told === 'string' ? told : JSON.stringify(told)).slice(0, 80);
}
