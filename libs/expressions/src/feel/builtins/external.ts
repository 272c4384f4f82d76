import { Decimal, finite } from '../values/decimal.ts';
import { FeelFunction } from '../values/function.ts';
import { formatFeel } from '../values/format.ts';
import { ANY } from '../values/type.ts';
import { type FeelValue, isContext, isList } from '../values/value.ts';

type External = (args: readonly FeelValue[]) => FeelValue | undefined;

const numeric =
  (run: (...numbers: Decimal[]) => Decimal): External =>
  (args) => {
    const numbers = args.filter((value) => value instanceof Decimal);
    return numbers.length === args.length ? (finite(run(...numbers)) ?? undefined) : undefined;
  };

const ZERO = new Decimal(0);

const MATH = new Map<string, readonly [arity: number, run: (a: Decimal, b: Decimal) => Decimal]>([
  ['abs', [1, (a) => a.abs()]],
  ['ceil', [1, (a) => a.ceil()]],
  ['cos', [1, (a) => a.cos()]],
  ['exp', [1, (a) => a.exp()]],
  ['floor', [1, (a) => a.floor()]],
  ['log', [1, (a) => a.ln()]],
  ['log10', [1, (a) => a.log(10)]],
  ['max', [2, (a, b) => Decimal.max(a, b)]],
  ['min', [2, (a, b) => Decimal.min(a, b)]],
  ['pow', [2, (a, b) => a.pow(b)]],
  ['round', [1, (a) => a.plus(0.5).floor()]],
  ['signum', [1, (a) => new Decimal(Decimal.sign(a))]],
  ['sin', [1, (a) => a.sin()]],
  ['sqrt', [1, (a) => a.sqrt()]],
  ['tan', [1, (a) => a.tan()]],
]);

/** Number classes whose valueOf and parse methods make a number of a number or a text. */
const NUMBER_CLASSES = new Set(['Byte', 'Short', 'Integer', 'Long', 'Float', 'Double']);
const NUMBER_TYPES = new Set([
  'byte',
  'short',
  'int',
  'long',
  'float',
  'double',
  'java.lang.Double',
  'java.lang.Integer',
  'java.lang.Long',
  'java.math.BigDecimal',
]);
const INTEGER_TYPES = new Set(['byte', 'short', 'int', 'long', 'java.lang.Integer', 'java.lang.Long']);

/** Whether a value can be handed to a parameter of the Java type. */
function fits(value: FeelValue, type: string): boolean {
  if (value === null) return type.includes('.') || type.startsWith('[');
  if (type === 'char') return typeof value === 'string' && Array.from(value).length === 1;
  if (type === 'java.lang.String') return typeof value === 'string';
  if (type === 'boolean') return typeof value === 'boolean';
  if (NUMBER_TYPES.has(type)) return value instanceof Decimal && (!INTEGER_TYPES.has(type) || value.isInteger());
  return type === '[Ljava.lang.Object;' || type === 'java.lang.Object';
}

/** `%s`, `%d`, `%f` with an optional number of decimals, `%%` and `%n`, as java.util.Formatter writes them. */
function format(args: readonly FeelValue[]): FeelValue | undefined {
  const [pattern, ...rest] = args;
  if (typeof pattern !== 'string') return undefined;
  const values = rest.length === 1 && isList(rest[0] ?? null) ? (rest[0] as readonly FeelValue[]) : rest;
  let next = 0;
  const state = { valid: true };
  const text = pattern.replace(/%(?:\.(\d{1,2}))?([a-zA-Z%])/g, (_, decimals: string | undefined, kind: string) => {
    if (kind === '%') return '%';
    if (kind === 'n') return '\n';
    const value = values[next++];
    if (kind === 's' && value !== undefined) return formatFeel(value) ?? 'null';
    if (kind === 'd' && value instanceof Decimal && value.isInteger()) return value.toFixed(0);
    if (kind === 'f' && value instanceof Decimal) return value.toFixed(Number(decimals ?? 6), Decimal.ROUND_HALF_UP);
    state.valid = false;
    return '';
  });
  return state.valid ? text : undefined;
}

function parseText(args: readonly FeelValue[]): FeelValue | undefined {
  const [value] = args;
  if (value instanceof Decimal) return value;
  return typeof value === 'string' && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(value.trim())
    ? new Decimal(value.trim())
    : undefined;
}

function lookUp(className: string, method: string, arity: number): External | undefined {
  const simple = /^java\.lang\.(\w+)$/.exec(className)?.[1];
  if (simple === 'Math') {
    const entry = MATH.get(method);
    return entry?.[0] === arity ? numeric((...numbers) => entry[1](numbers[0] ?? ZERO, numbers[1] ?? ZERO)) : undefined;
  }
  if (simple === 'String' && method === 'format') return format;
  if (simple === 'String' && method === 'valueOf') return ([value]) => formatFeel(value ?? null) ?? undefined;
  if (simple === undefined || !NUMBER_CLASSES.has(simple)) return undefined;
  return method === 'valueOf' || method.startsWith('parse') ? parseText : undefined;
}

/**
 * An external function (DMN 1.5, clause 10.3.2.13.7). Models drawn for Java engines name static methods of java.lang;
 * those without side effect that are listed here are computed in place. No foreign code is ever loaded.
 *
 * @param mapping the context after `external`
 * @returns undefined if the mapping names anything else
 */
export function externalFunction(parameters: readonly string[], mapping: FeelValue): FeelFunction | undefined {
  const java = isContext(mapping) ? (mapping.get('java') ?? null) : null;
  if (!isContext(java)) return undefined;
  const className = java.get('class');
  const signature = java.get('method signature');
  if (typeof className !== 'string' || typeof signature !== 'string') return undefined;
  const match = /^\s*(\w+)\s*\(([^)]*)\)\s*$/.exec(signature);
  const types = (match?.[2] ?? '')
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type !== '');
  const run = types.length === parameters.length ? lookUp(className, match?.[1] ?? '', types.length) : undefined;
  if (run === undefined) return undefined;
  return new FeelFunction(
    parameters.map((name) => ({ name, type: ANY })),
    ANY,
    (args) => (args.every((value, index) => fits(value, types[index] ?? '')) ? (run(args) ?? null) : null),
  );
}
