import { Decimal, type FeelType, type FeelValue, fromPlain, isContext, isList, unwrap } from '#expressions';

const TAGS = new Map<string, string>([
  ['date', 'date'],
  ['time', 'time'],
  ['date and time', 'dateTime'],
  ['days and time duration', 'dayTimeDuration'],
  ['years and months duration', 'yearMonthDuration'],
]);

const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?\s*$/;

/** Reads a text as the number it holds, as Camunda 7 does for its number types; anything else stays as it is. */
export function readNumberText(value: FeelValue): FeelValue {
  return typeof value === 'string' && NUMBER.test(value) ? new Decimal(value.trim()) : value;
}

/**
 * Reads ISO 8601 texts where a value of time is declared: process variables are JSON, which has no such values. Anything
 * else, also a text that is not one, stays as it is.
 */
export function readDeclared(value: FeelValue, declared: FeelType): FeelValue {
  const type = unwrap(declared);
  if (typeof value === 'string' && type.kind === 'simple') {
    const tag = TAGS.get(type.name);
    const read = tag === undefined ? value : fromPlain({ type: tag, value }, true);
    return isContext(read) ? value : read;
  }
  if (isList(value) && type.kind === 'list') return value.map((item) => readDeclared(item, type.item));
  if (isContext(value) && type.kind === 'context') {
    return new Map(
      [...value].map(([name, entry]) => {
        const entryType = type.entries.get(name);
        return [name, entryType === undefined ? entry : readDeclared(entry, entryType)];
      }),
    );
  }
  return value;
}
