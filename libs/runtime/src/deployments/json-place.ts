/** Where something stands in a text; both count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the value an RFC 6901 pointer means in a JSON text that can be parsed. Where the value is missing, it is the place of
 * the nearest one that holds it, so that an editor shows where to write it. Undefined for a text that is no JSON.
 */
export function placeInJson(text: string, pointer: string): TextPlace | undefined {
  const wanted = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  try {
    return placeAt(text, new JsonScanner(text).find(wanted));
  } catch {
    return undefined;
  }
}

/** Turns an offset into line and column. */
export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** Steps through a JSON text (RFC 8259) without building anything. Where two members have one name the last one counts. */
class JsonScanner {
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  find(steps: readonly string[]): number {
    this.#blank();
    const here = this.#offset;
    const [step, ...more] = steps;
    const opening = this.#text[here];
    if (step === undefined || (opening !== '{' && opening !== '[')) return here;
    let found: number | undefined;
    this.#members((name) => {
      if (name === step) found = this.#offset;
      this.#skip();
    });
    if (found === undefined) return here;
    this.#offset = found;
    return this.find(more);
  }

  /** Calls `visit` at the value of each member; it must step over the value. */
  #members(visit: (name: string) => void): void {
    const closing = this.#text[this.#offset] === '{' ? '}' : ']';
    this.#offset += 1;
    for (let index = 0; ; index += 1) {
      this.#blank();
      if (this.#text[this.#offset] === closing) break;
      let name = String(index);
      if (closing === '}') {
        const start = this.#offset;
        this.#string();
        name = String(JSON.parse(this.#text.slice(start, this.#offset)));
        this.#blank();
        this.#offset += 1;
        this.#blank();
      }
      visit(name);
      this.#blank();
      if (this.#text[this.#offset] === ',') this.#offset += 1;
    }
    this.#offset += 1;
  }

  #skip(): void {
    const opening = this.#text[this.#offset];
    if (opening === undefined) throw new Error('Expected a JSON value, but the text ends.');
    if (opening === '"') this.#string();
    else if (opening === '{' || opening === '[') this.#members(() => this.#skip());
    else this.#offset += /^[^\s,\]}]+/.exec(this.#text.slice(this.#offset, this.#offset + 400))?.[0].length ?? 1;
  }

  #string(): void {
    do {
      this.#offset = this.#text.indexOf('"', this.#offset + 1);
      if (this.#offset === -1) throw new Error('Expected a closing quotation mark, but the text ends.');
    } while (this.#escaped());
    this.#offset += 1;
  }

  #escaped(): boolean {
    let slashes = 0;
    while (this.#text[this.#offset - 1 - slashes] === '\\') slashes += 1;
    return slashes % 2 === 1;
  }

  #blank(): void {
    while (/\s/.test(this.#text[this.#offset] ?? '')) this.#offset += 1;
    if (this.#offset >= this.#text.length) throw new Error('Expected more JSON, but the text ends.');
  }
}
