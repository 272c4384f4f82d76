import { SaxesParser } from 'saxes';
import { decodeText } from './decode-text.ts';
import { InvoiceSyntaxError } from './invoice-syntax-error.ts';
import { canonicalName } from './namespaces.ts';
import { XmlElement } from './xml-element.ts';

/** Bounds on what the parser will build; generous for invoices of ten thousand lines, tight for attacks. */
const xmlLimits = {
  depth: 200,
  elements: 1_000_000,
  attributesPerElement: 100,
  nameCharacters: 1_000,
} as const;

/** The text is fed in pieces so that a fault in the first kilobyte is reported without reading the other megabytes. */
const pieceLength = 65_536;

/**
 * Parses a document into a tree of elements. Never loads anything: a DOCTYPE is refused before its content could
 * matter, entities other than the five of XML are an error, schema hints are ignored.
 * Throws InvoiceSyntaxError with the reason and the line.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = decodeText(bytes);
  if (text.trim() === '') {
    throw new InvoiceSyntaxError(
      'DOCUMENT_EMPTY',
      'Expected an invoice, but the file is empty. Send the XML or PDF file of the invoice.',
      'Die Datei ist leer. Bitte die XML- oder PDF-Datei der Rechnung senden.',
    );
  }
  return new TreeBuilder().build(text);
}

class TreeBuilder {
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private root: XmlElement | undefined;
  private current: XmlElement | undefined;
  private depth = 0;
  private elements = 0;
  private attributes = 0;

  build(text: string): XmlElement {
    const { parser } = this;
    parser.on('error', (error) => this.notWellFormed(error.message));
    parser.on('doctype', () => this.refuseDoctype());
    parser.on('opentagstart', () => this.countElement());
    parser.on('attribute', () => this.countAttribute());
    parser.on('opentag', (tag) => this.open(tag));
    parser.on('closetag', () => this.close());
    parser.on('text', (piece) => this.append(piece));
    parser.on('cdata', (piece) => this.append(piece));
    for (let start = 0; start < text.length; start += pieceLength) {
      parser.write(text.slice(start, start + pieceLength));
    }
    parser.close();
    if (!this.root) return this.notWellFormed('no element found');
    return this.root;
  }

  private countElement(): void {
    this.attributes = 0;
    this.depth++;
    if (this.depth > xmlLimits.depth) {
      throw this.limit('XML_TOO_DEEP', `at most ${xmlLimits.depth} nested elements`, 'zu tief verschachtelt');
    }
    this.elements++;
    if (this.elements > xmlLimits.elements) {
      throw this.limit('XML_TOO_MANY_ELEMENTS', `at most ${xmlLimits.elements} elements`, 'zu viele Elemente');
    }
  }

  private countAttribute(): void {
    this.attributes++;
    if (this.attributes > xmlLimits.attributesPerElement) {
      const bound = `at most ${xmlLimits.attributesPerElement} attributes on an element`;
      throw this.limit('XML_TOO_MANY_ATTRIBUTES', bound, 'zu viele Attribute an einem Element');
    }
  }

  private open(tag: { name: string; local: string; uri: string; attributes: Record<string, SaxAttribute> }): void {
    if (tag.name.length > xmlLimits.nameCharacters) {
      const bound = `element names of at most ${xmlLimits.nameCharacters} characters`;
      throw this.limit('XML_NAME_TOO_LONG', bound, 'ein Elementname ist zu lang');
    }
    const element = new XmlElement(canonicalName(tag.uri, tag.local), this.current, this.parser.line);
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.uri === '') element.attributes.push({ name: attribute.local, value: attribute.value });
    }
    if (this.current) this.current.children.push(element);
    else this.root ??= element;
    this.current = element;
  }

  private close(): void {
    this.depth--;
    this.current = this.current?.parent;
  }

  private append(piece: string): void {
    if (this.current) this.current.text += piece;
  }

  private refuseDoctype(): never {
    throw new InvoiceSyntaxError(
      'DOCTYPE_FORBIDDEN',
      'Expected an invoice without DOCTYPE, but the file contains one. Remove the DOCTYPE declaration.',
      'Die Datei enthält eine DOCTYPE-Deklaration. Sie ist in Rechnungen nicht erlaubt und muss entfernt werden.',
      this.parser.line,
    );
  }

  private notWellFormed(reason: string): never {
    throw new InvoiceSyntaxError(
      'XML_NOT_WELL_FORMED',
      `Expected well-formed XML, but reading stopped in line ${this.parser.line}: ${reason.slice(0, 200)}`,
      `Die Datei ist kein gültiges XML (Zeile ${this.parser.line}). Bitte die Rechnung neu erzeugen und vollständig senden.`,
      this.parser.line,
    );
  }

  private limit(code: InvoiceSyntaxError['code'], bound: string, boundDe: string): InvoiceSyntaxError {
    return new InvoiceSyntaxError(
      code,
      `Expected ${bound}, but the file exceeds this in line ${this.parser.line}.`,
      `Die Datei wird nicht angenommen: ${boundDe} (Zeile ${this.parser.line}).`,
      this.parser.line,
    );
  }
}

interface SaxAttribute {
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}
