import { isComplexName, matchName, normalizeName } from './name.ts';

interface Match {
  readonly name: string;
  readonly end: number;
}

/** Built-in functions whose names hold spaces; they are in scope everywhere (DMN 1.5, clause 10.3.4). */
export const BUILT_IN_NAMES = [
  'date and time',
  'years and months duration',
  'string length',
  'upper case',
  'lower case',
  'substring before',
  'substring after',
  'starts with',
  'ends with',
  'string join',
  'list contains',
  'insert before',
  'list replace',
  'index of',
  'distinct values',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'day of year',
  'day of week',
  'month of year',
  'week of year',
  'get value',
  'get entries',
  'context put',
  'context merge',
  'met by',
  'overlaps before',
  'overlaps after',
  'finished by',
  'started by',
  'is defined',
  'get or else',
  'is blank',
  'is empty',
  'duplicate values',
  'last day of month',
];
const BUILT_IN_PROPERTIES = ['time offset', 'start included', 'end included'];
const BUILT_IN_TYPES = ['date and time', 'days and time duration', 'years and months duration'];

/**
 * The names a parser must know to tell `a-b` the name from `a-b` the subtraction. The longest known name wins (clause
 * 10.3.1.5). Plain identifiers need no entry.
 */
export class NameScope {
  readonly #layers: ReadonlySet<string>[] = [];
  readonly #properties = new Set<string>();

  constructor(names: Iterable<string>, properties: Iterable<string>) {
    const complex = complexOf(names);
    this.#layers.push(new Set([...BUILT_IN_NAMES, ...complex]));
    for (const name of [...BUILT_IN_PROPERTIES, ...complex, ...complexOf(properties)]) this.#properties.add(name);
  }

  /** Runs a parse with more names in scope. */
  within<T>(names: Iterable<string>, parse: () => T): T {
    this.#layers.push(new Set(complexOf(names)));
    try {
      return parse();
    } finally {
      this.#layers.pop();
    }
  }

  properties(): readonly string[] {
    return [...this.#properties];
  }

  /** Remembers a key, so that `.the key` can be read later on. */
  addProperty(name: string): void {
    if (isComplexName(name)) this.#properties.add(normalizeName(name));
  }

  match(text: string, at: number): Match | undefined {
    return longest(
      this.#layers.flatMap((layer) => [...layer]),
      text,
      at,
    );
  }

  matchProperty(text: string, at: number): Match | undefined {
    return longest([...this.#properties, ...this.#layers.flatMap((layer) => [...layer])], text, at);
  }

  matchType(text: string, at: number): Match | undefined {
    return longest([...BUILT_IN_TYPES, ...this.#properties], text, at);
  }
}

function complexOf(names: Iterable<string>): string[] {
  return [...names]
    .filter(isComplexName)
    .map(normalizeName)
    .filter((name) => name !== '');
}

function longest(names: readonly string[], text: string, at: number): Match | undefined {
  let best: Match | undefined;
  for (const name of names) {
    const end = matchName(name, text, at);
    if (end > (best?.end ?? at)) best = { name, end };
  }
  return best;
}
