import { FeelDateTime, FeelTime } from '../temporal/date-time.ts';
import { UTC } from '../temporal/zone.ts';
import { FeelFunction, OverloadedFunction } from './function.ts';
import { FeelRange } from './range.ts';
import { type FeelValue, isContext, isList, type Kind, kindOf } from './value.ts';

/** A FEEL type: built in, composed, or an item definition with a constraint (DMN 1.5, clauses 7.3.2 and 10.3.2.8). */
export type FeelType =
  | { readonly kind: 'any' }
  | { readonly kind: 'simple'; readonly name: Exclude<Kind, 'list' | 'context' | 'range' | 'function'> | 'duration' }
  | { readonly kind: 'list'; readonly item: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'range'; readonly item: FeelType }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[] | undefined; readonly result: FeelType }
  /** `allows` decides over values that conform to `base`; `text` is how it was written. */
  | {
      readonly kind: 'constrained';
      readonly base: FeelType;
      readonly allows: (value: FeelValue) => boolean;
      readonly text?: string;
    }
  /** An item definition, looked up only when needed, since item definitions may be recursive. */
  | { readonly kind: 'named'; readonly name: string; readonly resolve: () => FeelType };

export const ANY: FeelType = { kind: 'any' };
/** The result of a function whose body does not tell its type: it is taken to fit any declared one. */
export const UNKNOWN: FeelType = { kind: 'any' };

const simple = (name: Extract<FeelType, { kind: 'simple' }>['name']): FeelType => ({ kind: 'simple', name });

const BUILT_IN = new Map<string, FeelType>([
  ['Any', ANY],
  ['Null', simple('null')],
  ['boolean', simple('boolean')],
  ['string', simple('string')],
  ['number', simple('number')],
  ['date', simple('date')],
  ['time', simple('time')],
  ['date and time', simple('date and time')],
  ['dateTime', simple('date and time')],
  ['days and time duration', simple('days and time duration')],
  ['dayTimeDuration', simple('days and time duration')],
  ['years and months duration', simple('years and months duration')],
  ['yearMonthDuration', simple('years and months duration')],
  ['duration', simple('duration')],
  ['list', { kind: 'list', item: ANY }],
  ['context', { kind: 'context', entries: new Map() }],
  ['range', { kind: 'range', item: ANY }],
  ['function', { kind: 'function', parameters: undefined, result: ANY }],
]);

/** The built-in type of this name, also under its DMN 1.1 name (`dateTime`, `dayTimeDuration` …). */
export function builtInType(name: string): FeelType | undefined {
  return BUILT_IN.get(name);
}

/** Whether a value that is not null belongs to the type, allowed values included (clause 10.3.2.9.4, "conforms to"). */
export function conformsTo(value: FeelValue, type: FeelType): boolean {
  return belongs(value, type, true);
}

/** `instance of`: looks at the structure only, not at allowed values (clause 10.3.2.3.11). */
export function isInstance(value: FeelValue, type: FeelType): boolean {
  return belongs(value, type, false);
}

function belongs(value: FeelValue, type: FeelType, constraints: boolean): boolean {
  /** Null belongs to every type. */
  const accepts = (inner: FeelValue, innerType: FeelType): boolean =>
    inner === null || belongs(inner, innerType, constraints);
  switch (type.kind) {
    case 'any':
      return true;
    case 'simple': {
      const kind = kindOf(value);
      return kind === type.name || (type.name === 'duration' && kind.endsWith('duration'));
    }
    case 'list':
      return isList(value) && value.every((item) => accepts(item, type.item));
    case 'context':
      return (
        isContext(value) &&
        [...type.entries].every(([name, entry]) => value.has(name) && accepts(value.get(name) ?? null, entry))
      );
    case 'range':
      return value instanceof FeelRange && [value.start, value.end].every((end) => accepts(end ?? null, type.item));
    case 'function':
      return value instanceof FeelFunction && conformsAsFunction(value, type);
    case 'constrained':
      return belongs(value, type.base, constraints) && (!constraints || type.allows(value));
    case 'named':
      return belongs(value, type.resolve(), constraints);
  }
}

function conformsAsFunction(value: FeelFunction, type: Extract<FeelType, { kind: 'function' }>): boolean {
  if (type.parameters === undefined) return true;
  if (value instanceof OverloadedFunction) return value.accepts(type.parameters);
  return (
    value.parameters.length === type.parameters.length &&
    value.parameters.every(({ type: own }, index) => isSubtype(type.parameters?.[index] ?? ANY, own)) &&
    isSubtype(value.result, type.result)
  );
}

/** Whether every value of `type` also belongs to `other`, as far as the declarations tell (clause 10.3.2.9.2). */
export function isSubtype(type: FeelType, other: FeelType): boolean {
  if (other.kind === 'any' || type === UNKNOWN) return true;
  if (type.kind === 'named')
    return (other.kind === 'named' && type.name === other.name) || isSubtype(type.resolve(), other);
  if (other.kind === 'named') return isSubtype(type, other.resolve());
  if (type.kind === 'constrained') return isSubtype(type.base, other);
  if (other.kind === 'constrained') return isSubtype(type, other.base);
  if (type.kind === 'simple') return other.kind === 'simple' && (type.name === other.name || type.name === 'null');
  if (type.kind === 'list') return other.kind === 'list' && isSubtype(type.item, other.item);
  if (type.kind === 'range') return other.kind === 'range' && isSubtype(type.item, other.item);
  if (type.kind === 'context') {
    return (
      other.kind === 'context' &&
      [...other.entries].every(([name, entry]) => {
        const own = type.entries.get(name);
        return own !== undefined && isSubtype(own, entry);
      })
    );
  }
  return type.kind === 'function' && other.kind === 'function' && isFunctionSubtype(type, other);
}

type FunctionType = Extract<FeelType, { kind: 'function' }>;

function isFunctionSubtype(type: FunctionType, other: FunctionType): boolean {
  if (other.parameters === undefined) return true;
  return (
    type.parameters?.length === other.parameters.length &&
    type.parameters.every((parameter, index) => isSubtype(other.parameters?.[index] ?? ANY, parameter)) &&
    isSubtype(type.result, other.result)
  );
}

/**
 * Makes a value fit a type by the implicit conversions of clause 10.3.2.9.4: one element becomes a list, a list of one
 * its element, a date the date and time at midnight UTC. Null stays null.
 *
 * @returns undefined when nothing helps
 */
export function coerce(value: FeelValue, type: FeelType): FeelValue | undefined {
  if (value === null || conformsTo(value, type)) return value;
  const target = unwrap(type);
  if (isList(value) && value.length === 1) {
    const [only] = value;
    if (only !== undefined && target.kind !== 'list') return only === null || conformsTo(only, type) ? only : undefined;
  }
  if (target.kind === 'list' && !isList(value)) return conformsTo([value], type) ? [value] : undefined;
  if (kindOf(value) === 'date' && target.kind === 'simple' && target.name === 'date and time') {
    const midnight = toDateTime(value);
    return midnight !== undefined && conformsTo(midnight, type) ? midnight : undefined;
  }
  return undefined;
}

/** A date as the date and time at midnight UTC. */
function toDateTime(value: FeelValue): FeelDateTime | undefined {
  return value !== null && typeof value === 'object' && 'epochDay' in value
    ? new FeelDateTime(value, new FeelTime(0, UTC))
    : undefined;
}

/** The structural type behind names and constraints. */
export function unwrap(type: FeelType): Exclude<FeelType, { kind: 'named' | 'constrained' }> {
  if (type.kind === 'named') return unwrap(type.resolve());
  return type.kind === 'constrained' ? unwrap(type.base) : type;
}
