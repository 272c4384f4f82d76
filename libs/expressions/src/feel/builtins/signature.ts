import type { Fault } from '#engine';
import { expressionFault } from '../../expression-faults.ts';
import { type FeelDateTime } from '../temporal/date-time.ts';
import { limitText } from '../values/evaluation-limit.ts';
import { type FeelFunction, type GivenArgument } from '../values/function.ts';
import { ANY, builtInType, coerce, type FeelType, isSubtype } from '../values/type.ts';
import { type FeelValue, isList, kindOf } from '../values/value.ts';

/** What a built-in function may ask of the evaluation that calls it. */
export interface BuiltInHost {
  readonly now: FeelDateTime | null;
  /** Counts work, so that long lists run into the same limit as long expressions. */
  step(count: number): void;
  invoke(callee: FeelFunction, args: readonly FeelValue[]): FeelValue;
}

interface BuiltInParameter {
  readonly name: string;
  readonly type: FeelType;
  readonly optional: boolean;
  /** Whether null is a value of its own; otherwise null makes the whole answer null. */
  readonly nullable: boolean;
  /** Takes all further positional arguments as a list. */
  readonly variadic: boolean;
}

/** One signature of a built-in function. `run` gets one value for each parameter; undefined means "no answer". */
export interface BuiltIn {
  readonly parameters: readonly BuiltInParameter[];
  readonly run: (args: readonly FeelValue[], host: BuiltInHost) => FeelValue | undefined;
}

const TYPES = new Map<string, FeelType>([
  ['numbers', { kind: 'list', item: { kind: 'simple', name: 'number' } }],
  ['strings', { kind: 'list', item: { kind: 'simple', name: 'string' } }],
  ['contexts', { kind: 'list', item: { kind: 'context', entries: new Map() } }],
  [
    'point',
    {
      kind: 'constrained',
      base: ANY,
      allows: (value) => !['range', 'list', 'context', 'function', 'boolean'].includes(kindOf(value)),
    },
  ],
]);

/**
 * Reads a signature such as `string: string, start position: number, length?: number`.
 *
 * After the name: `?` optional (absent or null is null), `!` null allowed, `*` takes all further arguments. The type is
 * one of FEEL's, or `numbers`, `strings`, `contexts` for lists of these, or `point` for what may lie in a range.
 */
export function signature(text: string, run: BuiltIn['run']): BuiltIn {
  const parameters =
    text === ''
      ? []
      : text.split(', ').map((part): BuiltInParameter => {
          const [, name, mark, typeName] = /^(.+?)([?!*]?): (.+)$/.exec(part) ?? [];
          const type = TYPES.get(typeName ?? '') ?? builtInType(typeName ?? '');
          if (name === undefined || type === undefined)
            throw new TypeError(`Expected a parameter "name: type", but found "${part}".`);
          return { name, type, optional: mark === '?', nullable: mark === '?' || mark === '!', variadic: mark === '*' };
        });
  return { parameters, run };
}

export type BuiltInAnswer =
  | { readonly ok: true; readonly value: FeelValue }
  | { readonly ok: false; readonly message: string; readonly fault: Fault; readonly severity: 'error' | 'notice' };

type Binding =
  | { readonly kind: 'bound'; readonly values: readonly FeelValue[] }
  | { readonly kind: 'null' }
  | { readonly kind: 'mismatch'; readonly message: string; readonly fault: Fault };

/** Calls the first signature the arguments fit, after the implicit conversions (DMN 1.5, clause 10.3.2.9.4). */
export function callBuiltIn(
  name: string,
  overloads: readonly BuiltIn[],
  args: readonly GivenArgument[],
  host: BuiltInHost,
): BuiltInAnswer {
  let best: Exclude<Binding, { kind: 'bound' }> = {
    kind: 'mismatch',
    message: 'Expected other arguments',
    fault: expressionFault('ARGUMENTS_WITHOUT_ANSWER', { name }),
  };
  for (const overload of overloads) {
    const binding = bind(overload.parameters, args);
    if (binding.kind === 'bound') {
      host.step(sizeOf(binding.values));
      const value = overload.run(binding.values, host);
      if (typeof value === 'string') limitText(value.length);
      if (value !== undefined) return { ok: true, value };
      return {
        ok: false,
        message: `Expected arguments that ${name}() has an answer for, but found others`,
        fault: expressionFault('ARGUMENTS_WITHOUT_ANSWER', { name }),
        severity: 'notice',
      };
    }
    if (best.kind !== 'null') best = binding;
  }
  if (best.kind === 'null') {
    return {
      ok: false,
      message: `Expected no null among the arguments of ${name}(), but found one`,
      fault: expressionFault('ARGUMENT_EMPTY', { name }),
      severity: 'notice',
    };
  }
  return { ok: false, message: `${best.message} for ${name}()`, fault: best.fault, severity: 'error' };
}

const CHARACTERS_PER_STEP = 64;

/**
 * Items in the lists among the arguments and, since several lists may come as one, in the lists inside them; long texts
 * count as well.
 */
function sizeOf(values: readonly FeelValue[]): number {
  let size = 0;
  for (const value of values) {
    if (typeof value === 'string') size += Math.floor(value.length / CHARACTERS_PER_STEP);
    if (!isList(value)) continue;
    size += value.length;
    for (const item of value) if (isList(item)) size += item.length;
  }
  return size;
}

function bind(parameters: readonly BuiltInParameter[], args: readonly GivenArgument[]): Binding {
  const given = args.some(({ name }) => name !== undefined) ? byName(parameters, args) : byPosition(parameters, args);
  if (given === undefined) {
    const expected = parameters.map((parameter) => parameter.name).join(', ');
    return {
      kind: 'mismatch',
      message: `Expected the arguments (${expected}), but found ${args.length} that do not fit`,
      fault: expressionFault('ARGUMENTS_DIFFER', { expected, found: args.length }),
    };
  }
  const values: FeelValue[] = [];
  let missing = false;
  for (const [index, parameter] of parameters.entries()) {
    const value = given[index] ?? null;
    if (parameter.variadic) {
      values.push(value);
      continue;
    }
    const coerced = coerce(value, parameter.type);
    if (coerced === undefined) {
      return {
        kind: 'mismatch',
        message: `Expected "${parameter.name}" to be of another type, but found ${kindOf(value)}`,
        fault: expressionFault('ARGUMENT_MISFIT', { parameter: parameter.name, found: kindOf(value) }),
      };
    }
    if (coerced === null && !parameter.nullable) missing = true;
    values.push(coerced);
  }
  return missing ? { kind: 'null' } : { kind: 'bound', values };
}

function byPosition(
  parameters: readonly BuiltInParameter[],
  args: readonly GivenArgument[],
): readonly FeelValue[] | undefined {
  const values = args.map(({ value }) => value);
  const last = parameters.at(-1);
  if (last?.variadic === true) {
    const fixed = parameters.length - 1;
    return values.length <= fixed ? undefined : [...values.slice(0, fixed), values.slice(fixed)];
  }
  const required = parameters.filter(({ optional }) => !optional).length;
  return values.length < required || values.length > parameters.length ? undefined : values;
}

/** A parameter that is not named is null. */
function byName(
  parameters: readonly BuiltInParameter[],
  args: readonly GivenArgument[],
): readonly FeelValue[] | undefined {
  const given = new Map(args.map(({ name, value }) => [name, value]));
  if (given.size !== args.length) return undefined;
  const known = new Set<string | undefined>(parameters.filter(({ variadic }) => !variadic).map(({ name }) => name));
  if (![...given.keys()].every((name) => known.has(name))) return undefined;
  return parameters.map(({ name, variadic }) => given.get(name) ?? (variadic ? [] : null));
}

/** Whether one of the signatures takes arguments of these types, as a function type asks for. */
export function acceptsTypes(overloads: readonly BuiltIn[], types: readonly FeelType[]): boolean {
  return overloads.some(({ parameters }) => {
    if (parameters.at(-1)?.variadic === true) return types.length >= parameters.length;
    const required = parameters.filter(({ optional }) => !optional).length;
    if (types.length < required || types.length > parameters.length) return false;
    return types.every((type, index) => isSubtype(type, parameters[index]?.type ?? ANY));
  });
}
