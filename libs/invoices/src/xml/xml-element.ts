/** An attribute without namespace. Namespace declarations and `xsi:` hints are not kept. */
export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
}

/** From this number of children on, they are indexed by name. */
const manyChildren = 24;

/**
 * An element of an invoice document. The name carries the canonical prefix of its namespace (`cbc:ID`, `ram:Name`),
 * whatever prefix the file uses, so that bindings and rules can be written with the names of the standards.
 * Filled once by the parser and never changed afterwards.
 */
export class XmlElement {
  readonly children: XmlElement[] = [];
  readonly attributes: XmlAttribute[] = [];
  /** All character data directly inside this element, in document order; CDATA is ordinary text. */
  text = '';
  private childrenByName: ReadonlyMap<string, XmlElement[]> | undefined;

  constructor(
    readonly name: string,
    readonly parent: XmlElement | undefined,
    /** Line of the start tag in the source, counted from 1. */
    readonly line: number,
  ) {}

  get localName(): string {
    return this.name.slice(this.name.lastIndexOf(':') + 1);
  }

  attribute(name: string): string | undefined {
    for (const attribute of this.attributes) if (attribute.name === name) return attribute.value;
    return undefined;
  }

  /** The first child of a name. */
  child(name: string): XmlElement | undefined {
    if (this.children.length > manyChildren) return this.index().get(name)?.[0];
    for (const child of this.children) if (child.name === name) return child;
    return undefined;
  }

  /** The children of a name in document order. */
  childrenNamed(name: string): readonly XmlElement[] {
    if (this.children.length > manyChildren) return this.index().get(name) ?? [];
    return this.children.filter((child) => child.name === name);
  }

  /** Made on demand for elements with many children, so that asking for each of many names stays cheap. */
  private index(): ReadonlyMap<string, XmlElement[]> {
    if (this.childrenByName) return this.childrenByName;
    const index = new Map<string, XmlElement[]>();
    for (const child of this.children) {
      const named = index.get(child.name);
      if (named) named.push(child);
      else index.set(child.name, [child]);
    }
    this.childrenByName = index;
    return index;
  }

  /** The string value in the sense of XPath: own text and that of all descendants. */
  stringValue(): string {
    if (this.children.length === 0) return this.text;
    return this.text + this.children.map((child) => child.stringValue()).join('');
  }

  /** Every element below this one and itself, in document order, without recursion. */
  *descendantsAndSelf(): Generator<XmlElement> {
    const stack: XmlElement[] = [this];
    for (let element = stack.pop(); element; element = stack.pop()) {
      yield element;
      for (let index = element.children.length - 1; index >= 0; index--) {
        const child = element.children[index];
        if (child) stack.push(child);
      }
    }
  }

  /** An XPath with positions, for example `/ubl:Invoice/cac:InvoiceLine[2]/cbc:ID`. */
  path(): string {
    return `${this.parent?.path() ?? ''}/${this.step()}`;
  }

  private step(): string {
    const name = this.name;
    const siblings = this.parent?.childrenNamed(name) ?? [];
    return siblings.length > 1 ? `${name}[${siblings.indexOf(this) + 1}]` : name;
  }
}

/** White space at both ends removed and every run of it inside replaced by one blank (XPath fn:normalize-space). */
export function normalizeSpace(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}
