import { type ReadingBudget } from './reading-budget.ts';
import { type PdfValue, PdfName, PdfReference, PdfText } from './pdf-object.ts';

/** Thrown where the bytes are no PDF syntax; the reader treats such an object as missing. */
export class PdfSyntaxFault extends Error {
  readonly code = 'PDF_SYNTAX_FAULT';

  constructor(readonly position: number) {
    super(`Expected a PDF object at byte ${position}, but found something else`);
    this.name = 'PdfSyntaxFault';
  }
}

const maximumDepth = 60;
/** Longer texts are never the name of a file, and nothing else is asked for here. */
const maximumTextBytes = 1024 * 1024;

const isWhite = (code: number): boolean =>
  code === 0 || code === 9 || code === 10 || code === 12 || code === 13 || code === 32;
/** ( ) < > [ ] { } / % */
const isDelimiter = (code: number): boolean => [40, 41, 60, 62, 91, 93, 123, 125, 47, 37].includes(code);

/** Reads PDF objects (ISO 32000-1, 7.3) from a buffer, forward only, with bounded nesting. */
export class PdfParser {
  constructor(
    private readonly bytes: Buffer,
    public position: number,
    private readonly budget: ReadingBudget,
  ) {}

  /** Reads the value at the position. Throws PdfSyntaxFault. */
  value(depth = 0): PdfValue {
    if (depth > maximumDepth) throw new PdfSyntaxFault(this.position);
    this.skipWhite();
    const code = this.at(0);
    if (code === 47) return this.name();
    if (code === 40) return this.literal();
    if (code === 91) return this.array(depth);
    if (code === 60) return this.at(1) === 60 ? this.dictionary(depth) : this.hexadecimal();
    return this.numberOrWord();
  }

  /** Moves behind a keyword such as `stream` if it stands here. */
  accept(keyword: string): boolean {
    this.skipWhite();
    if (this.bytes.toString('latin1', this.position, this.position + keyword.length) !== keyword) return false;
    this.position += keyword.length;
    return true;
  }

  skipWhite(): void {
    const start = this.position;
    for (;;) {
      const code = this.at(0);
      if (code === 37) {
        while (this.position < this.bytes.length && this.at(0) !== 10 && this.at(0) !== 13) this.position++;
      } else if (isWhite(code) && this.position < this.bytes.length) this.position++;
      else break;
    }
    this.budget.spend(this.position - start);
  }

  private at(offset: number): number {
    return this.bytes[this.position + offset] ?? -1;
  }

  private word(): string {
    const start = this.position;
    for (let code = this.at(0); code !== -1 && !isWhite(code) && !isDelimiter(code); code = this.at(0)) this.position++;
    this.budget.spend(this.position - start);
    return this.bytes.toString('latin1', start, this.position);
  }

  private name(): PdfName {
    this.position++;
    return new PdfName(
      this.word().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }

  private numberOrWord(): PdfValue {
    const start = this.position;
    const word = this.word();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfSyntaxFault(start);
    if (/^\d{1,10}$/.test(word)) {
      const reference = this.referenceAfter(Number(word));
      if (reference) return reference;
    }
    return Number(word);
  }

  private referenceAfter(objectNumber: number): PdfReference | undefined {
    const ahead = this.bytes.toString('latin1', this.position, this.position + 24);
    const match = /^[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(ahead);
    if (!match) return undefined;
    this.position += match[0].length;
    return new PdfReference(objectNumber, Number(match[1]));
  }

  private array(depth: number): PdfValue[] {
    this.position++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipWhite();
      if (this.at(0) === 93) break;
      items.push(this.value(depth + 1));
    }
    this.position++;
    return items;
  }

  private dictionary(depth: number): Map<string, PdfValue> {
    this.position += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipWhite();
      if (this.at(0) === 62 && this.at(1) === 62) break;
      if (this.at(0) !== 47) throw new PdfSyntaxFault(this.position);
      const key = this.name().name;
      entries.set(key, this.value(depth + 1));
    }
    this.position += 2;
    return entries;
  }

  private hexadecimal(): PdfText {
    const end = this.bytes.indexOf(62, this.position);
    this.budget.spend((end < 0 ? this.bytes.length : end) - this.position);
    if (end < 0) throw new PdfSyntaxFault(this.position);
    const digits = this.bytes.toString('latin1', this.position + 1, end).replace(/[^0-9a-fA-F]/g, '');
    this.position = end + 1;
    return new PdfText(Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex'));
  }

  private literal(): PdfText {
    const start = this.position++;
    const codes: number[] = [];
    for (let open = 1; ;) {
      const code = this.at(0);
      if (code === -1 || codes.length > maximumTextBytes) throw new PdfSyntaxFault(start);
      this.position++;
      this.budget.spend(1);
      if (code === 92) this.escape(codes);
      else {
        if (code === 40) open++;
        if (code === 41 && --open === 0) break;
        codes.push(code);
      }
    }
    return new PdfText(Buffer.from(codes));
  }

  private escape(codes: number[]): void {
    const octal = /^[0-7]{1,3}/.exec(this.bytes.toString('latin1', this.position, this.position + 3))?.[0];
    if (octal !== undefined) {
      this.position += octal.length;
      codes.push(Number.parseInt(octal, 8) & 0xff);
      return;
    }
    const code = this.at(0);
    this.position++;
    const meaning = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 }[code];
    if (code === 13 && this.at(0) === 10) this.position++;
    else if (code !== 10 && code !== 13) codes.push(meaning ?? code);
  }
}
