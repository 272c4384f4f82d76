import type { Fault } from '#engine';
import { expressionFault } from '../../expression-faults.ts';
import { formatFeel } from './format.ts';
import { conformsTo, type FeelType } from './type.ts';
import { type FeelValue, isContext, isList, kindOf } from './value.ts';

/** The name of a type as a message shows it. */
export function nameOfType(type: FeelType): string {
  switch (type.kind) {
    case 'any':
      return 'Any';
    case 'named':
    case 'simple':
      return type.name;
    case 'list':
    case 'range':
      return `${type.kind}<${nameOfType(type.item)}>`;
    case 'constrained':
      return nameOfType(type.base);
    case 'context':
    case 'function':
      return type.kind;
  }
}

const MAX_SHOWN = 60;
const MAX_LOOKED_AT = 1_000;

/** Why a value does not fit a type. */
interface Misfit {
  /** English: `found "blue" at [2].color, which the allowed values "red", "green" leave out`. */
  readonly words: string;
  readonly fault: Fault;
}

/**
 * Says why a value does not fit a type, down to the entry or item that is to blame.
 *
 * @param value one that does not conform to the type
 */
export function describeMisfit(value: FeelValue, type: FeelType, path = ''): Misfit {
  const place = path === '' ? '' : ` at ${path}`;
  switch (type.kind) {
    case 'named':
      return describeMisfit(value, type.resolve(), path);
    case 'constrained': {
      if (!fits(value, type.base)) return describeMisfit(value, type.base, path);
      const words = `found ${shown(value)}${place}, which the allowed values ${type.text ?? ''} leave out`;
      const data = { allowed: type.text ?? '', found: shown(value), path };
      return { words: words.replace(/ {2,}/g, ' '), fault: expressionFault('VALUE_NOT_ALLOWED', data) };
    }
    case 'context':
      if (isContext(value)) return describeEntries(value, type, path);
      break;
    case 'list':
      if (isList(value)) {
        const index = value.slice(0, MAX_LOOKED_AT).findIndex((item) => item !== null && !fits(item, type.item));
        if (index >= 0) return describeMisfit(value[index] ?? null, type.item, `${path}[${index + 1}]`);
      }
      break;
    case 'any':
    case 'simple':
    case 'range':
    case 'function':
  }
  return otherType(value, type, path);
}

function otherType(value: FeelValue, type: FeelType, path: string): Misfit {
  const data = { type: nameOfType(type), found: kindOf(value), path };
  const words = `found ${kindOf(value)}${path === '' ? '' : ` at ${path}`}`;
  return { words, fault: expressionFault('VALUE_OF_OTHER_TYPE', data) };
}

function describeEntries(
  value: ReadonlyMap<string, FeelValue>,
  type: Extract<FeelType, { kind: 'context' }>,
  path: string,
): Misfit {
  for (const [name, entryType] of type.entries) {
    const inner = path === '' ? name : `${path}.${name}`;
    if (!value.has(name)) {
      const fault = expressionFault('ENTRY_MISSING', { type: nameOfType(entryType), entry: inner });
      return { words: `found no entry "${inner}"`, fault };
    }
    const entry = value.get(name) ?? null;
    if (entry !== null && !fits(entry, entryType)) return describeMisfit(entry, entryType, inner);
  }
  return otherType(value, type, path);
}

function fits(value: FeelValue, type: FeelType): boolean {
  return conformsTo(value, type);
}

/** A value as a message shows it: short, and never the whole of a document. */
function shown(value: FeelValue): string {
  if (isList(value) || isContext(value)) return kindOf(value);
  const text = typeof value === 'string' ? JSON.stringify(value) : (formatFeel(value) ?? 'null');
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
