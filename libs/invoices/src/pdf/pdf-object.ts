/** A name such as `/Type`, without the slash. */
export class PdfName {
  constructor(readonly name: string) {}
}

/** A reference such as `12 0 R`. */
export class PdfReference {
  constructor(
    readonly objectNumber: number,
    readonly generation: number,
  ) {}
}

/** A string, literal or hexadecimal, as bytes. */
export class PdfText {
  constructor(readonly bytes: Buffer) {}

  /** Text strings are UTF-16 or UTF-8 with a mark, otherwise PDFDocEncoding, read as Latin-1 (ISO 32000-1, 7.9.2.2). */
  decode(): string {
    const { bytes } = this;
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2));
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
    return bytes.toString('latin1');
  }
}

export type PdfDictionary = ReadonlyMap<string, PdfValue>;

export type PdfValue = null | boolean | number | PdfName | PdfReference | PdfText | readonly PdfValue[] | PdfDictionary;

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map;
}

export function isArray(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value);
}
