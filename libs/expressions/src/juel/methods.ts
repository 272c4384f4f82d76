import { expressionFault } from '../expression-faults.ts';
import { shownValue } from '#engine';
import { describe, isContext, isEmpty, isSame, JuelEvaluationError, toNumber, toText } from './coercion.ts';
import { compileXPathRegex, replaceAll, type XPathRegex } from '../regular-expression/xpath-regex.ts';
import { callDateMethod, isDateMethod } from './date-methods.ts';
import { followPath, toJsonNode } from './json-node.ts';

/** A method without side effect; `at` is where it is called. */
type Method<T> = (self: T, args: readonly unknown[], at: number) => unknown;

/** Tells the argument at `index` or which one is missing. */
function argument(args: readonly unknown[], index: number, at: number): unknown {
  if (index < args.length) return args[index];
  throw new JuelEvaluationError(
    `Expected at least ${index + 1} arguments, but found ${args.length} at ${at}.`,
    at,
    expressionFault('ARGUMENTS_TOO_FEW', { least: index + 1, found: args.length }),
  );
}

const text = (args: readonly unknown[], index: number, at: number): string => toText(argument(args, index, at), at);
const number = (args: readonly unknown[], index: number, at: number): number => toNumber(argument(args, index, at), at);

function position(args: readonly unknown[], index: number, length: number, at: number): number {
  const value = number(args, index, at);
  if (Number.isInteger(value) && value >= 0 && value <= length) return value;
  throw new JuelEvaluationError(
    `Expected a position from 0 to ${length}, but found ${value} at ${at}.`,
    at,
    expressionFault('INDEX_OUT_OF_RANGE', { length, found: value }),
  );
}

function element(list: readonly unknown[], args: readonly unknown[], at: number): unknown {
  const index = number(args, 0, at);
  if (Number.isInteger(index) && index >= 0 && index < list.length) return list[index];
  throw new JuelEvaluationError(
    `Expected an index below ${list.length}, but found ${index} at ${at}.`,
    at,
    expressionFault('INDEX_OUT_OF_RANGE', { length: list.length, found: index }),
  );
}

const MAX_TEXT = 5_000_000;
const MAX_REGEX_STEPS = 500_000;

function limited(length: number, at: number): void {
  if (length > MAX_TEXT)
    throw new JuelEvaluationError(
      `Expected texts of at most ${MAX_TEXT} characters, but one has more at ${at}.`,
      at,
      expressionFault('EVALUATION_TOO_LARGE', {}),
    );
}

/** A pattern of Java, read in the notation of FEEL: both share what models use; what only Java knows is refused. */
function pattern(args: readonly unknown[], at: number): XPathRegex {
  const source = text(args, 0, at);
  const regex = source.startsWith('(?i)') ? compileXPathRegex(source.slice(4), 'i') : compileXPathRegex(source, null);
  if (regex !== undefined) return regex;
  throw new JuelEvaluationError(
    `Expected a regular expression without look-around, word boundaries and named groups, but found "${source.slice(0, 80)}" at ${at}.`,
    at,
    expressionFault('PATTERN_REFUSED', { pattern: source.slice(0, 80) }),
  );
}

/** Lets a regular expression do as much as an evaluation may. */
function spender(at: number): (steps: number) => void {
  let left = MAX_REGEX_STEPS;
  return (steps) => {
    left -= steps;
    if (left < 0)
      throw new JuelEvaluationError(
        `Expected a regular expression that ends soon, but it takes longer at ${at}.`,
        at,
        expressionFault('PATTERN_TOO_SLOW', {}),
      );
  };
}

/** Splits as java.lang.String does: empty pieces at the end are left out. */
function split(self: string, regex: XPathRegex, at: number): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of regex.matches(self, spender(at))) {
    if (end === 0) continue;
    if (start === end && start === self.length) continue;
    pieces.push(self.slice(from, start));
    from = end;
  }
  pieces.push(self.slice(from));
  while (pieces.length > 1 && pieces.at(-1) === '') pieces.pop();
  return pieces;
}

function replaced(self: string, args: readonly unknown[], at: number): string {
  const result = replaceAll(self, pattern(args, at), text(args, 1, at), false, spender(at));
  if (result === undefined)
    throw new JuelEvaluationError(
      `Expected a replacement with $1 or \\$ for a dollar, but found another at ${at}.`,
      at,
      expressionFault('REPLACEMENT_UNREADABLE', {}),
    );
  limited(result.length, at);
  return result;
}

const NODE_KINDS = ['isString', 'isNumber', 'isBoolean', 'isArray', 'isObject', 'isNull', 'isValue'] as const;

/** The questions Spin's JSON nodes answer about their kind. */
function nodeKind<T>(own: (typeof NODE_KINDS)[number]): readonly (readonly [string, Method<T>])[] {
  const isValue = own === 'isString' || own === 'isNumber' || own === 'isBoolean';
  return NODE_KINDS.map((kind) => [kind, () => kind === own || (kind === 'isValue' && isValue)] as const);
}

/** Methods of java.lang.String that look and do not touch. */
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
  [
    'concat',
    (self, args, at) => {
      const other = text(args, 0, at);
      limited(self.length + other.length, at);
      return self + other;
    },
  ],
  [
    'replace',
    (self, args, at) => {
      const pieces = self.split(text(args, 0, at));
      const between = text(args, 1, at);
      limited(self.length + pieces.length * between.length, at);
      return pieces.join(between);
    },
  ],
  ['replaceAll', replaced],
  ['matches', (self, args, at) => isWhole(self, pattern(args, at), at)],
  ['split', (self, args, at) => split(self, pattern(args, at), at)],
  ['charAt', (self, args, at) => self.charAt(position(args, 0, self.length - 1, at))],
  [
    'substring',
    (self, args, at) => {
      const from = position(args, 0, self.length, at);
      const to = args.length > 1 ? position(args, 1, self.length, at) : self.length;
      if (from > to)
        throw new JuelEvaluationError(
          `Expected a start up to ${to}, but found ${from} at ${at}.`,
          at,
          expressionFault('INDEX_OUT_OF_RANGE', { length: to, found: from }),
        );
      return self.slice(from, to);
    },
  ],
  ['toString', (self) => self],
  ['value', (self) => self],
  ['stringValue', (self) => self],
  ['prop', (self, args, at) => callMethod(toJsonNode(self, at), 'prop', args, at)],
  ['hasProp', (self, args, at) => callMethod(toJsonNode(self, at), 'hasProp', args, at)],
  ['elements', (self, args, at) => callMethod(toJsonNode(self, at), 'elements', args, at)],
  ['jsonPath', (self, args, at) => followPath(toJsonNode(self, at), text(args, 0, at), at)],
  ...nodeKind('isString'),
]);

/** Whether the whole text matches, as `matches` of Java means it. */
function isWhole(self: string, regex: XPathRegex, at: number): boolean {
  return regex.matchesWhole(self, spender(at));
}

const NUMBER = new Map<string, Method<number>>([
  ['equals', (self, args, at) => self === argument(args, 0, at)],
  ['compareTo', (self, args, at) => Math.sign(self - number(args, 0, at))],
  ['intValue', (self) => Math.trunc(self)],
  ['longValue', (self) => Math.trunc(self)],
  ['doubleValue', (self) => self],
  ['numberValue', (self) => self],
  ['value', (self) => self],
  ...nodeKind('isNumber'),
  ['toString', (self) => String(self)],
]);

const BOOLEAN = new Map<string, Method<boolean>>([
  ['equals', (self, args, at) => self === argument(args, 0, at)],
  ['booleanValue', (self) => self],
  ['boolValue', (self) => self],
  ['value', (self) => self],
  ...nodeKind('isBoolean'),
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
        throw new JuelEvaluationError(
          `Expected a list, but found ${describe(items)} at ${at}.`,
          at,
          expressionFault('LIST_NEEDED', { name: 'containsAll', found: shownValue(items) }),
        );
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
  ['elementList', (self) => self],
  ['jsonPath', (self, args, at) => followPath(self, text(args, 0, at), at)],
  ['value', (self) => self],
  ['toString', (self) => JSON.stringify(self)],
  ...nodeKind('isArray'),
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
  ['fieldNames', (self) => Object.keys(self)],
  ['element', (self) => self],
  ['jsonPath', (self, args, at) => followPath(self, text(args, 0, at), at)],
  ['toString', (self) => JSON.stringify(self)],
  ...nodeKind('isObject'),
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
    if (name === 'isNull') return true;
    throw new JuelEvaluationError(
      `Expected a value to call ${name}() on, but found null at ${at}.`,
      at,
      expressionFault('METHOD_OF_NOTHING', { name }),
    );
  }
  if (typeof self === 'string' && isDateMethod(name)) return callDateMethod(self, name, args, at);
  if (typeof self === 'string') return invoke(STRING, self, name, args, at);
  if (typeof self === 'number') return invoke(NUMBER, self, name, args, at);
  if (typeof self === 'boolean') return invoke(BOOLEAN, self, name, args, at);
  if (Array.isArray(self)) return invoke(LIST, self, name, args, at);
  if (!isContext(self))
    throw new JuelEvaluationError(
      `Expected plain data, but found ${describe(self)} at ${at}.`,
      at,
      expressionFault('METHOD_UNKNOWN', { name, found: shownValue(self) }),
    );
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
    expressionFault('METHOD_UNKNOWN', { name, found: shownValue(self) }),
  );
}
