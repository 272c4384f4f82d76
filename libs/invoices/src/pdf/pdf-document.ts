import { type PdfDictionary, type PdfValue, PdfName, PdfReference, isDictionary } from './pdf-object.ts';
import { PdfParser, PdfSyntaxFault } from './pdf-parser.ts';
import { ReadingBudget, tooLarge } from './reading-budget.ts';
import { decodeStream } from './stream-filters.ts';

const maximumObjects = 300_000;
/** Places that look like an object but are none; an honest file has a handful. */
const maximumFaults = 20_000;
/** Bound on what all object streams of a file together may unpack to. */
const maximumObjectStreamBytes = 32 * 1024 * 1024;

/** A dictionary with the bytes of the stream behind it. */
export interface PdfStream {
  readonly dictionary: PdfDictionary;
  readonly raw: Buffer;
}

interface ObjectPlace {
  readonly bytes: Buffer;
  readonly position: number;
}

/**
 * The objects of a PDF file. They are found by walking through the file once instead of trusting its cross-reference
 * table: of several definitions the last one holds, as after incremental updates, and damaged or hostile tables cannot
 * lead anywhere. Cross-reference streams are therefore never unpacked, object streams only within bounds.
 */
export class PdfDocument {
  private readonly places = new Map<number, ObjectPlace>();
  private readonly trailers: PdfDictionary[] = [];

  private readonly budget: ReadingBudget;

  constructor(private readonly bytes: Buffer) {
    this.budget = new ReadingBudget(3 * bytes.length + 8 * 1024 * 1024);
    this.walk();
  }

  /** The trailer dictionaries, those of cross-reference streams included, in file order. */
  trailer(key: string): PdfValue | undefined {
    return this.trailers.findLast((trailer) => trailer.has(key))?.get(key);
  }

  /** Follows references to the value; undefined where there is none or the references run in a circle. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let current = value;
    for (let hops = 0; current instanceof PdfReference; hops++) {
      if (hops > 20) return undefined;
      current = this.valueAt(this.places.get(current.objectNumber));
    }
    return current;
  }

  dictionary(value: PdfValue | undefined): PdfDictionary | undefined {
    const resolved = this.resolve(value);
    return isDictionary(resolved) ? resolved : undefined;
  }

  /** The stream a reference points to. */
  stream(value: PdfValue | undefined): PdfStream | undefined {
    const place = value instanceof PdfReference ? this.places.get(value.objectNumber) : undefined;
    if (!place || place.bytes !== this.bytes) return undefined;
    const parser = new PdfParser(place.bytes, place.position, this.budget);
    const dictionary = valueOf(parser);
    if (!isDictionary(dictionary)) return undefined;
    const raw = this.streamData(parser, dictionary);
    return raw ? { dictionary: this.withResolved(dictionary), raw } : undefined;
  }

  /** Dictionaries of a type, for files without a usable trailer. */
  *dictionariesOfType(type: string): Generator<PdfDictionary> {
    for (const place of this.places.values()) {
      const value = this.valueAt(place);
      if (isDictionary(value) && nameOf(value.get('Type')) === type) yield value;
    }
  }

  private walk(): void {
    const text = this.bytes.toString('latin1');
    const heads = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj|trailer/g;
    const objectStreams: [PdfDictionary, Buffer][] = [];
    let count = 0;
    let faults = 0;
    for (let match = heads.exec(text); match; match = heads.exec(text)) {
      const parser = new PdfParser(this.bytes, heads.lastIndex, this.budget);
      const value = valueOf(parser);
      if (value === undefined && ++faults > maximumFaults) throw tooLarge();
      if (match[1] === undefined) {
        if (isDictionary(value)) this.trailers.push(value);
        continue;
      }
      if (++count > maximumObjects) throw tooLarge();
      this.places.set(Number(match[1]), { bytes: this.bytes, position: heads.lastIndex });
      if (!isDictionary(value)) continue;
      const type = nameOf(value.get('Type'));
      if (type === 'XRef') this.trailers.push(value);
      const raw = this.streamData(parser, value);
      if (!raw) continue;
      if (type === 'ObjStm') objectStreams.push([value, raw]);
      heads.lastIndex = Math.max(heads.lastIndex, parser.position);
    }
    let budget = maximumObjectStreamBytes;
    for (const [dictionary, raw] of objectStreams) {
      const data = decodeStream(this.withResolved(dictionary), raw, budget);
      if (data) {
        budget -= data.length;
        this.addPacked(dictionary, data);
      }
    }
  }

  /** Enters the objects packed into an object stream (ISO 32000-1, 7.5.7) unless a later plain definition exists. */
  private addPacked(dictionary: PdfDictionary, data: Buffer): void {
    const first = this.resolve(dictionary.get('First'));
    if (typeof first !== 'number') return;
    const numbers = data.toString('latin1', 0, first).trim().split(/\s+/).map(Number);
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      if (this.places.size > maximumObjects) throw tooLarge();
      const objectNumber = numbers[index] ?? Number.NaN;
      const offset = numbers[index + 1] ?? Number.NaN;
      if (!Number.isInteger(objectNumber) || !Number.isInteger(offset)) continue;
      if (this.places.get(objectNumber)?.bytes === this.bytes) continue;
      this.places.set(objectNumber, { bytes: data, position: first + offset });
    }
  }

  /** The bytes between `stream` and `endstream`; the parser stands behind them afterwards. */
  private streamData(parser: PdfParser, dictionary: PdfDictionary): Buffer | undefined {
    if (!parser.accept('stream')) return undefined;
    let start = parser.position;
    if (this.bytes[start] === 13) start++;
    if (this.bytes[start] === 10) start++;
    const length = this.resolve(dictionary.get('Length'));
    if (typeof length === 'number' && length >= 0 && start + length <= this.bytes.length) {
      const behind = new PdfParser(this.bytes, start + length, this.budget);
      if (behind.accept('endstream')) {
        parser.position = behind.position;
        return this.bytes.subarray(start, start + length);
      }
    }
    const end = this.bytes.indexOf('endstream', start);
    this.budget.spend((end < 0 ? this.bytes.length : end) - start);
    if (end < 0) return undefined;
    parser.position = end + 9;
    let last = end;
    if (this.bytes[last - 1] === 10) last--;
    if (this.bytes[last - 1] === 13) last--;
    return this.bytes.subarray(start, last);
  }

  /** Filters may be given by reference; they are looked up here so that decoding needs no document. */
  private withResolved(dictionary: PdfDictionary): PdfDictionary {
    return new Map([...dictionary].map(([key, value]) => [key, this.resolve(value) ?? null]));
  }

  private valueAt(place: ObjectPlace | undefined): PdfValue | undefined {
    return place && valueOf(new PdfParser(place.bytes, place.position, this.budget));
  }
}

function nameOf(value: PdfValue | undefined): string | undefined {
  return value instanceof PdfName ? value.name : undefined;
}

function valueOf(parser: PdfParser): PdfValue | undefined {
  try {
    return parser.value();
  } catch (error) {
    if (error instanceof PdfSyntaxFault) return undefined;
    throw error;
  }
}
