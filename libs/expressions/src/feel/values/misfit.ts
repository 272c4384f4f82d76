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

/**
 * Says why a value does not fit a type, down to the entry or item that is to blame: `found "blue" at [2].color, which
 * the allowed values "red", "green" leave out`.
 *
 * @param value one that does not conform to the type
 */
export function describeMisfit(value: FeelValue, type: FeelType, path = ''): string {
  const place = path === '' ? '' : ` at ${path}`;
  switch (type.kind) {
    case 'named':
      return describeMisfit(value, type.resolve(), path);
    case 'constrained':
      if (!fits(value, type.base)) return describeMisfit(value, type.base, path);
      return `found ${shown(value)}${place}, which the allowed values ${type.text ?? ''} leave out`.replace(
        / {2,}/g,
        ' ',
      );
    case 'context':
      if (isContext(value)) return describeEntries(value, type.entries, path);
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
  return `found ${kindOf(value)}${place}`;
}

function describeEntries(
  value: ReadonlyMap<string, FeelValue>,
  entries: ReadonlyMap<string, FeelType>,
  path: string,
): string {
  for (const [name, type] of entries) {
    const inner = path === '' ? name : `${path}.${name}`;
    if (!value.has(name)) return `found no entry "${inner}"`;
    const entry = value.get(name) ?? null;
    if (entry !== null && !fits(entry, type)) return describeMisfit(entry, type, inner);
  }
  return `found context${path === '' ? '' : ` at ${path}`}`;
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
