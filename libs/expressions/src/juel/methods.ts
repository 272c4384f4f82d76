import { describe, isContext, isEmpty, isSame, JuelEvaluationError, toNumber, toText } from './coercion.ts';
import { callDateMethod, isDateMethod } from './date-methods.ts';

/** A method without side effect; `at` is where it is called. */
type Method<T> = (self: T, args: readonly unknown[], at: number) => unknown;

/** Tells the argument at `index` or which one is missing. */
function argument(args: readonly unknown[], index: number, at: number): unknown {
  if (index < args.length) return args[index];
  throw new JuelEvaluationError(`Expected at least ${index + 1} arguments, but found ${args.length} at ${at}.`, at);
}

const text = (args: readonly unknown[], index: number, at: number): string => toText(argument(args, index, at), at);
const number = (args: readonly unknown[], index: number, at: number): number => toNumber(argument(args, index, at), at);

function position(args: readonly unknown[], index: number, length: number, at: number): number {
  const value = number(args, index, at);
  if (Number.isInteger(value) && value >= 0 && value <= length) return value;
  throw new JuelEvaluationError(`Expected a position from 0 to ${length}, but found ${value} at ${at}.`, at);
}

function element(list: readonly unknown[], args: readonly unknown[], at: number): unknown {
  const index = number(args, 0, at);
  if (Number.isInteger(index) && index >= 0 && index < list.length) return list[index];
  throw new JuelEvaluationError(`Expected an index below ${list.length}, but found ${index} at ${at}.`, at);
}

/** Methods of java.lang.String that look and do not touch; regular expressions are left out, they can be made to hang. */
const STRING = new Map<string, Method<string>>([
  ['equals', (self, args, at) => self === argument(args, 0, at)],
  ['equalsIgnoreCase', (self, args, at) => self.toLowerCase() === text(args, 0, at).toLowerCase()],
  [
    'compareTo',
    (self, args, at) => {
      const other = text(args, 0, at);
      return self < other ? -1 : self > other ? 1 : 0;
    },
  ],
  ['length', (self) => self.length],
  ['isEmpty', (self) => self === ''],
  ['isBlank', (self) => self.trim() === ''],
  ['contains', (self, args, at) => self.includes(text(args, 0, at))],
  ['startsWith', (self, args, at) => self.startsWith(text(args, 0, at))],
  ['endsWith', (self, args, at) => self.endsWith(text(args, 0, at))],
  ['indexOf', (self, args, at) => self.indexOf(text(args, 0, at))],
  ['lastIndexOf', (self, args, at) => self.lastIndexOf(text(args, 0, at))],
  ['toLowerCase', (self) => self.toLowerCase()],
  ['toUpperCase', (self) => self.toUpperCase()],
  ['trim', (self) => self.trim()],
  ['strip', (self) => self.trim()],
  ['concat', (self, args, at) => self + text(args, 0, at)],
  ['replace', (self, args, at) => self.split(text(args, 0, at)).join(text(args, 1, at))],
  ['charAt', (self, args, at) => self.charAt(position(args, 0, self.length - 1, at))],
  [
    'substring',
    (self, args, at) => {
      const from = position(args, 0, self.length, at);
      const to = args.length > 1 ? position(args, 1, self.length, at) : self.length;
      if (from > to) throw new JuelEvaluationError(`Expected a start up to ${to}, but found ${from} at ${at}.`, at);
      return self.slice(from, to);
    },
  ],
  ['toString', (self) => self],
  ['value', (self) => self],
  ['stringValue', (self) => self],
]);

const NUMBER = new Map<string, Method<number>>([
  ['equals', (self, args, at) => self === argument(args, 0, at)],
  ['compareTo', (self, args, at) => Math.sign(self - number(args, 0, at))],
  ['intValue', (self) => Math.trunc(self)],
  ['longValue', (self) => Math.trunc(self)],
  ['doubleValue', (self) => self],
  ['numberValue', (self) => self],
  ['value', (self) => self],
  ['toString', (self) => String(self)],
]);

const BOOLEAN = new Map<string, Method<boolean>>([
  ['equals', (self, args, at) => self === argument(args, 0, at)],
  ['booleanValue', (self) => self],
  ['boolValue', (self) => self],
  ['value', (self) => self],
  ['toString', (self) => String(self)],
]);

const LIST = new Map<string, Method<readonly unknown[]>>([
  ['equals', (self, args, at) => isSame(self, argument(args, 0, at))],
  ['size', (self) => self.length],
  ['isEmpty', (self) => isEmpty(self)],
  ['get', element],
  [
    'contains',
    (self, args, at) => {
      const item = argument(args, 0, at);
      return self.some((other) => isSame(other, item));
    },
  ],
  [
    'containsAll',
    (self, args, at) => {
      const items = argument(args, 0, at);
      if (!Array.isArray(items))
        throw new JuelEvaluationError(`Expected a list, but found ${describe(items)} at ${at}.`, at);
      return items.every((item) => self.some((other) => isSame(other, item)));
    },
  ],
  [
    'indexOf',
    (self, args, at) => {
      const item = argument(args, 0, at);
      return self.findIndex((other) => isSame(other, item));
    },
  ],
  [
    'lastIndexOf',
    (self, args, at) => {
      const item = argument(args, 0, at);
      return self.findLastIndex((other) => isSame(other, item));
    },
  ],
  ['subList', (self, args, at) => self.slice(position(args, 0, self.length, at), position(args, 1, self.length, at))],
  ['elements', (self) => self],
  ['toString', (self) => JSON.stringify(self)],
]);

type Context = Readonly<Record<string, unknown>>;

const own = (self: Context, key: string): unknown => (Object.hasOwn(self, key) ? self[key] : null);

/** Methods of java.util.Map, and of Spin's JSON nodes, which Camunda 7 models use for the same data. */
const CONTEXT = new Map<string, Method<Context>>([
  ['equals', (self, args, at) => isSame(self, argument(args, 0, at))],
  ['size', (self) => Object.keys(self).length],
  ['isEmpty', (self) => isEmpty(self)],
  ['get', (self, args, at) => own(self, text(args, 0, at))],
  [
    'getOrDefault',
    (self, args, at) => {
      const key = text(args, 0, at);
      return Object.hasOwn(self, key) ? self[key] : argument(args, 1, at);
    },
  ],
  ['containsKey', (self, args, at) => Object.hasOwn(self, text(args, 0, at))],
  [
    'containsValue',
    (self, args, at) => {
      const item = argument(args, 0, at);
      return Object.values(self).some((other) => isSame(other, item));
    },
  ],
  ['keySet', (self) => Object.keys(self)],
  ['values', (self) => Object.values(self)],
  ['prop', (self, args, at) => own(self, text(args, 0, at))],
  ['hasProp', (self, args, at) => Object.hasOwn(self, text(args, 0, at))],
  ['toString', (self) => JSON.stringify(self)],
]);

const TABLES: readonly ReadonlyMap<string, unknown>[] = [STRING, NUMBER, BOOLEAN, LIST, CONTEXT];
const GETTER = /^(?:get|is)(\p{Lu}.*)$/u;

/** The property a Java getter such as `getOrderId` or `isOpen` reads; `undefined` if the name is not a getter's. */
export function getterProperty(name: string): string | undefined {
  const rest = GETTER.exec(name)?.[1];
  return rest === undefined ? undefined : rest.charAt(0).toLowerCase() + rest.slice(1);
}

/** Whether any type knows the method, so that a check before release can tell a misspelt or forbidden one. */
export function isKnownMethod(name: string, argumentCount: number): boolean {
  return (
    TABLES.some((table) => table.has(name)) ||
    isDateMethod(name) ||
    (argumentCount === 0 && getterProperty(name) !== undefined)
  );
}

/**
 * Calls a side-effect-free method of a value.
 *
 * @throws JuelEvaluationError when the type of the value does not know the method or the arguments do not fit
 */
export function callMethod(self: unknown, name: string, args: readonly unknown[], at: number): unknown {
  if (self === null || self === undefined) {
    throw new JuelEvaluationError(`Expected a value to call ${name}() on, but found null at ${at}.`, at);
  }
  if (typeof self === 'string' && isDateMethod(name)) return callDateMethod(self, name, args, at);
  if (typeof self === 'string') return invoke(STRING, self, name, args, at);
  if (typeof self === 'number') return invoke(NUMBER, self, name, args, at);
  if (typeof self === 'boolean') return invoke(BOOLEAN, self, name, args, at);
  if (Array.isArray(self)) return invoke(LIST, self, name, args, at);
  if (!isContext(self)) throw new JuelEvaluationError(`Expected plain data, but found ${describe(self)} at ${at}.`, at);
  const property = args.length === 0 ? getterProperty(name) : undefined;
  if (property !== undefined && Object.hasOwn(self, property) && !CONTEXT.has(name)) return self[property];
  return invoke(CONTEXT, self, name, args, at);
}

function invoke<T>(
  table: ReadonlyMap<string, Method<T>>,
  self: T,
  name: string,
  args: readonly unknown[],
  at: number,
): unknown {
  const method = table.get(name);
  if (method !== undefined) return method(self, args, at);
  const known = [...table.keys()].sort().join(', ');
  throw new JuelEvaluationError(
    `Expected one of the methods ${known} on ${describe(self)}, but found ${name}() at ${at}.`,
    at,
  );
}
