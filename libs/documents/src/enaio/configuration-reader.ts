/** Object types and fields stand in search statements as they are, so that only names can be names. */
const IDENTIFIER = /^(?:[\p{L}_][\p{L}\p{N}_.]*|system:[A-Za-z_]+|\d{1,12})$/u;

/** Reads one object of a JSON configuration, collecting what is wrong with its place instead of stopping at the first. */
export class ConfigurationReader {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #place: string;
  readonly #problems: string[];
  readonly #read = new Set<string>();

  private constructor(values: ReadonlyMap<string, unknown>, place: string, problems: string[]) {
    this.#values = values;
    this.#place = place;
    this.#problems = problems;
  }

  static of(json: unknown, problems: string[], place = ''): ConfigurationReader {
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
      return new ConfigurationReader(new Map<string, unknown>(Object.entries(json)), place, problems);
    }
    problems.push(`${place === '' ? 'configuration' : place}: expected an object, but it is ${shown(json)}.`);
    return new ConfigurationReader(new Map(), place, problems);
  }

  text(name: string, fallback?: string): string {
    const value = this.#take(name);
    if (value === undefined && fallback !== undefined) return fallback;
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.problem(name, 'a text', value);
    return '';
  }

  url(name: string): string {
    const text = this.text(name);
    if (text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
    this.problem(name, 'an address that begins with https:// or http://', text);
    return '';
  }

  integer(name: string, minimum: number, maximum: number, fallback: number): number {
    const value = this.#take(name) ?? fallback;
    if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    this.problem(name, `a whole number from ${minimum} to ${maximum}`, value);
    return fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#take(name) ?? fallback;
    if (typeof value === 'boolean') return value;
    this.problem(name, 'true or false', value);
    return fallback;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.#take(name) ?? fallback;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) this.problem(name, `one of ${choices.join(', ')}`, value);
    return found ?? fallback;
  }

  identifier(name: string): string {
    return this.checkIdentifier(name, this.#take(name));
  }

  optionalIdentifier(name: string): string | undefined {
    const value = this.#take(name);
    return value === undefined ? undefined : this.checkIdentifier(name, value);
  }

  checkIdentifier(name: string, value: unknown): string {
    if (typeof value === 'string' && IDENTIFIER.test(value)) return value;
    this.problem(name, 'the internal name of an object type or field', value);
    return '';
  }

  /** The named objects below `name`; none when it is absent. */
  children(name: string): readonly (readonly [string, ConfigurationReader])[] {
    return this.entries(name).map(([key, value]) => [key, this.nested(`${name}.${key}`, value)]);
  }

  optionalChild(name: string): ConfigurationReader | undefined {
    const value = this.#take(name);
    return value === undefined ? undefined : this.nested(name, value);
  }

  entries(name: string): readonly (readonly [string, unknown])[] {
    const value = this.#take(name) ?? {};
    if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value);
    this.problem(name, 'an object', value);
    return [];
  }

  list(name: string): readonly ConfigurationReader[] {
    const value = this.#take(name) ?? [];
    if (Array.isArray(value)) return value.map((item: unknown, i) => this.nested(`${name}[${i}]`, item));
    this.problem(name, 'a list', value);
    return [];
  }

  nested(name: string, value: unknown): ConfigurationReader {
    return ConfigurationReader.of(value, this.#problems, this.#at(name));
  }

  problem(name: string, expected: string, value: unknown): void {
    this.#problems.push(`${this.#at(name)}: expected ${expected}, but it is ${shown(value)}.`);
  }

  /** Everything that was not read is a misspelling that would silently do nothing. */
  refuseOthers(also: readonly string[] = []): void {
    for (const name of this.#values.keys()) {
      if (!this.#read.has(name) && !also.includes(name)) {
        this.#problems.push(
          `${this.#at(name)}: expected one of ${[...this.#read].join(', ')}, but there is no such setting.`,
        );
      }
    }
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return this.#values.get(name) ?? undefined;
  }

  #at(name: string): string {
    return this.#place === '' ? name : `${this.#place}.${name}`;
  }
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'absent';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
