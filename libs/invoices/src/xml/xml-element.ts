/** An attribute without namespace. Namespace declarations and `xsi:` hints are not kept. */
export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
}

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

  child(name: string): XmlElement | undefined {
    for (const child of this.children) if (child.name === name) return child;
    return undefined;
  }

  childrenNamed(name: string): XmlElement[] {
    return this.children.filter((child) => child.name === name);
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
    const siblings = this.parent?.children.filter((child) => child.name === name) ?? [];
    return siblings.length > 1 ? `${name}[${siblings.indexOf(this) + 1}]` : name;
  }
}

/** White space at both ends removed and every run of it inside replaced by one blank (XPath fn:normalize-space). */
export function normalizeSpace(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}
