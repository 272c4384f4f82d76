import { type FeelContext, type FeelList, type FeelValue, isContext } from '../values/value.ts';
import { type BuiltIn, signature } from './signature.ts';

function nestedValue(context: FeelContext, keys: FeelList): FeelValue | undefined {
  let value: FeelValue = context;
  for (const key of keys) {
    if (!isContext(value) || typeof key !== 'string') return undefined;
    value = value.get(key) ?? null;
  }
  return keys.length === 0 ? undefined : value;
}

function nestedPut(context: FeelValue, keys: FeelList, value: FeelValue): FeelContext | undefined {
  const [key, ...rest] = keys;
  if (!isContext(context) || typeof key !== 'string') return undefined;
  const inner = rest.length === 0 ? value : nestedPut(context.get(key) ?? null, rest, value);
  return inner === undefined ? undefined : new Map(context).set(key, inner);
}

/** Builds a context of `{key, value}` entries; undefined if one lacks its key or value, or a key comes twice. */
function fromEntries(entries: FeelList): FeelContext | undefined {
  const context = new Map<string, FeelValue>();
  for (const entry of entries) {
    const key = isContext(entry) ? entry.get('key') : undefined;
    const value = isContext(entry) ? entry.get('value') : undefined;
    if (typeof key !== 'string' || value === undefined || context.has(key)) return undefined;
    context.set(key, value);
  }
  return context;
}

function merge(contexts: FeelList): FeelContext | undefined {
  const merged = new Map<string, FeelValue>();
  for (const context of contexts) {
    if (!isContext(context)) return undefined;
    for (const [key, value] of context) merged.set(key, value);
  }
  return merged;
}

function entriesOf(context: FeelContext): FeelList {
  return [...context].map(
    ([key, value]) =>
      new Map<string, FeelValue>([
        ['key', key],
        ['value', value],
      ]),
  );
}

/** Context functions (DMN 1.5, clause 10.3.4.9). */
export const CONTEXT_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  [
    'get value',
    [
      signature('m: context, key: string', ([m, key]) => (m as FeelContext).get(key as string)),
      signature('context: context, keys: list', ([m, keys]) => nestedValue(m as FeelContext, keys as FeelList)),
    ],
  ],
  ['get entries', [signature('m: context', ([m]) => entriesOf(m as FeelContext))]],
  ['context', [signature('entries: list', ([entries]) => fromEntries(entries as FeelList))]],
  [
    'context put',
    [
      signature('context: context, key: string, value!: Any', ([context, key, value]) =>
        new Map(context as FeelContext).set(key as string, value ?? null),
      ),
      signature('context: context, keys: list, value!: Any', ([context, keys, value]) =>
        nestedPut(context ?? null, keys as FeelList, value ?? null),
      ),
    ],
  ],
  ['context merge', [signature('contexts: list', ([contexts]) => merge(contexts as FeelList))]],
];
