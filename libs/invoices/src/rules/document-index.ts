import { type XmlElement } from '../xml/xml-element.ts';

/**
 * Every element of a document by name, gathered in one walk. Rules that look anywhere in the document ask here instead
 * of walking again, which keeps the time of a validation linear in the size of the invoice.
 */
export class DocumentIndex {
  private readonly byName = new Map<string, XmlElement[]>();
  private readonly byAttribute = new Map<string, XmlElement[]>();
  /** Elements without child elements and without text. */
  readonly empty: XmlElement[] = [];

  constructor(root: XmlElement) {
    for (const element of root.descendantsAndSelf()) {
      const named = this.byName.get(element.name);
      if (named) named.push(element);
      else this.byName.set(element.name, [element]);
      for (const attribute of element.attributes) {
        const carrying = this.byAttribute.get(attribute.name);
        if (carrying) carrying.push(element);
        else this.byAttribute.set(attribute.name, [element]);
      }
      if (element.children.length === 0 && !/[^ \t\r\n]/.test(element.text)) this.empty.push(element);
    }
  }

  /** All elements with one of the names, per name in document order. */
  named(...names: readonly string[]): readonly XmlElement[] {
    if (names.length === 1) return this.byName.get(names[0] ?? '') ?? [];
    return names.flatMap((name) => this.byName.get(name) ?? []);
  }

  /** All elements carrying an attribute. */
  withAttribute(name: string): readonly XmlElement[] {
    return this.byAttribute.get(name) ?? [];
  }

  /** The names of all elements that occur. */
  names(): Iterable<string> {
    return this.byName.keys();
  }
}
